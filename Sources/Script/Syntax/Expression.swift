import TraceModel

/// An expression of the lesson language, with its place.
struct Expression: Equatable, Sendable {
  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  indirect enum Kind: Equatable, Sendable {
    case none
    case ellipsis
    case bool(Bool)
    case integer(Int)
    case float(Double)
    case text(String)
    case formatted([FormattedPiece])
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case dictionary([DictionaryItem])
    case comprehension(Comprehension)
    case parenthesized(Expression)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `a < b < c`.
    case comparison(Expression, [Comparison])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case conditional(Expression, if: Expression, else: Expression)
    case lambda(FunctionDefinition)
    case attribute(Expression, name: String)
    case index(Expression, Expression)
    case slice(start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, [CallArgument])
  }

  /// The expression without the parentheses around it.
  var bare: Expression {
    var inner = self
    while case .parenthesized(let expression) = inner.kind { inner = expression }
    return inner
  }

  /// The name, if the expression is one.
  var name: String? {
    if case .name(let name) = bare.kind { name } else { nil }
  }
}

/// A part of an f-string.
enum FormattedPiece: Equatable, Sendable {
  case text(String)
  case field(Expression, conversion: Character?, format: [FormattedPiece])
}

struct DictionaryItem: Equatable, Sendable {
  var key: Expression
  var value: Expression
}

/// One link of a chain of comparisons.
struct Comparison: Equatable, Sendable {
  var `operator`: ComparisonOperator
  var right: Expression
  /// Where the operator stands.
  var range: SourceRange
}

/// What a call hands over, perhaps by name.
struct CallArgument: Equatable, Sendable {
  var name: String?
  var value: Expression
  /// Whether each element of the value is an argument of its own, `*shape`.
  var isSpread = false
  var range: SourceRange
}

/// `[element for target in iterable if condition]` and its relatives.
struct Comprehension: Equatable, Sendable {
  enum Form: Equatable, Sendable {
    case list
    /// As the argument of a call; it is worked out at once.
    case generator
    /// With the expression of the key.
    case dictionary(key: Expression)
  }

  struct Clause: Equatable, Sendable {
    var target: Expression
    var iterable: Expression
    var conditions: [Expression]
  }

  var form: Form
  var element: Expression
  var clauses: [Clause]
}
