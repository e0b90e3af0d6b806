import DOT
import Graphviz
import Testing

struct `Text from a lesson comes out as text` {
  static let awkward = [
    "\"", "\\", "\\N", "\\n", "\\l", "a\\", "-->", "<b>", "</text>", "&", "&lt;", "&amp;lt;", "&#60;",
    "&#x3c;", "]]>",
    "한글", "σ", "👩‍🔬", "שלום", "%", "$", "node", "<!--", "<", ">", "'", "{a|b}", "[x]", ";", "−1.00", "𝑥", "-",
    "#", "é",
    "\u{2060}", "&\u{2060}lt;",
  ]

  /// A graph with the text in every place that takes text.
  static func graph(_ texts: [String]) -> Graph {
    var elements: [Graph.Element] = []
    for (number, text) in texts.enumerated() {
      elements.append(.node(Graph.Node(text + "·\(number)", ["label": .text(text)])))
      let table = HTMLTable(rows: [.cells([.cell([], .text([.font(color: "red", [.plain(text)])]))])])
      elements.append(.node(Graph.Node("h\(number)", ["label": .html(.table(table)), "id": .text(text)])))
      elements.append(
        .edge(
          Graph.Edge(
            from: Graph.Endpoint(text + "·\(number)"), to: .init("h\(number)"), ["label": .text(text)])))
      elements.append(
        .subgraph(
          Graph.Subgraph(
            text, isCluster: true, attributes: ["label": .html(.text([.plain(text)]))],
            elements: [.node(Graph.Node("c\(number)", ["label": ""]))])))
    }
    return Graph(nodeDefaults: ["fontname": "Helvetica"], elements: elements)
  }

  static func check(_ texts: [String]) throws {
    let graph = graph(texts)
    let layout = try Layout(of: graph)
    #expect(layout.warnings == [])
    let svg = try layout.svg(graph, SVGDocument(title: texts.joined(), description: texts.joined()))
    let drawn = DrawnText(svg)
    #expect(drawn.error == nil)
    let expected = texts.flatMap { [$0, $0, $0, $0] }.map { $0.replacing("&\u{2060}", with: "&") }
    #expect(drawn.texts.sorted() == expected.sorted())
  }

  @Test(arguments: awkward) func `as a name, a label and in a table`(_ text: String) throws {
    try Self.check([text])
  }

  @Test func `in any mixture`() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<40 {
      let texts = (0..<6).map { number in
        "\(number)"
          + (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.awkward.randomElement(using: &random)!
          }
          .joined(separator: "")
      }
      try Self.check(texts)
    }
  }
}

/// A small random number generator with a fixed sequence.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
