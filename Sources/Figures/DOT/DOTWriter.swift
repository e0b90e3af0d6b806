package import DOT

/// Turns figures and faces into graphs in Graphviz's language.
///
/// What stands at a wire is the label of its edge: name, value, local gradient and gradient below each other. The
/// places of the figure go along in points of a pixel each, so that `neato -n2` draws them; `dot` finds places of its
/// own. Graphviz knows no dark pages, so colours are the light ones.
package struct DOTWriter<Source: FigureNumbers> {
  let figure: Figure
  let face: Face?
  let presenter: Presenter<Source>
  let palette: Palette
  let direction: CircuitDirection
  let parts: FigureParts

  /// The figure as a graph.
  ///
  /// - Parameters:
  ///   - face: What a step shows; nil shows no numbers.
  ///   - numbers: Where the references of the face are looked up.
  package static func graph(
    _ figure: Figure, _ face: Face? = nil, numbers: Source, words: FigureWords, palette: Palette,
    direction: CircuitDirection
  ) -> Graph {
    let writer = DOTWriter(figure, face, Presenter(numbers, face: face), palette, direction)
    let caption = words.caption.flatMap { $0.isEmpty ? nil : $0 } ?? words.title
    return Graph(
      name: figure.key.word, attributes: writer.attributes(caption),
      nodeDefaults: [
        "fontname": "Helvetica", "fontsize": 13, "fontcolor": writer.color(.ink), "shape": "plaintext",
        "margin": "0.05,0", "width": 0, "height": 0, "ordering": "in",
      ],
      edgeDefaults: [
        "fontname": "Helvetica", "fontsize": 13, "arrowhead": "none", "color": writer.color(.ink),
      ],
      elements: writer.nodes() + writer.columns() + writer.edges())
  }

  private init(
    _ figure: Figure, _ face: Face?, _ presenter: Presenter<Source>, _ palette: Palette,
    _ direction: CircuitDirection
  ) {
    (self.figure, self.face, self.presenter) = (figure, face, presenter)
    (self.palette, self.direction) = (palette, direction)
    parts = FigureParts(figure)
  }

  private func attributes(_ caption: String) -> Attributes {
    var attributes: Attributes = [
      "rankdir": .literal(direction.rawValue), "bgcolor": palette.page == nil ? "transparent" : color(.page),
      "fontname": "Helvetica", "fontsize": 14, "fontcolor": color(.ink), "nodesep": 0.3, "ranksep": 0.35,
      "pad": 0.1, "labelloc": "t", "labeljust": "l",
      "bb": .literal("0,0,\(Self.number(figure.width)),\(Self.number(figure.height))"),
    ]
    let lines = [caption].filter { !$0.isEmpty } + legend
    if !lines.isEmpty { attributes["label"] = .text(lines.joined(separator: "\n")) }
    if isNet { attributes.merge(["splines": "line", "outputorder": "edgesfirst"]) }
    return attributes
  }

  func color(_ ink: Ink) -> AttributeValue { .literal(palette[ink].light) }

  func look(_ index: Int) -> Face.Look { face?.looks[index] ?? Face.Look() }

  func content(_ slot: Int) -> Face.Content? { face?.contents[slot] }
}
