public import DOT
import Synchronization

/// Where the parts of a graph are drawn, in points, with *y* upwards.
///
/// A layout is found once and then serves every graph of the same structure: other labels and colours
/// are drawn at the same places.
public struct Layout: Sendable, Hashable {
  /// The rectangle that holds everything.
  public var bounds: Rectangle
  /// The middle of the graph's own label.
  public var label: Point?
  /// The nodes by name, in Graphviz's spelling, where a backslash counts twice.
  public var nodes: [String: Node]
  /// The edges in the order in which the graph has them.
  public var edges: [Edge]
  /// The clusters by name, in Graphviz's spelling: `cluster_…`.
  public var clusters: [String: Cluster]
  /// What Graphviz complained about, though it went on, such as a label that is too wide for its node.
  public var warnings: [String]

  /// Makes a layout of places that were found by other means.
  public init(bounds: Rectangle, nodes: [String: Node], edges: [Edge]) {
    self.bounds = bounds
    self.nodes = nodes
    self.edges = edges
    clusters = [:]
    warnings = []
  }

  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Rectangle: Sendable, Hashable {
    public var minimum: Point
    public var maximum: Point

    public init(minimum: Point, maximum: Point) {
      self.minimum = minimum
      self.maximum = maximum
    }

    public var width: Double { maximum.x - minimum.x }
    public var height: Double { maximum.y - minimum.y }
  }

  public struct Node: Sendable, Hashable {
    public var center: Point
    public var width: Double
    public var height: Double
    /// The middle of the label beside the node, its `xlabel`.
    public var outsideLabel: Point?

    public init(center: Point, width: Double, height: Double, outsideLabel: Point? = nil) {
      self.center = center
      self.width = width
      self.height = height
      self.outsideLabel = outsideLabel
    }
  }

  public struct Edge: Sendable, Hashable {
    /// The lines of the edge; a plain edge has one.
    public var splines: [Spline]
    public var label: Point?
    public var outsideLabel: Point?
    public var tailLabel: Point?
    public var headLabel: Point?

    public init(
      splines: [Spline], label: Point? = nil, outsideLabel: Point? = nil, tailLabel: Point? = nil,
      headLabel: Point? = nil
    ) {
      self.splines = splines
      self.label = label
      self.outsideLabel = outsideLabel
      self.tailLabel = tailLabel
      self.headLabel = headLabel
    }
  }

  public struct Cluster: Sendable, Hashable {
    public var bounds: Rectangle
    public var label: Point?
  }
}

extension Layout {
  /// Lays out a graph with `dot` and the built-in font metrics.
  ///
  /// A graph of a dozen nodes takes 0.1 ms; the time grows faster than the square of the number of nodes.
  /// - Throws: `GraphvizError` when Graphviz refuses the graph.
  public init(of graph: Graph) throws(GraphvizError) {
    let dot = graph.utf8
    self = try engine.withLock { engine throws(GraphvizError) in
      try engine.withContext { context throws(GraphvizError) in
        Layout(try context.place(dot, by: "dot"))
      }
    }
  }

  /// Draws a graph at the places of this layout, as Graphviz's own SVG; `SVGDocument` makes a finished one of it.
  /// Equal graphs give equal bytes on every machine.
  ///
  /// The graph must have the structure of the one that was laid out; labels, colours and arrowheads may differ.
  /// - Throws: `GraphvizError`, in particular `unplaced` when the graph has a part that the layout lacks.
  public func draw(_ graph: Graph) throws(GraphvizError) -> [UInt8] {
    try Self.drawPlaced(try pinned(graph).utf8)
  }

  /// Draws DOT text whose nodes and edges have their places already.
  static func drawPlaced(_ dot: [UInt8]) throws(GraphvizError) -> [UInt8] {
    try engine.withLock { engine throws(GraphvizError) in
      try engine.withContext { context throws(GraphvizError) in try context.place(dot, by: "nop2").svg() }
    }
  }
}
