typealias Reason = TraceFormatError.Reason

/// A value of a line of JSON: what it is and where it stands.
struct JSONSlot {
  enum Form {
    case null, boolean, number, wholeNumber, text, escapedText, list, object
  }

  var form: Form
  /// Its bytes, the quotes of a text excluded.
  var start: Int
  var end: Int
  /// A number as such; of a whole number also `whole`. A boolean is 1 or 0.
  var number = 0.0
  var whole = 0
}

/// Reads JSON from bytes, a token at a time. Past the last byte it sees zeros, which JSON has none of.
struct JSONScanner {
  static let depthLimit = 64

  let bytes: [UInt8]
  var position: Int
  /// Where the line starts, for columns in errors.
  var lineStart: Int

  init(_ bytes: [UInt8], at position: Int = 0, lineStart: Int = 0) {
    self.bytes = bytes
    self.position = position
    self.lineStart = lineStart
  }

  @inline(__always)
  var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  func failure(_ expected: TraceFormatError.Expectation) -> Reason {
    .notJSON(column: position - lineStart + 1, expected: expected)
  }

  @inline(__always)
  mutating func skipSpace() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
      position += 1
    }
  }

  @inline(__always)
  mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  /// Passes over the given bytes, if they come next.
  @inline(__always)
  mutating func take(_ wanted: [UInt8]) -> Bool {
    let bytes = bytes
    let start = position
    guard start + wanted.count <= bytes.count else { return false }
    for offset in wanted.indices where bytes[start + offset] != wanted[offset] { return false }
    position = start + wanted.count
    return true
  }

  /// Reads a value of any kind; lists and objects are checked and passed over.
  mutating func value(depth: Int) throws(Reason) -> JSONSlot {
    switch byte {
    case UInt8(ascii: "\""): return try text()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let start = position
      let form: JSONSlot.Form = byte == UInt8(ascii: "[") ? .list : .object
      try skipValue(depth: depth)
      return JSONSlot(form: form, start: start, end: position)
    default: return try word()
    }
  }

  private mutating func word() throws(Reason) -> JSONSlot {
    let start = position
    if takeWord("true") { return JSONSlot(form: .boolean, start: start, end: position, number: 1) }
    if takeWord("false") { return JSONSlot(form: .boolean, start: start, end: position) }
    if takeWord("null") { return JSONSlot(form: .null, start: start, end: position) }
    throw failure(unquoted.map { .quoted($0) } ?? .value)
  }

  /// NaN or infinity that stands here as other programs write it, by the text that it should be.
  private var unquoted: String? {
    let rest = bytes[position...].prefix(8)
    let words = [("NaN", "NaN"), ("nan", "NaN"), ("Infinity", "Infinity"), ("inf", "Infinity")]
    return words.first { rest.starts(with: $0.0.utf8) }?.1
  }

  /// What is wrong where a digit should stand: another character, or the name of infinity or NaN behind a sign.
  mutating func missingDigit() -> Reason {
    guard let word = unquoted, position > 0, bytes[position - 1] == UInt8(ascii: "-") else {
      return failure(.digit)
    }
    position -= 1
    return failure(.quoted(word == "NaN" ? word : "-\(word)"))
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  /// Checks a value and passes over it.
  private mutating func skipValue(depth: Int) throws(Reason) {
    switch byte {
    case UInt8(ascii: "\""): _ = try text()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try digits()
    case UInt8(ascii: "["):
      try checkDepth(depth)
      try skipList(depth: depth + 1)
    case UInt8(ascii: "{"):
      try checkDepth(depth)
      try skipObject(depth: depth + 1)
    default: _ = try word()
    }
  }

  private func checkDepth(_ depth: Int) throws(Reason) {
    guard depth < Self.depthLimit else { throw .nestedTooDeep(limit: Self.depthLimit) }
  }

  private mutating func skipList(depth: Int) throws(Reason) {
    position += 1
    skipSpace()
    if take("]") { return }
    repeat {
      skipSpace()
      try skipValue(depth: depth)
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure(.commaOrBracket) }
  }

  private mutating func skipObject(depth: Int) throws(Reason) {
    position += 1
    skipSpace()
    if take("}") { return }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw failure(.key) }
      _ = try text()
      skipSpace()
      guard take(":") else { throw failure(.colon) }
      skipSpace()
      try skipValue(depth: depth)
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure(.commaOrBrace) }
  }
}
