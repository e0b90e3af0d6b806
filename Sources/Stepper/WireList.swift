import Rendering
import TraceModel

/// The wires with their values and gradients, in columns.
struct WireList {
  let block: Block
  /// The widest that a column of numbers may be.
  var widestNumber = 28

  private var scene: Scene { block.scene }

  /// The lines of some rows. `▸` is before the selected wire, `•` before those of this step.
  func lines(_ rows: Range<Int>) -> [Line] {
    let active = block.move.map(scene.activeWires) ?? []
    let cells = rows.map { row in
      let wire = scene.wires[row]
      return [
        scene.labels.name(of: wire), scene.symbol(of: wire) ?? "",
        scene.states.value(of: wire, at: block.step).map(scene.texts.text) ?? "",
        scene.text(scene.states.gradient(of: wire, at: block.step)),
      ].map { $0.cut(to: widestNumber) }
    }
    let widths = (0..<4).map { column in cells.map { $0[column].terminalWidth }.max() ?? 0 }
    return zip(rows, cells).map { row, cells in
      line(cells, widths, wire: scene.wires[row], isActive: active.contains(scene.wires[row]))
    }
  }

  private func line(_ cells: [String], _ widths: [Int], wire: Int, isActive: Bool) -> Line {
    var shared: Style = isActive ? .active : []
    if wire == block.selected { shared.insert(.selected) }
    var line = Line((wire == block.selected ? "▸" : " ") + (isActive ? "•" : " "), shared)
    line.append(cells[0].padded(to: widths[0]) + "  ", shared)
    line.append(cells[1].padded(to: widths[1]) + "  ", shared.union(.dim))
    line.append(cells[2].padded(to: widths[2], isRight: true), shared.union(.value))
    line.append("  ", shared)
    line.append(cells[3].padded(to: widths[3], isRight: true), shared.union(.gradient))
    return line
  }
}

/// So many rows around one that is to be seen.
func window(_ height: Int, of count: Int, around row: Int) -> Range<Int> {
  let first = max(0, min(row - height / 2, count - height))
  return first..<max(first, min(count, first + max(0, height)))
}
