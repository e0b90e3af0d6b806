import Numbers
import Rendering
import TraceModel

/// All numbers of an array in rows and columns, of which a part is shown.
///
/// Arrays of more than two axes are a matrix below the other, each row behind its place: `[0, 3]`.
struct NumberGrid {
  private let tensor: Tensor
  private let format: GridFormat
  private let columnWidth: Int

  let rowCount: Int
  let columnCount: Int

  init(_ tensor: Tensor, format: NumberFormat) {
    self.tensor = tensor
    let isWhole = tensor.elements.allSatisfy { $0.rounded() == $0 || !$0.isFinite }
    let finer = format.digits == 0 && !isWhole ? NumberFormat(digits: 2) : format
    self.format = GridFormat(finer, for: tensor.elements)
    columnCount = tensor.shape.last ?? 1
    rowCount = columnCount == 0 ? 0 : tensor.elements.count / columnCount
    let grid = self.format
    let ends = [tensor.elements.min() ?? 0, tensor.elements.max() ?? 0].map { grid.text($0).terminalWidth }
    // A number with an exponent, `−3.0e−4`, may be wider than the largest one.
    let least = (0..<finer.digits).reduce(1.0) { unit, _ in unit / 10 }
    let hasSmall = grid.exponent == nil && tensor.elements.contains { $0 != 0 && $0.magnitude < least }
    columnWidth = max(ends.max() ?? 1, hasSmall ? 7 : 1, 3) + 2
  }

  /// `(4×3)`, with the power of ten that belongs to all numbers.
  var heading: String {
    let shape = tensor.shape.isEmpty ? "" : ArrayText.shape(tensor.shape)
    return [shape, format.factor ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// How many columns of the terminal the numbers of a row may take from the given column of the array on.
  func columns(from first: Int, in width: Int) -> Range<Int> {
    let start = max(0, min(first, columnCount))
    let count = max(1, (width - labelWidth) / columnWidth)
    return start..<max(start, min(columnCount, start + count))
  }

  private var labelWidth: Int { rowCount == 0 ? 0 : label(ofRow: rowCount - 1).terminalWidth }

  /// Where a row stands: its indices along all axes but the last.
  private func label(ofRow row: Int) -> String {
    let axes = tensor.shape.dropLast()
    guard !axes.isEmpty else { return "" }
    return "\(Shape.coordinates(ofPlace: row, in: axes))"
  }

  var isNumber: Bool { tensor.shape.isEmpty }

  /// The columns' numbers.
  func header(_ columns: Range<Int>) -> Line {
    guard !tensor.shape.isEmpty else { return Line() }
    let numbers = columns.map { "\($0)".padded(to: columnWidth, isRight: true) }
    return Line(String(repeating: " ", count: labelWidth) + numbers.joined(), .dim)
  }

  func lines(_ rows: Range<Int>, _ columns: Range<Int>, style: Style) -> [Line] {
    rows.map { row in
      var line = Line(label(ofRow: row).padded(to: labelWidth), .dim)
      let cells = columns.map {
        format.text(tensor.elements[row * columnCount + $0]).padded(to: columnWidth, isRight: true)
      }
      line.append(cells.joined(), style)
      return line
    }
  }
}
