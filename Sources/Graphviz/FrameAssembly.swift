import DOT

/// Frames as numbers of element states, and each state as it goes to Graphviz.
struct FrameAssembly {
  private let layout: Layout
  private let frames: ArraySlice<Frame>
  /// For each frame, its parts with the number of the state they are in.
  private var parts: [[(element: Graph.Element, state: Int)]] = []
  /// The states, numbered by their `id`, without the nodes that edges end at.
  private var states: [Graph.Element] = []
  /// For each place among the edges (odd) or in the graph (even), the states it was seen in. Frames differ little, so the lists are short.
  private var seen: [[(element: Graph.Element, state: Int)]] = []

  init(of frames: ArraySlice<Frame>, on layout: Layout) throws(GraphvizError) {
    self.layout = layout
    self.frames = frames
    for frame in frames { try add(frame.graph) }
  }

  private mutating func add(_ graph: Graph) throws(GraphvizError) {
    var pinner = Pinner(layout: layout, defaults: graph.edgeDefaults)
    var numbered: [(element: Graph.Element, state: Int)] = []
    for (number, element) in graph.parts.enumerated() {
      let place = pinner.edgeNumber(of: element).map { 2 * $0 + 1 } ?? 2 * number
      if let state = known(element, at: place) {
        pinner.skip(element)
        numbered.append((element, state))
      } else {
        numbered.append((element, add(element, at: place, try pinner.pin(element))))
      }
    }
    if let label = try label(of: graph) {
      let place = 2 * numbered.count
      numbered.append((label, known(label, at: place) ?? add(label, at: place, label)))
    }
    parts.append(numbered)
  }

  /// The state that an element is in, if an earlier frame had it there.
  private mutating func known(_ element: Graph.Element, at place: Int) -> Int? {
    while seen.count <= place { seen.append([]) }
    return seen[place].first { $0.element == element }?.state
  }

  /// The graph's own label as a node at its place, which has states as all nodes have.
  private func label(of graph: Graph) throws(GraphvizError) -> Graph.Element? {
    guard let label = graph.attributes["label"] else { return nil }
    guard let place = layout.label else { throw .unplaced("label") }
    var attributes: Attributes = [
      "label": label, "shape": "none", "style": "solid", "width": 0, "height": 0, "margin": 0,
      "class": "caption", "pos": .literal(place.spelling),
    ]
    for name in ["fontname", "fontsize", "fontcolor"] {
      if let value = graph.attributes[name] { attributes[name] = value }
    }
    return .node(Graph.Node("label", attributes))
  }

  private mutating func add(_ element: Graph.Element, at place: Int, _ pinned: Graph.Element) -> Int {
    let state = states.count
    states.append(pinned.standingAlone(as: state))
    seen[place].append((element, state))
    return state
  }

  /// Draws all states and puts the frames together.
  func pictures() throws(GraphvizError) -> [[UInt8]] {
    guard let first = frames.first else { return [] }
    var graph = first.graph
    graph.attributes["label"] = nil
    layout.fix(&graph)
    let ends = ["tail", "head"].map { Graph.Element.node(Graph.Node($0, ["style": "invis", "pos": "0,0"])) }
    graph.elements = ends + states
    let raw = try Layout.drawPlaced(graph.utf8)
    var cleaner = SVGCleaner(raw, document: first.document)
    let fragments = cleaner.fragments(count: states.count)
    return zip(frames, parts).map { frame, parts in fragments.picture(parts, frame.document) }
  }
}

extension Graph.Element {
  /// The element under a name and id of its own, so that states of one element can stand side by side.
  fileprivate func standingAlone(as state: Int) -> Self {
    switch self {
    case .node(var node):
      if node.attributes["label"] == nil { node.attributes["label"] = .text(node.name) }
      node.name = "s\(state)"
      node.attributes["id"] = .number(Double(state))
      return .node(node)
    case .edge(var edge):
      edge.tail = "tail"
      edge.head = "head"
      edge.attributes["id"] = .number(Double(state))
      return .edge(edge)
    case .subgraph(var cluster):
      cluster.name = "s\(state)"
      cluster.attributes["id"] = .number(Double(state))
      return .subgraph(cluster)
    }
  }
}
