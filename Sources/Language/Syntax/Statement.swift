package import TraceModel

/// A statement of the lesson language, with its place.
package struct Statement: Equatable, Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package indirect enum Kind: Equatable, Sendable {
    case expression(Expression)
    /// `a = b = value`.
    case assignment(targets: [Expression], value: Expression)
    case augmented(Expression, BinaryOperator, Expression)
    case define(FunctionDefinition)
    case defineClass(ClassDefinition)
    case conditional([ConditionalBranch], otherwise: [Statement])
    case forEach(target: Expression, in: Expression, body: [Statement], otherwise: [Statement])
    case whileTrue(Expression, body: [Statement], otherwise: [Statement])
    case breakLoop
    case continueLoop
    case pass
    case giveBack(Expression?)
    case assert(Expression, message: Expression?)
    case importModule([Import])
    case importNames(module: String, [Import])
  }
}

/// One `if` or `elif` with its block.
package struct ConditionalBranch: Equatable, Sendable {
  package var condition: Expression
  package var body: [Statement]
}

/// `numpy as np`.
package struct Import: Equatable, Sendable {
  package var name: String
  package var alias: String?
  package var range: SourceRange

  /// The name that the program uses.
  package var boundName: String {
    alias ?? name.split(separator: ".").first.map(String.init) ?? name
  }
}

/// A `def` or a `lambda`.
package struct FunctionDefinition: Equatable, Sendable {
  package var name: String
  package var parameters: [Parameter]
  package var body: [Statement]
  /// The names that its body binds.
  package var locals: Set<String>
  /// Where its name stands.
  package var range: SourceRange
  package var isLambda = false
  /// Whether it is a class's function that takes no `self`.
  package var isStatic = false
}

package struct Parameter: Equatable, Sendable {
  package var name: String
  package var defaultValue: Expression?
  /// Whether it follows a lone `*` and can only be given by name.
  package var isNamedOnly = false
  package var range: SourceRange
}

package struct ClassDefinition: Equatable, Sendable {
  package var name: String
  package var body: [Statement]
  /// Where its name stands.
  package var range: SourceRange
}
