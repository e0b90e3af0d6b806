import Autodiff
import TraceModel

/// A function that the lesson language brings along. Being in ``all`` is what makes it known, documented and
/// suggested.
struct Builtin: Sendable {
  typealias Body = @Sendable (Interpreter, Arguments) throws(RunFailure) -> Value

  /// Where a function can be found.
  struct Homes: OptionSet, Sendable {
    let rawValue: Int
    /// By its bare name.
    static let bare = Homes(rawValue: 1)
    static let numpy = Homes(rawValue: 2)
    static let math = Homes(rawValue: 4)
    /// After a value and a dot.
    static let method = Homes(rawValue: 8)
    static let numpyRandom = Homes(rawValue: 16)
    static let random = Homes(rawValue: 32)
    static let linearAlgebra = Homes(rawValue: 64)
  }

  /// What a function does with values, as far as a trace tells it.
  enum Work {
    /// It looks at numbers, and what it makes of them is outside of the record.
    case plain
    /// It records all that it does as gates with formulas.
    case gates
    /// It moves values about and looks at none.
    case moves
  }

  let name: String
  let homes: Homes
  let work: Work
  let signature: Signature
  /// What it does, for the documentation.
  let summary: String
  let body: Body

  init(
    _ name: String, _ parameters: [String], in homes: Homes = .bare, doing work: Work = .plain,
    _ summary: String, body: @escaping Body
  ) {
    self.name = name
    self.homes = homes
    self.work = work
    signature = Signature(name, parameters)
    self.summary = summary
    self.body = body
  }

  static let all: [Builtin] =
    gates + selections + python + sequences + texts + listMethods + gradientMethods + numpyRandom
    + pythonRandom
    + arrays + reductions + arrayShapes

  static let bare = table(.bare)
  static let methods = table(.method)
  private static let numpy = table(.numpy)
  private static let math = table(.math)
  private static let drawsOfNumpy = table(.numpyRandom)
  private static let drawsOfPython = table(.random)
  private static let linearAlgebra = table(.linearAlgebra)

  private static func table(_ home: Homes) -> [String: Builtin] {
    var table: [String: Builtin] = [:]
    for builtin in all where builtin.homes.contains(home) { table[builtin.name] = builtin }
    return table
  }

  static func members(of module: Module) -> [String: Builtin] {
    switch module {
    case .numpy: numpy
    case .math: math
    case .numpyRandom: drawsOfNumpy
    case .random: drawsOfPython
    case .linearAlgebra: linearAlgebra
    case .lesson: bare
    case .pyplot: [:]
    }
  }

  /// The numbers that have a name without a module.
  static let numbers: [String: Double] = ["pi": .pi, "inf": .infinity]

  static func numbers(of module: Module) -> [String: Double] {
    guard module == .numpy || module == .math else { return [:] }
    return ["pi": .pi, "e": 2.718281828459045, "inf": .infinity, "nan": .nan]
  }

  static func suggestion(for name: String, in module: Module) -> String? {
    let names = members(of: module).keys.sorted() + numbers(of: module).keys.sorted()
    let suggestion = ForeignName.suggestion(for: name, nearest: nearest(name, among: names))
    return elsewhere(name) ?? suggestion.flatMap { names.contains($0) || bare[$0] != nil ? $0 : nil }
  }

  /// Where a function is that is not found where it was looked for, with its prefix.
  static func elsewhere(_ name: String) -> String? {
    let places: [(Module, String)] = [
      (.numpy, "np."), (.numpyRandom, "np.random."), (.linearAlgebra, "np.linalg."),
    ]
    let found = places.first { members(of: $0.0)[name] != nil }
    return found.map { $0.1 + name } ?? (bare[name] != nil ? name : nil)
  }
}

/// A function of the lesson language as a reader of its documentation meets it.
public struct FunctionSummary: Equatable, Sendable {
  /// `leaky_relu(x, slope)`.
  public var form: String
  /// The prefixes it may be written with: ``, `np.`, `math.`, `x.`.
  public var prefixes: [String]
  public var summary: String

  /// All functions, in the order of their families.
  public static let all: [FunctionSummary] = Builtin.all.map { builtin in
    let names = builtin.signature.parameters.map { $0.takesAll ? "…" : $0.name }
    let prefixes: [(Builtin.Homes, String)] = [
      (.bare, ""), (.numpy, "np."), (.math, "math."), (.method, "x."), (.numpyRandom, "np.random."),
      (.random, "random."), (.linearAlgebra, "np.linalg."),
    ]
    let isMethod = builtin.homes == .method
    return FunctionSummary(
      form: "\(builtin.name)(\((isMethod ? Array(names.dropFirst()) : names).joined(separator: ", ")))",
      prefixes: prefixes.filter { builtin.homes.contains($0.0) }.map(\.1), summary: builtin.summary)
  }
}
