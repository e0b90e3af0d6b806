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
    var place: String {
      ["d", "points", "cx", "cy", "rx", "ry"].compactMap { attributes[$0] }.joined(separator: " ")
    }
  }

  struct Group {
    var id: String?
    var classes: Set<Substring>
    var shapes: [Shape] = []
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
    groups.indices.filter { !groups[$0].classes.isDisjoint(with: ["gate", "neuron"]) }.compactMap { index in
      groups[index].shapes.first.map { (index, $0) }
    }
  }

  /// What is behind a text: the filling of its gate or neuron, else of the innermost frame around it, else nothing.
  func background(of text: Text) -> String? {
    if let own = groups[text.group].shapes.first?.attributes["fill"], own != "none",
      !groups[text.group].classes.isDisjoint(with: ["gate", "neuron", "cluster"])
    {
      return own
    }
    return groups.last {
      $0.classes.contains("cluster") && ($0.shapes.first?.box.holds(text.box) ?? false)
    }?.shapes.first?.attributes["fill"]
  }

  /// Points along all lines between nodes, close together.
  var linePoints: [(x: Double, y: Double)] {
    groups.filter { $0.classes.contains("edge") }.flatMap(\.shapes).filter { $0.kind == "path" }.flatMap {
      path in
      stride(from: 0, to: path.points.count - 3, by: 3).flatMap { first in
        (0...24).map { step in
          let (t, p) = (Double(step) / 24, path.points)
          func mix(_ part: KeyPath<(x: Double, y: Double), Double>) -> Double {
            let u = 1 - t
            return u * u * u * p[first][keyPath: part] + 3 * u * u * t * p[first + 1][keyPath: part]
              + 3 * u * t * t * p[first + 2][keyPath: part] + t * t * t * p[first + 3][keyPath: part]
          }
          return (mix(\.x), mix(\.y))
        }
      }
    }
  }
}

private final class Reader: NSObject, XMLParserDelegate {
  var picture = Picture.empty
  private var origin = (x: 0.0, y: 0.0)
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
      if let transform = attributes["transform"], let move = transform.firstRange(of: "translate(") {
        let pair = numbers(String(transform[move.upperBound...]))
        origin = (pair[0], pair[1])
      }
      picture.groups.append(
        Picture.Group(
          id: attributes["id"].map { String($0.trimmingPrefix(prefix)) },
          classes: Set((attributes["class"] ?? "").split(separator: " ")))
      )
    case "ellipse": add(name, [number("cx"), number("cy")])
    case "path", "polygon", "polyline", "line":
      add(name, numbers(attributes["d"] ?? attributes["points"] ?? ""))
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
    case "text": addText(text.replacing("\u{A0}", with: " "))
    default: break
    }
  }

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
    // On the wires of arrays, numbers in brackets are larger.
    let isInKey =
      size < GridTable.Style.wire.fontSize && picture.groups.last?.classes.contains("array") ?? false
    picture.texts.append(
      Picture.Text(
        content: content, slot: attributes["id"].map { String($0.trimmingPrefix(prefix)) },
        fill: attributes["fill"] ?? "#000000",
        box: Picture.Box(left: left, top: y - 0.76 * size, right: left + width, bottom: y + 0.12 * size),
        group: picture.groups.count - 1, anchor: anchor, isInKey: isInKey))
  }

  private func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }

  private func numbers(_ text: String) -> [Double] {
    text.split { !"0123456789.-+e".contains($0) }.compactMap { Double($0) }
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
