import TraceModel

extension Parser {
  /// A value that no operator is part of.
  mutating func atom() throws(SyntaxFailure) -> Expression {
    let token = current
    switch token.kind {
    case .integer(let value): return take(.integer(value))
    case .float(let value): return take(.float(value))
    case .text, .formatted: return try text()
    case .name(let name): return take(.name(name))
    case .keyword(.none): return take(.none)
    case .keyword(.true): return take(.bool(true))
    case .keyword(.false): return take(.bool(false))
    case .keyword(.yield): throw SyntaxFailure(.outside(.word("yield")), at: token.range)
    case .keyword(.await): throw SyntaxFailure(.outside(.word("await")), at: token.range)
    case .symbol(.leftParenthesis): return try parenthesized()
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try dictionary()
    case .symbol(.star): throw SyntaxFailure(.outside(.unpacking("*")), at: token.range)
    case .symbol(.ellipsis): return take(.ellipsis)
    default: throw failure(expecting: .value)
    }
  }

  private mutating func take(_ kind: Expression.Kind) -> Expression {
    advance()
    return Expression(kind, at: previous.range)
  }

  /// Texts that follow each other are one.
  private mutating func text() throws(SyntaxFailure) -> Expression {
    let start = current.range
    var pieces: [FormattedPiece] = []
    var isFormatted = false
    while true {
      if case .text(let text) = current.kind {
        pieces.append(.text(text))
      } else if case .formatted(let parts) = current.kind {
        isFormatted = true
        pieces += try formattedPieces(parts)
      } else {
        break
      }
      advance()
    }
    let range = start.through(previous.range)
    if isFormatted { return Expression(.formatted(pieces), at: range) }
    let texts = pieces.map { if case .text(let text) = $0 { text } else { "" } }
    return Expression(.text(texts.joined()), at: range)
  }

  private func formattedPieces(_ parts: [Token.Piece]) throws(SyntaxFailure) -> [FormattedPiece] {
    var pieces: [FormattedPiece] = []
    for part in parts {
      switch part {
      case .text(let text): pieces.append(.text(text))
      case .field(let tokens, let conversion, let format):
        pieces.append(
          .field(
            try expression(of: tokens), conversion: conversion, format: try formattedPieces(format)))
      }
    }
    return pieces
  }

  private mutating func parenthesized() throws(SyntaxFailure) -> Expression {
    let start = current.range
    advance()
    if accept(.rightParenthesis) { return Expression(.tuple([]), at: start.through(previous.range)) }
    var inner = try expressionList()
    if current.kind == .keyword(.for) { inner = try comprehension(of: inner, form: .generator) }
    try closeBracket(.rightParenthesis)
    let range = start.through(previous.range)
    if case .tuple(let items) = inner.kind { return Expression(.tuple(items), at: range) }
    return Expression(.parenthesized(inner), at: range)
  }

  private mutating func list() throws(SyntaxFailure) -> Expression {
    let start = current.range
    advance()
    var items: [Expression] = []
    while current.kind != .symbol(.rightBracket) {
      let item = try expression()
      if items.isEmpty, current.kind == .keyword(.for) {
        let comprehension = try comprehension(of: item, form: .list)
        try closeBracket(.rightBracket)
        return Expression(comprehension.kind, at: start.through(previous.range))
      }
      items.append(item)
      if !accept(.comma) { break }
    }
    try closeBracket(.rightBracket)
    return Expression(.list(items), at: start.through(previous.range))
  }

  private mutating func dictionary() throws(SyntaxFailure) -> Expression {
    let start = current.range
    advance()
    var items: [DictionaryItem] = []
    while current.kind != .symbol(.rightBrace) {
      if current.kind == .symbol(.power) {
        throw SyntaxFailure(.outside(.unpacking("**")), at: current.range)
      }
      let key = try expression()
      guard accept(.colon) else { throw setOrFailure(from: start) }
      let value = try expression()
      if items.isEmpty, current.kind == .keyword(.for) {
        let comprehension = try comprehension(of: value, form: .dictionary(key: key))
        try closeBracket(.rightBrace)
        return Expression(comprehension.kind, at: start.through(previous.range))
      }
      items.append(DictionaryItem(key: key, value: value))
      if !accept(.comma) { break }
    }
    try closeBracket(.rightBrace)
    return Expression(.dictionary(items), at: start.through(previous.range))
  }

  private func setOrFailure(from start: SourceRange) -> SyntaxFailure {
    switch current.kind {
    case .symbol(.comma), .symbol(.rightBrace), .keyword(.for): SyntaxFailure(.outside(.set), at: start)
    default: failure(expecting: .symbol(.colon))
    }
  }

  private mutating func closeBracket(_ symbol: Symbol) throws(SyntaxFailure) {
    if current.kind == .symbol(.walrus) { throw SyntaxFailure(.outside(.word(":=")), at: current.range) }
    guard accept(symbol) else { throw failure(expecting: .either(.comma, symbol)) }
  }

  /// The clauses after the element of a comprehension.
  mutating func comprehension(of element: Expression, form: Comprehension.Form) throws(SyntaxFailure)
    -> Expression
  {
    var clauses: [Comprehension.Clause] = []
    while accept(.for) {
      let target = try loopTarget()
      guard accept(.in) else { throw failure(expecting: .keyword(.in)) }
      var clause = Comprehension.Clause(target: target, iterable: try disjunction(), conditions: [])
      while accept(.if) { clause.conditions.append(try disjunction()) }
      clauses.append(clause)
    }
    let comprehension = Comprehension(form: form, element: element, clauses: clauses)
    return Expression(.comprehension(comprehension), at: element.range.through(previous.range))
  }
}
