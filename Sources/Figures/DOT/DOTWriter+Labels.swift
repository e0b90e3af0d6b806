import DOT
import Numbers

extension DOTWriter {
  private static var lineHeight: Double { 16 }

  /// What stands at a wire, below each other, and where the middle of that is in the figure.
  func label(of index: Int) -> (label: HTMLLabel, center: Point)? {
    let shape = figure.shapes[index]
    var rows = self.rows(of: shape)
    var linesAbove = (parts.arrays[shape.id] ?? []).reduce(0) { $0 + $1.form.headers.count }
    if let name = parts.name(of: shape.id) {
      let run = HTMLText.plain(name.content)
      let text = font(name.ink, [name.isItalic ? .italic([run]) : run])
      if look(index).mark == .arrow, !name.isItalic, case .text(let value)? = rows.first?.label {
        // Above the local gradient there is room for one line.
        let line = [
          HTMLTable.Cell.cell([], .text([text])), .cell([.width(6)], .text([])), .cell([], .text(value)),
        ]
        rows[0].label = .table(
          HTMLTable([.border(0), .cellSpacing(0), .cellPadding(1)], rows: [.cells(line)]))
      } else {
        rows.insert((0, .text([text]), rows.first?.room ?? name.box), at: 0)
        linesAbove += 1
      }
    }
    guard let first = rows.first else { return nil }
    let room = rows.reduce(first.room) { $0.union($1.room) }
    let table = HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(1)],
      rows: rows.map { .cells([.cell([], $0.label)]) })
    return (.table(table), room.center - Point(0, Double(linesAbove) * Self.lineHeight / 2))
  }

  /// The numbers at a wire from top to bottom, and where they are in the figure.
  private func rows(of shape: Shape) -> [(order: Int, label: HTMLLabel, room: Box)] {
    var rows: [(order: Int, label: HTMLLabel, room: Box)] = []
    for index in shape.slots {
      let slot = figure.slots[index]
      guard let content = content(index), let text = text(of: content, in: slot) else { continue }
      rows.append((slot.id.kind.row, text, slot.box))
    }
    for array in parts.arrays[shape.id] ?? [] {
      guard let index = array.slots.first, let table = table(of: array) else { continue }
      rows.append((figure.slots[index].id.kind.row, table, array.form.box))
    }
    return rows.sorted { $0.order < $1.order }
  }

  func font(_ ink: Ink, _ text: [HTMLText]) -> HTMLText { .font(color: palette[ink].light, text) }

  /// What is in a slot as text.
  private func text(of content: Face.Content, in slot: Slot) -> HTMLLabel? {
    guard let runs = runs(of: content, in: slot) else { return nil }
    guard slot.id.kind == .local else { return .text(runs) }
    let pill: [HTMLAttribute] = [
      .border(1), .cellBorder(0), .cellPadding(1), .style("rounded"), .color(palette[.local].light),
      .background(palette[.localFill].light),
    ]
    return .table(HTMLTable(pill, rows: [.cells([.cell([], .text(runs))])]))
  }

  private func runs(of content: Face.Content, in slot: Slot) -> [HTMLText]? {
    let ink: Ink = content.state == .stale ? .soft : slot.ink
    func run(_ text: String, _ ink: Ink) -> HTMLText {
      font(ink, [content.isBold(in: slot) ? .bold([.plain(text)]) : .plain(text)])
    }
    guard let shown = presenter.text(of: content, in: slot) else {
      return content.state.sign.map { [run($0, ink)] }
    }
    switch content.state {
    case .accumulating: return [run(shown + " + ○", ink)]
    case .replaced:
      let next = presenter.text(content.next, in: slot, width: slot.width, isBold: true) ?? ""
      return [font(.soft, [.plain(shown)]), font(slot.ink, [.bold([.plain(" → " + next)])])]
    default: return [run(shown, ink)]
    }
  }

  // MARK: Arrays

  /// An array as a table: its numbers between brackets, or coloured cells.
  private func table(of array: Shape) -> HTMLLabel? {
    guard let index = array.slots.first, let content = content(index) else { return nil }
    let slot = figure.slots[index]
    let ink: Ink = content.state == .stale ? .soft : slot.ink
    guard let tensor = presenter.tensor(content.shown) else {
      return content.state.sign.map { .text([font(ink, [.plain($0)])]) }
    }
    switch array.form {
    case .grid(let grid): return table(grid, tensor, content, ink, isLocal: slot.id.kind == .local)
    case .map(let map): return table(map, tensor, content, ink)
    default: return nil
    }
  }

  private func table(
    _ grid: GridForm, _ tensor: Tensor, _ content: Face.Content, _ ink: Ink, isLocal: Bool
  ) -> HTMLLabel {
    let format = GridFormat(presenter.numbers.format, for: tensor.elements)
    var index = 0
    let matrices = grid.matrices.map { matrix in
      let rows = (0..<grid.rows).map { _ in
        HTMLTable.Row.cells(
          matrix.columns.map { _ in
            defer { index += 1 }
            let text = tensor.elements.indices.contains(index) ? format.text(tensor.elements[index]) : ""
            let run = HTMLText.plain(text)
            return .cell([.align(.right)], .text([font(ink, [content.isMarked ? .bold([run]) : run])]))
          })
      }
      let brackets: [HTMLAttribute] = [
        .border(1), .sides("LR"), .cellBorder(0), .cellSpacing(1), .cellPadding(1),
        .color(palette[ink].light),
      ]
      return HTMLTable.Cell.cell([], .table(HTMLTable(brackets, rows: rows)))
    }
    let sign = isLocal ? [text("⊙", ink)] : []
    let suffix = [format.factor, content.remark].compactMap(\.self).map { text($0, ink) }
    let ring = content.state == .accumulating ? [text("+ ○", .gradient)] : []
    return whole(
      headers: grid.headers, sign + matrices + suffix + ring, NumberFormat.warning(about: tensor.elements))
  }

  private func table(
    _ map: MapForm, _ tensor: Tensor, _ content: Face.Content, _ ink: Ink
  ) -> HTMLLabel {
    let range = presenter.range(map.scale)
    let tiles = map.tiles.map { tile in
      let rows = map.rows.map { row in
        HTMLTable.Row.cells(
          map.columns.map { column in
            let index = tile.first + row * map.rowStride + column * map.columnStride
            let number = tensor.elements.indices.contains(index) ? tensor.elements[index] : .nan
            let tone = range?.tone(of: number, map.tones).map(Ink.tone) ?? .fault
            return .cell(
              [
                .width(Int(map.cellWidth)), .height(Int(map.cellHeight)), .fixedSize,
                .background(palette[tone].light),
              ], .text([]))
          })
      }
      let cells: [HTMLAttribute] = [
        .border(1), .cellBorder(0), .cellSpacing(0), .cellPadding(0), .color(palette[.frameLine].light),
      ]
      return HTMLTable.Cell.cell([], .table(HTMLTable(cells, rows: rows)))
    }
    let ends = range.map { RangeKey.ends($0, presenter.numbers.format) }
    let key = ends.map { [$0.least, $0.largest].filter { !$0.isEmpty }.joined(separator: " … ") } ?? ""
    let ring = content.state == .accumulating ? [text("+ ○", .gradient)] : []
    let keyCell = key.isEmpty ? [] : [text(key, ink)]
    return whole(headers: map.headers, tiles + keyCell + ring, NumberFormat.warning(about: tensor.elements))
  }

  private func text(_ text: String, _ ink: Ink) -> HTMLTable.Cell {
    .cell([], .text([font(ink, [.plain(text)])]))
  }

  /// Parts beside each other below what stands above them at every step.
  private func whole(headers: [TextForm], _ parts: [HTMLTable.Cell], _ warning: String?) -> HTMLLabel {
    let lines = headers.map(\.content) + [warning].compactMap(\.self)
    let parts = HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(1)], rows: [.cells(parts)])
    let above = lines.map { HTMLTable.Row.cells([text($0, .soft)]) }
    return .table(
      HTMLTable(
        [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)],
        rows: above + [.cells([.cell([], .table(parts))])]))
  }
}

extension SlotID.Kind {
  /// From top to bottom: what is above the wire, on it, and below it.
  fileprivate var row: Int {
    switch self {
    case .value, .number: 1
    case .change: 2
    case .local: 3
    case .gradient, .downstream: 4
    }
  }
}

extension Face.State {
  /// What stands for a number that is not known.
  fileprivate var sign: String? {
    switch self {
    case .pending: "○"
    case .noPath: "—"
    default: nil
    }
  }
}
