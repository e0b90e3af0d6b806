import TraceModel

extension Lexer {
  /// Reads one token, a comment, or white space.
  mutating func lexToken() {
    guard let character = current else { return }
    if character.isNewline {
      lexLineBreak()
    } else if character == " " || character == "\t" || character == "\u{0C}" || character == "\u{FEFF}" {
      index += 1
    } else if character == "#" {
      while let character = current, !character.isNewline { index += 1 }
    } else if character == "\\" {
      lexContinuation()
    } else if Self.isDigit(character) || (character == "." && peek(1).map(Self.isDigit) == true) {
      lexNumber()
    } else if Self.startsName(character) {
      lexWord()
    } else if character == "\"" || character == "'" {
      lexText(prefix: "", from: place)
    } else {
      lexSymbol(character)
    }
  }

  private mutating func lexContinuation() {
    let start = place
    index += 1
    guard let next = current else { return }
    if next.isNewline {
      advanceLine()
    } else {
      report(.strayBackslash, at: SourceRange(start))
    }
  }

  static func startsName(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first else { return false }
    return (first == "_" || first.properties.isXIDStart)
      && character.unicodeScalars.dropFirst().allSatisfy(\.properties.isXIDContinue)
  }

  static func continuesName(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
  }

  static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }

  private mutating func lexWord() {
    let start = place
    var word = ""
    while let character = current, Self.continuesName(character) {
      word.append(character)
      index += 1
    }
    let startsText = current == "\"" || current == "'"
    if startsText, ["r", "f", "b", "u", "fr", "rf", "br", "rb"].contains(word.lowercased()) {
      lexText(prefix: word.lowercased(), from: start)
    } else if let keyword = Keyword(rawValue: word) {
      append(.keyword(keyword), from: start)
    } else {
      append(.name(word), from: start)
    }
  }

  private mutating func lexSymbol(_ character: Character) {
    let start = place
    for (table, length) in zip(Symbol.byLength, [3, 2, 1]) {
      guard index + length <= limit else { continue }
      guard let symbol = table[String(characters[index..<index + length])] else { continue }
      index += length
      if keepsBracketsMatched(symbol, at: SourceRange(start, place)) { append(.symbol(symbol), from: start) }
      return
    }
    index += 1
    report(.strangeCharacter(character), at: SourceRange(start, place))
  }

  /// Follows the brackets; false if the symbol is a closing bracket without its opening one.
  private mutating func keepsBracketsMatched(_ symbol: Symbol, at range: SourceRange) -> Bool {
    if symbol.closing != nil { brackets.append((symbol, range)) }
    guard symbol.isClosing else { return true }
    guard let open = brackets.last else {
      report(.unopenedBracket(symbol), at: range)
      return false
    }
    if open.symbol.closing != symbol {
      report(.mismatchedBracket(symbol, opened: open.symbol), at: range)
    }
    brackets.removeLast()
    return true
  }
}

// MARK: - Numbers

extension Lexer {
  private mutating func lexNumber() {
    let start = place
    let text = numberText()
    let range = SourceRange(start, place)
    let digits = text.filter { $0 != "_" }.lowercased()
    if text.hasSuffix("_") || text.contains("__") {
      report(.badNumber(text), at: range)
      append(.integer(0), from: start)
    } else if digits.hasSuffix("j"), Double(digits.dropLast()) != nil {
      report(.imaginary, at: range)
      append(.integer(0), from: start)
    } else {
      append(number(digits, text, at: range), from: start)
    }
  }

  /// The longest run of characters that could belong to a number.
  private mutating func numberText() -> String {
    var text = ""
    while let character = current {
      let isSign = (character == "+" || character == "-") && text.last?.lowercased() == "e"
      guard
        Self.continuesName(character) || character == "." || (isSign && !text.lowercased().hasPrefix("0x"))
      else { break }
      if character == ".", text.contains(".") { break }
      text.append(character)
      index += 1
    }
    return text
  }

  private mutating func number(_ digits: String, _ text: String, at range: SourceRange) -> Token.Kind {
    let radixes = ["0x": 16, "0o": 8, "0b": 2]
    if let radix = radixes[String(digits.prefix(2))] {
      if let value = Int(digits.dropFirst(2), radix: radix) { return .integer(value) }
    } else if digits.allSatisfy(Self.isDigit) {
      if let value = Int(digits) {
        if value == 0 || !digits.hasPrefix("0") { return .integer(value) }
      } else {
        report(.integerTooLarge(text), at: range)
        return .integer(0)
      }
    } else if let value = Self.float(digits) {
      return .float(value)
    }
    report(.badNumber(text), at: range)
    return .integer(0)
  }

  /// A float in Python's spelling: digits on one side of the point suffice.
  private static func float(_ text: String) -> Double? {
    guard text.allSatisfy({ isDigit($0) || $0 == "." || $0 == "e" || $0 == "+" || $0 == "-" }) else {
      return nil
    }
    let parts = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    var digits = String(parts[0])
    if digits.hasPrefix(".") { digits = "0" + digits }
    if digits.hasSuffix(".") { digits += "0" }
    return Double(parts.count > 1 ? digits + "e" + parts[1] : digits)
  }
}
