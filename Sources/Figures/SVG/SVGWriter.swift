/// Turns figures and faces into SVG.
///
/// All that is drawn goes through here: one header, one escaping, one style. A picture's light colours are attributes,
/// and one rule of its style sheet for each colour that it has makes a dark page's of them, by the picture's own id;
/// so drawing programs that know no style sheets show the light picture.
package struct SVGWriter<Source: FigureNumbers> {
  let figure: Figure
  let face: Face?
  let presenter: Presenter<Source>
  let palette: Palette
  var out: SVGBuffer

  /// The figure as SVG.
  ///
  /// - Parameters:
  ///   - face: What a step shows; nil leaves all slots empty.
  ///   - numbers: Where the references of the face are looked up.
  package static func svg(
    _ figure: Figure, _ face: Face? = nil, numbers: Source, words: FigureWords, palette: Palette
  ) -> [UInt8] {
    var writer = SVGWriter(
      figure: figure, face: face, presenter: Presenter(numbers, face: face), palette: palette,
      out: SVGBuffer(palette))
    writer.out.reserve(220 * figure.shapes.count + 160 * figure.slots.count + 2000)
    writer.writeCaption(words.caption)
    for index in writer.order { writer.write(figure.shapes[index], look: face?.looks[index]) }
    writer.out.raw("</svg>\n")
    return writer.header(words) + writer.out.bytes
  }

  /// The shapes in the order in which they are written: a wire with a mark lies on those without one.
  private var order: [Int] {
    guard let looks = face?.looks else { return Array(figure.shapes.indices) }
    func isMarked(_ index: Int) -> Bool {
      if case .wire = figure.shapes[index].form { looks[index].mark != nil } else { false }
    }
    guard let first = figure.shapes.indices.first(where: isMarked) else {
      return Array(figure.shapes.indices)
    }
    let end =
      figure.shapes.indices.last { if case .wire = figure.shapes[$0].form { true } else { false } } ?? first
    let wires = first...end
    return Array(figure.shapes[..<first].indices) + wires.filter { !isMarked($0) } + wires.filter(isMarked)
      + Array(figure.shapes[(end + 1)...].indices)
  }

  private mutating func writeCaption(_ caption: String?) {
    guard let place = figure.captionPlace, let caption, !caption.isEmpty else { return }
    out.raw("<g class=\"caption\">")
    write(TextForm(caption, at: place, fontSize: 14))
    out.raw("</g>\n")
  }

  /// Writes the root element and all that belongs to the whole picture.
  private func header(_ words: FigureWords) -> [UInt8] {
    let prefix = figure.key.word + "-"
    var head = SVGBuffer(palette)
    head.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
    head.plain(prefix)
    head.raw("figure\" width=\"")
    let width = words.caption == nil ? figure.width : max(figure.width, figure.captionWidth)
    head.number(width)
    let top = words.caption == nil ? figure.captionHeight : 0
    head.attribute("\" height=\"", figure.height - top)
    head.raw(" viewBox=\"0 ")
    head.number(top)
    head.raw(" ")
    head.number(width)
    head.raw(" ")
    head.number(figure.height - top)
    head.raw("\" role=\"img\" aria-labelledby=\"")
    head.plain("\(prefix)figure-title\(words.description.isEmpty ? "" : " \(prefix)figure-description")")
    head.raw("\" lang=\"")
    head.text(words.language)
    head.raw("\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n<title id=\"")
    head.plain(prefix)
    head.raw("figure-title\">")
    head.text(words.title)
    head.raw("</title>\n")
    if !words.description.isEmpty {
      head.raw("<desc id=\"")
      head.plain(prefix)
      head.raw("figure-description\">")
      head.text(words.description)
      head.raw("</desc>\n")
    }
    writeStyle(prefix, &head)
    if palette.page != nil {
      head.raw("<rect class=\"page\"")
      if top > 0 { head.attribute(" y=\"", top) }
      head.raw(" width=\"100%\" height=\"100%\"")
      head.fill(.page)
      head.raw("/>\n")
    }
    return head.bytes
  }

  /// A dark page's colours in place of the light one's, for this figure alone.
  private func writeStyle(_ prefix: String, _ head: inout SVGBuffer) {
    head.raw("<style>@media (prefers-color-scheme: dark) {\n")
    for index in 0..<Ink.count
    where out.used[index] || (Ink(index) == .page && palette.page != nil) {
      let color = palette[Ink(index)]
      let root = "#\(prefix)figure"
      head.plain(
        "\(root) [fill='\(color.light)']{fill:\(color.dark)}\(root) [stroke='\(color.light)']{stroke:\(color.dark)}\n"
      )
    }
    head.raw("}</style>\n")
  }
}

extension SVGWriter where Source == NoNumbers {
  /// A figure without slots as SVG.
  package static func svg(_ figure: Figure, words: FigureWords, palette: Palette) -> [UInt8] {
    svg(figure, nil, numbers: NoNumbers(), words: words, palette: palette)
  }
}
