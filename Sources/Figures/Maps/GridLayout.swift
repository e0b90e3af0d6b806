package import Numbers

/// How large the numbers of an array are, written out in rows and columns between brackets: one size for all steps.
package struct GridLayout: Equatable, Sendable {
  package static let fontSize = 13.0
  private static let (rowHeight, columnGap, edge, matrixGap) = (17.0, 10.0, 8.0, 8.0)

  private let form: ArrayForm
  /// For each matrix the widths of its columns.
  private let columns: [[Double]]

  /// - Parameter values: What the array is at any step; each in one format of its own.
  package init(_ shape: [Int], values: [Tensor], format: NumberFormat) {
    form = ArrayForm(shape)
    var columns = [[Double]](
      repeating: [Double](repeating: 0, count: form.columns), count: form.isEmpty ? 0 : form.tiles)
    for value in values where value.shape == shape && !form.isEmpty {
      let grid = GridFormat(format, for: value.elements)
      for (index, number) in value.elements.enumerated() {
        let (tile, column) = (index / (form.rows * form.columns), index % form.columns)
        // Marked, numbers are bold.
        let width = TextWidth.points(grid.text(number), size: Self.fontSize, isBold: true)
        columns[tile][column] = max(columns[tile][column], width)
      }
    }
    self.columns = columns
  }

  package var width: Double {
    columns.map(Self.width(of:)).reduce(0, +) + Self.matrixGap * Double(max(0, columns.count - 1))
  }
  package var height: Double { Double(max(1, form.rows)) * Self.rowHeight + 4 }

  private static func width(of columns: [Double]) -> Double {
    columns.reduce(0, +) + columnGap * Double(max(0, columns.count - 1)) + 2 * edge
  }

  /// The grid with its upper left corner at a place.
  package func form(at corner: Point) -> GridForm {
    var left = corner.x
    let matrices = columns.map { widths in
      let box = Box(left: left, top: corner.y, width: Self.width(of: widths), height: height)
      var right = left + Self.edge
      let ends = widths.map { width in
        right += width + Self.columnGap
        return right - Self.columnGap
      }
      left = box.right + Self.matrixGap
      return GridForm.Matrix(box: box, columns: ends)
    }
    return GridForm(matrices: matrices, rows: form.rows, rowHeight: Self.rowHeight)
  }
}
