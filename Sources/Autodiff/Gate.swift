import Numbers
public import TraceModel

/// A differentiable primitive: its value and its local gradients, side by side.
///
/// A gate of one or two numbers gives its value and its slopes as plain functions of them; on arrays it works element
/// by element, with NumPy's broadcasting. A gate of whole arrays gives its value and the products of its Jacobians with
/// the upstream gradient. Gates are compared by identity.
public final class Gate: Sendable {
  /// Its name, symbol and formulas, as a trace carries them.
  public let description: GateDescription
  /// Where the gradient check may sample its inputs.
  public let domain: Domain
  /// What the gradient check applies a gate of whole arrays to.
  let samples: [Sample]
  let rule: Rule
  /// The kernel that gives the same bits as the rule for whole arrays; of a gate of one number, with 0 beside it.
  let kernel: ArrayMath.Operation?

  /// The value and the local gradients.
  enum Rule: Sendable {
    case unary(
      value: @Sendable (_ x: Double) -> Double, slope: @Sendable (_ x: Double, _ y: Double) -> Double)
    case binary(
      value: @Sendable (_ a: Double, _ b: Double) -> Double,
      slopes: @Sendable (_ a: Double, _ b: Double, _ y: Double) -> (Double, Double))
    case array(ArrayRule)
    /// Whoever made the gate runs it: see ``OwnBackward``.
    case own
  }

  /// The inputs for which a gate is defined and smooth.
  public enum Domain: Sendable {
    case all
    /// Every input is above 0.
    case positive
    /// No input is 0.
    case nonzero
    /// The first input is above 0, the second is any.
    case positiveBase
    /// The two inputs differ.
    case distinct
    /// The quotient of the inputs is no whole number.
    case betweenMultiples
  }

  /// Operands on which a gate of whole arrays is checked: inputs by their shapes, and constants.
  struct Sample: Sendable {
    enum Operand: Sendable {
      case input([Int])
      case constant(Tensor)
    }
    var operands: [Operand]
    /// The shape of the value, where the gate leaves it free.
    var shape: [Int]?

    init(_ operands: Operand..., shape: [Int]? = nil) {
      self.operands = operands
      self.shape = shape
    }
  }

  /// A gate of one number.
  init(
    _ name: String, symbol: String, _ pattern: GatePattern, _ sentence: GateSentence, equation: String,
    slope formula: String, compute: String? = nil, pull: String? = nil, domain: Domain = .all,
    kernel: ArrayMath.Operation? = nil,
    value: @escaping @Sendable (_ x: Double) -> Double,
    slope: @escaping @Sendable (_ x: Double, _ y: Double) -> Double
  ) {
    description = GateDescription(
      name: name, symbol: symbol, equation: equation, slopes: [formula], compute: compute ?? equation,
      pulls: [pull ?? Self.pull(formula)], pattern: pattern, sentence: sentence)
    self.domain = domain
    samples = []
    self.kernel = kernel
    rule = .unary(value: value, slope: slope)
  }

  /// A gate of two numbers, with the symbols it has when one of them is a constant inside it.
  init(
    _ name: String, symbol: String, constantFirst: String? = nil, constantSecond: String? = nil,
    _ pattern: GatePattern, _ sentence: GateSentence, equation: String, slopes formulas: [String],
    compute: String? = nil, pulls: [String]? = nil, domain: Domain = .all,
    kernel: ArrayMath.Operation? = nil,
    value: @escaping @Sendable (_ a: Double, _ b: Double) -> Double,
    slopes: @escaping @Sendable (_ a: Double, _ b: Double, _ y: Double) -> (Double, Double)
  ) {
    description = GateDescription(
      name: name, symbol: symbol, constantFirst: constantFirst, constantSecond: constantSecond,
      equation: equation, slopes: formulas, compute: compute ?? equation,
      pulls: pulls ?? formulas.map(Self.pull), pattern: pattern, sentence: sentence)
    self.domain = domain
    samples = []
    self.kernel = kernel
    rule = .binary(value: value, slopes: slopes)
  }

  /// Upstream × local, where the slope that is told also computes.
  private static func pull(_ slope: String) -> String {
    slope == "1" ? "u" : slope.contains(" ") || slope.hasPrefix("-") ? "u * (\(slope))" : "u * \(slope)"
  }

  /// A gate of whole arrays, with the operands on which it is checked.
  init(
    _ name: String, symbol: String, constantFirst: String? = nil, constantSecond: String? = nil,
    _ pattern: GatePattern, _ sentence: GateSentence, equation: String, rules formulas: [String],
    compute: String, pulls: [String], samples: [Sample], _ rule: ArrayRule
  ) {
    description = GateDescription(
      name: name, symbol: symbol, constantFirst: constantFirst ?? symbol,
      constantSecond: constantSecond ?? symbol, equation: equation, slopes: [], rules: formulas,
      compute: compute, pulls: pulls, pattern: pattern, sentence: sentence)
    domain = .all
    self.samples = samples
    kernel = nil
    self.rule = .array(rule)
  }

  /// A gate of a program's own, which is not in ``all``: the tape records what the program computes with it, and asks
  /// for its gradients on the way back.
  public init(own description: GateDescription) {
    self.description = description
    domain = .all
    samples = []
    kernel = nil
    rule = .own
  }

  /// A gate of a program's own, by what is shown of it. A symbol that is a sign has a constant beside it, a name has not.
  public convenience init(own name: String, symbol: String, equation: String) {
    let isName = symbol.contains { $0.isLetter }
    self.init(
      own: GateDescription(
        name: name, symbol: symbol, constantFirst: isName ? nil : "{c}\(symbol)",
        constantSecond: isName ? nil : "\(symbol){c}", equation: equation, slopes: [], pattern: .own))
  }

  /// How many inputs it reads; nil if any number.
  public var inputCount: Int? {
    switch rule {
    case .unary: 1
    case .binary: 2
    case .array, .own: nil
    }
  }

  /// Whether it works on arrays element by element.
  public var isElementwise: Bool {
    switch rule {
    case .unary, .binary: true
    case .array, .own: false
    }
  }

  /// Whether it is one of a program's own, which only the program can run.
  public var isOwn: Bool {
    if case .own = rule { true } else { false }
  }

  /// The value at the given numbers, of which there must be ``inputCount``; NaN for a gate of whole arrays or of a
  /// program's own.
  public func value(_ inputs: [Double]) -> Double {
    switch rule {
    case .unary(let value, _): value(inputs[0])
    case .binary(let value, _): value(inputs[0], inputs[1])
    case .array, .own: .nan
    }
  }

  /// The local gradient of each input at the given numbers, of which there must be ``inputCount``; none for a gate of
  /// whole arrays or of a program's own.
  public func slopes(_ inputs: [Double]) -> [Double] {
    switch rule {
    case .unary(let value, let slope): return [slope(inputs[0], value(inputs[0]))]
    case .binary(let value, let slopes):
      let (a, b) = slopes(inputs[0], inputs[1], value(inputs[0], inputs[1]))
      return [a, b]
    case .array, .own: return []
    }
  }
}

extension Gate {
  /// Every gate. Being in this list is what makes a gate documented and gradient-checked.
  public static let all: [Gate] = elementwise + arrays
  /// The gates of one or two numbers, which work on arrays element by element.
  public static let elementwise: [Gate] = arithmetic + exponentials + waves + selections + activations
  /// The gates of whole arrays.
  public static let arrays: [Gate] = products + reductions + normalizations + rearrangements + images
}
