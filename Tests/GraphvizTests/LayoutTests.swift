import DOT
import Graphviz
import Testing

struct `Laying out and drawing` {
  /// Drawn lines and shapes without their text and colours.
  static func shapes(_ svg: [UInt8]) -> [String] {
    DrawnText(svg).elements.compactMap { element in
      ["d", "points", "cx", "cy", "rx"].compactMap { element.attributes[$0] }.joined(separator: " ")
    }
  }

  static let document = SVGDocument(title: "a circuit")

  @Test func `places every node, edge and cluster inside the bounds`() throws {
    let layout = try Layout(of: SampleCircuit.chain(3))
    #expect(layout.warnings == [])
    #expect(layout.nodes.count == 12)
    #expect(layout.edges.count == 11)
    for node in layout.nodes.values {
      #expect((0...layout.bounds.width).contains(node.center.x - node.width / 2))
      #expect((0...layout.bounds.width).contains(node.center.x + node.width / 2))
      #expect((0...layout.bounds.height).contains(node.center.y))
    }
    let cluster = try #require(layout.clusters["cluster_sum"])
    let gate = try #require(layout.nodes["g0"])
    #expect(cluster.bounds.minimum.x < gate.center.x && gate.center.x < cluster.bounds.maximum.x)
    #expect(cluster.label != nil)
    #expect(layout.edges.count { $0.label != nil } == 3)
  }

  @Test func `frames share all positions`() throws {
    let layout = try Layout(of: SampleCircuit.chain(3, gradient: "1.00 + ◦"))
    let first = try layout.svg(SampleCircuit.chain(3, gradient: "◦"), Self.document)
    let second = try layout.svg(SampleCircuit.chain(3, gradient: "−0.20"), Self.document)
    #expect(first != second)
    #expect(Self.shapes(first) == Self.shapes(second))
    #expect(DrawnText(first).attributes(of: "svg") == DrawnText(second).attributes(of: "svg"))
  }

  @Test func `an arrowhead needs no room in the layout`() throws {
    let layout = try Layout(of: SampleCircuit.chain(3))
    let plain = Self.shapes(try layout.svg(SampleCircuit.chain(3), Self.document))
    let arrow = Self.shapes(try layout.svg(SampleCircuit.chain(3, highlighted: 2), Self.document))
    #expect(arrow.count == plain.count + 1)
    #expect(Set(plain).subtracting(arrow).count == 1)
  }

  @Test func `an arrowhead of the layout can go`() throws {
    let layout = try Layout(of: SampleCircuit.chain(3, highlighted: 2))
    let without = Self.shapes(try layout.svg(SampleCircuit.chain(3), Self.document))
    let spline = try #require(layout.edges.compactMap { $0.splines.first { $0.tailTip != nil } }.first)
    let tip = try #require(spline.tailTip)
    #expect(without.contains { $0.hasPrefix("M\(Self.short(tip.x)),") })
  }

  private static func short(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  @Test func `equal graphs give equal bytes, whatever was drawn before`() throws {
    let graph = SampleCircuit.chain(5)
    let before = try Layout(of: graph).svg(graph, Self.document)
    _ = try Layout(of: SampleCircuit.chain(2)).draw(SampleCircuit.chain(2))
    #expect(try Layout(of: graph).svg(graph, Self.document) == before)
  }

  @Test(arguments: [
    ("Helvetica", "The quick brown fox 0123456789 − × ÷ σ ◦ 한글 👩‍🔬 {}[]~"), ("Helvetica", "é à ü ß"),
    ("Courier", "fixed"),
    ("Arial", "WiMl"),
  ])
  func `text is as wide as the metrics say`(_ font: String, _ text: String) throws {
    let attributes: Attributes = [
      "label": .text(text), "shape": "plaintext", "margin": 0, "width": 0, "height": 0,
      "fontname": .literal(font),
      "fontsize": 100,
    ]
    let node = try #require(Layout(of: Graph(elements: [.node(Graph.Node("a", attributes))])).nodes["a"])
    let width = try #require(FontMetrics.width(of: text.utf8, font: font, size: 100))
    #expect(abs(node.width - width) < 2.5)
  }
}
