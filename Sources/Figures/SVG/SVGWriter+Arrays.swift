import Numbers

/// Neurons, weights, and the numbers of arrays between brackets.
extension SVGWriter {
  func content(_ slots: Range<Int>) -> Face.Content? { slots.first.flatMap { face?.contents[$0] } }

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
    for header in grid.headers { write(header) }
    guard let slot = slots.first.map({ figure.slots[$0] }), let content = content(slots) else { return }
    guard let tensor = presenter.tensor(content.shown) else {
      return writeSign(of: content, at: grid.middle, slot)
    }
    let format = GridFormat(presenter.numbers.format, for: tensor.elements)
    if let pill = grid.pill { writePill(pill, slot) }
    for matrix in grid.matrices { writeBrackets(around: matrix.box, slot.ink) }
    writeNumbers(of: tensor, grid, format, content, slot)
    writeSuffix(format.factor, of: content, slot)
    writeWarning(about: tensor, at: grid.notePlace, slot.ink)
  }

  private mutating func writeNumbers(
    of tensor: Tensor, _ grid: GridForm, _ format: GridFormat, _ content: Face.Content, _ slot: Slot
  ) {
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
  }

  /// Writes what stands behind an array: a common factor, and a ring where more is to come.
  mutating func writeSuffix(_ factor: String?, of content: Face.Content, _ slot: Slot) {
    var place = slot.place
    if let factor {
      write(TextForm(factor, at: place, fontSize: 12, ink: slot.ink))
      place.x += TextWidth.points(factor, size: 12) + 4
    }
    if let remark = content.remark {
      write(TextForm(remark, at: place, fontSize: 12, ink: slot.ink, isBold: true))
      place.x += TextWidth.points(remark, size: 12, isBold: true) + 4
    }
    guard content.state == .accumulating else { return }
    write(TextForm("+", at: place, fontSize: slot.fontSize, ink: slot.ink))
    writeRing(at: place + Point(17, 0))
  }

  /// Writes what stands for an array of which nothing is known.
  mutating func writeSign(of content: Face.Content, at middle: Point, _ slot: Slot) {
    switch content.state {
    case .pending: writeRing(at: middle + Point(0, 4.5))
    case .noPath:
      write(
        TextForm("—", at: middle + Point(0, 4.5), anchor: .middle, fontSize: slot.fontSize, ink: slot.ink))
    default: break
    }
  }

  /// Says that numbers are not finite.
  mutating func writeWarning(about tensor: Tensor, at place: Point?, _ ink: Ink) {
    guard let place, let warning = NumberFormat.warning(about: tensor.elements) else { return }
    let text = [warning, presenter.numbers.fault].filter { !$0.isEmpty }.joined(separator: " ")
    write(TextForm(text, at: place, anchor: .middle, fontSize: 11, ink: ink))
  }

  /// What slopes lie on that multiply element by element.
  private mutating func writePill(_ box: Box, _ slot: Slot) {
    writeBox(box, radius: 9)
    out.fill(.localFill)
    out.stroke(.local, 1.2)
    out.raw("/>")
    write(
      TextForm(
        "⊙", at: Point(box.left + 10, box.center.y + 4.5), anchor: .middle, fontSize: slot.fontSize,
        ink: slot.ink, isBold: true))
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

extension GridForm {
  fileprivate var middle: Point {
    guard let first = matrices.first, let last = matrices.last else { return Point(0, 0) }
    return first.box.union(last.box).center
  }
}
