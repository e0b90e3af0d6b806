import Language

/// How a function of the language works. What it is called and takes stands in the language's table.
struct Builtin: Sendable {
  typealias Body = @Sendable (Interpreter, Arguments) throws(RunFailure) -> Value

  let function: KnownFunction
  let body: Body

  /// - Parameter home: A home of the function, where several functions have its name.
  init(_ name: String, in home: KnownFunction.Homes? = nil, body: @escaping Body) {
    // What the table lacks is found nowhere; a test says so.
    function = KnownFunction.named(name, in: home) ?? KnownFunction(name, [], in: [], "")
    self.body = body
  }

  var name: String { function.name }
  var signature: Signature { function.signature }

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

  private static func table(_ home: KnownFunction.Homes) -> [String: Builtin] {
    var table: [String: Builtin] = [:]
    for builtin in all where builtin.function.homes.contains(home) { table[builtin.name] = builtin }
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
}
