import TraceModel

extension Parser {
  /// One expression, or several with commas between them, which make a tuple.
  mutating func expressionList() throws(SyntaxFailure) -> Expression {
    let first = try expression()
    guard current.kind == .symbol(.comma) else { return first }
    var items = [first]
    while accept(.comma), !endsList { items.append(try expression()) }
    return Expression(.tuple(items), at: first.range.through(previous.range))
  }

  private var endsList: Bool {
    switch current.kind {
    case .newline, .end, .symbol(.equal), .symbol(.semicolon), .symbol(.colon): true
    case .symbol(let symbol): symbol.isClosing
    default: false
    }
  }

  /// Any expression but a tuple without parentheses.
  mutating func expression() throws(SyntaxFailure) -> Expression {
    try nested { parser throws(SyntaxFailure) in
      if parser.current.kind == .keyword(.lambda) { return try parser.lambda() }
      let value = try parser.disjunction()
      guard parser.accept(.if) else { return value }
      let condition = try parser.disjunction()
      guard parser.accept(.else) else { throw parser.failure(expecting: .keyword(.else)) }
      let other = try parser.expression()
      return Expression(
        .conditional(value, if: condition, else: other), at: value.range.through(other.range))
    }
  }

  private mutating func lambda() throws(SyntaxFailure) -> Expression {
    let start = current.range
    advance()
    let parameters = try parameters(until: .symbol(.colon))
    guard accept(.colon) else { throw failure(expecting: .symbol(.colon)) }
    let body = try expression()
    let definition = FunctionDefinition(
      name: "lambda", parameters: parameters, body: [Statement(.giveBack(body), at: body.range)],
      locals: Set(parameters.map(\.name)), range: start, isLambda: true)
    return Expression(.lambda(definition), at: start.through(body.range))
  }

  /// An expression without `if` and `lambda` at its top.
  mutating func disjunction() throws(SyntaxFailure) -> Expression {
    var left = try conjunction()
    var count = 0
    while accept(.or) {
      count += 1
      try checkChain(count)
      let right = try conjunction()
      left = Expression(.or(left, right), at: left.range.through(right.range))
    }
    return left
  }

  private mutating func conjunction() throws(SyntaxFailure) -> Expression {
    var left = try negation()
    var count = 0
    while accept(.and) {
      count += 1
      try checkChain(count)
      let right = try negation()
      left = Expression(.and(left, right), at: left.range.through(right.range))
    }
    return left
  }

  private mutating func negation() throws(SyntaxFailure) -> Expression {
    let start = current.range
    guard accept(.not) else { return try comparison() }
    let operand = try nested { parser throws(SyntaxFailure) in try parser.negation() }
    return Expression(.unary(.not, operand), at: start.through(operand.range))
  }

  private mutating func comparison() throws(SyntaxFailure) -> Expression {
    let first = try arithmetic()
    var links: [Comparison] = []
    while let (comparison, range) = acceptComparison() {
      try checkChain(links.count)
      links.append(Comparison(operator: comparison, right: try arithmetic(), range: range))
    }
    guard let last = links.last else { return first }
    return Expression(.comparison(first, links), at: first.range.through(last.right.range))
  }

  private mutating func acceptComparison() -> (ComparisonOperator, SourceRange)? {
    let start = current.range
    switch current.kind {
    case .symbol(let symbol):
      guard let comparison = symbol.comparison else { return nil }
      advance()
      return (comparison, start)
    case .keyword(.in):
      advance()
      return (.in, start)
    case .keyword(.is):
      advance()
      let isNegated = accept(.not)
      return (isNegated ? .isNot : .is, start.through(previous.range))
    case .keyword(.not) where peek().kind == .keyword(.in):
      advance()
      advance()
      return (.notIn, start.through(previous.range))
    default: return nil
    }
  }

  /// A target of a `for`, which ends before `in`.
  mutating func loopTarget() throws(SyntaxFailure) -> Expression {
    let first = try arithmetic()
    var target = first
    if current.kind == .symbol(.comma) {
      var items = [first]
      while accept(.comma), current.kind != .keyword(.in) { items.append(try arithmetic()) }
      target = Expression(.tuple(items), at: first.range.through(previous.range))
    }
    try checkTarget(target, isAugmented: false)
    return target
  }

  /// Sums and products, by the strength of their operators.
  private mutating func arithmetic(from strength: Int = 1) throws(SyntaxFailure) -> Expression {
    var left = try strength < 2 ? arithmetic(from: strength + 1) : unary()
    var count = 0
    while case .symbol(let symbol) = current.kind, let (binary, own) = symbol.binary, own == strength {
      count += 1
      try checkChain(count)
      let operatorRange = current.range
      advance()
      try checkIncrement(symbol, at: operatorRange)
      let right = try strength < 2 ? arithmetic(from: strength + 1) : unary()
      left = Expression(.binary(binary, left, right), at: left.range.through(right.range))
    }
    return left
  }

  /// Recognises `x++` and `x--`.
  private func checkIncrement(_ symbol: Symbol, at range: SourceRange) throws(SyntaxFailure) {
    guard symbol == .plus || symbol == .minus, current.kind == .symbol(symbol) else { return }
    if peek().kind == .newline || peek().kind == .end {
      let text = symbol.rawValue + symbol.rawValue
      throw SyntaxFailure(.increment(text), at: range.through(current.range))
    }
  }

  /// A sign, which binds weaker than `**` on its right.
  private mutating func unary() throws(SyntaxFailure) -> Expression {
    let start = current.range
    let sign: UnaryOperator
    switch current.kind {
    case .symbol(.plus): sign = .plus
    case .symbol(.minus): sign = .minus
    default: return try power()
    }
    advance()
    let operand = try nested { parser throws(SyntaxFailure) in try parser.unary() }
    return Expression(.unary(sign, operand), at: start.through(operand.range))
  }

  private mutating func power() throws(SyntaxFailure) -> Expression {
    let base = try postfix()
    guard accept(.power) else { return base }
    let exponent = try nested { parser throws(SyntaxFailure) in try parser.unary() }
    return Expression(.binary(.power, base, exponent), at: base.range.through(exponent.range))
  }
}
