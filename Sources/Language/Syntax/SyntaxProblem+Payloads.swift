// What a problem of the text is about.

extension SyntaxProblem {
  /// What Python has and the lesson language has not.
  enum Construct: Equatable, Sendable {
    /// A word or an operator that stands for the whole.
    case word(String)
    case attribute(String)
    case decorator(String)
    case set
    /// `*` and `**` before what is to be unpacked, before a parameter and before an argument.
    case unpacking(String)
    case parameter(String)
    case argument(String)
  }

  /// What the grammar has at a place.
  enum Wanted: Equatable, Sendable {
    case symbol(Symbol)
    case either(Symbol, Symbol)
    case keyword(Keyword)
    case value, statement, index, endOfLine
    case name(Named)
  }

  /// What a name is that of.
  enum Named: Equatable, Sendable {
    case anything, function, type, decorator, module, parameter, attribute
  }

  /// What comes before a block.
  enum Header: Equatable, Sendable {
    case condition(of: Keyword)
    case otherwise
    case loop(Keyword)
    case definition(String)
  }

  /// What is wrong with a field of an f-string.
  enum FieldProblem: Equatable, Sendable {
    case singleBrace(Character)
    case unclosed
    case unfinished
    case empty
  }
}

extension Token {
  /// What an error tells of a token.
  enum Form: Equatable, Sendable {
    case name(String)
    case number, text
    case keyword(Keyword)
    case symbol(Symbol)
    case newline, indent, dedent, end
  }

  var form: Form {
    switch kind {
    case .name(let name): .name(name)
    case .integer, .float: .number
    case .text, .formatted: .text
    case .keyword(let keyword): .keyword(keyword)
    case .symbol(let symbol): .symbol(symbol)
    case .newline: .newline
    case .indent: .indent
    case .dedent: .dedent
    case .end: .end
    }
  }
}

extension Expression {
  /// What an error tells of an expression.
  enum Form: Equatable, Sendable {
    case fixed, number, text, list, tuple, dictionary
    case name(String)
    case operation, comparison, conditional, lambda, attribute, item, slice, call
  }

  var form: Form {
    switch kind {
    case .none, .bool, .ellipsis: .fixed
    case .integer, .float: .number
    case .text, .formatted: .text
    case .name(let name): .name(name)
    case .list, .comprehension: .list
    case .tuple: .tuple
    case .dictionary: .dictionary
    case .parenthesized(let inner): inner.form
    case .unary, .binary, .and, .or: .operation
    case .comparison: .comparison
    case .conditional: .conditional
    case .lambda: .lambda
    case .attribute: .attribute
    case .index: .item
    case .slice: .slice
    case .call: .call
    }
  }
}
