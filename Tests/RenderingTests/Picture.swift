import Foundation
import Numbers

@testable import Rendering

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A figure as an XML parser reads it, in the coordinates of its view box.
struct Picture {
  struct Box: Equatable {
    var left, top, right, bottom: Double

    var width: Double { right - left }

    /// Whether two boxes share more than a hair.
    func overlaps(_ other: Box, by hair: Double = 0.5) -> Bool {
      min(right, other.right) - max(left, other.left) > hair
        && min(bottom, other.bottom) - max(top, other.top) > hair
    }

    func holds(_ other: Box) -> Bool {
      left <= other.left && right >= other.right && top <= other.top && bottom >= other.bottom
    }

    func holds(_ x: Double, _ y: Double) -> Bool { left <= x && x <= right && top <= y && y <= bottom }
  }

  struct Text {
    var content: String
    /// The slot that it is in, such as `v5-value`.
    var slot: String?
    var fill: String
    var box: Box
    /// The group it belongs to.
    var group: Int
    var anchor: String
    /// Whether it stands beside the colours of a key.
    var isInKey: Bool

    /// Whether it is a number of an array, which is flush right, as is the least of a key.
    var isInColumn: Bool {
      anchor == "end" && !isInKey
        && Double(content.replacing("−", with: "-"))?.isFinite ?? false
    }
  }

  struct Shape {
    var kind: String
    var attributes: [String: String]
    var points: [(x: Double, y: Double)]

    var box: Box {
      if kind == "ellipse" {
        let (x, y) = points[0]
        let (rx, ry) = (Double(attributes["rx"] ?? "") ?? 0, Double(attributes["ry"] ?? "") ?? 0)
        return Box(left: x - rx, top: y - ry, right: x + rx, bottom: y + ry)
      }
      return Box(
        left: points.map(\.x).min() ?? 0, top: points.map(\.y).min() ?? 0,
        right: points.map(\.x).max() ?? 0, bottom: points.map(\.y).max() ?? 0)
    }

    /// What says where the shape is.
    /// Whether it is a line, not an area.
    var isLine: Bool { attributes["fill"] == "none" }

    var place: String {
      ["d", "points", "cx", "cy", "rx", "ry"].compactMap { attributes[$0] }.joined(separator: " ")
    }
  }

  struct Group {
    var id: String?
    var classes: Set<Substring>
    var shapes: [Shape] = []

    /// Whether it is a gate, or a neuron; Graphviz has its own word for these.
    var isGate: Bool {
      if classes.contains("node") { return id?.contains(#/-g\d+$/#) ?? false }
      return !classes.isDisjoint(with: ["gate", "neuron"])
    }
  }

  var viewBox = Box(left: 0, top: 0, right: 0, bottom: 0)
  var texts: [Text] = []
  var groups: [Group] = []
  var title = ""
  var description = ""
  var styleSheet = ""
  /// The colour that everything lies on; nothing where the picture is transparent.
  var page = ""
  /// The ids of all elements.
  var ids: [String] = []
  /// The names of all elements and attributes.
  var words: Set<String> = []
  var error: (any Error)?

  init(_ svg: [UInt8]) {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = reader
    if !parser.parse() { reader.picture.error = parser.parserError }
    self = reader.picture
  }

  private init() {}

  /// The colours that stand for others on a dark page.
  var darkColors: [String: String] {
    var colors: [String: String] = [:]
    for rule in styleSheet.split(separator: "[fill='").dropFirst() {
      let to = rule.split(separator: "fill:").dropFirst().first?.prefix(7)
      colors[String(rule.prefix(7))] = to.map(String.init)
    }
    return colors
  }

  /// The gates, or the neurons, with their outlines.
  var gates: [(group: Int, shape: Shape)] {
    groups.indices.filter { groups[$0].isGate }.compactMap { index in
      groups[index].shapes.first.map { (index, $0) }
    }
  }

  /// What is behind a text: the filling of its gate or neuron, else of the innermost frame around it, else nothing.
  func background(of text: Text) -> String? {
    if let own = groups[text.group].shapes.first?.attributes["fill"], own != "none",
      !groups[text.group].classes.isDisjoint(with: ["gate", "neuron", "frame"])
    {
      return own
    }
    return groups.last {
      $0.classes.contains("frame") && ($0.shapes.first?.box.holds(text.box) ?? false)
    }?.shapes.first?.attributes["fill"]
  }

  /// Points along all wires, close together.
  var linePoints: [(x: Double, y: Double)] {
    groups.filter { $0.classes.contains("wire") }.flatMap(\.shapes).filter { $0.kind == "path" && $0.isLine }
      .flatMap { path in
        zip(path.points, path.points.dropFirst()).flatMap { start, end in
          let length = max((end.x - start.x).magnitude, (end.y - start.y).magnitude)
          let count = max(1, Int(length / 2))
          return (0...count).map { step in
            let t = Double(step) / Double(count)
            return (x: start.x + t * (end.x - start.x), y: start.y + t * (end.y - start.y))
          }
        }
      }
  }

  /// Whether a text has a ground of its own, as a local gradient on its arrow.
  func isOnGround(_ text: Text) -> Bool {
    groups[text.group].shapes.contains {
      $0.attributes["fill"] != "none" && $0.kind == "path" && $0.box.holds(text.box)
    }
  }

  /// Where the shapes of parts are that no step changes, and texts by the ids of their slots, without what makes room
  /// for the arrow.
  var places: [String: [String]] {
    var places: [String: [String]] = [:]
    for group in groups
    where !group.classes.isDisjoint(with: ["gate", "frame", "junction", "stub", "grid", "map"]) {
      guard let id = group.id else { continue }
      let shapes = group.shapes.filter {
        ($0.kind != "path" || !group.classes.contains("map")) && $0.attributes["class"] != "ring"
      }
      places[id] = group.classes.contains("grid") && shapes.isEmpty ? nil : shapes.map(\.place)
    }
    return places
  }
}

private final class Reader: NSObject, XMLParserDelegate {
  var picture = Picture.empty
  /// Where the groups around this place begin, the innermost last.
  private var origins = [(x: 0.0, y: 0.0)]
  private var text = ""
  /// What the ids of the figure begin with.
  private var prefix = ""
  private var attributes: [String: String] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    picture.words.insert(name)
    picture.words.formUnion(attributes.keys)
    if let id = attributes["id"] { picture.ids.append(id) }
    if attributes["class"] == "page" { picture.page = attributes["fill"] ?? "" }
    (self.attributes, text) = (attributes, "")
    switch name {
    case "svg":
      prefix = String((attributes["id"] ?? "figure").dropLast("figure".count))
      picture.groups.append(Picture.Group(id: "root", classes: []))
      let box = numbers(attributes["viewBox"] ?? "")
      picture.viewBox = Picture.Box(
        left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3])
    case "g":
      var origin = self.origin
      if let transform = attributes["transform"], let move = transform.firstRange(of: "translate(") {
        let pair = numbers(String(transform[move.upperBound...]))
        origin = (origin.x + pair[0], origin.y + pair[1])
      }
      origins.append(origin)
      picture.groups.append(
        Picture.Group(
          id: attributes["id"].map { String($0.trimmingPrefix(prefix)) },
          classes: Set((attributes["class"] ?? "").split(separator: " ")))
      )
    case "ellipse": add(name, [number("cx"), number("cy")])
    case "path": add(name, pathNumbers(attributes["d"] ?? ""))
    case "polygon", "polyline", "line": add(name, numbers(attributes["points"] ?? ""))
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
  func parser(_ parser: XMLParser, foundComment comment: String) { picture.words.insert("comment") }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    switch name {
    case "title" where picture.groups.count == 1: picture.title = text
    case "desc": picture.description = text
    case "style": picture.styleSheet = text
    case "g": origins.removeLast()
    case "text": addText(text.replacing("\u{A0}", with: " "))
    default: break
    }
  }

