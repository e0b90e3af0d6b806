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
    #expect(try !layout.draw(graph).isEmpty)
    #expect(try Layout(of: Self.graph([:])).warnings == [])
  }

  @Test func `a graph that was not laid out is refused`() throws {
    let layout = try Layout(
      of: Graph(elements: [.node(Graph.Node("a")), .edge(Graph.Edge(from: "a", to: "b"))]))
    let other = Graph(elements: [.node(Graph.Node("c"))])
    let edges = Graph(elements: [
      .edge(Graph.Edge(from: "a", to: "b")), .edge(Graph.Edge(from: "b", to: "a")),
    ])
    let cluster = Graph(elements: [.subgraph(Graph.Subgraph("d", isCluster: true))])
    #expect(throws: GraphvizError.unplaced("c")) { try layout.draw(other) }
    #expect(throws: GraphvizError.unplaced("b -> a")) { try layout.draw(edges) }
    #expect(throws: GraphvizError.unplaced("d")) { try layout.draw(cluster) }
  }
}
