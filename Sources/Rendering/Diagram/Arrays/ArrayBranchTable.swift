import DOT
import Figures

/// The start of an array's branch at a fork: a short wire, and on one side of it the gradient that came down.
struct ArrayBranchTable {
  let branch: ArrayBranch
  let palette: Palette
  let width: Int
  /// The height of what is on one side.
  let height: Int
  let isHorizontal: Bool

  func table(at step: Int, face font: String?) -> HTMLTable {
    let face = branch.face(at: step)
    let empty = cell(width, height, .text([]))
    let full = cell(width, height, label(face, font))
    return GridTable.table(
      isHorizontal ? [.cells([empty]), .rule, .cells([full])] : [.cells([empty, .rule, full])],
      color: palette[.ink].light)
  }

  private func label(_ face: ArrayFace, _ font: String?) -> HTMLLabel {
    let color = palette[.gradient].light
    if let numbers = face.numbers, let grid = branch.grid {
      return .table(table(of: numbers, grid, face, font))
    }
    let text: HTMLText = .font(color: color, size: LabelSizes.smallSize, face: font, [.plain(face.note)])
    return .text(face.note.isEmpty ? [] : [text])
  }

  /// The numbers in the middle, next to the wire.
  private func table(of numbers: [[[String]]], _ grid: GridTable, _ face: ArrayFace, _ font: String?)
    -> HTMLTable
  {
    let color = palette[.gradient].light
    let left = (width - grid.width - branch.suffixWidth) / 2
    let right = width - grid.width - branch.suffixWidth - left
    var cells = [cell(left, grid.height, .text([]))] + grid.cells(numbers, color: color, face: font)
    if branch.suffixWidth > 0 {
      let text: HTMLText = .font(color: color, size: GridTable.Style.branch.fontSize, [.plain(face.suffix)])
      cells.append(cell(branch.suffixWidth, grid.height, .text(face.suffix.isEmpty ? [] : [text])))
    }
    cells.append(cell(right, grid.height, .text([])))
    var rows: [HTMLTable.Row] = [.cells([.cell([], .table(GridTable.table([.cells(cells)])))])]
    let rest = height - grid.height
    if isHorizontal {
      rows.insert(.cells([cell(width, min(rest, 2), .text([]))]), at: 0)
      if rest > 2 { rows.append(.cells([cell(width, rest - 2, .text([]))])) }
    }
    return GridTable.table(rows)
  }

  private func cell(_ width: Int, _ height: Int, _ label: HTMLLabel) -> HTMLTable.Cell {
    .cell([.width(width), .height(height), .fixedSize], label)
  }
}
