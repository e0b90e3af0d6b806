import TraceModel

extension Parser {
  /// A statement with blocks, if one starts here.
  mutating func compoundStatement() throws(SyntaxFailure) -> Statement? {
    switch current.kind {
    case .keyword(.if): return try ifStatement()
    case .keyword(.for): return try forStatement()
    case .keyword(.while): return try whileStatement()
    case .keyword(.def): return try functionStatement()
    case .keyword(.class): return try classStatement()
    case .keyword(.elif), .keyword(.else): throw failure(expecting: .statement)
    case .symbol(.at): return try decorated()
    case .keyword(.async): throw SyntaxFailure(.outside(.word("async")), at: current.range)
    case .name("match"):
      if case .name = peek().kind { throw SyntaxFailure(.outside(.word("match")), at: current.range) }
      return nil
    default: return nil
    }
  }

  /// The colon and the block after a header, which may follow on the same line.
  mutating func block(after header: SyntaxProblem.Header) throws(SyntaxFailure) -> [Statement] {
    try checkNoAssignment()
    if !accept(.colon) {
      guard current.kind == .newline else {
        if case .symbol(let symbol) = current.kind, symbol.isForeign || symbol == .walrus {
          throw symbol == .walrus
            ? SyntaxFailure(.outside(.word(":=")), at: current.range) : failure(expecting: .symbol(.colon))
        }
        throw SyntaxFailure(.missingColon(after: header), at: current.range)
      }
      report(.missingColon(after: header), at: SourceRange(current.range.start))
    }
    guard current.kind == .newline else { return try statementLine() }
    advance()
    guard current.kind == .indent else {
      throw SyntaxFailure(.missingBlock(after: header), at: current.range)
    }
    return blockBody()
  }

  private mutating func ifStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    var branches: [ConditionalBranch] = []
    repeat {
      let keyword: Keyword = current.kind == .keyword(.elif) ? .elif : .if
      advance()
      let condition = try expression()
      branches.append(
        ConditionalBranch(condition: condition, body: try block(after: .condition(of: keyword))))
    } while current.kind == .keyword(.elif)
    let otherwise = try elseBlock()
    return Statement(
      .conditional(branches, otherwise: otherwise), at: start.through(branches[0].condition.range))
  }

  private mutating func elseBlock() throws(SyntaxFailure) -> [Statement] {
    guard accept(.else) else { return [] }
    if current.kind == .keyword(.if) {
      throw SyntaxFailure(.elseIf, at: previous.range.through(current.range))
    }
    return try block(after: .otherwise)
  }

  private mutating func loopBody(after header: SyntaxProblem.Header) throws(SyntaxFailure) -> [Statement] {
    loopDepth += 1
    defer { loopDepth -= 1 }
    return try block(after: header)
  }

  private mutating func forStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let target = try loopTarget()
    guard accept(.in) else { throw failure(expecting: .keyword(.in)) }
    let iterable = try expressionList()
    let body = try loopBody(after: .loop(.for))
    let otherwise = try elseBlock()
    return Statement(
      .forEach(target: target, in: iterable, body: body, otherwise: otherwise),
      at: start.through(iterable.range))
  }

  private mutating func whileStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let condition = try expression()
    let body = try loopBody(after: .condition(of: .while))
    let otherwise = try elseBlock()
    return Statement(
      .whileTrue(condition, body: body, otherwise: otherwise), at: start.through(condition.range))
  }

  private mutating func functionStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let (name, range) = try expectName(.function)
    try expect(.leftParenthesis)
    let parameters = try parameters(until: .symbol(.rightParenthesis))
    try expect(.rightParenthesis)
    if accept(.arrow) { _ = try expression() }
    let outerLoops = loopDepth
    functionDepth += 1
    loopDepth = 0
    defer {
      functionDepth -= 1
      loopDepth = outerLoops
    }
    let header = previous.range
    let body = try block(after: .definition(name))
    let definition = FunctionDefinition(
      name: name, parameters: parameters, body: body,
      locals: body.boundNames.union(parameters.map(\.name)), range: range)
    return Statement(.define(definition), at: start.through(header))
  }

  private mutating func classStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let (name, range) = try expectName(.type)
    if accept(.leftParenthesis) { try base() }
    let (outerFunctions, outerLoops) = (functionDepth, loopDepth)
    (functionDepth, loopDepth) = (0, 0)
    defer { (functionDepth, loopDepth) = (outerFunctions, outerLoops) }
    let body = try block(after: .definition(name))
    for case .define(let method) in body.map(\.kind) { check(specialName: method) }
    return Statement(
      .defineClass(ClassDefinition(name: name, body: body, range: range)), at: start.through(range))
  }

  /// What a class may inherit from, up to the parenthesis: `object`, or what marks a gate in PyTorch's spelling.
  private mutating func base() throws(SyntaxFailure) {
    let start = current.range
    if accept(.rightParenthesis) { return }
    var words: [String] = []
    repeat {
      guard case .name(let word) = current.kind else { throw failure(expecting: .symbol(.rightParenthesis)) }
      words.append(word)
      advance()
    } while accept(.dot)
    let base = words.joined(separator: ".")
    guard Self.bases.contains(base), accept(.rightParenthesis) else {
      throw SyntaxFailure(.inheritance, at: start.through(previous.range))
    }
  }

  private static let bases: Set<String> = [
    "object", "torch.autograd.Function", "autograd.Function", "Function",
  ]

  /// The methods with a meaning of their own that a class may have.
  private static let specialNames: Set<String> = ["__init__", "__call__", "__repr__", "__str__"]

  /// Reports a method that Python would call by itself and the lesson language does not.
  private mutating func check(specialName method: FunctionDefinition) {
    guard method.name.hasPrefix("__"), method.name.hasSuffix("__"), !Self.specialNames.contains(method.name)
    else { return }
    report(.specialMethod(method.name), at: method.range)
  }

  private mutating func decorated() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let (name, range) = try expectName(.decorator)
    guard name == "staticmethod", current.kind == .newline else {
      throw SyntaxFailure(.outside(.decorator(name)), at: start.through(range))
    }
    advance()
    guard current.kind == .keyword(.def) else { throw failure(expecting: .keyword(.def)) }
    var statement = try functionStatement()
    if case .define(var definition) = statement.kind {
      definition.isStatic = true
      statement.kind = .define(definition)
    }
    return statement
  }
}
