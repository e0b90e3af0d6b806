import Numbers

extension Writer {
  /// Where escaped text is going to stand.
  enum Place {
    /// Between quotes, as a name.
    case identifier
    /// In Graphviz's memory, after its lexer read an identifier.
    case storedName
    /// Between quotes, where Graphviz looks for escapes and entities.
    case label
    /// Inside an HTML-like label.
    case html
    /// Between the quotes of an attribute in an HTML-like label.
    case htmlAttribute

    /// Whether a name stands here. Graphviz takes one that starts with `%` for one of its own making, so a word
    /// joiner is put before it.
    var isName: Bool { self == .identifier || self == .storedName }

    var isMarkup: Bool { self == .html || self == .htmlAttribute }
  }

  /// Writes text so that it stands for itself. Linear; plain text is copied as a whole.
  mutating func escaped(_ text: String, for place: Place) {
    let text = text.visible(keeping: ["\n", "\r", "\t"])
    if place.isName, text.utf8.first == UInt8(ascii: "%") { raw("\u{2060}") }
    guard text.utf8.contains(where: Self.isAwkward) else { return raw(text) }
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\"") where place != .storedName: raw(place.isMarkup ? "&quot;" : "\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case UInt8(ascii: "<") where place.isMarkup: raw("&lt;")
      case UInt8(ascii: ">") where place.isMarkup: raw("&gt;")
      case UInt8(ascii: "&") where place.isMarkup || place == .label: ampersand(before: rest)
      case 0x0D where rest.first == 0x0A: continue
      case 0x0A, 0x0D: raw(Self.lineBreak(in: place))
      case 0x09: raw(" ")
      case 0xEF where Self.startsNoncharacter(rest):
        rest = rest.dropFirst(2)
        raw("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }

  /// Writes `&amp;`. Before what would then read as an entity follows a word joiner, because Graphviz's
  /// SVG writer leaves `&lt;` in a label alone, and a reader would see `<`.
  private mutating func ampersand(before rest: Substring.UTF8View) {
    raw("&amp;")
    var name = rest
    if name.first == UInt8(ascii: "#") { name = name.dropFirst() }
    let end = name.prefix(33).firstIndex { !Self.isAlphanumeric($0) } ?? name.endIndex
    if end != name.startIndex, end != name.endIndex, name[end] == UInt8(ascii: ";") { raw("\u{2060}") }
  }

  private static func lineBreak(in place: Place) -> String {
    switch place {
    case .identifier, .storedName: "\n"
    case .label: "\\n"
    case .html: "<BR/>"
    case .htmlAttribute: " "
    }
  }

  /// Whether a byte needs a second look, wherever the text goes.
  private static func isAwkward(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, 0xEF: true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
    default: false
    }
  }

  /// Whether the bytes after an 0xEF complete U+FFFE or U+FFFF, which XML does not allow.
  private static func startsNoncharacter(_ rest: Substring.UTF8View) -> Bool {
    rest.starts(with: [0xBF, 0xBE]) || rest.starts(with: [0xBF, 0xBF])
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
