import CGraphviz

extension Layout {
  /// Reads the places out of Graphviz's memory. Linear, but for sorting the edges.
  init(_ placed: borrowing PlacedGraph) {
    let root = unsafe placed.pointer
    bounds = Rectangle(unsafe gradwalk_bounds(root))
    label = unsafe Point(placedBy: gradwalk_graph_label(root))
    nodes = [:]
    clusters = [:]
    warnings = placed.warnings
    var numbered: [(number: UInt, edge: Edge)] = []
    var next = unsafe agfstnode(root)
    while let node = unsafe next {
      unsafe nodes[String(cString: agnameof(node))] = Node(node)
      var edge = unsafe agfstout(root, node)
      while let current = unsafe edge {
        unsafe numbered.append((gradwalk_edge_number(current), Edge(current)))
        unsafe edge = agnxtout(root, current)
      }
      unsafe next = agnxtnode(root, node)
    }
    edges = numbered.sorted { $0.number < $1.number }.map(\.edge)
    unsafe readClusters(of: root)
  }

  private mutating func readClusters(of graph: UnsafeMutablePointer<Agraph_t>) {
    var next = unsafe agfstsubg(graph)
    while let subgraph = unsafe next {
      let name = unsafe String(cString: agnameof(subgraph))
      if name.hasPrefix("cluster") { clusters[name] = unsafe Cluster(subgraph) }
      unsafe readClusters(of: subgraph)
      unsafe next = agnxtsubg(subgraph)
    }
  }
}

extension Layout.Point {
  init(_ point: pointf) { self.init(x: point.x, y: point.y) }

  /// The middle of a label, if there is one and the layout found it a place.
  init?(placedBy label: UnsafeMutablePointer<textlabel_t>?) {
    guard let label = unsafe label, unsafe gradwalk_label_is_placed(label) != 0 else { return nil }
    self.init(unsafe gradwalk_label_center(label))
  }
}

extension Layout.Rectangle {
  init(_ box: boxf) { self.init(minimum: Layout.Point(box.LL), maximum: Layout.Point(box.UR)) }
}

extension Layout.Node {
  init(_ node: UnsafeMutablePointer<Agnode_t>) {
    let size = unsafe gradwalk_node_size(node)
    center = Layout.Point(unsafe gradwalk_node_center(node))
    width = size.x * 72
    height = size.y * 72
    outsideLabel = unsafe Layout.Point(placedBy: gradwalk_node_outside_label(node))
  }
}

extension Layout.Edge {
  init(_ edge: UnsafeMutablePointer<Agedge_t>) {
    splines = []
    if let found = unsafe gradwalk_edge_splines(edge) {
      let curves = unsafe UnsafeBufferPointer(start: found.pointee.list, count: Int(found.pointee.size))
      splines = unsafe curves.map { unsafe Spline($0) }
    }
    label = unsafe Layout.Point(placedBy: gradwalk_edge_label(edge))
    outsideLabel = unsafe Layout.Point(placedBy: gradwalk_edge_outside_label(edge))
    tailLabel = unsafe Layout.Point(placedBy: gradwalk_edge_tail_label(edge))
    headLabel = unsafe Layout.Point(placedBy: gradwalk_edge_head_label(edge))
  }
}

extension Layout.Cluster {
  init(_ cluster: UnsafeMutablePointer<Agraph_t>) {
    bounds = Layout.Rectangle(unsafe gradwalk_bounds(cluster))
    label = unsafe Layout.Point(placedBy: gradwalk_graph_label(cluster))
  }
}

extension Spline {
  init(_ curve: bezier) {
    let points = unsafe UnsafeBufferPointer(start: curve.list, count: Int(curve.size))
    self.points = unsafe points.map { Layout.Point($0) }
    tailTip = unsafe curve.sflag != 0 ? Layout.Point(curve.sp) : nil
    headTip = unsafe curve.eflag != 0 ? Layout.Point(curve.ep) : nil
  }
}
