import DOT

/// A wire with an array's value on one side and its gradient on the other, as a table whose middle is the wire.
struct ArrayWireTable {
  let wire: ArrayWire
  let palette: Palette
  /// The font of numbers, if not that of all text.
  let face: String?
  let isHorizontal: Bool

  /// The space between a bracket and the wire.
  private static let gap = 2
  private static let lineHeight = 12
  private static let signHeight = 16

  private var halfHeight: Int { wire.bodyHeight + Self.gap }

  func table(at step: Int) -> HTMLTable {
    let (value, gradient) = (wire.value(at: step), wire.gradient(at: step))
    let name = line(wire.header, palette.ink.light)
    let (over, under) = (note(value, palette.value.light), note(gradient, palette.gradient.light))
    let (above, below) = (
      body(value, palette.value.light, isAbove: true), body(gradient, palette.gradient.light, isAbove: false)
    )
    if isHorizontal {
      return GridTable.table([name] + over + above + [.rule] + below + under + [line("", "")], color: palette.ink.light)
    }
    let left = GridTable.table([name] + over + above)
    let right = GridTable.table([line("", "")] + under + below)
    return GridTable.table([.cells([.cell([], .table(left)), .rule, .cell([], .table(right))])], color: palette.ink.light)
  }

  private func note(_ face: ArrayFace, _ color: String) -> [HTMLTable.Row] {
    wire.hasNotes ? [line(face.note, color)] : []
  }

  private func line(_ text: String, _ color: String) -> HTMLTable.Row {
    let styled: HTMLText = .font(color: color, size: LabelSizes.smallSize, [.plain(text)])
    return .cells([cell(wire.width, Self.lineHeight, text.isEmpty ? .text([]) : .text([styled]))])
  }

  /// The numbers or the map next to the wire, and the space that is left.
  private func body(_ face: ArrayFace, _ color: String, isAbove: Bool) -> [HTMLTable.Row] {
    var rows: [HTMLTable.Row]
    let height: Int
    switch face.body {
    case .empty: return [space(halfHeight)]
    case .sign(let sign):
      let text: HTMLText = .font(color: color, face: self.face, [.plain(sign)])
      (rows, height) = ([.cells([cell(wire.width, Self.signHeight, .text([text]))])], Self.signHeight)
    case .numbers(let numbers):
      guard let grid = wire.grid else { return [space(halfHeight)] }
      (rows, height) = (
        [space(Self.gap), row(grid.cells(numbers, color: color, face: self.face), grid.height, face, color)],
        grid.height + Self.gap
      )
    case .map(let map):
      let table = MapTable(map: map)
      (rows, height) = (
        [space(Self.gap), row(table.cells(color: color, palette: palette), table.height, face, color)],
        table.height + Self.gap
      )
    }
    if height < halfHeight { rows.append(space(halfHeight - height)) }
    return isAbove ? rows.reversed() : rows
  }

  /// What is in brackets, in the middle of the wire, with its suffix.
  private func row(_ cells: [HTMLTable.Cell], _ height: Int, _ face: ArrayFace, _ color: String)
    -> HTMLTable.Row
  {
    let left = (wire.width - wire.bodyWidth - wire.suffixWidth) / 2
    let right = wire.width - wire.bodyWidth - wire.suffixWidth - left
    var all = [cell(left, height, .text([]))] + cells
    if wire.suffixWidth > 0 {
      let text: HTMLText = .font(color: color, size: LabelSizes.smallSize, [.plain(face.suffix)])
      all.append(
        .cell(
          [.width(wire.suffixWidth), .height(height), .fixedSize, .align(.left)],
          .text(face.suffix.isEmpty ? [] : [text])))
    }
    all.append(cell(right, height, .text([])))
    return .cells([.cell([], .table(GridTable.table([.cells(all)])))])
  }

  private func space(_ height: Int) -> HTMLTable.Row { .cells([cell(wire.width, height, .text([]))]) }

  private func cell(_ width: Int, _ height: Int, _ label: HTMLLabel) -> HTMLTable.Cell {
    .cell([.width(width), .height(height), .fixedSize], label)
  }
}
