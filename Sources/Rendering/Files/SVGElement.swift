/// An element of a finished SVG with what it holds.
///
/// It relies on what all our pictures have: well-formed XML without comments, and signs for the brackets in text.
struct SVGElement {
  let name: ArraySlice<UInt8>
  /// The first tag, from bracket to bracket.
  let tag: ArraySlice<UInt8>
  /// Everything from the first bracket to the last.
  private(set) var bytes: ArraySlice<UInt8>
  /// The elements inside; none where there is text beside them, which is to stay as it is.
  private(set) var children: [SVGElement] = []

  /// Reads the elements that follow each other, as far as the end or a closing tag.
  static func all(in svg: ArraySlice<UInt8>) -> [SVGElement] {
    var place = svg.startIndex
    return all(in: svg, from: &place).elements
  }

  private static func all(in svg: ArraySlice<UInt8>, from place: inout Int) -> (
    elements: [SVGElement], hasText: Bool
  ) {
    var elements: [SVGElement] = []
    var hasText = false
    while let start = svg[place...].firstIndex(of: UInt8(ascii: "<")) {
      hasText = hasText || svg[place..<start].contains { $0 > UInt8(ascii: " ") }
      place = start
      guard start + 1 < svg.endIndex, svg[start + 1] != UInt8(ascii: "/") else { break }
      guard let element = SVGElement(svg, from: &place) else { break }
      elements.append(element)
    }
    return (elements, hasText)
  }

  /// Reads the element at a place and moves the place behind it.
  private init?(_ svg: ArraySlice<UInt8>, from place: inout Int) {
    let start = place
    guard let end = svg[start...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    tag = svg[start...end]
    name = tag.dropFirst().prefix { ![UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: ">")].contains($0) }
    place = end + 1
    bytes = tag
    guard svg[end - 1] != UInt8(ascii: "/") else { return }
    let content = Self.all(in: svg, from: &place)
    guard let close = svg[place...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    place = close + 1
    bytes = svg[start..<place]
    if !content.hasText { children = content.elements }
  }

  /// Whether it holds elements alone, so that others with the same tag can be one with it.
  var isGroup: Bool { !children.isEmpty }

  /// The value of an attribute.
  func value(of attribute: String) -> ArraySlice<UInt8>? {
    guard let start = tag.firstRange(of: Array(" \(attribute)=\"".utf8))?.upperBound else { return nil }
    return tag[start...].prefix { $0 != UInt8(ascii: "\"") }
  }

  /// What tells children of one parent apart, in every picture of a series alike: their ids, else their kinds and
  /// how many of these come before.
  static func keys(of children: [SVGElement]) -> [String] {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    return children.map { child in
      if let id = child.value(of: "id") { return "#" + String(decoding: id, as: UTF8.self) }
      let count = counts[child.name, default: 0]
      counts[child.name] = count + 1
      return "\(String(decoding: child.name, as: UTF8.self)) \(count)"
    }
  }
}
