import TraceModel

extension Parser {
  /// `import numpy as np, math`.
  mutating func importStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    var imports: [Import] = []
    repeat {
      let (name, range) = try dottedName()
      let alias = accept(.as) ? try expectName("a name").text : nil
      checkModule(name, at: range)
      imports.append(Import(name: name, alias: alias, range: range))
    } while accept(.comma)
    return Statement(.importModule(imports), at: start.through(previous.range))
  }

  /// `from math import exp, log as ln`.
  mutating func fromImportStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let (module, moduleRange) = try dottedName()
    checkModule(module, at: moduleRange)
    guard accept(.import) else { throw failure(expecting: "'import'") }
    if accept(.star) { return Statement(.importNames(module: module, []), at: start.through(previous.range)) }
    let isBracketed = accept(.leftParenthesis)
    var imports: [Import] = []
    repeat {
      if isBracketed, current.kind == .symbol(.rightParenthesis) { break }
      let (name, range) = try expectName("a name")
      let alias = accept(.as) ? try expectName("a name").text : nil
      imports.append(Import(name: name, alias: alias, range: range))
    } while accept(.comma)
    if isBracketed { try expect(.rightParenthesis) }
    return Statement(.importNames(module: module, imports), at: start.through(previous.range))
  }

  private mutating func dottedName() throws(SyntaxFailure) -> (text: String, range: SourceRange) {
    var (name, range) = try expectName("a module's name")
    while accept(.dot) {
      let part = try expectName("a module's name")
      name += "." + part.text
      range = range.through(part.range)
    }
    return (name, range)
  }

  private mutating func checkModule(_ name: String, at range: SourceRange) {
    if !Module.importable.contains(name) { report(.unknownModule(name), at: range) }
  }
}

/// The modules that a program may import.
enum Module: String, CaseIterable, Sendable {
  case numpy
  case math
  case random
  case numpyRandom = "numpy.random"
  case linearAlgebra = "numpy.linalg"
  /// The file by which a lesson's program runs under Python; all that it has is there anyway.
  case lesson
  /// What NumPy has beside functions and numbers: modules, kinds of elements, and the new axis of an index.
  static let namesInNumpy: Set<String> = dtypes.union(["random", "linalg", "newaxis"])
  /// What NumPy calls the kinds of elements.
  static let dtypes: Set<String> = [
    "float64", "float32", "float", "int64", "int32", "int", "uint8", "bool", "bool_",
  ]

  /// Plotting; its calls are skipped with a note.
  case pyplot = "matplotlib.pyplot"

  /// Whether a number that a function gives is one of NumPy; nil if the function itself knows.
  func isNumPy(_ function: String) -> Bool? {
    switch self {
    case .numpy: ["allclose", "array_equal"].contains(function) ? false : true
    case .math, .random: false
    case .numpyRandom: function == "choice" ? nil : false
    case .linearAlgebra, .lesson, .pyplot: nil
    }
  }

  /// What `import` accepts; `lesson` is the file that makes a lesson's program run under Python.
  static let importable = Set(allCases.map(\.rawValue) + ["matplotlib", "lesson", "__future__"])

  /// The names under which lecture code knows the modules, imported or not.
  static let wellKnown: [String: Module] = [
    "np": .numpy, "numpy": .numpy, "math": .math, "random": .random, "plt": .pyplot,
  ]
}