  private var origin: (x: Double, y: Double) { origins[origins.count - 1] }

  private func add(_ kind: String, _ numbers: [Double]) {
    let points = stride(from: 0, to: numbers.count - 1, by: 2).map { index in
      (x: numbers[index] + origin.x, y: numbers[index + 1] + origin.y)
    }
    picture.groups[picture.groups.count - 1].shapes.append(
      Picture.Shape(kind: kind, attributes: attributes, points: points))
  }

  private func addText(_ content: String) {
    let size = number("font-size")
    let (x, y) = (number("x") + origin.x, number("y") + origin.y)
    let width = TextWidth.points(content, size: size) * (attributes["font-weight"] == "bold" ? 1.09 : 1)
    let anchor = attributes["text-anchor"] ?? "start"
    let left = anchor == "middle" ? x - width / 2 : anchor == "end" ? x - width : x
    // What is in brackets stands in a grid.
    let isInKey = !(picture.groups.last?.classes.contains("grid") ?? false)
    picture.texts.append(
      Picture.Text(
        content: content, slot: attributes["id"].map { String($0.trimmingPrefix(prefix)) },
        fill: attributes["fill"] ?? "#000000",
        box: Picture.Box(left: left, top: y - 0.76 * size, right: left + width, bottom: y + 0.12 * size),
        group: picture.groups.count - 1, anchor: anchor, isInKey: isInKey))
  }

  private func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }

  /// The ends of a path's pieces; of curves also the points that they lean to, but nothing else of arcs.
  private func pathNumbers(_ text: String) -> [Double] {
    var points: [Double] = []
    for part in text.splitBeforeLetters {
      var numbers = numbers(String(part.dropFirst()))
      switch part.first {
      case "A": numbers = Array(numbers.suffix(2))
      case "h": numbers = [(points.dropLast().last ?? 0) + (numbers.first ?? 0), points.last ?? 0]
      case "v": numbers = [points.dropLast().last ?? 0, (points.last ?? 0) + (numbers.first ?? 0)]
      default: break
      }
      points += numbers
    }
    return points
  }

  private func numbers(_ text: String) -> [Double] {
    text.split { !"0123456789.-+e".contains($0) }.compactMap { Double($0) }
  }
}

extension String {
  /// The parts of a path, each from its letter on.
  fileprivate var splitBeforeLetters: [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for index in indices where self[index].isLetter && self[index] != "e" {
      if index > start { parts.append(self[start..<index]) }
      start = index
    }
    return parts + [self[start...]]
  }
}

extension Picture {
  fileprivate static var empty: Picture { Picture() }
}

/// How well text of one colour can be read on another, after the Web Content Accessibility Guidelines.
func contrast(_ one: String, _ other: String) -> Double {
  let (a, b) = (luminance(one), luminance(other))
  return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func luminance(_ color: String) -> Double {
  let code = Int(color.dropFirst(), radix: 16) ?? 0
  let parts = [code >> 16, code >> 8 & 255, code & 255].map { part in
    let share = Double(part) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}
