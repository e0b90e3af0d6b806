extension SVGWriter {
  /// Writes a shape and what is in its slots as a group of its own.
  mutating func write(_ shape: Shape, look: Face.Look?) {
    let look = look ?? Face.Look()
    if look.progress == .hidden { return }
    out.raw("<g")
    if hasIDs {
      out.raw(" id=\"")
      out.plain(figure.key.word)
      out.raw("-")
      out.id(shape.id)
      out.raw("\"")
    }
    out.raw(" class=\"")
    out.raw(shape.form.kind)
    if let mark = look.mark { out.raw(mark.className) }
    out.raw("\"")
    writeMove(of: shape, look)
    out.raw(">")
    switch shape.form {
    case .gate(let gate): write(gate, look)
    case .wire(let wire): write(wire, look)
    case .junction(let place): writeDot(place, 3.5, .ink)
    case .stub(let stub): write(stub)
    case .frame(let frame): write(frame)
    case .grid(let grid): write(grid, shape.slots)
    case .map(let map): write(map, shape.slots)
    case .neuron(let neuron): write(neuron, look, shape.slots)
    case .weight(let weight): write(weight, shape.slots)
    case .curve(let curve): write(curve)
    case .rule(let rule): write(rule)
    case .text(let text): write(text)
    }
    if shape.form.writesSlots {
      for slot in shape.slots { writeSlot(slot, isLifted: look.mark == .arrow) }
    }
    out.raw("</g>\n")
  }

  /// Moves an array away from its wire while that has an arrow.
  private mutating func writeMove(of shape: Shape, _ look: Face.Look) {
    guard look.mark == .arrow, !shape.form.writesSlots, let slot = shape.slots.first else { return }
    let lift = figure.slots[slot].lift
    if lift == 0 { return }
    out.raw(" transform=\"translate(0,")
    out.number(lift)
    out.raw(")\"")
  }

  private mutating func write(_ gate: GateForm, _ look: Face.Look) {
    let style = GateStyle(look)
    let box = Box(center: gate.center, width: gate.width, height: gate.height)
    if gate.outline == .fold {
      for shift in [8.0, 4] { writeSheet(box, shift, style) }
    }
    writeOutline(of: gate, box)
    out.fill(style.fill)
    out.stroke(style.line, style.width)
    if style.isDashed { out.raw(" stroke-dasharray=\"4,3\"") }
    out.raw("/>")
    if gate.outline == .group {
      writeBox(box.inset(by: 3.5), radius: 12)
      out.raw(" fill=\"none\"")
      out.stroke(style.line, 1)
      out.raw("/>")
    }
    write(
      TextForm(
        gate.symbol, at: gate.center + Point(0, 0.35 * gate.fontSize), anchor: .middle,
        fontSize: gate.fontSize, ink: look.progress == .stale ? .soft : .ink))
  }

  /// Writes a circle, or a box with round sides where a gate is wider or higher, as far as its attributes.
  private mutating func writeOutline(of gate: GateForm, _ box: Box) {
    if gate.outline == .gate, gate.width == gate.height {
      writeEllipse(gate.center, gate.width / 2, gate.height / 2)
    } else {
      writeBox(box, radius: gate.outline == .gate ? 16 : gate.outline == .group ? 15 : 5)
    }
  }

  private mutating func writeSheet(_ box: Box, _ shift: Double, _ style: GateStyle) {
    var sheet = box
    sheet.left += shift
    sheet.top -= shift
    writeBox(sheet, radius: 5)
    out.fill(style.fill)
    out.stroke(style.line, 1)
    out.raw("/>")
  }

  /// Writes a box with round corners as a path, as far as its attributes.
  mutating func writeBox(_ box: Box, radius: Double) {
    let r = min(radius, box.width / 2, box.height / 2)
    out.raw("<path d=\"M")
    out.point(Point(box.left + r, box.top))
    for (corner, end) in [
      (Point(box.right - r, box.top), Point(box.right, box.top + r)),
      (Point(box.right, box.bottom - r), Point(box.right - r, box.bottom)),
      (Point(box.left + r, box.bottom), Point(box.left, box.bottom - r)),
      (Point(box.left, box.top + r), Point(box.left + r, box.top)),
    ] {
      out.raw("L")
      out.point(corner)
      if r == 0 { continue }
      out.raw("A")
      out.point(Point(r, r))
      out.raw(" 0 0 1 ")
      out.point(end)
    }
    out.raw("Z\"")
  }

  /// Writes an ellipse, as far as its attributes.
  mutating func writeEllipse(
    _ center: Point, _ rx: Double, _ ry: Double, beginning start: StaticString = "<ellipse"
  ) {
    out.raw(start)
    out.attribute(" cx=\"", center.x)
    out.attribute(" cy=\"", center.y)
    out.attribute(" rx=\"", rx)
    out.attribute(" ry=\"", ry)
  }

  private mutating func writeDot(_ center: Point, _ radius: Double, _ ink: Ink) {
    writeEllipse(center, radius, radius)
    out.fill(ink)
    out.raw("/>")
  }

  private mutating func write(_ stub: StubForm) {
    let (box, tip) = (stub.box, min(8, stub.box.height / 2))
    out.raw("<path d=\"M")
    out.point(Point(box.left, box.top))
    out.raw("L")
    out.point(Point(box.right - tip, box.top))
    out.raw("L")
    out.point(Point(box.right, box.center.y))
    out.raw("L")
    out.point(Point(box.right - tip, box.bottom))
    out.raw("L")
    out.point(Point(box.left, box.bottom))
    out.raw("Z\"")
    out.fill(.frameFill)
    out.stroke(.frameLine, 1)
    out.raw("/>")
    write(
      TextForm(
        stub.name, at: Point(box.center.x - tip / 2, box.center.y + 4.5), anchor: .middle, ink: .soft,
        isItalic: true))
  }

  private mutating func write(_ frame: FrameForm) {
    writeBox(frame.box, radius: 6)
    out.fill(.frameFill)
    out.stroke(.frameLine, 1)
    out.raw(" stroke-dasharray=\"5,4\"/>")
    guard !frame.title.isEmpty else { return }
    write(TextForm(frame.title, at: frame.titlePlace, ink: .soft, isBold: true))
  }

  private mutating func write(_ curve: CurveForm) {
    out.raw("<path class=\"curve\" fill=\"none\"")
    out.stroke(curve.ink, curve.width)
    out.raw(" stroke-linejoin=\"round\" d=\"")
    for piece in curve.pieces {
      for (index, point) in piece.enumerated() {
        out.raw(index == 0 ? "M" : "L")
        out.point(point)
      }
    }
    out.raw("\"/>")
  }

  private mutating func write(_ rule: RuleForm) {
    switch rule.kind {
    case .dot:
      let radius = max((rule.to - rule.from).x.magnitude, (rule.to - rule.from).y.magnitude)
      writeDot(rule.from, radius, rule.ink)
    case .area:
      out.raw("<polygon points=\"")
      out.points([rule.from, Point(rule.to.x, rule.from.y), rule.to, Point(rule.from.x, rule.to.y)])
      out.raw("\"")
      out.fill(rule.ink)
      out.raw("/>")
    case .line, .dashed:
      out.raw("<path d=\"M")
      out.point(rule.from)
      out.raw("L")
      out.point(rule.to)
      out.raw("\" fill=\"none\"")
      out.stroke(rule.ink, rule.width)
      if rule.kind == .dashed { out.raw(" stroke-dasharray=\"6,4\"") }
      out.raw("/>")
    }
  }
}

extension Form {
  /// The class of the group.
  fileprivate var kind: StaticString {
    switch self {
    case .gate: "gate"
    case .wire: "wire"
    case .junction: "junction"
    case .stub: "stub"
    case .frame: "frame"
    case .grid: "grid"
    case .map: "map"
    case .neuron: "neuron"
    case .weight: "weight"
    case .curve: "line"
    case .rule: "rule"
    case .text: "name"
    }
  }

  /// Whether what is in its slots is written as text at their places.
  fileprivate var writesSlots: Bool {
    switch self {
    case .grid, .map, .neuron, .weight: false
    default: true
    }
  }
}

extension Face.Mark {
  fileprivate var className: StaticString {
    switch self {
    case .active: " active"
    case .upstream: " upstream"
    case .downstream: " downstream"
    case .arrow: " arrow"
    }
  }
}
