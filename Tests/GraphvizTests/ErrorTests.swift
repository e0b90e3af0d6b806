import DOT
import Testing

@testable import Graphviz

struct `What Graphviz complains about` {
  static func graph(_ attributes: Attributes) -> Graph {
    Graph(name: "g", elements: [.node(Graph.Node("a", attributes))])
  }

  @Test(arguments: [
    (HTMLTable(rows: []), "<TABLE></TABLE>"), (HTMLTable(rows: [.rule]), "<TABLE><HR/>"),
    (HTMLTable(rows: [.cells([])]), "<TR></TR>"),
  ]) func `a broken table is an error`(_ table: HTMLTable, _ excerpt: String) {
    let error = #expect(throws: GraphvizError.self) {
      try Layout(of: Self.graph(["label": .html(.table(table))]))
    }
    #expect(
      error?.description
        == "Graphviz could not lay out the graph: Error: syntax error in line 1; ... \(excerpt) ...; in label of node a"
    )
  }

  @Test(
    arguments: [
      (["shape": "nosuchshape"], "Warning: using box for unknown shape nosuchshape"),
      (
        ["fixedsize": true, "width": 0.1, "label": "wide label"],
        "Warning: node 'a', graph 'g' size too small for label"
      ),
    ] as [(Attributes, String)]) func `what it can live with is a warning`(
      _ attributes: Attributes, _ warning: String
    )
    throws
  {
    let graph = Self.graph(attributes)
    let layout = try Layout(of: graph)
    #expect(layout.warnings == [warning])
    #expect(try !layout.draw(graph, as: .svg).isEmpty)
    #expect(try Layout(of: Self.graph([:])).warnings == [])
  }

  @Test(
    arguments: [
      (.png, 24_560, 10, nil), (.pdf, 14_391, 14_391, nil), (.svg, 1e9, 1e9, nil),
      (
        .png, 24_576, 10,
        "the drawing is too large for PNG: 32779 × 24 px, and a PNG has at most 32767 px along a side and 100 million in all"
      ),
      (
        .png, 10_000, 10_000,
        "the drawing is too large for PNG: 13344 × 13344 px, and a PNG has at most 32767 px along a side and 100 million in all"
      ),
      (
        .pdf, 10, 14_393,
        "the drawing is too large for PDF: 18 × 14401 pt, and a page has at most 14400 pt along a side"
      ),
    ] as [(Format, Double, Double, String?)])
  func `a picture larger than its format is one`(
    _ format: Format, _ width: Double, _ height: Double, _ message: String?
  ) throws {
    let graph = Self.graph([:])
    var layout = try Layout(of: graph)
    layout.bounds.maximum.x = layout.bounds.minimum.x + width
    layout.bounds.maximum.y = layout.bounds.minimum.y + height
    guard let message else {
      // A picture of nearly the largest size takes a while to draw; that none is refused before shows enough.
      try format.check(width: width + 8, height: height + 8, scale: 1)
      return
    }
    let error = #expect(throws: GraphvizError.self) { try layout.draw(graph, as: format) }
    #expect(error?.description == message)
    #expect(error?.hint?.contains(".svg") ?? false)
  }

  @Test func `a graph that was not laid out is refused`() throws {
    let layout = try Layout(
      of: Graph(elements: [.node(Graph.Node("a")), .edge(Graph.Edge(from: "a", to: "b"))]))
    let other = Graph(elements: [.node(Graph.Node("c"))])
    let edges = Graph(elements: [
      .edge(Graph.Edge(from: "a", to: "b")), .edge(Graph.Edge(from: "b", to: "a")),
    ])
    let cluster = Graph(elements: [.subgraph(Graph.Subgraph("d", isCluster: true))])
    #expect(throws: GraphvizError.unplaced("c")) { try layout.draw(other, as: .svg) }
    #expect(throws: GraphvizError.unplaced("b -> a")) { try layout.draw(edges, as: .svg) }
    #expect(throws: GraphvizError.unplaced("d")) { try layout.draw(cluster, as: .svg) }
  }
}
