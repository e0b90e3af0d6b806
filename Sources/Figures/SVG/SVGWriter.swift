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
  /// What the figure stands on, if that has a size of its own.
  let page: FigurePage?
  var out: SVGBuffer
  /// Whether what is written has its ids; of several versions of a shape one has them.
  var hasIDs = true
  /// The height of the smallest text that was written.
  private(set) var smallestType: Double?

  init(
    figure: Figure, face: Face?, presenter: Presenter<Source>, palette: Palette, page: FigurePage? = nil,
    out: SVGBuffer
  ) {
    (self.figure, self.face, self.presenter) = (figure, face, presenter)
    (self.palette, self.page, self.out) = (palette, page, out)
  }

  /// The figure as SVG.
  ///
  /// - Parameters:
  ///   - face: What a step shows; nil leaves all slots empty.
  ///   - numbers: Where the references of the face are looked up.
  ///   - page: What it is to stand on, if that has a size of its own.
  package static func svg(
    _ figure: Figure, _ face: Face? = nil, numbers: Source, words: FigureWords, palette: Palette,
    page: FigurePage? = nil
  ) -> [UInt8] {
    var writer = written(figure, face, numbers, words, palette, page)
    writer.out.prepend(writer.header(words))
    return writer.out.bytes
  }

  /// How the figure fits a page.
  package static func fit(
    _ figure: Figure, _ face: Face? = nil, numbers: Source, words: FigureWords, on page: FigurePage
  ) -> FigureFit {
    let writer = written(figure, face, numbers, words, .board, page)
    let drawn = writer.drawn(words)
    let scale = page.scale(width: drawn.width, height: drawn.height)
    return FigureFit(scale: scale, type: writer.smallestType.map { $0 * scale * 0.75 })
  }

  private static func written(
    _ figure: Figure, _ face: Face?, _ numbers: Source, _ words: FigureWords, _ palette: Palette,
    _ page: FigurePage?
  ) -> SVGWriter {
    var writer = SVGWriter(
      figure: figure, face: face, presenter: Presenter(numbers, face: face), palette: palette, page: page,
      out: SVGBuffer(palette))
    writer.out.reserve(240 * figure.shapes.count + 160 * figure.slots.count + 8000)
    writer.writeCaption(words.caption)
    for index in writer.order { writer.write(figure.shapes[index], look: face?.looks[index]) }
    writer.out.raw("</svg>\n")
    return writer
  }

  /// Notes the height of a text.
  mutating func note(typeSize: Double) { smallestType = min(smallestType ?? typeSize, typeSize) }

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

  mutating func writeCaption(_ caption: String?) {
    guard let place = figure.captionPlace, let caption, !caption.isEmpty else { return }
    out.raw("<g class=\"caption\">")
    write(TextForm(caption, at: place, fontSize: 14))
    out.raw("</g>\n")
  }

  /// Writes the root element and all that belongs to the whole picture.
  func header(_ words: FigureWords) -> [UInt8] {
    let prefix = figure.key.word + "-"
    var head = SVGBuffer(palette)
    head.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
    head.plain(prefix)
    head.raw("figure\" width=\"")
    let drawn = drawn(words)
    let seen = page?.view(of: drawn) ?? drawn
    head.number(page?.width ?? drawn.width)
    head.attribute("\" height=\"", page?.height ?? drawn.height)
    head.raw(" viewBox=\"")
    for (index, number) in [seen.left, seen.top, seen.width, seen.height].enumerated() {
      if index > 0 { head.raw(" ") }
      head.number(number)
    }
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
      if seen.left != 0 { head.attribute(" x=\"", seen.left) }
      if seen.top != 0 { head.attribute(" y=\"", seen.top) }
      head.raw(" width=\"100%\" height=\"100%\"")
      head.fill(.page)
      head.raw("/>\n")
    }
    return head.bytes
  }

  /// The room of what is drawn: without a line for captions it begins below.
  private func drawn(_ words: FigureWords) -> Box {
    guard words.caption == nil else {
      return Box(left: 0, top: 0, width: max(figure.width, figure.captionWidth), height: figure.height)
    }
    let top = figure.captionHeight
    return Box(left: 0, top: top, width: figure.width, height: figure.height - top)
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
