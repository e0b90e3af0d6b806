import Rendering

extension ImageProblem {
  /// What is said of it in an error, and what helps.
  var words: (message: String, hint: String?) {
    switch self {
    case .unknown(let name, _): ("there is no array named '\(name)' to draw", nil)
    case .noNumber(let name):
      ("'\(name)' has no finite number, and a map shows such numbers", "name another array")
    case .noMap(let name, let shape):
      (
        "'\(name)' has the shape \(shape), and a map shows a matrix or a vector",
        Self.hint(name, shape) ?? "name a matrix or a vector"
      )
    case .unfitting(let name, let size, let shape):
      (
        "'\(name)' has the shape \(shape), which is not made of pictures of \(size.height)x\(size.width)",
        Self.hint(name, shape) ?? "its rows, its columns or its last two axes should be such pictures"
      )
    }
  }

  /// A size that the array is made of.
  private static func hint(_ name: String, _ shape: [Int]) -> String? {
    ImageRequest.Size(fitting: shape).map { "it is made of such as image=\(name):\($0.height)x\($0.width)" }
  }
}
