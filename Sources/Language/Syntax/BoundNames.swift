extension Sequence<Statement> {
  /// The names that these statements bind in their own scope.
  package var boundNames: Set<String> { reduce(into: []) { $0.formUnion($1.boundNames) } }
}

extension Statement {
  fileprivate var boundNames: Set<String> {
    switch kind {
    case .assignment(let targets, _): targets.reduce(into: []) { $0.formUnion($1.targetNames) }
    case .augmented(let target, _, _): target.targetNames
    case .define(let function): [function.name]
    case .defineClass(let definition): [definition.name]
    case .conditional(let branches, let otherwise):
      branches.reduce(into: otherwise.boundNames) { $0.formUnion($1.body.boundNames) }
    case .forEach(let target, _, let body, let otherwise):
      target.targetNames.union(body.boundNames).union(otherwise.boundNames)
    case .whileTrue(_, let body, let otherwise): body.boundNames.union(otherwise.boundNames)
    case .importModule(let imports), .importNames(_, let imports): Set(imports.map(\.boundName))
    case .expression, .breakLoop, .continueLoop, .pass, .giveBack, .assert: []
    }
  }
}

extension Expression {
  /// The names that an assignment to this expression binds.
  package var targetNames: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .tuple(let items), .list(let items): items.reduce(into: []) { $0.formUnion($1.targetNames) }
    case .parenthesized(let inner): inner.targetNames
    default: []
    }
  }
}
