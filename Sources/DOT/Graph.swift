/// A directed graph in Graphviz's language, as a value whose parts keep the order they were given in.
public struct Graph: Sendable, Hashable {
  /// The graph's name; Graphviz calls a graph without one `%3` or the like.
  public var name: String?
  /// What holds for the whole drawing, such as `rankdir`.
  public var attributes: Attributes
  /// What holds for every node that does not say otherwise.
  public var nodeDefaults: Attributes
  /// What holds for every edge that does not say otherwise.
  public var edgeDefaults: Attributes
  /// Nodes, edges and subgraphs; Graphviz heeds their order.
  public var elements: [Element]

  /// Makes a graph of the given elements.
  public init(
    name: String? = nil, attributes: Attributes = [:], nodeDefaults: Attributes = [:],
    edgeDefaults: Attributes = [:], elements: [Element] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.elements = elements
  }

  /// One thing in a graph.
  public enum Element: Sendable, Hashable {
    case node(Node)
    case edge(Edge)
    case subgraph(Subgraph)
  }

  /// A shape at a place, known by its name.
  public struct Node: Sendable, Hashable {
    /// The name that edges refer to; any text.
    public var name: String
    public var attributes: Attributes

    public init(_ name: String, _ attributes: Attributes = [:]) {
      self.name = name
      self.attributes = attributes
    }
  }

  /// A line from one node to another; two edges may join the same nodes.
  public struct Edge: Sendable, Hashable {
    public var tail: Endpoint
    public var head: Endpoint
    public var attributes: Attributes

    public init(from tail: Endpoint, to head: Endpoint, _ attributes: Attributes = [:]) {
      self.tail = tail
      self.head = head
      self.attributes = attributes
    }
  }

  /// Where an edge ends: a node, and there a cell of its table, a side, or both.
  public struct Endpoint: Sendable, Hashable {
    public var node: String
    /// The `PORT` of a cell in the node's HTML-like label.
    public var port: String?
    public var side: Side?

    public init(_ node: String, port: String? = nil, side: Side? = nil) {
      self.node = node
      self.port = port
      self.side = side
    }
  }

  /// A point of the compass on a node's outline.
  public enum Side: String, Sendable, Hashable {
    case north = "n"
    case northEast = "ne"
    case east = "e"
    case southEast = "se"
    case south = "s"
    case southWest = "sw"
    case west = "w"
    case northWest = "nw"
    case center = "c"
  }

  /// A set of elements with attributes of its own; drawn as a frame when it is a cluster.
  public struct Subgraph: Sendable, Hashable {
    /// Graphviz merges subgraphs of one name, so each wants a name of its own.
    public var name: String
    /// Whether the subgraph is a cluster: kept together, and drawn as a frame with its label.
    public var isCluster: Bool
    public var attributes: Attributes
    public var elements: [Element]

    public init(
      _ name: String, isCluster: Bool = false, attributes: Attributes = [:], elements: [Element] = []
    ) {
      self.name = name
      self.isCluster = isCluster
      self.attributes = attributes
      self.elements = elements
    }

    /// The name under which Graphviz knows the subgraph: that of a cluster starts with `cluster`.
    public var graphvizName: String { isCluster ? "cluster_" + name : name }
  }
}

extension Graph.Endpoint: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name) }
}
