import Numbers

/// Writes XML into one growing buffer.
struct XMLWriter {
  var bytes: [UInt8] = []

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func attribute(_ name: String, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// Writes an attribute whose value is escaped already.
  mutating func attribute(_ name: String, escaped value: some Sequence<UInt8>) {
    raw(" ")
    raw(name)
    raw("=\"")
    bytes.append(contentsOf: value)
    raw("\"")
  }

  mutating func element(_ name: String, id: String?, _ content: String) {
    raw("<")
    raw(name)
    if let id { attribute("id", id) }
    raw(">")
    text(content)
    raw("</\(name)>\n")
  }

  /// Writes text that stands for itself; what a page would take as an order is shown as a sign.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "\n", "\t": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case "\u{FFFE}", "\u{FFFF}": raw("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar.visible).map { Array($0) } ?? [])
      }
    }
  }
}
