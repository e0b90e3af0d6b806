import TraceModel

extension Parser {
  /// The statements of one logical line, or of a compound statement with its blocks.
  mutating func line() -> [Statement] {
    let start = current.range.start.line
    let first = position
    if current.kind == .indent { return strayBlock() }
    if current.kind == .newline || current.kind == .dedent {
      advance()
      return []
    }
    do throws(SyntaxFailure) {
      return try statementLine()
    } catch {
      // A line in which the lexer found fault is not blamed twice.
      let lines = start...max(start, current.range.end.line)
      if !hasProblem(in: lines) { report(error.problem, at: error.range) }
      skipLine()
      lostNames.formUnion(names(boundIn: tokens[first..<position]))
      if current.kind == .indent { _ = blockBody() }
      return []
    }
  }

  /// The names that a line seems to bind: those before its '=', or all of a header.
  private func names(boundIn line: ArraySlice<Token>) -> [String] {
    let isHeader = [.keyword(.def), .keyword(.class), .keyword(.for), .keyword(.import), .keyword(.from)]
      .contains(line.first?.kind)
    let targets = line.prefix { isHeader || $0.kind != .symbol(.equal) }
    guard isHeader || targets.count < line.count else { return [] }
    return targets.compactMap { token in
      if case .name(let name) = token.kind { name } else { nil }
    }
  }

  private mutating func skipLine() {
    while current.kind != .newline, current.kind != .end { advance() }
    if current.kind == .newline { advance() }
  }

  private mutating func strayBlock() -> [Statement] {
    let place = peek().range
    if !hasProblem(in: place.start.line...place.start.line) { report(.unexpectedIndentation, at: place) }
    return blockBody()
  }

  /// The statements between an indent and its dedent.
  mutating func blockBody() -> [Statement] {
    advance()
    var statements: [Statement] = []
    guard depth < Self.deepest else {
      report(.tooDeep(limit: Self.deepest), at: current.range)
      var open = 1
      while open > 0, current.kind != .end {
        if current.kind == .indent { open += 1 }
        if current.kind == .dedent { open -= 1 }
        advance()
      }
      return []
    }
    depth += 1
    defer { depth -= 1 }
    while current.kind != .dedent, current.kind != .end { statements += line() }
    if current.kind == .dedent { advance() }
    return statements
  }
}
