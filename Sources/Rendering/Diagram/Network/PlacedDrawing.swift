import DOT
import Graphviz
import Numbers

/// A graph that is built together with the places of its parts; Graphviz only draws it.
///
/// Places are in points from the upper left corner, with *y* downwards. Nodes lie above lines.
struct PlacedDrawing {
  private var elements: [Graph.Element] = []
  private var lines: [Graph.Element] = []
  private var nodes: [String: Layout.Node] = [:]
  private var edges: [Layout.Edge] = []
  private var bounds: Layout.Rectangle?

  /// Adds a node of a given size with its middle at a point.
  mutating func add(
    _ name: String, at center: Layout.Point, width: Double, height: Double, _ look: Attributes
  ) {
    let place = Layout.Point(x: center.x, y: -center.y)
    var attributes = look
    attributes["width"] = .number(width / 72)
    attributes["height"] = .number(height / 72)
    elements.append(.node(Graph.Node(name, attributes)))
    nodes[name] = Layout.Node(center: place, width: width, height: height)
    let box = Layout.Rectangle(
      minimum: Layout.Point(x: place.x - width / 2, y: place.y - height / 2),
      maximum: Layout.Point(x: place.x + width / 2, y: place.y + height / 2))
    bounds = bounds.map { $0.union(box) } ?? box
  }

  /// Adds a line of text that begins at a point.
  mutating func add(
    _ name: String, text: String, from start: Layout.Point, size: Double, color: String, kind: String
  ) {
    let (width, height) = (TextWidth.points(text, size: size).rounded(.up) + 6, (1.2 * size).rounded(.up))
    // Behind a space, text keeps its left end whatever font a reader has.
    let cell = HTMLTable.Cell.cell(
      [.width(Int(width)), .height(Int(height)), .fixedSize, .align(.left)],
      .text([.font(color: color, size: size, [.plain(" " + text)])]))
    add(
      name, at: Layout.Point(x: start.x + width / 2, y: start.y), width: width, height: height,
      ["label": .html(.table(GridTable.table([.cells([cell])]))), "class": .literal(kind)])
  }

  /// Adds a line of text with its middle at a point.
  mutating func add(
    _ name: String, text: String, at center: Layout.Point, size: Double, color: String, kind: String
  ) {
    let look: Attributes = [
      "label": .text(text), "shape": "plaintext", "fontsize": .number(size), "fontcolor": .literal(color),
      "class": .literal(kind),
    ]
    add(name, at: center, width: TextWidth.points(text, size: size), height: 1.2 * size, look)
  }

  /// Adds a straight line between two nodes that are there, from one point to another.
  mutating func addLine(
    _ ends: (from: String, to: String), from start: Layout.Point, to end: Layout.Point, _ look: Attributes
  ) {
    func point(_ part: Double) -> Layout.Point {
      Layout.Point(x: start.x + (end.x - start.x) * part, y: -(start.y + (end.y - start.y) * part))
    }
    lines.append(.edge(Graph.Edge(from: .init(ends.from), to: .init(ends.to), look)))
    edges.append(Layout.Edge(splines: [Spline(points: [point(0), point(1 / 3), point(2 / 3), point(1)])]))
  }

  var layout: Layout {
    let origin = Layout.Point(x: 0, y: 0)
    return Layout(
      bounds: bounds ?? Layout.Rectangle(minimum: origin, maximum: origin), nodes: nodes, edges: edges)
  }

  /// The graph; its nodes are drawn as they are, without room around their labels.
  func graph(_ palette: Palette) -> Graph {
    let ink = palette.ink.light
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
