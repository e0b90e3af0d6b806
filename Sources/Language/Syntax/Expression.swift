package import TraceModel

/// An expression of the lesson language, with its place.
package struct Expression: Equatable, Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package indirect enum Kind: Equatable, Sendable {
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
  package var bare: Expression {
    var inner = self
    while case .parenthesized(let expression) = inner.kind { inner = expression }
    return inner
  }

  /// The name, if the expression is one.
  package var name: String? {
    if case .name(let name) = bare.kind { name } else { nil }
  }
}

/// A part of an f-string.
package enum FormattedPiece: Equatable, Sendable {
  case text(String)
  case field(Expression, conversion: Character?, format: [FormattedPiece])
}

package struct DictionaryItem: Equatable, Sendable {
  package var key: Expression
  package var value: Expression
}

/// One link of a chain of comparisons.
package struct Comparison: Equatable, Sendable {
  package var `operator`: ComparisonOperator
  package var right: Expression
  /// Where the operator stands.
  package var range: SourceRange
}

/// What a call hands over, perhaps by name.
package struct CallArgument: Equatable, Sendable {
  package var name: String?
  package var value: Expression
  /// Whether each element of the value is an argument of its own, `*shape`.
  package var isSpread = false
  package var range: SourceRange
}

/// `[element for target in iterable if condition]` and its relatives.
package struct Comprehension: Equatable, Sendable {
  package enum Form: Equatable, Sendable {
    case list
    /// As the argument of a call; it is worked out at once.
    case generator
    /// With the expression of the key.
    case dictionary(key: Expression)
  }

  package struct Clause: Equatable, Sendable {
    package var target: Expression
    package var iterable: Expression
    package var conditions: [Expression]
  }

  package var form: Form
  package var element: Expression
  package var clauses: [Clause]
}
