/// How an array is laid out on paper: matrices side by side, each with rows and columns.
///
/// A vector is a column. Of a higher array the last two axes are rows and columns.
package struct ArrayForm: Hashable, Sendable {
  /// From so many rows, or columns of all matrices, on an array is not written out.
  package static let limit = 6

  /// The lengths of the axes before the last two.
  package let outer: [Int]
  package let rows: Int
  package let columns: Int

  package init(_ shape: [Int]) {
    outer = Array(shape.dropLast(2))
    rows = shape.count == 1 ? shape[0] : shape.dropLast().last ?? 1
    columns = shape.count == 1 ? 1 : shape.last ?? 1
  }

  /// How many matrices there are.
  package var tiles: Int { outer.reduce(1, *) }

  package var isEmpty: Bool { tiles * rows * columns == 0 }

  /// Whether the array can be written out, with at most so many rows and columns.
  package func fits(in limit: Int = limit) -> Bool { rows <= limit && columns * tiles <= limit }

  /// The index of an element.
  package func index(tile: Int, row: Int, column: Int) -> Int { (tile * rows + row) * columns + column }
}
