import TraceModel

extension Lexer {
  /// Reads a backslash and what it escapes.
  mutating func escape(_ quoting: Quoting) -> String {
    let start = place
    index += 1
    guard let character = current else { return "\\" }
    if quoting.isRaw {
      guard !character.isNewline else { return "\\" }
      index += 1
      return "\\" + String(character)
    }
    if character.isNewline {
      advanceLine()
      return ""
    }
    index += 1
    if let plain = Self.plainEscapes[character] { return plain }
    let lengths: [Character: Int] = ["x": 2, "u": 4, "U": 8]
    if let length = lengths[character], let text = codePoint(digits: length) { return text }
    report(.badEscape("\\" + String(character)), at: SourceRange(start, place))
    return ""
  }

  private static let plainEscapes: [Character: String] = [
    "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "0": "\0", "a": "\u{07}",
    "b": "\u{08}", "f": "\u{0C}", "v": "\u{0B}",
  ]

  private mutating func codePoint(digits count: Int) -> String? {
    guard index + count <= limit else { return nil }
    let digits = String(characters[index..<index + count])
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return nil }
    index += count
    return String(Character(scalar))
  }
}
