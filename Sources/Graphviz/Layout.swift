public import DOT
import Synchronization

/// Where Graphviz places the parts of a graph, in points with *y* upwards.
public struct Layout: Sendable, Hashable {
  /// The rectangle that holds everything.
  public var bounds = Rectangle(minimum: Point(x: 0, y: 0), maximum: Point(x: 0, y: 0))
  /// The middles of the nodes by name.
  public var nodes: [String: Point] = [:]
  /// The edges by their attribute `id`.
  public var edges: [String: Edge] = [:]
  /// The frames of clusters by name: `cluster_…`.
  public var clusters: [String: Rectangle] = [:]

  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double
  }

  public struct Rectangle: Sendable, Hashable {
    public var minimum: Point
    public var maximum: Point

    public var width: Double { maximum.x - minimum.x }
    public var height: Double { maximum.y - minimum.y }
  }

  public struct Edge: Sendable, Hashable {
    /// A curve of cubic Bézier pieces: a point, then three points for each piece.
    public var curve: [Point]
    /// The middle of its label, if it has one.
    public var label: Point?
  }
}

extension Layout {
  /// Lays out a graph with `dot` and the built-in font metrics: the same on every machine with the same Graphviz.
  ///
  /// A graph of a dozen nodes takes 0.1 ms; the time grows faster than the square of the number of nodes.
  /// - Throws: ``GraphvizError`` when Graphviz is not there, or refuses the graph.
  public init(of graph: Graph) throws(GraphvizError) {
    let dot = graph.utf8
    self = try engine.withLock { engine throws(GraphvizError) in try engine.layout(of: dot) }
  }

  /// Reads the places that were written into attributes.
  init(_ graph: borrowing PlacedGraph) {
    var (nodes, edges, clusters) = ([String: Point](), [String: Edge](), [String: Rectangle]())
    let library = graph.library
    unsafe graph.forEachNode { node in
      if let place = unsafe library.attribute("pos", of: node).flatMap(Point.init) {
        unsafe nodes[library.name(of: node)] = place
      }
    }
    unsafe graph.forEachEdge { edge in
      guard let id = unsafe library.attribute("id", of: edge),
        let curve = unsafe library.attribute("pos", of: edge).map(Self.curve)
      else { return }
      edges[id] = Edge(curve: curve, label: unsafe library.attribute("lp", of: edge).flatMap(Point.init))
    }
    unsafe graph.forEachPart { part in
      let name = unsafe library.name(of: part)
      guard name.hasPrefix("cluster"), let text = unsafe library.attribute("bb", of: part) else { return }
      clusters[name] = Rectangle(text)
    }
    if let text = unsafe library.attribute("bb", of: graph.pointer), let found = Rectangle(text) {
      bounds = found
    }
    (self.nodes, self.edges, self.clusters) = (nodes, edges, clusters)
  }

  /// The points of an edge, `s,1,2 3,4 …`, without the tips of arrows. Of several curves the first.
  private static func curve(_ text: String) -> [Point] {
    let first = text.split(separator: ";").first ?? ""
    return first.split(separator: " ").filter { !$0.hasPrefix("s,") && !$0.hasPrefix("e,") }
      .compactMap { Point(String($0)) }
  }
}

extension Layout.Point {
  /// Reads `1,2.5`.
  fileprivate init?(_ text: String) {
    let numbers = text.split(separator: ",").compactMap { Double($0) }
    guard numbers.count >= 2 else { return nil }
    self.init(x: numbers[0], y: numbers[1])
  }
}

extension Layout.Rectangle {
  /// Reads `0,0,10,20`.
  fileprivate init?(_ text: String) {
    let numbers = text.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 4 else { return nil }
    self.init(
      minimum: Layout.Point(x: numbers[0], y: numbers[1]), maximum: Layout.Point(x: numbers[2], y: numbers[3])
    )
  }
}
