import Language

/// What NumPy calls the dtype of an array: how its elements are printed.
enum ElementKind: String, CaseIterable, Sendable {
  case bool
  case integer
  case float

  /// The name that NumPy shows: `int64`.
  var dtype: String {
    switch self {
    case .bool: "bool"
    case .integer: "int64"
    case .float: "float64"
    }
  }
}
