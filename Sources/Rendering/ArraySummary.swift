import Numbers
import TraceModel

extension Labels {
  /// A shape as readers of NumPy know it, `2×3`; the one length of a vector in parentheses, `(3,)`.
  static func shape(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : shape.map(String.init).joined(separator: "×")
  }
}

extension NumberFormat {
  /// An array in a few words: its shape and the range of its numbers; a number as ``text(_:)-(Double)`` has it.
  func summary(_ tensor: Tensor) -> String {
    if let number = tensor.scalar { return text(number) }
    let words = [Labels.shape(tensor.shape), Self.warning(about: tensor.elements), range(tensor.elements)]
    return words.compactMap(\.self).joined(separator: " ")
  }
}
