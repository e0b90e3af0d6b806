import TraceModel

/// A statement of the lesson language, with its place.
struct Statement: Equatable, Sendable {
  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  indirect enum Kind: Equatable, Sendable {
    case expression(Expression)
    /// `a = b = value`.
    case assignment(targets: [Expression], value: Expression)
    case augmented(Expression, BinaryOperator, Expression)
    case define(FunctionDefinition)
    case defineClass(ClassDefinition)
    case conditional([Branch], otherwise: [Statement])
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
struct Branch: Equatable, Sendable {
  var condition: Expression
  var body: [Statement]
}

/// `numpy as np`.
struct Import: Equatable, Sendable {
  var name: String
  var alias: String?
  var range: SourceRange

  /// The name that the program uses.
  var boundName: String {
    alias ?? name.split(separator: ".").first.map(String.init) ?? name
  }
}

/// A `def` or a `lambda`.
struct FunctionDefinition: Equatable, Sendable {
  var name: String
  var parameters: [Parameter]
  var body: [Statement]
  /// The names that its body binds.
  var locals: Set<String>
  /// Where its name stands.
  var range: SourceRange
  var isLambda = false
  /// Whether it is a class's function that takes no `self`.
  var isStatic = false
}

struct Parameter: Equatable, Sendable {
  var name: String
  var defaultValue: Expression?
  /// Whether it follows a lone `*` and can only be given by name.
  var isNamedOnly = false
  var range: SourceRange
}

struct ClassDefinition: Equatable, Sendable {
  var name: String
  var body: [Statement]
  /// Where its name stands.
  var range: SourceRange
}
