/// A label in Graphviz's HTML-like language, built from parts, so that no text in it can become markup.
public enum HTMLLabel: Sendable, Hashable {
  /// Lines of styled text.
  case text([HTMLText])
  /// A table.
  case table(HTMLTable)

  /// The markup between `<` and `>`; a space where there is nothing, because Graphviz takes no empty label.
  public var markup: String {
    var writer = Writer()
    writer.content(self)
    return writer.text
  }
}

/// A run of text in an HTML-like label.
public enum HTMLText: Sendable, Hashable {
  /// The text itself; its line breaks become `<BR/>`.
  case plain(String)
  /// A font for what is inside; what is `nil` stays as it was.
  case font(color: String? = nil, size: Double? = nil, face: String? = nil, [HTMLText])
  case bold([HTMLText])
  case italic([HTMLText])
  case superscript([HTMLText])
  case `subscript`([HTMLText])
  case lineBreak

  /// Whether nothing would be drawn. Graphviz refuses an element without content.
  var isEmpty: Bool {
    switch self {
    case .plain(let text): text.isEmpty
    case .font(_, _, _, let parts), .bold(let parts), .italic(let parts), .superscript(let parts),
      .subscript(let parts):
      parts.allSatisfy(\.isEmpty)
    case .lineBreak: false
    }
  }
}

extension HTMLText: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .plain(text) }
}

extension Writer {
  mutating func html(_ label: HTMLLabel) {
    raw("<")
    content(label)
    raw(">")
  }

  /// Writes a label; a space stands for a label without text, which Graphviz would refuse.
  fileprivate mutating func content(_ label: HTMLLabel) {
    switch label {
    case .table(let table): self.table(table)
    case .text(let parts):
      if parts.allSatisfy(\.isEmpty) { return raw(" ") }
      texts(parts)
    }
  }

  /// Writes what stands in a cell; a cell may be empty.
  mutating func cellContent(_ label: HTMLLabel) {
    switch label {
    case .table(let table): self.table(table)
    case .text(let parts): texts(parts)
    }
  }

  private mutating func texts(_ parts: [HTMLText]) {
    for part in parts where !part.isEmpty { text(part) }
  }

  private mutating func text(_ part: HTMLText) {
    switch part {
    case .plain(let text): htmlText(text)
    case .lineBreak: raw("<BR/>")
    case .bold(let parts): element("B", parts)
    case .italic(let parts): element("I", parts)
    case .superscript(let parts): element("SUP", parts)
    case .subscript(let parts): element("SUB", parts)
    case .font(let color, let size, let face, let parts):
      raw("<FONT")
      if let color { htmlAttribute("COLOR", color) }
      if let size { htmlAttribute("POINT-SIZE", size.description) }
      if let face { htmlAttribute("FACE", face) }
      raw(">")
      texts(parts)
      raw("</FONT>")
    }
  }

  private mutating func element(_ tag: String, _ parts: [HTMLText]) {
    raw("<\(tag)>")
    texts(parts)
    raw("</\(tag)>")
  }

  mutating func htmlAttribute(_ name: String, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    escaped(value, for: .htmlAttribute)
    raw("\"")
  }
}
