import TraceModel

extension Parser {
  /// A compound statement, or simple statements joined by `;`.
  mutating func statementLine() throws(SyntaxFailure) -> [Statement] {
    if let compound = try compoundStatement() { return [compound] }
    var statements: [Statement] = []
    repeat {
      if current.kind == .newline { break }
      statements.append(try simpleStatement())
    } while accept(.semicolon)
    guard current.kind == .newline || current.kind == .end else { throw leftOver() }
    advance()
    return statements
  }

  /// Why a statement does not end where it should.
  private func leftOver() -> SyntaxFailure {
    let range = current.range
    switch (previous.kind, current.kind) {
    case (_, .symbol(.walrus)): return SyntaxFailure(.outside(.word(":=")), at: range)
    case (_, .symbol(.colon)): return SyntaxFailure(.expected(.endOfLine, found: .symbol(.colon)), at: range)
    case (_, .symbol(let symbol)) where symbol.isForeign:
      return SyntaxFailure(.foreignOperator(symbol), at: range)
    case (.name("print"), _): return SyntaxFailure(.printStatement, at: previous.range)
    case (.name("async"), _), (.name("match"), .name), (.name("match"), .symbol(.leftParenthesis)):
      return SyntaxFailure(.outside(.word("match")), at: previous.range)
    default: return SyntaxFailure(.missingOperator(before: current.form), at: range)
    }
  }

  private mutating func simpleStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    if case .keyword(let keyword) = current.kind {
      switch keyword {
      case .pass: return keywordStatement(.pass)
      case .break, .continue: return loopExit(keyword)
      case .return: return try returnStatement()
      case .assert: return try assertStatement()
      case .import: return try importStatement()
      case .from: return try fromImportStatement()
      default: if keyword.isOutside { throw SyntaxFailure(.outside(.word(keyword.rawValue)), at: start) }
      }
    }
    return try expressionStatement()
  }

  private mutating func keywordStatement(_ kind: Statement.Kind) -> Statement {
    advance()
    return Statement(kind, at: previous.range)
  }

  private mutating func loopExit(_ keyword: Keyword) -> Statement {
    if loopDepth == 0 { report(.outsideLoop(keyword.rawValue), at: current.range) }
    return keywordStatement(keyword == .break ? .breakLoop : .continueLoop)
  }

  private mutating func returnStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    if functionDepth == 0 { report(.returnOutsideFunction, at: start) }
    advance()
    if endsStatement { return Statement(.giveBack(nil), at: start) }
    let value = try expressionList()
    return Statement(.giveBack(value), at: start.through(value.range))
  }

  private mutating func assertStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let condition = try expression()
    try checkNoAssignment()
    let message = accept(.comma) ? try expression() : nil
    return Statement(.assert(condition, message: message), at: start.through(previous.range))
  }

  var endsStatement: Bool {
    switch current.kind {
    case .newline, .end, .symbol(.semicolon): true
    default: false
    }
  }

  /// An assignment of any form, or an expression on its own.
  private mutating func expressionStatement() throws(SyntaxFailure) -> Statement {
    let first = try expressionList()
    if case .symbol(let symbol) = current.kind, let binary = symbol.augmented {
      try checkTarget(first, isAugmented: true)
      advance()
      let value = try expressionList()
      return Statement(.augmented(first, binary, value), at: first.range.through(value.range))
    }
    if current.kind == .symbol(.colon), first.name != nil {
      advance()
      _ = try expression()
      guard current.kind == .symbol(.equal) else { throw failure(expecting: .symbol(.equal)) }
    }
    guard current.kind == .symbol(.equal) else { return try bareExpression(first) }
    var targets: [Expression] = []
    var value = first
    while accept(.equal) {
      try checkTarget(value, isAugmented: false)
      targets.append(value)
      value = try expressionList()
    }
    return Statement(.assignment(targets: targets, value: value), at: first.range.through(value.range))
  }

  private func bareExpression(_ expression: Expression) throws(SyntaxFailure) -> Statement {
    // `x++` reads as `x + (+ …)` with nothing to add.
    if case .newline = current.kind, case .symbol(let symbol) = previous.kind,
      symbol == .plus || symbol == .minus
    {
      throw failure(expecting: .value)
    }
    return Statement(.expression(expression), at: expression.range)
  }

  /// Makes sure that something can be assigned to.
  func checkTarget(_ target: Expression, isAugmented: Bool) throws(SyntaxFailure) {
    switch target.kind {
    case .name, .index: return
    case .attribute(_, let name):
      if name.hasPrefix("__") {
        throw SyntaxFailure(.outside(.attribute(name)), at: target.range)
      }
    case .parenthesized(let inner): try checkTarget(inner, isAugmented: isAugmented)
    case .tuple(let items), .list(let items):
      guard !isAugmented, !items.isEmpty else {
        throw SyntaxFailure(.notAssignable(target.form), at: target.range)
      }
      for item in items { try checkTarget(item, isAugmented: false) }
    default: throw SyntaxFailure(.notAssignable(target.form), at: target.range)
    }
  }

  /// Rejects an `=` where a condition ends.
  func checkNoAssignment() throws(SyntaxFailure) {
    if current.kind == .symbol(.equal) { throw SyntaxFailure(.assignmentInCondition, at: current.range) }
  }
}

extension Keyword {
  /// Whether the statement that it begins is one that the lesson language has not.
  fileprivate var isOutside: Bool {
    switch self {
    case .with, .try, .yield, .global, .nonlocal, .del, .raise, .async, .await, .except, .finally:
      true
    default: false
    }
  }
}
