/// How text is written so that Graphviz reads back the same text.
///
/// Graphviz undoes three things at different places: the lexer knows only `\"`; labels know `\N`, `\n`
/// and the like; and both labels and the SVG writer know HTML's entities. Characters that
/// a page would take as an order, some of which XML cannot hold, are shown as signs.
public enum Quoting {
  /// The text as an identifier of the DOT language, bare where it can be: `circle`, `"two words"`.
  ///
  /// Backslashes are doubled: Graphviz keeps both of them, so different names stay different.
  public static func identifier(_ text: String) -> String {
    var writer = Writer()
    writer.identifier(text)
    return writer.text
  }

  /// The text as a label that shows it: no escape, no entity. Line breaks stay.
  public static func label(_ text: String) -> String {
    var writer = Writer()
    writer.label(text)
    return writer.text
  }

  /// The text inside an HTML-like label.
  public static func html(_ text: String) -> String {
    var writer = Writer()
    writer.htmlText(text)
    return writer.text
  }

  /// The name under which Graphviz keeps a node or subgraph of that name.
  package static func storedName(_ name: String) -> String {
    var writer = Writer()
    writer.escaped(name, for: .storedName)
    return writer.text
  }

  /// Whether the text is a plain word or number that the DOT language takes without quotes.
  static func isBare(_ text: String.UTF8View) -> Bool {
    guard let first = text.first, isLetter(first) else { return isNumeral(text) }
    return text.allSatisfy { isLetter($0) || isDigit($0) } && !isKeyword(text)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the text reads `-? (digits (. digits*)? | . digits)`.
  private static func isNumeral(_ text: String.UTF8View) -> Bool {
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    return digits.contains(where: isDigit) && digits.allSatisfy { isDigit($0) || $0 == 0x2E }
      && digits.count(where: { $0 == 0x2E }) <= 1
  }

  /// Whether the text is one of the six keywords, in any case.
  private static func isKeyword(_ text: String.UTF8View) -> Bool {
    guard (4...8).contains(text.count) else { return false }
    let lowercase = String(decoding: text.map { $0 | 0x20 }, as: UTF8.self)
    return ["node", "edge", "graph", "digraph", "subgraph", "strict"].contains(lowercase)
  }
}
