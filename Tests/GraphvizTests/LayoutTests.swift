import DOT
import Foundation
import Testing

@testable import Graphviz

struct `A layout by Graphviz` {
  private static func gate(_ name: String) -> Graph.Element {
    .node(Graph.Node(name, ["shape": "circle", "fixedsize": true, "width": 0.5, "height": 0.5, "label": ""]))
  }

  private static func edge(_ tail: String, _ head: String) -> Graph.Element {
    let room = HTMLTable(
      [.border(0), .cellPadding(0), .cellSpacing(0)],
      rows: [.cells([.cell([.width(60), .height(40), .fixedSize], .text([]))])])
    return .edge(
      Graph.Edge(
        from: .init(tail), to: .init(head), ["id": .literal("\(tail)-\(head)"), "label": .html(.table(room))])
    )
  }

  static let graph = Graph(
    attributes: ["rankdir": "LR"], edgeDefaults: ["arrowhead": "none"],
    elements: [
      gate("a"), gate("b"),
      .subgraph(Graph.Subgraph("sum", isCluster: true, elements: [gate("c"), gate("d")])),
      edge("a", "c"), edge("b", "c"), edge("c", "d"),
    ])

  @Test func `has a place for every node, edge and cluster`() throws {
    let layout = try Layout(of: Self.graph)
    #expect(Set(layout.nodes.keys) == ["a", "b", "c", "d"])
    #expect(Set(layout.edges.keys) == ["a-c", "b-c", "c-d"])
    let frame = try #require(layout.clusters["cluster_sum"])
    for (name, place) in layout.nodes {
      #expect((0...layout.bounds.width).contains(place.x) && (0...layout.bounds.height).contains(place.y))
      #expect((frame.minimum.x < place.x && place.x < frame.maximum.x) == ["c", "d"].contains(name))
    }
    for edge in layout.edges.values {
      #expect(edge.curve.count >= 4 && edge.curve.count % 3 == 1)
      #expect(edge.label != nil)
    }
    let curve = try #require(layout.edges["c-d"]?.curve)
    let (c, d) = try (#require(layout.nodes["c"]), #require(layout.nodes["d"]))
    #expect(abs((curve.first?.x ?? 0) - c.x - 18) < 1.5 && abs((curve.last?.x ?? 0) - d.x + 18) < 1.5)
    #expect(d.x - c.x > 60 + 36)
  }

  @Test func `is the same from many tasks at once`() async throws {
    let expected = try Layout(of: Self.graph)
    let layouts = await withTaskGroup(of: Layout?.self) { group in
      for _ in 0..<32 { group.addTask { try? Layout(of: Self.graph) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(layouts.count == 32 && layouts.allSatisfy { $0 == expected })
  }

  @Test(.enabled(if: makeLocale())) func `is the same where numbers are written with a comma`() async {
    await #expect(processExitsWith: .success) {
      let expected = try Layout(of: Self.graph)
      unsafe setenv("LOCPATH", Self.locales, 1)
      unsafe setlocale(LC_ALL, "de_DE.UTF-8")
      try #require(Self.decimalPoint == ",")
      try #require(try Layout(of: Self.graph) == expected)
      try #require(Self.decimalPoint == ",")
    }
  }

  #if os(Linux)
    @Test func `loads Graphviz when it is asked for, and never the fonts of the machine`() async {
      await #expect(processExitsWith: .success) {
        func maps() throws -> String {
          String(
            decoding: try FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd() ?? Data(),
            as: UTF8.self)
        }
        try #require(try !maps().contains("libgvc"))
        _ = try Layout(of: Self.graph)
        let maps = try maps()
        try #require(maps.contains("libgvplugin_core") && maps.contains("libgvc"))
        try #require(!maps.contains("libpango") && !maps.contains("libfontconfig"))
      }
    }
  #endif

  @Test(arguments: [
    (HTMLTable(rows: []), "<TABLE></TABLE>"), (HTMLTable(rows: [.rule]), "<TABLE><HR/>"),
    (HTMLTable(rows: [.cells([])]), "<TR></TR>"),
  ]) func `is refused for a broken table`(_ table: HTMLTable, _ excerpt: String) {
    let graph = Graph(elements: [.node(Graph.Node("a", ["label": .html(.table(table))]))])
    let error = #expect(throws: GraphvizError.self) { try Layout(of: graph) }
    #expect(
      error?.description
        == "Graphviz could not lay out the graph: Error: syntax error in line 1; ... \(excerpt) ...; in label of node a"
    )
  }

  private static var decimalPoint: String { unsafe String(cString: localeconv().pointee.decimal_point) }

  private static let locales = FileManager.default.temporaryDirectory.path + "/gradwalk-locales"

  /// Builds the locale in a folder of our own, because few machines have it.
  private static func makeLocale() -> Bool {
    try? FileManager.default.createDirectory(atPath: locales, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["localedef", "-i", "de_DE", "-f", "UTF-8", locales + "/de_DE.UTF-8"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return FileManager.default.fileExists(atPath: locales + "/de_DE.UTF-8")
  }
}
