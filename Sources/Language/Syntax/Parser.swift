import TraceModel

/// Turns tokens into statements, by recursive descent of bounded depth.
///
/// A problem ends its statement; parsing goes on with the next one, so that all of a file's problems are
/// found.
struct Parser {
  /// How deeply brackets, blocks and unary operators may nest.
  static let deepest = 100
  /// How many operators may stand in a row.
  static let longestChain = 1000

  let tokens: [Token]
  private(set) var position = 0
  var depth = 0
  private(set) var problems: [Diagnostic]
  /// The lines in which they begin.
  private var faultyLines: Set<Int>
  /// The names that statements which could not be read would have bound.
  var lostNames: Set<String> = []
  /// Whether these are the tokens of a field in an f-string.
  private var isField = false
  /// The functions around the current statement, and the loops inside the innermost of them.
  var functionDepth = 0
  var loopDepth = 0

  private init(_ tokens: [Token], problems: [Diagnostic] = []) {
    self.tokens = tokens
    self.problems = problems
    faultyLines = Set(problems.compactMap { $0.range?.start.line })
  }

  /// The statements of a program, all problems of its text, and the names that statements with problems would bind.
  static func parse(_ source: String) -> (statements: [Statement], problems: [Diagnostic], lost: Set<String>)
  {
    let (tokens, problems) = Lexer.tokens(of: source)
    var parser = Parser(tokens, problems: problems)
    var statements: [Statement] = []
    while parser.current.kind != .end { statements += parser.line() }
    return (statements, parser.problems, parser.lostNames)
  }

  /// The expression that the tokens of an f-string's field make, and what is left over.
  func expression(of field: [Token]) throws(SyntaxFailure) -> Expression {
    var parser = Parser(field)
    parser.depth = depth + 1
    parser.isField = true
    guard parser.depth <= Self.deepest else {
      throw SyntaxFailure(.tooDeep(limit: Self.deepest), at: current.range)
    }
    let expression = try parser.expressionList()
    guard parser.current.kind == .end else {
      let found = parser.current
      throw SyntaxFailure(.expected(.symbol(.rightBrace), found: found.form), at: found.range)
    }
    return expression
  }
}

/// A problem that ends a statement.
struct SyntaxFailure: Error {
  var problem: SyntaxProblem
  var range: SourceRange

  init(_ problem: SyntaxProblem, at range: SourceRange) {
    self.problem = problem
    self.range = range
  }
}

// MARK: - Reading tokens

extension Parser {
  var current: Token { tokens[position] }

  var previous: Token { tokens[max(0, position - 1)] }

  func peek(_ offset: Int = 1) -> Token { tokens[min(position + offset, tokens.count - 1)] }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  mutating func accept(_ symbol: Symbol) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard current.kind == .keyword(keyword) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol) throws(SyntaxFailure) {
    if !accept(symbol) { throw failure(expecting: .symbol(symbol)) }
  }

  mutating func expectName(_ what: SyntaxProblem.Named) throws(SyntaxFailure) -> (
    text: String, range: SourceRange
  ) {
    let token = current
    switch token.kind {
    case .name(let text):
      advance()
      return (text, token.range)
    case .keyword(let keyword):
      throw SyntaxFailure(.keywordAsName(keyword.rawValue), at: token.range)
    default: throw failure(expecting: .name(what))
    }
  }

  /// The failure to find something at the current token.
  func failure(expecting what: SyntaxProblem.Wanted) -> SyntaxFailure {
    let range = current.kind == .newline ? SourceRange(current.range.start) : current.range
    if case .symbol(let symbol) = current.kind, symbol.isForeign {
      return SyntaxFailure(.foreignOperator(symbol), at: range)
    }
    let found = isField && current.kind == .end ? .symbol(.rightBrace) : current.form
    return SyntaxFailure(.expected(what, found: found), at: range)
  }

  mutating func report(_ problem: SyntaxProblem, at range: SourceRange) {
    problems.append(problem.diagnostic(at: range))
    faultyLines.insert(range.start.line)
  }

  /// Whether fault was found with one of these lines already.
  func hasProblem(in lines: ClosedRange<Int>) -> Bool { lines.contains { faultyLines.contains($0) } }

  /// Goes one level down, as far as the limit allows.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(SyntaxFailure) -> Result
  ) throws(SyntaxFailure) -> Result {
    guard depth < Self.deepest else {
      throw SyntaxFailure(.tooDeep(limit: Self.deepest), at: current.range)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  func checkChain(_ count: Int) throws(SyntaxFailure) {
    if count > Self.longestChain {
      throw SyntaxFailure(.tooDeep(limit: Self.longestChain), at: current.range)
    }
  }
}
