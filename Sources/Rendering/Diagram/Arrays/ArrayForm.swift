import Numbers
import TraceModel

/// How an array is laid out on paper: matrices side by side, each with rows and columns.
///
/// A vector is a column. Of a higher array the last two axes are rows and columns.
struct ArrayForm: Equatable, Sendable {
  /// From so many rows, or columns of all matrices, on an array is not written out.
  static let limit = 6

  /// The lengths of the axes before the last two.
  let outer: [Int]
  let rows: Int
  let columns: Int

  init(_ shape: [Int]) {
    outer = Array(shape.dropLast(2))
    rows = shape.count == 1 ? shape[0] : shape.dropLast().last ?? 1
    columns = shape.count == 1 ? 1 : shape.last ?? 1
  }

  /// How many matrices there are.
  var tiles: Int { outer.reduce(1, *) }

  var isEmpty: Bool { tiles * rows * columns == 0 }

  /// Whether the array can be written out, with at most so many rows and columns.
  func fits(in limit: Int = limit) -> Bool { rows <= limit && columns * tiles <= limit }

  /// The index of an element.
  func index(tile: Int, row: Int, column: Int) -> Int { (tile * rows + row) * columns + column }
}

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
    let words = [Labels.shape(tensor.shape), warning(about: tensor.elements), range(tensor.elements)]
    return words.compactMap(\.self).joined(separator: " ")
  }

  /// `⚠ NaN` where numbers are not finite.
  func warning(about numbers: [Double]) -> String? {
    var words: [String] = []
    if numbers.contains(where: { $0.isNaN }) { words.append("NaN") }
    if numbers.contains(where: { $0.isInfinite }) { words.append("infinity") }
    return words.isEmpty ? nil : "⚠ " + words.joined(separator: ", ")
  }
}
