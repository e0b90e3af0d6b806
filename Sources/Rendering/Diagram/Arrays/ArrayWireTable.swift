import DOT
import Figures

/// A wire with an array's value on one side and its gradient on the other, as a table whose middle is the wire.
struct ArrayWireTable {
  let wire: ArrayWire
  let palette: Palette
  /// The font of numbers, if not that of all text.
  let font: String?
  let isHorizontal: Bool

  /// The space between a bracket and the wire.
  static let gap = 2
  private static let lineHeight = 12
  private static let signHeight = 16

  /// One side of the wire.
  private struct Half {
    let face: ArrayFace
    let color: String
    let isValue: Bool
    /// The lines farthest from the wire, in the colour of names.
    let headers: [String]
  }

  private var width: Int { isHorizontal ? wire.width : wire.halfWidth }

  func table(at step: Int) -> HTMLTable {
    let value = Half(
      face: wire.value(at: step), color: palette[.value].light, isValue: true, headers: wire.headers)
    let gradient = Half(
      face: wire.gradient(at: step), color: palette[.gradient].light, isValue: false,
      headers: wire.headers.map { _ in "" })
    if isHorizontal {
      let (above, below) = (
        lines(of: value) + body(of: value), body(of: gradient) + lines(of: gradient).reversed()
      )
      return GridTable.table(above + [.rule] + below, color: palette[.ink].light)
    }
    let halves = [value, gradient].map { half in
      HTMLTable.Cell.cell([], .table(GridTable.table(lines(of: half) + body(of: half))))
    }
    return GridTable.table([.cells([halves[0], .rule, halves[1]])], color: palette[.ink].light)
  }

  private func lines(of half: Half) -> [HTMLTable.Row] {
    half.headers.map { line($0, palette[.ink].light, half) }
      + (wire.hasNotes ? [line(half.face.note, half.color, half)] : [])
      + (wire.keyEndWidth.map { [key($0, half)] } ?? [])
  }

  /// The key of a map, next to it.
  private func key(_ endWidth: Int, _ half: Half) -> HTMLTable.Row {
    guard let range = half.face.map?.range else {
      return .cells([cell(width, Self.lineHeight, .text([]))])
    }
    let keyWidth = 2 * endWidth + MapKey.stripWidth
    let suffixWidth = max(wire.valueSuffixWidth, wire.gradientSuffixWidth)
    let around = width - suffixWidth < keyWidth ? width : width - suffixWidth
    let left =
      isHorizontal ? (around - keyWidth) / 2 : half.isValue ? width - keyWidth - Self.gap : Self.gap
    let cells = MapKey(range: range, format: wire.format).cells(
      endWidth: endWidth, height: Self.lineHeight, color: half.color, palette: palette)
    let (first, last) = (
      cell(left, Self.lineHeight, .text([])), cell(width - keyWidth - left, Self.lineHeight, .text([]))
    )
    return .cells([.cell([], .table(GridTable.table([.cells([first] + cells + [last])])))])
  }

  /// A line of text; beside a wire that runs down it is on the side of the wire.
  private func line(_ text: String, _ color: String, _ half: Half) -> HTMLTable.Row {
    let flush = isHorizontal ? text : half.isValue ? text + " " : " " + text
    let styled: HTMLText = .font(color: color, size: LabelSizes.smallSize, [.plain(flush)])
    let label = HTMLLabel.text(text.isEmpty ? [] : [styled])
    if !isHorizontal {
      return .cells([cell(width, Self.lineHeight, label, [.align(half.isValue ? .right : .left)])])
    }
    let span = widthAroundBody(for: text)
    if span == width { return .cells([cell(width, Self.lineHeight, label)]) }
    let cells = [
      cell(span, Self.lineHeight, label), cell(width - span, Self.lineHeight, .text([])),
    ]
    return .cells([.cell([], .table(GridTable.table([.cells(cells)])))])
  }

  /// How wide a cell is, from the left end of the wire, in whose middle the brackets are; all of the wire if the text
  /// does not fit in there.
  private func widthAroundBody(for text: String) -> Int {
    let suffixWidth = max(wire.valueSuffixWidth, wire.gradientSuffixWidth)
    let span = width - suffixWidth
    return LabelSizes.room(for: text, size: LabelSizes.smallSize) + 2 <= span ? span : width
  }

  /// The numbers or the map next to the wire, and the space that is left.
  private func body(of half: Half) -> [HTMLTable.Row] {
    let rows: [HTMLTable.Row]
    let height: Int
    switch half.face.body {
    case .empty: (rows, height) = ([], 0)
    case .sign(let sign): (rows, height) = ([self.sign(sign, half)], Self.signHeight)
    case .numbers(let numbers):
      let grid = isHorizontal ? wire.grid : half.isValue ? wire.valueGrid : wire.gradientGrid
      height = grid?.height ?? 0
      rows = [row(grid?.cells(numbers, color: half.color, face: font) ?? [], grid?.width ?? 0, height, half)]
    case .map(let map):
      let table = MapTable(map: map)
      height = table.height
      rows = [row(table.cells(color: half.color, palette: palette), table.width, height, half)]
    }
    if !isHorizontal { return rows + space(wire.bodyHeight - height) }
    let isSign = height == Self.signHeight && wire.bodyHeight > height
    let gap = height == 0 || isSign ? 0 : Self.gap
    let all = space(gap) + rows + space(wire.bodyHeight + Self.gap - gap - height)
    return half.isValue ? all.reversed() : all
  }

  private func sign(_ sign: String, _ half: Half) -> HTMLTable.Row {
    let text: HTMLText = .font(color: half.color, face: font, [.plain(isHorizontal ? sign : " " + sign)])
    let label = HTMLLabel.text([text])
    if isHorizontal { return .cells([cell(width, Self.signHeight, label)]) }
    return .cells([cell(width, Self.signHeight, label, [.align(.left)])])
  }

  /// What is in brackets and its suffix: in the middle of a wire that runs to the right, else next to the wire.
  private func row(_ cells: [HTMLTable.Cell], _ bodyWidth: Int, _ height: Int, _ half: Half)
    -> HTMLTable.Row
  {
    let suffixes = (value: wire.valueSuffixWidth, gradient: wire.gradientSuffixWidth)
    let suffixWidth =
      isHorizontal
      ? max(suffixes.value, suffixes.gradient) : half.isValue ? suffixes.value : suffixes.gradient
    let rest = width - bodyWidth - suffixWidth
    let left = isHorizontal ? rest / 2 : half.isValue ? rest - Self.gap : Self.gap
    var all = [cell(left, height, .text([]))] + cells
    if suffixWidth > 0 {
      let text: HTMLText = .font(
        color: half.color, size: LabelSizes.smallSize, [.plain(" " + half.face.suffix)])
      let label = HTMLLabel.text(half.face.suffix.isEmpty ? [] : [text])
      all.append(cell(suffixWidth, height, label, [.align(.left)]))
    }
    all.append(cell(rest - left, height, .text([])))
    return .cells([.cell([], .table(GridTable.table([.cells(all)])))])
  }

  private func space(_ height: Int) -> [HTMLTable.Row] {
    height > 0 ? [.cells([cell(width, height, .text([]))])] : []
  }

  private func cell(_ width: Int, _ height: Int, _ label: HTMLLabel, _ attributes: [HTMLAttribute] = [])
    -> HTMLTable.Cell
  {
    .cell([.width(width), .height(height), .fixedSize] + attributes, label)
  }
}
