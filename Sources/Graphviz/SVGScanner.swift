/// One tag of an SVG; the values of its attributes are escaped as they were.
struct SVGTag {
  var name = ""
  var attributes: [(name: String, value: ArraySlice<UInt8>)] = []
  var isClosing = false
  var isEmpty = false

  subscript(name: String) -> ArraySlice<UInt8>? { attributes.first { $0.name == name }?.value }

  /// The id, if it is a number below the limit.
  func number(below limit: Int) -> Int? {
    self["id"].flatMap { Int(String(decoding: $0, as: UTF8.self)) }.flatMap {
      (0..<limit).contains($0) ? $0 : nil
    }
  }

  /// Whether this is a shape without line and filling, as the background of a transparent picture is.
  var isInvisible: Bool {
    func isNothing(_ paint: ArraySlice<UInt8>?) -> Bool {
      guard let paint else { return false }
      return paint.elementsEqual("none".utf8) || paint.elementsEqual("transparent".utf8)
    }
    return name == "polygon" && isNothing(self["fill"]) && isNothing(self["stroke"])
  }
}

/// Splits an SVG into tags and text.
struct SVGScanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag, past text, comments and declarations.
  mutating func nextTag() -> SVGTag? {
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      if skip("!--") {
        skipPast("-->")
      } else if skip("!") || skip("?") {
        skipPast(">")
      } else {
        return tag()
      }
    }
    return nil
  }

  /// The text up to the next tag.
  mutating func content() -> ArraySlice<UInt8> {
    let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
    defer { place = end }
    return bytes[place..<end]
  }

  private mutating func tag() -> SVGTag {
    var tag = SVGTag()
    tag.isClosing = skip("/")
    tag.name = word()
    while place < bytes.count {
      skipBlanks()
      if skip("/>") {
        tag.isEmpty = true
        return tag
      }
      if skip(">") { return tag }
      let name = word()
      guard skip("=\"") else {
        place = min(place + 1, bytes.count)
        continue
      }
      let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex
      tag.attributes.append((name, bytes[place..<end]))
      place = min(end + 1, bytes.count)
    }
    return tag
  }

  /// A name: everything up to a blank, `=`, `/` or `>`.
  private mutating func word() -> String {
    let end =
      bytes[place...].firstIndex { $0 <= 0x20 || $0 == 0x3D || $0 == 0x2F || $0 == 0x3E } ?? bytes.endIndex
    defer { place = end }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard unsafe bytes[place...].starts(with: UnsafeBufferPointer(start: text.utf8Start, count: count)) else {
      return false
    }
    place += count
    return true
  }

  private mutating func skipPast(_ text: StaticString) {
    while place < bytes.count, !skip(text) { place += 1 }
  }
}
