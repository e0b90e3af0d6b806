extension JSONScanner {
  /// Reads a text in quotes and checks its escapes and its UTF-8; ``decoded(_:)`` makes a string of it.
  mutating func text() throws(Reason) -> JSONSlot {
    position += 1
    let start = position
    skipPlainText()
    if byte == UInt8(ascii: "\"") {
      position += 1
      return JSONSlot(form: .text, start: start, end: position - 1)
    }
    var hasEscapes = false
    var isASCII = true
    while byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure(.endOfText) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try skipEscape()
      } else {
        if byte >= 0x80 { isASCII = false }
        position += 1
      }
    }
    position += 1
    if !isASCII, String(validating: bytes[start..<position - 1], as: UTF8.self) == nil { throw .notUTF8 }
    return JSONSlot(form: hasEscapes ? .escapedText : .text, start: start, end: position - 1)
  }

  /// Goes on to the next byte that is not a plain letter of ASCII.
  @inline(__always)
  private mutating func skipPlainText() {
    let bytes = bytes
    var next = position
    while next < bytes.count {
      let byte = bytes[next]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 || byte >= 0x80 { break }
      next += 1
    }
    position = next
  }

  private mutating func skipEscape() throws(Reason) {
    position += 1
    switch byte {
    case UInt8(ascii: "u"):
      let start = position
      position += 1
      let unit = try hexUnit()
      guard Self.isSurrogate(unit) else { return }
      guard unit < 0xDC00, take("\\"), take("u"), (0xDC00..<0xE000).contains(try hexUnit()) else {
        position = start
        throw failure(.escape)
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    default: throw failure(.escape)
    }
  }

  private static func isSurrogate(_ unit: UInt32) -> Bool { (0xD800..<0xE000).contains(unit) }

  /// The four hexadecimal digits after `\u`.
  private mutating func hexUnit() throws(Reason) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure(.escape) }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  /// The string that a text stands for.
  func decoded(_ slot: JSONSlot) throws(Reason) -> String {
    if slot.form == .text { return String(decoding: bytes[slot.start..<slot.end], as: UTF8.self) }
    var scanner = JSONScanner(bytes, at: slot.start, lineStart: lineStart)
    var units: [UInt8] = []
    while scanner.position < slot.end {
      if scanner.take("\\") {
        try scanner.appendEscape(to: &units)
      } else {
        units.append(scanner.byte)
        scanner.position += 1
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func appendEscape(to units: inout [UInt8]) throws(Reason) {
    let letter = byte
    position += 1
    switch letter {
    case UInt8(ascii: "b"): units.append(8)
    case UInt8(ascii: "f"): units.append(12)
    case UInt8(ascii: "n"): units.append(10)
    case UInt8(ascii: "r"): units.append(13)
    case UInt8(ascii: "t"): units.append(9)
    case UInt8(ascii: "u"):
      var scalar = try hexUnit()
      if Self.isSurrogate(scalar) {
        position += 2
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (try hexUnit() - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(scalar) else { throw failure(.escape) }
      units.append(contentsOf: String(Character(scalar)).utf8)
    default: units.append(letter)
    }
  }
}
