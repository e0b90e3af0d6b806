import TraceModel

/// Turns a program's text into tokens.
///
/// Works on characters, so that columns are what a reader counts. Problems are collected and lexing goes on.
struct Lexer {
  static let longestLine = 100_000

  let characters: [Character]
  /// Where lexing stops.
  let limit: Int
  var index = 0
  var line = 1
  /// The index of the line's first character.
  var lineStart = 0
  var tokens: [Token] = []
  var problems: [Diagnostic] = []
  var indentations = [0]
  var brackets: [(symbol: Symbol, range: SourceRange)] = []
  /// Whether a line that looks like a new statement ends an open bracket.
  let closesBrackets: Bool
  /// Whether the text ended before a bracket was closed.
  private var endsInBracket = false
  var hasReportedTab = false
  /// Whether a text was never closed: it has swallowed the brackets that close others.
  var hasOpenText = false

  private init(_ characters: [Character], upTo limit: Int? = nil, closesBrackets: Bool = false) {
    self.characters = characters
    self.limit = limit ?? characters.count
    self.closesBrackets = closesBrackets
  }

  /// The tokens of a program and the problems found.
  static func tokens(of source: String) -> (tokens: [Token], problems: [Diagnostic]) {
    let characters = Array(source)
    var lexer = Lexer(characters)
    lexer.lexAll()
    if lexer.endsInBracket {
      lexer = Lexer(characters, closesBrackets: true)
      lexer.lexAll()
    }
    return (lexer.tokens, lexer.problems)
  }

  /// The tokens of an expression inside an f-string, which ends at `end`.
  static func tokens(of parent: Lexer, upTo end: Int) -> (tokens: [Token], problems: [Diagnostic]) {
    var lexer = Lexer(parent.characters, upTo: end)
    (lexer.index, lexer.line, lexer.lineStart) = (parent.index, parent.line, parent.lineStart)
    // As inside brackets, where lines are joined.
    lexer.brackets = [(.leftBrace, SourceRange(lexer.place))]
    while lexer.index < lexer.limit { lexer.lexToken() }
    if let open = lexer.brackets.dropFirst().last {
      lexer.report(.unclosedBracket(open.symbol), at: open.range)
    }
    lexer.append(.end, from: lexer.place)
    return (lexer.tokens, lexer.problems)
  }

  private mutating func lexAll() {
    checkLineLengths()
    guard problems.isEmpty else {
      append(.end, from: place)
      return
    }
    while index < limit {
      if index == lineStart, brackets.isEmpty { lexIndentation() } else { lexToken() }
    }
    endsInBracket = !brackets.isEmpty
    reportOpenBracket()
    endLine()
    for _ in indentations.dropFirst() { append(.dedent, from: place) }
    append(.end, from: place)
  }

  private mutating func checkLineLengths() {
    var start = 0
    var number = 1
    for position in 0...limit
    where position == limit || characters[position].isNewline {
      if position - start > Self.longestLine {
        let range = SourceRange(SourcePlace(line: number, column: 1))
        report(.lineTooLong(position - start, limit: Self.longestLine), at: range)
      }
      start = position + 1
      number += 1
    }
  }
}

// MARK: - Places

extension Lexer {
  var place: SourcePlace { SourcePlace(line: line, column: index - lineStart + 1) }

  var current: Character? { index < limit ? characters[index] : nil }

  func peek(_ offset: Int) -> Character? {
    index + offset < limit ? characters[index + offset] : nil
  }

  mutating func append(_ kind: Token.Kind, from start: SourcePlace) {
    tokens.append(Token(kind: kind, range: SourceRange(start, place)))
  }

  mutating func report(_ problem: SyntaxProblem, at range: SourceRange) {
    problems.append(problem.diagnostic(at: range))
  }

  /// Steps over a line break.
  mutating func advanceLine() {
    index += 1
    line += 1
    lineStart = index
  }

  /// Ends the logical line if it holds anything.
  mutating func endLine() {
    switch tokens.last?.kind {
    case nil, .newline, .indent, .dedent: break
    default: append(.newline, from: place)
    }
  }
}
