import TraceModel

extension Lexer {
  /// Reads the white space at the start of a logical line and turns its change into indents and dedents.
  mutating func lexIndentation() {
    var width = 0
    var tab: SourcePlace?
    while let character = current, character == " " || character == "\t" {
      if character == "\t" { tab = tab ?? place }
      width = character == "\t" ? (width / 4 + 1) * 4 : width + 1
      index += 1
    }
    guard let character = current, !character.isNewline, character != "#" else {
      lexToken()
      return
    }
    if let tab, !hasReportedTab {
      hasReportedTab = true
      report(.tab, at: SourceRange(tab))
    }
    setIndentation(width)
    lexToken()
  }

  private mutating func setIndentation(_ width: Int) {
    let start = SourcePlace(line: line, column: 1)
    if width > indentations[indentations.count - 1] {
      indentations.append(width)
      append(.indent, from: start)
      return
    }
    while indentations.count > 1, width < indentations[indentations.count - 1] {
      indentations.removeLast()
      append(.dedent, from: start)
    }
    if width != indentations[indentations.count - 1] {
      if !hasReportedTab { report(.unmatchedIndentation, at: SourceRange(place)) }
      indentations[indentations.count - 1] = width
    }
  }

  mutating func lexLineBreak() {
    if brackets.isEmpty {
      endLine()
      advanceLine()
      return
    }
    advanceLine()
    if closesBrackets, startsStatement() {
      reportOpenBracket()
      endLine()
    }
  }

  mutating func reportOpenBracket() {
    guard let open = brackets.first else { return }
    if !hasOpenText { report(.unclosedBracket(open.symbol), at: open.range) }
    brackets = []
  }

  /// Whether the line that begins here reads like a statement: `name =`, or a word that only starts one.
  private func startsStatement() -> Bool {
    var position = index
    while position < limit, characters[position] == " " { position += 1 }
    guard position - index <= indentations[indentations.count - 1] else { return false }
    var word = ""
    while position < limit, Self.continuesName(characters[position]) {
      word.append(characters[position])
      position += 1
    }
    if ["def", "class", "return", "while", "import", "assert", "pass", "print"].contains(word) {
      return true
    }
    while position < limit, characters[position] == " " { position += 1 }
    guard !word.isEmpty, position + 1 < limit else { return false }
    return characters[position] == "=" && characters[position + 1] != "="
  }
}
