/// The modules that a program may import.
package enum Module: String, CaseIterable, Sendable {
  case numpy
  case math
  case random
  case numpyRandom = "numpy.random"
  case linearAlgebra = "numpy.linalg"
  /// The file by which a lesson's program runs under Python; all that it has is there anyway.
  case lesson
  /// What NumPy has beside functions and numbers: modules, kinds of elements, and the new axis of an index.
  package static let namesInNumpy: Set<String> = dtypes.union(["random", "linalg", "newaxis"])
  /// What NumPy calls the kinds of elements.
  package static let dtypes: Set<String> = [
    "float64", "float32", "float", "int64", "int32", "int", "uint8", "bool", "bool_",
  ]

  /// Plotting; its calls are skipped with a note.
  case pyplot = "matplotlib.pyplot"

  /// Whether a number that a function gives is one of NumPy; nil if the function itself knows.
  package func isNumPy(_ function: String) -> Bool? {
    switch self {
    case .numpy: ["allclose", "array_equal"].contains(function) ? false : true
    case .math, .random: false
    case .numpyRandom: function == "choice" ? nil : false
    case .linearAlgebra, .lesson, .pyplot: nil
    }
  }

  /// What `import` accepts; `lesson` is the file that makes a lesson's program run under Python.
  package static let importable = Set(allCases.map(\.rawValue) + ["matplotlib", "lesson", "__future__"])

  /// The names under which lecture code knows the modules, imported or not.
  package static let wellKnown: [String: Module] = [
    "np": .numpy, "numpy": .numpy, "math": .math, "random": .random, "plt": .pyplot,
  ]
}
