import TraceModel

// What follows a value: calls, items and attributes.

extension Parser {
  mutating func postfix() throws(SyntaxFailure) -> Expression {
    var value = try atom()
    var count = 0
    while true {
      count += 1
      try checkChain(count)
      switch current.kind {
      case .symbol(.leftParenthesis):
        let arguments = try arguments()
        value = Expression(.call(value, arguments), at: value.range.through(previous.range))
      case .symbol(.leftBracket):
        let index = try index()
        value = Expression(.index(value, index), at: value.range.through(previous.range))
      case .symbol(.dot):
        value = try attribute(of: value)
      default: return value
      }
    }
  }

  private mutating func attribute(of value: Expression) throws(SyntaxFailure) -> Expression {
    advance()
    let (name, range) = try expectName(.attribute)
    if name.hasPrefix("__") { throw SyntaxFailure(.outside(.attribute(name)), at: range) }
    return Expression(.attribute(value, name: name), at: value.range.through(range))
  }

  /// The arguments of a call, with the parentheses around them.
  private mutating func arguments() throws(SyntaxFailure) -> [CallArgument] {
    advance()
    var arguments: [CallArgument] = []
    while current.kind != .symbol(.rightParenthesis) {
      let argument = try argument()
      if argument.name == nil, arguments.last?.name != nil {
        throw SyntaxFailure(.positionalAfterKeyword, at: argument.range)
      }
      if let name = argument.name, arguments.contains(where: { $0.name == name }) {
        throw SyntaxFailure(.repeatedName(name), at: argument.range)
      }
      arguments.append(argument)
      if !accept(.comma) { break }
    }
    if current.kind == .symbol(.walrus) { throw SyntaxFailure(.outside(.word(":=")), at: current.range) }
    guard accept(.rightParenthesis) else { throw failure(expecting: .either(.comma, .rightParenthesis)) }
    return arguments
  }

  private mutating func argument() throws(SyntaxFailure) -> CallArgument {
    let start = current.range
    if current.kind == .symbol(.power) {
      throw SyntaxFailure(.outside(.argument("**")), at: start)
    }
    if accept(.star) {
      let value = try expression()
      return CallArgument(name: nil, value: value, isSpread: true, range: start.through(value.range))
    }
    if case .name(let name) = current.kind, peek().kind == .symbol(.equal) {
      advance()
      advance()
      let value = try expression()
      return CallArgument(name: name, value: value, range: start.through(value.range))
    }
    var value = try expression()
    if current.kind == .keyword(.for) { value = try comprehension(of: value, form: .generator) }
    return CallArgument(name: nil, value: value, range: value.range)
  }

  /// What stands in brackets after a value; several with commas make a tuple.
  private mutating func index() throws(SyntaxFailure) -> Expression {
    advance()
    let first = try indexItem()
    var items = [first]
    var isTuple = false
    while accept(.comma) {
      isTuple = true
      if current.kind == .symbol(.rightBracket) { break }
      items.append(try indexItem())
    }
    try expect(.rightBracket)
    return isTuple ? Expression(.tuple(items), at: first.range.through(items[items.count - 1].range)) : first
  }

  private mutating func indexItem() throws(SyntaxFailure) -> Expression {
    let start = current.range
    let first = current.kind == .symbol(.colon) ? nil : try expression()
    guard accept(.colon) else {
      guard let first else { throw failure(expecting: .index) }
      return first
    }
    let stop = endsSlicePart ? nil : try expression()
    var step: Expression?
    if accept(.colon), !endsSlicePart { step = try expression() }
    return Expression(.slice(start: first, stop: stop, step: step), at: start.through(previous.range))
  }

  private var endsSlicePart: Bool {
    switch current.kind {
    case .symbol(.colon), .symbol(.comma), .symbol(.rightBracket): true
    default: false
    }
  }
}
