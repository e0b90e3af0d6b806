import DOT
import Foundation
import Graphviz
import Testing

struct `Laying out and drawing` {
  @Test func `smoke`() throws {
    let graph = SampleCircuit.chain(3, highlighted: 2)
    let plain = SampleCircuit.chain(3)
    let layout = try Layout(of: plain)
    print(layout.warnings, layout.bounds)
    try graph.text.write(toFile: "/tmp/smoke.dot", atomically: true, encoding: .utf8)
    try layout.pinned(graph).text.write(toFile: "/tmp/smoke-pinned.dot", atomically: true, encoding: .utf8)
    try Data(
      layout.svg(
        graph,
        SVGDocument(title: "A & <b>", description: "desc", styleSheet: "text{}", elementTitles: ["g0": "sum"])
      )
    ).write(to: URL(fileURLWithPath: "/tmp/smoke-clean.svg"))
    for format in Format.allCases {
      try Data(layout.draw(graph, as: format)).write(
        to: URL(fileURLWithPath: "/tmp/smoke.\(format.rawValue)"))
    }
  }
}
