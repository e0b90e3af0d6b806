/// Filled cells without borders, gathered by their colours.
///
/// Drawn cell by cell, neighbours would show a hair of the page between them, and each would be an element of its own.
struct SVGFills {
  private var paths: [(color: [UInt8], outlines: [UInt8])] = []

  /// Takes a polygon, unless it is of another kind.
  mutating func add(_ tag: SVGTag) -> Bool {
    guard let color = tag["fill"], let points = tag["points"],
      tag["stroke"]?.elementsEqual("transparent".utf8) == true, !color.elementsEqual("none".utf8)
    else { return false }
    let corners = points.split(separator: UInt8(ascii: " ")).dropLast()
    guard let first = corners.first else { return false }
    if !paths.contains(where: { $0.color.elementsEqual(color) }) { paths.append((Array(color), [])) }
    let index = paths.firstIndex { $0.color.elementsEqual(color) } ?? 0
    paths[index].outlines += "M".utf8 + first + "L".utf8
    paths[index].outlines += corners.dropFirst().joined(separator: " ".utf8)
    paths[index].outlines += "Z".utf8
    return true
  }

  /// A path for each colour, to be drawn below all else.
  func written() -> [UInt8] {
    var out = XMLWriter()
    for path in paths {
      out.raw("<path")
      out.attribute("fill", escaped: path.color[...])
      out.attribute("shape-rendering", "crispEdges")
      out.attribute("d", escaped: path.outlines[...])
      out.raw("/>\n")
    }
    return out.bytes
  }
}
