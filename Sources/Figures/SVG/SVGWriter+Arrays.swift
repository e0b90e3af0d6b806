import Numbers

/// Neurons, weights, grids and maps: what shows numbers of arrays.
extension SVGWriter {
  private func content(_ slots: Range<Int>) -> Face.Content? { slots.first.flatMap { face?.contents[$0] } }

  mutating func write(_ neuron: NeuronForm, _ look: Face.Look, _ slots: Range<Int>) {
    guard let slot = slots.first.map({ figure.slots[$0] }) else { return }
    let shown = presenter.look(of: neuron, content(slots), in: slot)
    let isActive = look.mark == .active
    writeEllipse(neuron.center, neuron.diameter / 2, neuron.diameter / 2)
    out.fill(shown.fill)
    out.stroke(isActive ? .activeLine : shown.isKnown ? .gateLine : .frameLine, isActive ? 2.8 : 1.2)
    if !shown.isKnown { out.raw(" stroke-dasharray=\"4,3\"") }
    out.raw("/>")
    let text = TextForm(
      shown.text, at: slot.place, anchor: .middle, fontSize: slot.fontSize, ink: shown.ink)
    write(text, id: slot.id)
  }

  mutating func write(_ weight: WeightForm, _ slots: Range<Int>) {
    let look = presenter.look(of: weight, content(slots))
    out.raw("<path d=\"M")
    out.point(weight.start)
    out.raw("L")
    out.point(weight.end)
    out.raw("\" fill=\"none\"")
    out.stroke(look.ink, look.width)
    switch look.dash {
    case .none: break
    case .dashed: out.raw(" stroke-dasharray=\"7,4\"")
    case .dotted: out.raw(" stroke-dasharray=\"1,3\"")
    }
    out.raw("/>")
  }

  /// The numbers of an array in one format, and the brackets around them.
  mutating func write(_ grid: GridForm, _ slots: Range<Int>) {
    guard let slot = slots.first.map({ figure.slots[$0] }) else { return }
    for matrix in grid.matrices { writeBrackets(around: matrix.box, slot.ink) }
    guard let content = content(slots), let tensor = presenter.tensor(content.shown) else { return }
    let format = GridFormat(presenter.numbers.format, for: tensor.elements)
    var index = 0
    for matrix in grid.matrices {
      for row in 0..<grid.rows {
        for right in matrix.columns {
          guard tensor.elements.indices.contains(index) else { return }
          write(
            TextForm(
              format.text(tensor.elements[index]),
              at: Point(right, matrix.box.top + (Double(row) + 0.76) * grid.rowHeight + 2), anchor: .end,
              fontSize: slot.fontSize, ink: content.state == .stale ? .soft : slot.ink,
              isBold: content.isMarked))
          index += 1
        }
      }
    }
    if let factor = format.factor { write(TextForm(factor, at: slot.place, fontSize: 12, ink: slot.ink)) }
  }

  private mutating func writeBrackets(around box: Box, _ ink: Ink) {
    for (outer, inner) in [(box.left, box.left + 4), (box.right, box.right - 4)] {
      out.raw("<polyline points=\"")
      out.points([
        Point(inner, box.top), Point(outer, box.top), Point(outer, box.bottom), Point(inner, box.bottom),
      ])
      out.raw("\" fill=\"none\"")
      out.stroke(ink, 1.2)
      out.raw("/>")
    }
  }
}
