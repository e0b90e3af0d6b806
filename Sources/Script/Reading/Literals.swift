import Language
import TraceModel

/// A number as it stands in a program, with its sign.
struct Literal: Equatable, Sendable {
  var number: Double
  var range: SourceRange
}

/// A name where it is bound, or one element of the list that it is bound to.
struct BoundName: Hashable, Sendable {
  var place: SourcePlace
  var element: Int?
}

extension [Statement] {
  /// The numbers among these statements, and in their blocks, that are all that a name is bound to.
  var literals: [BoundName: Literal] {
    reduce(into: [:]) { found, statement in statement.collect(&found) }
  }
}

extension Statement {
  fileprivate func collect(_ found: inout [BoundName: Literal]) {
    switch kind {
    case .assignment(let targets, let value):
      for target in targets { target.bind(value, &found) }
    case .define(let function): for statement in function.body { statement.collect(&found) }
    case .defineClass(let definition): for statement in definition.body { statement.collect(&found) }
    case .conditional(let branches, let otherwise):
      for statement in branches.flatMap(\.body) + otherwise { statement.collect(&found) }
    case .forEach(_, _, let body, let otherwise), .whileTrue(_, let body, let otherwise):
      for statement in body + otherwise { statement.collect(&found) }
    default: break
    }
  }
}

extension Expression {
  /// Finds the literals that an assignment of a value to this expression binds to names.
  fileprivate func bind(_ value: Expression, _ found: inout [BoundName: Literal]) {
    switch (bare.kind, value.bare.kind) {
    case (.tuple(let targets), .tuple(let values)), (.tuple(let targets), .list(let values)),
      (.list(let targets), .tuple(let values)), (.list(let targets), .list(let values)):
      guard targets.count == values.count else { return }
      for (target, value) in zip(targets, values) { target.bind(value, &found) }
    case (.name, .list(let elements)), (.attribute, .list(let elements)):
      for (index, element) in elements.enumerated() {
        found[BoundName(place: range.start, element: index)] = element.literal
      }
    case (.name, _), (.attribute, _):
      found[BoundName(place: range.start)] = value.literal
    default: break
    }
  }

  /// The number that the expression is, if it is nothing else.
  private var literal: Literal? {
    switch bare.kind {
    case .integer(let number): return Literal(number: Double(number), range: bare.range)
    case .float(let number): return Literal(number: number, range: bare.range)
    case .unary(.minus, let inner):
      guard var literal = inner.literal, literal.number.sign == .plus else { return nil }
      literal.number.negate()
      literal.range = bare.range
      return literal
    default: return nil
    }
  }
}
