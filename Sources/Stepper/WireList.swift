import Numbers
import Rendering
import TraceModel

/// The wires with their values and gradients, in columns.
struct WireList {
  let block: Block
  /// How many columns there are; nil for as many as the list takes.
  var width: Int?
  /// What is asked for in a quiz: `?` stands for it.
  var asked: Quantity?

  private var scene: Scene { block.scene }
  /// Between two columns.
  private static let gap = 2
  /// The widest that a column of text may be where there is room enough.
  private static let widest = 60

  /// The lines of some rows. `▸` is before the selected wire, `•` before those of this step.
  func lines(_ rows: Range<Int>) -> [Line] {
    let active = block.move.map(scene.activeWires) ?? []
    let cells = rows.map { row in
      let wire = scene.wires[row]
      return [scene.labels.name(of: wire), scene.symbol(of: wire) ?? "", value(of: wire), gradient(of: wire)]
    }
    let widths = fitted((0..<4).map { column in cells.map { $0[column].terminalWidth }.max() ?? 0 })
    return zip(rows, cells).map { row, cells in
      let cut = zip(cells, widths).map { $0.cut(to: $1) }
      return line(cut, widths, wire: scene.wires[row], isActive: active.contains(scene.wires[row]))
    }
  }

  private func value(of wire: Int) -> String {
    scene.states.value(of: wire, at: block.step).map(scene.texts.text) ?? (asked == .value(wire) ? "?" : "")
  }

  private func gradient(of wire: Int) -> String {
    let text = scene.text(scene.states.gradient(of: wire, at: block.step))
    return asked == .gradient(wire) ? text.replacing(WireTexts.pending, with: "?") : text
  }

  /// The widths of name, gate, value and gradient. Where there is not room for all, the gate goes first; then the
  /// others share what there is, the name a quarter of it at most.
  private func fitted(_ widths: [Int]) -> [Int] {
    var widths = widths.map { min($0, Self.widest) }
    guard let width else { return widths }
    let room = width - 2
    if widths.reduce(0, +) + 3 * Self.gap <= room { return widths }
    widths[1] = 0
    let rest = max(0, room - 2 * Self.gap)
    widths[0] = min(widths[0], max(rest / 4, rest - widths[2] - widths[3]))
    let half = max(0, rest - widths[0]) / 2
    let value = min(widths[2], max(half, rest - widths[0] - widths[3]))
    widths[3] = min(widths[3], max(0, rest - widths[0] - value))
    widths[2] = value
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int], wire: Int, isActive: Bool) -> Line {
    var shared: Style = isActive ? .active : []
    if wire == block.selected { shared.insert(.selected) }
    var line = Line((wire == block.selected ? "▸" : " ") + (isActive ? "•" : " "), shared)
    let gap = String(repeating: " ", count: Self.gap)
    line.append(cells[0].padded(to: widths[0]) + gap, shared)
    if widths[1] > 0 { line.append(cells[1].padded(to: widths[1]) + gap, shared.union(.dim)) }
    line.append(cells[2].padded(to: widths[2], isRight: true), shared.union(.value))
    line.append(gap, shared)
    line.append(cells[3].padded(to: widths[3], isRight: true), shared.union(.gradient))
    return line
  }
}

/// So many rows around one that is to be seen.
func window(_ height: Int, of count: Int, around row: Int) -> Range<Int> {
  let first = max(0, min(row - height / 2, count - height))
  return first..<max(first, min(count, first + max(0, height)))
}
