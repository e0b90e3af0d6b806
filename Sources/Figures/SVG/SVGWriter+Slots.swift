import Numbers

extension SVGWriter {
  private static var ringRadius: Double { 3.6 }

  /// Writes what is in a slot: text, a ring for what is to come, the local gradient in its pill.
  ///
  /// - Parameter isLifted: Whether text makes room for the local gradient on its wire.
  mutating func writeSlot(_ index: Int, isLifted: Bool) {
    guard let content = face?.contents[index] else { return }
    var slot = figure.slots[index]
    if isLifted { slot.place.y += slot.lift }
    let isPill = slot.id.kind == .local
    if let shown = presenter.text(of: content, in: slot) {
      if isPill { writePill(around: shown, slot) }
      write(shown, content, slot)
    } else if content.state == .pending {
      writeRing(at: Point(Self.middle(of: slot, width: 2 * Self.ringRadius), slot.place.y))
    } else if content.state == .noPath {
      write("—", content, slot)
    }
  }

  private mutating func write(_ text: String, _ content: Face.Content, _ slot: Slot) {
    let isBold = content.isBold(in: slot)
    var form = TextForm(
      text, at: slot.place, anchor: slot.anchor, fontSize: slot.fontSize,
      ink: content.state == .stale ? .soft : slot.ink, isBold: isBold)
    switch content.state {
    case .accumulating:
      let width =
        TextWidth.points(text + " +", size: slot.fontSize, isBold: isBold) + 6 + 2 * Self.ringRadius
      let right = Self.middle(of: slot, width: width) + width / 2
      form.content += " +"
      (form.anchor, form.place.x) = (.end, right - 6 - 2 * Self.ringRadius)
      write(form, id: slot.id)
      writeRing(at: Point(right - Self.ringRadius, slot.place.y))
    case .replaced:
      let next = "→ " + (presenter.text(content.next, in: slot, width: slot.width, isBold: true) ?? "")
      let (width, gap) = (TextWidth.points(text, size: slot.fontSize), 4.0)
      let whole = width + gap + TextWidth.points(next, size: slot.fontSize, isBold: true)
      let left = Self.middle(of: slot, width: whole) - whole / 2
      (form.anchor, form.place.x, form.ink, form.isBold) = (.start, left, .soft, false)
      write(form, isStruck: true)
      write(
        TextForm(
          next, at: Point(left + width + gap, slot.place.y), fontSize: slot.fontSize, ink: slot.ink,
          isBold: true), id: slot.id)
    default: write(form, id: slot.id)
    }
  }

  /// The middle of what stands in a slot.
  private static func middle(of slot: Slot, width: Double) -> Double {
    switch slot.anchor {
    case .start: slot.place.x + width / 2
    case .middle: slot.place.x
    case .end: slot.place.x - width / 2
    }
  }

  mutating func writeRing(at base: Point) {
    let radius = Self.ringRadius
    writeEllipse(
      base + Point(0, -4.5), radius, radius, beginning: "<ellipse class=\"ring\" fill=\"none\"")
    out.stroke(.gradient, 1.6)
    out.raw("/>")
  }

  private mutating func writePill(around text: String, _ slot: Slot) {
    let width = min(
      slot.width, TextWidth.points(text, size: slot.fontSize, isBold: true) + PageMeasure.pillPadding)
    let height = slot.fontSize + 5
    let center = Point(Self.middle(of: slot, width: width), slot.place.y - 0.35 * slot.fontSize)
    writeBox(Box(center: center, width: width, height: height), radius: height / 2)
    out.fill(.localFill)
    out.stroke(.local, 1.2)
    out.raw("/>")
  }

  mutating func write(_ text: TextForm, id: SlotID? = nil, isStruck: Bool = false) {
    note(typeSize: text.fontSize)
    out.raw("<text")
    if let id, hasIDs {
      out.raw(" id=\"")
      out.plain(figure.key.word)
      out.raw("-")
      out.id(id.subject)
      out.raw("-")
      out.plain(id.kind.rawValue)
      out.raw("\"")
    }
    if text.anchor != .start {
      out.raw(text.anchor == .middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"")
    }
    out.attribute(" x=\"", text.place.x)
    out.attribute(" y=\"", text.place.y)
    out.attribute(" font-size=\"", text.fontSize)
    if text.isBold { out.raw(" font-weight=\"bold\"") }
    if text.isItalic { out.raw(" font-style=\"italic\"") }
    if isStruck { out.raw(" text-decoration=\"line-through\"") }
    out.fill(text.ink)
    out.raw(">")
    out.text(text.content)
    out.raw("</text>")
  }
}
