import TraceModel

// Text in quotes: plain, raw and formatted.

extension Lexer {
  /// What kind of text the letters before the quote and the quote itself make.
  struct Quoting {
    var isRaw: Bool
    var isFormatted: Bool
    var quote: Character
    var isTripled: Bool
  }

  /// Reads text whose opening quote is the current character.
  mutating func lexText(prefix: String, from start: SourcePlace) {
    guard let quote = current else { return }
    if prefix.contains("b") { report(.bytes, at: SourceRange(start, place)) }
    let isTripled = peek(1) == quote && peek(2) == quote
    let quoting = Quoting(
      isRaw: prefix.contains("r"), isFormatted: prefix.contains("f"), quote: quote, isTripled: isTripled)
    index += isTripled ? 3 : 1
    let pieces = textPieces(quoting, from: start, inFormat: false)
    if closes(quoting) {
      index += isTripled ? 3 : 1
    } else {
      report(.unclosedText, at: SourceRange(start, length: 1))
      hasOpenText = true
    }
    if quoting.isFormatted {
      append(.formatted(pieces), from: start)
    } else if case .text(let text)? = pieces.first {
      append(.text(text), from: start)
    } else {
      append(.text(""), from: start)
    }
  }

  private func closes(_ quoting: Quoting) -> Bool {
    guard current == quoting.quote else { return false }
    return !quoting.isTripled || (peek(1) == quoting.quote && peek(2) == quoting.quote)
  }

  /// The text and fields up to the closing quote or, in a field's format, up to the closing brace.
  private mutating func textPieces(_ quoting: Quoting, from start: SourcePlace, inFormat: Bool)
    -> [Token.Piece]
  {
    var pieces: [Token.Piece] = []
    var text = ""
    while let character = current, !closes(quoting) {
      if character.isNewline {
        guard quoting.isTripled else { break }
        text.append("\n")
        advanceLine()
      } else if character == "\\", !quoting.isFormatted || !inFormat {
        text += escape(quoting)
      } else if quoting.isFormatted, character == "{", inFormat || peek(1) != "{" {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces += field(quoting, from: start)
      } else if inFormat, character == "}" {
        break
      } else {
        if quoting.isFormatted, character == "{" || character == "}" { index += bracePair(character) }
        text.append(character)
        index += 1
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  /// A brace that stands for itself is written twice: 1 if it is.
  private mutating func bracePair(_ brace: Character) -> Int {
    if peek(1) == brace { return 1 }
    report(.badField(.singleBrace(brace)), at: SourceRange(place))
    return 0
  }

  /// Reads a field of an f-string, from its opening brace to after its closing one.
  private mutating func field(_ quoting: Quoting, from start: SourcePlace) -> [Token.Piece] {
    let opening = place
    index += 1
    let first = index
    guard let end = endOfFieldExpression(quoting) else {
      report(.badField(.unclosed), at: SourceRange(opening))
      skipToClosingQuote(quoting)
      return []
    }
    var label: [Token.Piece] = []
    var expressionEnd = end
    if end > first, characters[end - 1] == "=" {
      label = [.text(String(characters[first..<end]))]
      expressionEnd = end - 1
    }
    let (tokens, problems) = Self.tokens(of: self, upTo: expressionEnd)
    self.problems += problems
    index = end
    var conversion: Character?
    if current == "!" {
      conversion = peek(1)
      index += 2
    }
    var format: [Token.Piece] = []
    if current == ":" {
      index += 1
      format = textPieces(quoting, from: start, inFormat: true)
    }
    if current == "}" {
      index += 1
    } else {
      report(.badField(.unfinished), at: SourceRange(place))
      skipToClosingQuote(quoting)
    }
    if tokens.count <= 1 { report(.badField(.empty), at: SourceRange(opening)) }
    let isLabelled = !label.isEmpty && conversion == nil && format.isEmpty
    return label + [.field(tokens, conversion: isLabelled ? "r" : conversion, format: format)]
  }

  private mutating func skipToClosingQuote(_ quoting: Quoting) {
    while let character = current, !closes(quoting), !character.isNewline { index += 1 }
  }

  /// The index after a field's expression: of its closing brace, its colon or its `!r`.
  private func endOfFieldExpression(_ quoting: Quoting) -> Int? {
    var depth = 0
    var quote: Character?
    var position = index
    while position < limit {
      let character = characters[position]
      if character.isNewline, !quoting.isTripled { return nil }
      if let open = quote {
        if character == open { quote = nil }
      } else if character == quoting.quote, !quoting.isTripled {
        return nil
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if depth == 0, character == "}" || character == ":" {
        return position
      } else if depth == 0, character == "!", position + 1 < limit, characters[position + 1] != "=" {
        return position
      } else if ")]}".contains(character) {
        depth -= 1
      }
      position += 1
    }
    return nil
  }
}
