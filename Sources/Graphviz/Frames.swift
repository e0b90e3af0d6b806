public import DOT

/// One picture of a series: what it shows, and the words and style that belong to it.
public struct Frame: Sendable, Hashable {
  public var graph: Graph
  public var document: SVGDocument

  public init(_ graph: Graph, _ document: SVGDocument) {
    self.graph = graph
    self.document = document
  }
}

extension Layout {
  /// Draws a graph at the places of this layout as a finished SVG.
  /// - Throws: `GraphvizError`, as `svgs(of:)` does.
  public func svg(_ graph: Graph, _ document: SVGDocument) throws(GraphvizError) -> [UInt8] {
    try svgs(of: [Frame(graph, document)])[0]
  }

  /// Draws frames at the places of this layout as finished SVGs. Clusters come first, then edges, then nodes.
  ///
  /// Graphviz draws each state of each element once, all in one go, and the frames are put together from these; so
  /// many frames with few changes take little longer than one. Labels must not use Graphviz's `\N`, `\E` and the
  /// like. Linear in the size of the frames.
  /// - Throws: `GraphvizError`, in particular `unplaced` when a frame has a part that the layout lacks.
  public func svgs(of frames: [Frame]) throws(GraphvizError) -> [[UInt8]] {
    var pictures: [[UInt8]] = []
    pictures.reserveCapacity(frames.count)
    var rest = frames[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.sharesDefaults(with: first) }
      pictures += try FrameAssembly(of: alike, on: self).pictures()
      rest = rest.dropFirst(alike.count)
    }
    return pictures
  }
}

extension Frame {
  /// Whether an element looks the same in both frames if its own attributes are the same.
  fileprivate func sharesDefaults(with other: Frame) -> Bool {
    graph.attributesWithoutLabel == other.graph.attributesWithoutLabel
      && graph.nodeDefaults == other.graph.nodeDefaults
      && graph.edgeDefaults == other.graph.edgeDefaults
      && document.monospaceFontFamily == other.document.monospaceFontFamily
  }
}

extension Graph {
  fileprivate var attributesWithoutLabel: Attributes {
    var attributes = attributes
    attributes["label"] = nil
    return attributes
  }

  /// The nodes, edges and clusters in the order of the graph, those of subgraphs among them; a cluster is there
  /// without what it holds.
  var parts: [Element] {
    var parts: [Element] = []
    parts.reserveCapacity(elements.count)
    Self.collect(elements, into: &parts)
    return parts
  }

  private static func collect(_ elements: [Element], into parts: inout [Element]) {
    for element in elements {
      guard case .subgraph(var subgraph) = element else {
        parts.append(element)
        continue
      }
      let inner = subgraph.elements
      subgraph.elements = []
      if subgraph.isCluster { parts.append(.subgraph(subgraph)) }
      collect(inner, into: &parts)
    }
  }
}
