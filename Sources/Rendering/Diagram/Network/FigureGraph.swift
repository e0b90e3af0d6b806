import DOT
import Figures
import Graphviz
import Numbers

/// A figure of neurons as a graph with the places of its parts, for the formats that Graphviz writes.
///
/// Places in the graph are in points with *y* upwards; those of a figure in pixels. Nodes lie above lines.
struct FigureGraph<Source: FigureNumbers> {
  private static var scale: Double { 0.75 }
  private let figure: Figure
  private let face: Face
  private let presenter: Presenter<Source>
  private let palette: Palette
  private var elements: [Graph.Element] = []
  private var lines: [Graph.Element] = []
  private var nodes: [String: Layout.Node] = [:]
  private var edges: [Layout.Edge] = []

  init(_ figure: Figure, _ face: Face, numbers: Source, caption: String, palette: Palette) {
    self.figure = figure
    self.face = face
    self.palette = palette
    presenter = Presenter(numbers, face: face)
    for (index, shape) in figure.shapes.enumerated() { add(shape, face.looks[index]) }
    if let place = figure.captionPlace, !caption.isEmpty {
      add(TextForm(caption, at: place, fontSize: 14), name: "caption")
    }
  }

  private mutating func add(_ shape: Figures.Shape, _ look: Face.Look) {
    let content = shape.slots.first.flatMap { face.contents[$0] }
    switch shape.form {
    case .neuron(let neuron):
      guard let slot = shape.slots.first.map({ figure.slots[$0] }) else { return }
      add(neuron, presenter.look(of: neuron, content, in: slot), slot, shape.id, look)
    case .weight(let weight): add(weight, presenter.look(of: weight, content), shape.id)
    case .text(let text): add(text, name: shape.id.text)
    case .rule(let rule): add(rule, name: shape.id.text)
    default: break
    }
  }

  private mutating func add(
    _ name: String, at center: Point, width: Double, height: Double, _ look: Attributes
  ) {
    let (width, height) = (width * Self.scale, height * Self.scale)
    var attributes = look
    attributes["width"] = .number(width / 72)
    attributes["height"] = .number(height / 72)
    elements.append(.node(Graph.Node(name, attributes)))
    nodes[name] = Layout.Node(center: place(center), width: width, height: height)
  }

  private func place(_ point: Point) -> Layout.Point {
    Layout.Point(x: point.x * Self.scale, y: -point.y * Self.scale)
  }

  private mutating func add(
    _ neuron: NeuronForm, _ shown: NeuronLook, _ slot: Slot, _ id: ShapeID, _ look: Face.Look
  ) {
    let isActive = look.mark == .active
    let line: Ink = isActive ? .activeLine : shown.isKnown ? .gateLine : .frameLine
    add(
      id.text, at: neuron.center, width: neuron.diameter, height: neuron.diameter,
      [
        "label": .text(shown.text), "shape": "circle", "fixedsize": true,
        "style": shown.isKnown ? "filled" : "filled,dashed", "fillcolor": .literal(palette[shown.fill].light),
        "color": .literal(palette[line].light), "fontcolor": .literal(palette[shown.ink].light),
        "fontsize": .number(slot.fontSize * Self.scale), "penwidth": isActive ? 2.2 : 1,
        "id": .literal(id.text),
      ])
  }

  private mutating func add(_ weight: WeightForm, _ look: WeightLook, _ id: ShapeID) {
    var attributes: Attributes = [
      "color": .literal(palette[look.ink].light), "penwidth": .number(look.width * Self.scale),
      "id": .literal(id.text),
    ]
    if look.dash != .none { attributes["style"] = look.dash == .dashed ? "dashed" : "dotted" }
    let (head, tail, column) = (Int(id.part), Int(id.detail), Int(id.number))
    lines.append(
      .edge(
        Graph.Edge(
          from: .init(ShapeID(.neuron, column - 1, tail).text),
          to: .init(ShapeID(.neuron, column, head).text),
          attributes)))
    let way = weight.end - weight.start
    let points = [0, 1.0 / 3, 2.0 / 3, 1].map {
      place(weight.start + Point($0 * way.x, $0 * way.y))
    }
    edges.append(Layout.Edge(splines: [Spline(points: points)]))
  }

  private mutating func add(_ text: TextForm, name: String) {
    let width = TextWidth.points(text.content, size: text.fontSize, isBold: text.isBold)
    let left =
      text.place.x - (text.anchor == .middle ? width / 2 : text.anchor == .end ? width : 0)
    add(
      name, at: Point(left + width / 2, text.place.y - 0.35 * text.fontSize), width: width,
      height: 1.2 * text.fontSize,
      [
        "label": .text(text.content), "shape": "plaintext", "fontsize": .number(text.fontSize * Self.scale),
        "fontcolor": .literal(palette[text.ink].light),
      ])
  }

  /// An area, or a line of the legend, as a box; a dashed line is two dashes.
  private mutating func add(_ rule: RuleForm, name: String) {
    let (from, way) = (rule.from, rule.to - rule.from)
    let parts: [(start: Double, end: Double)] = rule.kind == .dashed ? [(0, 0.4), (0.6, 1)] : [(0, 1)]
    for (index, part) in parts.enumerated() {
      let middle = (part.start + part.end) / 2
      add(
        "\(name)_\(index)", at: from + Point(middle * way.x, way.y / 2),
        width: (part.end - part.start) * way.x, height: max(way.y, rule.width),
        [
          "label": "", "shape": "box", "fixedsize": true, "style": "filled", "color": "transparent",
          "fillcolor": .literal(palette[rule.ink].light),
        ])
    }
  }

  var layout: Layout {
    let bounds = Layout.Rectangle(
      minimum: place(Point(0, figure.height)), maximum: place(Point(figure.width, 0)))
    return Layout(bounds: bounds, nodes: nodes, edges: edges)
  }

  /// The graph; its nodes are drawn as they are, without room around their labels.
  var graph: Graph {
    let ink = palette[.ink].light
    return Graph(
      attributes: ["bgcolor": .literal(palette.background), "outputorder": "edgesfirst", "splines": "line"],
      nodeDefaults: [
        "fontname": "Helvetica", "fontsize": .number(LabelSizes.fontSize), "fontcolor": .literal(ink),
        "shape": "none", "width": 0, "height": 0, "margin": 0,
      ],
      edgeDefaults: ["arrowhead": "none", "color": .literal(ink), "penwidth": 1],
      elements: elements + lines)
  }
}
