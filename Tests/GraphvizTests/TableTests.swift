import DOT
import Graphviz
import Testing

struct `Tables in frames` {
  private static func picture(_ rows: [HTMLTable.Row]) throws -> DrawnText {
    let graph = Graph(
      elements: [
        .node(
          Graph.Node(
            "a",
            [
              "shape": "none", "margin": 0, "fontname": "Helvetica", "fontsize": 10,
              "label": .html(
                .table(HTMLTable([.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)], rows: rows))),
            ]))
      ])
    return DrawnText(try Layout(of: graph).svg(graph, SVGDocument(title: "")))
  }

  @Test func `keep the end of text that has a space there, and drop the space`() throws {
    let rows = ["0.25 ", " 0.25", "0.25"].map { text in
      HTMLTable.Row.cells([
        .cell(
          [.width(60), .height(14), .align(text.hasSuffix(" ") ? .right : .left)], .text([.plain(text)]))
      ])
    }
    let drawn = try Self.picture(rows)
    #expect(drawn.texts == ["0.25", "0.25", "0.25"])
    #expect(drawn.attributes(of: "text").map { $0["text-anchor"] } == ["end", "start", "middle"])
    let places = drawn.attributes(of: "text").compactMap { $0["x"].flatMap(Double.init) }
    #expect(abs(places[0] - places[1] - (60 - 2 * 2.78)) < 1)
    #expect(places[2] > places[1])
  }

  @Test func `draw cells of one colour as one shape, below all else`() throws {
    let rows = (0..<3).map { row in
      HTMLTable.Row.cells(
        (0..<4).map { column in
          .cell(
            [
              .width(6), .height(6), .fixedSize, .background((row + column) % 2 == 0 ? "#112233" : "#445566"),
            ],
            .text([]))
        })
    }
    let drawn = try Self.picture(rows)
    let paths = drawn.attributes(of: "path")
    #expect(paths.map { $0["fill"] } == ["#112233", "#445566"])
    #expect(paths.map { $0["d"]?.count { $0 == "M" } } == [6, 6])
    #expect(drawn.attributes(of: "polygon").isEmpty)
  }
}
