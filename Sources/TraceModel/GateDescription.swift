/// What a trace tells of a gate: enough to name it, draw it and explain it without the code that ran it.
///
/// The formulas are in the small notation of ``Formula``: `a`, `b`, `c` … are the inputs, `y` is the output.
public struct GateDescription: Hashable, Sendable {
  /// The gate's name, `multiply`.
  public var name: String
  /// What stands in its circle, `×`.
  public var symbol: String
  /// The symbol when the first input is a constant, with `{c}` for the constant: `{c}−x`.
  public var symbolWithConstantFirst: String
  /// The symbol when the second input is a constant: `−{c}`.
  public var symbolWithConstantSecond: String
  /// The value as a formula of the inputs, `a * b`.
  public var equation: String
  /// For each input the local gradient as a formula, `b` and `a`, where the gate works element by element.
  public var slopes: [String]
  /// For each input of any other gate what it receives, as a formula in which `u` is the upstream gradient:
  /// `matmul(u, transpose(b))`.
  public var rules: [String]
  /// The value as a formula that computes it, of the operands and ``Node/shape``; nil for a gate that only its own
  /// program can run. It may differ from ``equation``, which is what a reader is told: it is exact at ties and extremes.
  public var compute: String?
  /// For each operand what it receives, as a formula of the operands, the value `y` and the upstream gradient `u`. If there
  /// is a single one it holds for all, with `x` for the operand and `i` for its position.
  public var pulls: [String]
  /// What it does to a gradient.
  public var pattern: GatePattern
  /// The sentence that tells of it; nil if only pattern and slope do.
  public var sentence: GateSentence?

  public init(
    name: String, symbol: String, constantFirst: String? = nil, constantSecond: String? = nil,
    equation: String, slopes: [String], rules: [String] = [], compute: String? = nil, pulls: [String] = [],
    pattern: GatePattern = .unknown, sentence: GateSentence? = nil
  ) {
    self.name = name
    self.symbol = symbol
    symbolWithConstantFirst = constantFirst ?? "\(symbol)({c},x)"
    symbolWithConstantSecond = constantSecond ?? "\(symbol)(x,{c})"
    self.equation = equation
    self.slopes = slopes
    self.rules = rules
    self.compute = compute
    self.pulls = pulls
    self.pattern = pattern
    self.sentence = sentence
  }

  /// Whether it is a gate of the program's own, whose derivative only the program knows: it has no formulas for that.
  public var isOwn: Bool { slopes.isEmpty && rules.isEmpty }
}
