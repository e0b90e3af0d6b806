public import DOT
import Numbers

extension Layout {
  /// The graph with the places of this layout written into it, for Graphviz's `nop2` to draw.
  ///
  /// Linear in the size of the graph.
  /// - Throws: `GraphvizError.unplaced` when the graph has a part that the layout lacks.
  public func pinned(_ graph: Graph) throws(GraphvizError) -> Graph {
    var pinned = graph
    var pinner = Pinner(layout: self, defaults: graph.edgeDefaults)
    pinned.elements = try pinner.pin(graph.elements)
    fix(&pinned)
    return pinned
  }

  /// Makes Graphviz keep the places of this layout for a graph as a whole.
  func fix(_ graph: inout Graph) {
    graph.attributes["notranslate"] = true
    graph.attributes["viewport"] = .literal(viewport)
    graph.attributes["bb"] = .literal(bounds.spelling)
    graph.attributes.set("lp", label)
  }

  /// The part of the plane that is drawn, with Graphviz's usual margin of 4 points. Graphviz would otherwise fit
  /// the picture around what it finds, and frames would differ in size.
  private var viewport: String {
    let center = bounds.minimum.moved(0.5, to: bounds.maximum)
    return
      "\((bounds.width + 8).nearly(decimals: 3)),\((bounds.height + 8).nearly(decimals: 3)),1,\(center.spelling)"
  }
}

/// Walks through a graph and gives its parts their places.
struct Pinner {
  private let layout: Layout
  private let defaults: Attributes
  private var edgeCount = 0

  init(layout: Layout, defaults: Attributes) {
    self.layout = layout
    self.defaults = defaults
  }

  mutating func pin(_ elements: [Graph.Element]) throws(GraphvizError) -> [Graph.Element] {
    var pinned: [Graph.Element] = []
    pinned.reserveCapacity(elements.count)
    for element in elements { pinned.append(try pin(element)) }
    return pinned
  }

  mutating func pin(_ element: Graph.Element) throws(GraphvizError) -> Graph.Element {
    switch element {
    case .node(let node): .node(try pin(node))
    case .edge(let edge): .edge(try pin(edge))
    case .subgraph(let subgraph): .subgraph(try pin(subgraph))
    }
  }

  /// The number of the edge that comes next, if the element is one.
  func edgeNumber(of element: Graph.Element) -> Int? {
    if case .edge = element { edgeCount } else { nil }
  }

  /// Passes over an element that need not be pinned.
  mutating func skip(_ element: Graph.Element) {
    if case .edge = element { edgeCount += 1 }
  }

  private func pin(_ node: Graph.Node) throws(GraphvizError) -> Graph.Node {
    guard let place = layout.nodes[Quoting.storedName(node.name)] else { throw .unplaced(node.name) }
    var node = node
    node.attributes["pos"] = .literal(place.center.spelling)
    node.attributes.set("xlp", place.outsideLabel)
    return node
  }

  private mutating func pin(_ edge: Graph.Edge) throws(GraphvizError) -> Graph.Edge {
    guard edgeCount < layout.edges.count else { throw .unplaced("\(edge.tail.node) -> \(edge.head.node)") }
    let place = layout.edges[edgeCount]
    edgeCount += 1
    var edge = edge
    let arrows = Arrows(edge.attributes, defaults)
    let splines = place.splines.map { $0.fitted(tail: arrows.tail, head: arrows.head).spelling }
    edge.attributes["pos"] = .literal(splines.joined(separator: ";"))
    edge.attributes.set("lp", place.label)
    edge.attributes.set("xlp", place.outsideLabel)
    edge.attributes.set("tail_lp", place.tailLabel)
    edge.attributes.set("head_lp", place.headLabel)
    return edge
  }

  private mutating func pin(_ subgraph: Graph.Subgraph) throws(GraphvizError) -> Graph.Subgraph {
    var subgraph = subgraph
    subgraph.elements = try pin(subgraph.elements)
    guard subgraph.isCluster else { return subgraph }
    guard let place = layout.clusters[Quoting.storedName(subgraph.graphvizName)] else {
      throw .unplaced(subgraph.name)
    }
    subgraph.attributes["bb"] = .literal(place.bounds.spelling)
    subgraph.attributes.set("lp", place.label)
    return subgraph
  }
}

extension Attributes {
  fileprivate mutating func set(_ name: String, _ place: Layout.Point?) {
    if let place { self[name] = .literal(place.spelling) }
  }
}

extension Layout.Point {
  var spelling: String { "\(x.nearly(decimals: 3)),\(y.nearly(decimals: 3))" }
}

extension Layout.Rectangle {
  var spelling: String { "\(minimum.spelling),\(maximum.spelling)" }
}

extension Spline {
  var spelling: String {
    var parts: [String] = []
    if let tailTip { parts.append("s,\(tailTip.spelling)") }
    if let headTip { parts.append("e,\(headTip.spelling)") }
    parts += points.map(\.spelling)
    return parts.joined(separator: " ")
  }
}
