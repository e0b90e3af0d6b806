import DOT
import Testing

struct `The text of a graph` {
  @Test func `has its parts in the order they were given`() {
    let inner = Graph.Subgraph(
      "inner", isCluster: true, attributes: ["label": .text("σ"), "style": "rounded"],
      elements: [.node(Graph.Node("exp", ["label": .text("exp"), "peripheries": 2]))])
    let outer = Graph.Subgraph(
      "outer", isCluster: true, elements: [.subgraph(inner), .node(Graph.Node("+1"))])
    let level = Graph.Subgraph("level", attributes: ["rank": "same"], elements: [.node(Graph.Node("w"))])
    let graph = Graph(
      name: "a neuron", attributes: ["rankdir": "LR", "nodesep": 0.12], nodeDefaults: ["shape": "circle"],
      edgeDefaults: ["arrowhead": "none"],
      elements: [
        .subgraph(outer), .subgraph(level),
        .edge(
          Graph.Edge(from: Graph.Endpoint("w", side: .east), to: "exp", ["weight": 2, "constraint": false])),
        .edge(Graph.Edge(from: "w", to: Graph.Endpoint("+1", port: "a b", side: .northWest))),
      ])
    #expect(
      graph.text == """
        digraph "a neuron" {
          rankdir=LR;
          nodesep=0.12;
          node [shape=circle];
          edge [arrowhead=none];
          subgraph cluster_outer {
            subgraph cluster_inner {
              label="σ";
              style=rounded;
              exp [label="exp" peripheries=2];
            }
            "+1";
          }
          subgraph level {
            rank=same;
            w;
          }
          w:e -> exp [weight=2 constraint=false];
          w -> "+1":"a b":nw;
        }

        """)
  }

  @Test func `keeps attributes in the order in which they were first set`() {
    var attributes: Attributes = ["b": 1, "a": 2]
    attributes["c"] = 3
    attributes["b"] = 4
    attributes.merge(["d": 5, "a": 6])
    attributes["c"] = nil
    #expect(attributes.items.map(\.name) == ["b", "a", "d"])
    #expect(attributes["b"] == 4)
    #expect(attributes["a"] == 6)
    #expect(attributes["c"] == nil)
  }

  @Test(arguments: [(0.1, "0.1"), (12, "12"), (-0.5, "-0.5"), (1e-7, "\"1e-07\""), (.infinity, "inf")])
  func `writes numbers so that they read back the same`(_ number: Double, _ written: String) {
    #expect(Graph(attributes: ["x": .number(number)]).text == "digraph {\n  x=\(written);\n}\n")
  }

  @Test func `writes tables with rules and escaped text`() {
    let table = HTMLTable(
      [.border(0), .cellSpacing(0), .color("#3a3f4b")],
      rows: [
        .cells([.cell([.width(50), .port("a\"\n>")], .text([.font(color: "#0a7d2c", ["<2.00>"])]))]),
        .rule,
        .cells([
          .cell([], .text([.bold(["x"]), .subscript(["1"]), .lineBreak, .plain("")])), .rule,
          .cell([], .text([])),
        ]),
        .cells([.cell([.fixedSize], .table(HTMLTable(rows: [])))]),
      ])
    #expect(
      HTMLLabel.table(table).markup == """
        <TABLE BORDER="0" CELLSPACING="0" COLOR="#3a3f4b"><TR><TD WIDTH="50" PORT="a&quot; &gt;">\
        <FONT COLOR="#0a7d2c">&lt;2.00&gt;</FONT></TD></TR><HR/><TR><TD><B>x</B><SUB>1</SUB><BR/></TD><VR/><TD></TD>\
        </TR><TR><TD FIXEDSIZE="TRUE"><TABLE></TABLE></TD></TR></TABLE>
        """)
  }

  @Test func `writes a space where Graphviz would refuse an empty label`() {
    #expect(HTMLLabel.text([]).markup == " ")
    #expect(HTMLLabel.text([.font(color: "red", [.bold([.plain("")])])]).markup == " ")
  }
}
