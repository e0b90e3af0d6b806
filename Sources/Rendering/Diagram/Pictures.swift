public import DOT
public import Graphviz

/// A circuit laid out once and drawn at any step.
public struct Pictures: Sendable {
  /// From this width on, in points, a circuit that could run from top to bottom does so: a page of a code host.
  static let pageWidth = 720.0

  public let diagram: Diagram
  public let layout: Layout
  private let language: any Language

  /// Lays out the circuit.
  ///
  /// - Parameter direction: Which way it runs; nil lets its width decide.
  public init(
    _ narrator: Narrator, direction: Diagram.Direction? = nil, palette: Palette = .board,
    language: any Language = English()
  ) throws(GraphvizError) {
    self.language = language
    var diagram = Diagram(narrator, direction: direction ?? .leftToRight, palette: palette)
    var layout = try Layout(of: diagram.graph())
    if direction == nil, layout.bounds.width > Self.pageWidth {
      let turned = Diagram(narrator, direction: .topToBottom, palette: palette)
      let turnedLayout = try Layout(of: turned.graph())
      if turnedLayout.bounds.width < layout.bounds.width { (diagram, layout) = (turned, turnedLayout) }
    }
    self.diagram = diagram
    self.layout = layout
  }

  /// The finished circuit as DOT, from which plain `dot` draws the same picture.
  public var dot: String { diagram.graph().text }

  /// The circuit after a step, or finished, as SVG.
  public func svg(at step: Int? = nil) throws(GraphvizError) -> [UInt8] {
    let words = words(at: step)
    return SVGDocument(
      title: words.title, description: words.description, styleSheet: styleSheet
    ).finish(try layout.draw(diagram.graph(at: step, caption: words.caption), as: .svg))
  }

  /// The circuit after a step, or finished, in another format.
  public func data(at step: Int? = nil, as format: Format) throws(GraphvizError) -> [UInt8] {
    if format == .svg { return try svg(at: step) }
    return try layout.draw(diagram.graph(at: step, caption: words(at: step).caption), as: format)
  }

  private func words(at step: Int?) -> (caption: String, title: String, description: String) {
    let title = diagram.narrator.trace.title
    guard let step, let move = diagram.moves.last(where: { $0.steps.lowerBound <= step }) else {
      return ("", language.text(.circuitCaption(title: title)), summary)
    }
    let account = diagram.narrator.account(of: move)
    let caption = "\(language.text(.step(account.number))) · \(language.text(account.title))"
    let sentences = account.sentences.map(language.text).joined(separator: " ")
    return (caption, caption, sentences)
  }

  /// The values and gradients of the inputs and outputs in words.
  private var summary: String {
    diagram.circuit.wires.filter { diagram.circuit.gate(of: $0) == nil || diagram.narrator.isEnd($0) }.map {
      wire in
      let value = diagram.states.value(of: wire, at: diagram.lastStep).map(diagram.format.text) ?? ""
      let gradient = diagram.narrator.text(diagram.states.gradient(of: wire, at: diagram.lastStep))
      return
        "\(diagram.labels.name(of: wire)): \(language.text(.value)) \(value), \(language.text(.gradient)) \(gradient)"
    }.joined(separator: "; ") + "."
  }

  /// The dark page's colours in place of the light one's.
  private var styleSheet: String {
    let colors = diagram.palette.colors.map { (from: $0.light, to: $0.dark) }
    return "@media (prefers-color-scheme: dark) {\n\(SVGDocument.recoloring(colors))\n}"
  }
}
