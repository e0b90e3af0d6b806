extension SVGScanner {
  /// Escaped text without the escapes that Graphviz needs only for its comments, and without the word joiner
  /// that keeps Graphviz from taking text for an entity.
  static func simplified(_ text: ArraySlice<UInt8>) -> [UInt8] {
    rewritten(text, dropsJoiners: true) { entity in
      switch entity {
      case "&#45;": "-"
      case "&#39;": "'"
      default: nil
      }
    }
  }

  /// The text that escaped text stands for.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    rewritten(text, dropsJoiners: false) { entity in
      switch entity {
      case "&amp;": "&"
      case "&lt;": "<"
      case "&gt;": ">"
      case "&quot;": "\""
      case "&#39;": "'"
      case "&#45;": "-"
      case "&#160;": "\u{A0}"
      default: nil
      }
    }
  }

  private static func rewritten(
    _ text: ArraySlice<UInt8>, dropsJoiners: Bool, _ replacement: (String) -> String?
  ) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var result: [UInt8] = []
    var rest = text
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<start]
      let end = rest[start...].prefix(10).firstIndex(of: UInt8(ascii: ";")).map { $0 + 1 } ?? start + 1
      let entity = rest[start..<end]
      result += replacement(String(decoding: entity, as: UTF8.self)).map { Array($0.utf8) } ?? Array(entity)
      rest = rest[end...]
      if dropsJoiners, entity.elementsEqual("&amp;".utf8), rest.starts(with: "\u{2060}".utf8) {
        rest = rest.dropFirst(3)
      }
    }
    return result + rest
  }
}
