import DOT

/// Circuits as the figures draw them, for the tests of layout and drawing.
enum SampleCircuit {
  /// A wire with a value above and a gradient below.
  static func wire(_ name: String, _ value: String, _ gradient: String) -> Graph.Element {
    func cell(_ text: String, _ color: String) -> HTMLTable.Row {
      .cells([.cell([.width(50), .height(17)], .text([.font(color: color, [.plain(text)])]))])
    }
    let table = HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(1), .color("#3a3f4b")],
      rows: [cell(value, "#0a7d2c"), .rule, cell(gradient, "#c81e1e")])
    return .node(
      Graph.Node(
        name,
        [
          "id": .text(name), "class": "wire", "shape": "none", "width": 0, "height": 0, "margin": 0,
          "label": .html(.table(table)),
        ]))
  }

  static func gate(_ name: String, _ symbol: String, _ more: Attributes = [:]) -> Graph.Element {
    var attributes: Attributes = [
      "id": .text(name), "class": "gate", "ordering": "in", "shape": "circle", "fixedsize": true,
      "width": 0.46, "label": .text(symbol), "style": "filled", "fillcolor": "#eef2fb", "color": "#3b5bb5",
    ]
    attributes.merge(more)
    return .node(Graph.Node(name, attributes))
  }

  static func name(_ name: String, _ label: String) -> Graph.Element {
    .node(
      Graph.Node(
        name, ["shape": "plaintext", "width": 0, "height": 0, "margin": "0.06,0.02", "label": .text(label)]))
  }

  static func edge(_ tail: Graph.Endpoint, _ head: Graph.Endpoint, _ more: Attributes = [:]) -> Graph.Element
  {
    .edge(Graph.Edge(from: tail, to: head, more))
  }

  static func circuit(_ elements: [Graph.Element]) -> Graph {
    Graph(
      attributes: ["rankdir": "LR", "nodesep": 0.12, "ranksep": 0.16, "bgcolor": "transparent"],
      nodeDefaults: ["fontname": "Helvetica", "fontsize": 13, "fontcolor": "#3a3f4b"],
      edgeDefaults: [
        "arrowhead": "none", "color": "#3a3f4b", "penwidth": 1.3, "fontname": "Helvetica", "fontsize": 11,
      ],
      elements: elements)
  }

  /// A chain of gates, two inputs joined by an add gate in a group first. Deeper chains are longer.
  static func chain(_ gates: Int, gradient: String = "◦", highlighted: Int? = nil) -> Graph {
    var elements = [
      name("nx", "x"), wire("vx", "2.00", gradient), name("ny", "y"), wire("vy", "-1.00", gradient),
    ]
    elements += [
      .subgraph(
        Graph.Subgraph(
          "sum", isCluster: true, attributes: ["label": .text("sum"), "style": "rounded"],
          elements: [gate("g0", "+"), wire("v0", "1.00", gradient)]))
    ]
    elements += [edge("nx", .init("vx", side: .west)), edge("ny", .init("vy", side: .west))]
    elements += [edge(.init("vx", side: .east), "g0"), edge(.init("vy", side: .east), "g0")]
    elements.append(edge("g0", .init("v0", side: .west)))
    for number in 1...gates {
      elements += [gate("g\(number)", "exp"), wire("v\(number)", "\(number).00", gradient)]
      var label: Attributes = ["label": .html(.text([.font(color: "#c81e1e", ["×0.37"])]))]
      if number == highlighted { label.merge(["dir": "back", "arrowtail": "normal", "arrowsize": 0.7]) }
      elements.append(edge(.init("v\(number - 1)", side: .east), .init("g\(number)"), label))
      elements.append(edge(.init("g\(number)"), .init("v\(number)", side: .west)))
    }
    return circuit(elements)
  }
}
