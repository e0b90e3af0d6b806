import TraceModel

/// Finds names that a program uses and nothing binds, before it runs.
struct NameChecker {
  private var problems: [Diagnostic]
  /// The names that nothing binds, each with what is known where it stands.
  private var unknown: [UnknownName] = []
  /// The names of the scopes around, the outermost first.
  private var scopes: [Set<String>] = []
  /// The names that stand for modules.
  private var modules = Module.wellKnown

  init(problems: [Diagnostic]) { self.problems = problems }

  /// Functions of Python that reach outside of a lesson.
  private static let outside: Set<String> = [
    "open", "eval", "exec", "input", "compile", "globals", "locals", "vars", "getattr", "setattr",
    "delattr", "breakpoint", "exit", "quit", "help", "super", "__import__", "set", "frozenset", "type",
    "isinstance", "object", "dir", "id", "hash", "iter", "next", "memoryview", "bytes", "complex",
  ]

  /// - Parameter lost: The names that statements with errors would have bound: they are not unknown as well.
  mutating func check(_ statements: [Statement], lost: Set<String> = []) {
    var names = statements.boundNames.union(lost)
    for statement in statements {
      if case .importNames(let module, let imports) = statement.kind, imports.isEmpty, module != "lesson" {
        if let module = Module(rawValue: module) { names.formUnion(KnownFunction.members(of: module).keys) }
      }
    }
    for name in names { modules[name] = nil }
    scopes.append(names)
    visit(statements)
    scopes.removeLast()
  }

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let expression): visit(expression)
    case .assignment(let targets, let value):
      visit(value)
      for target in targets { visit(target) }
    case .augmented(let target, _, let value):
      visit(target)
      visit(value)
    case .define(let definition): visit(definition)
    case .defineClass(let definition): visit(definition)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition)
        visit(branch.body)
      }
      visit(otherwise)
    case .forEach(let target, let iterable, let body, let otherwise):
      visit(iterable)
      visit(target)
      visit(body)
      visit(otherwise)
    case .whileTrue(let condition, let body, let otherwise):
      visit(condition)
      visit(body)
      visit(otherwise)
    case .giveBack(let value): value.map { visit($0) }
    case .assert(let condition, let message):
      visit(condition)
      message.map { visit($0) }
    case .importModule(let imports):
      for item in imports { modules[item.boundName] = Module(rawValue: item.name) }
    case .importNames(let module, let imports): check(imports, from: module)
    case .breakLoop, .continueLoop, .pass: break
    }
  }

  private mutating func visit(_ definition: FunctionDefinition) {
    for parameter in definition.parameters { parameter.defaultValue.map { visit($0) } }
    scopes.append(definition.locals)
    visit(definition.body)
    scopes.removeLast()
  }

  private mutating func visit(_ definition: ClassDefinition) {
    scopes.append(definition.body.boundNames)
    for statement in definition.body {
      if case .define(let method) = statement.kind {
        for parameter in method.parameters { parameter.defaultValue.map { visit($0) } }
      } else {
        visit(statement)
      }
    }
    scopes.removeLast()
    // A method reaches what its class has through the instance only.
    for case .define(var method) in definition.body.map(\.kind) {
      for index in method.parameters.indices { method.parameters[index].defaultValue = nil }
      visit(method)
    }
  }

  private mutating func check(_ imports: [Import], from module: String) {
    guard let module = Module(rawValue: module), module == .numpy || module == .math else { return }
    for item in imports { checkMember(item.name, of: module, written: module.rawValue, at: item.range) }
  }

  fileprivate mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): checkName(name, isCalled: false, at: expression.range)
    case .call(let function, let arguments):
      if case .name(let name) = function.kind {
        checkName(name, isCalled: true, at: function.range)
      } else {
        visit(function)
      }
      for argument in arguments { visit(argument.value) }
    case .attribute(let owner, let name):
      visit(owner)
      if let written = owner.name, let module = modules[written] {
        checkMember(name, of: module, written: written, at: expression.range)
      }
    case .lambda(let definition): visit(definition)
    case .comprehension(let comprehension): visit(comprehension)
    case .formatted(let pieces): visit(pieces)
    default: for part in expression.parts { visit(part) }
    }
  }

  private mutating func visit(_ pieces: [FormattedPiece]) {
    for case .field(let expression, _, let format) in pieces {
      visit(expression)
      visit(format)
    }
  }

  private mutating func visit(_ comprehension: Comprehension) {
    var names: Set<String> = []
    for clause in comprehension.clauses { names.formUnion(clause.target.targetNames) }
    scopes.append(names)
    for clause in comprehension.clauses {
      visit(clause.iterable)
      for condition in clause.conditions { visit(condition) }
    }
    visit(comprehension.element)
    if case .dictionary(let key) = comprehension.form { visit(key) }
    scopes.removeLast()
  }

  private mutating func checkName(_ name: String, isCalled: Bool, at range: SourceRange) {
    if scopes.contains(where: { $0.contains(name) }) || KnownFunction.bare[name] != nil { return }
    if Module.wellKnown[name] != nil || KnownNumber.bare[name] != nil { return }
    if Self.outside.contains(name) {
      report(.outside(.word(name)), at: range)
      return
    }
    unknown.append(UnknownName(name: name, home: .scopes(scopes, isCalled: isCalled), range: range))
  }

  /// All problems in the order of their places. Names that could have been meant are sought for those that are told.
  func found() -> [Diagnostic] {
    let places = (problems.compactMap { $0.range?.start } + unknown.map(\.range.start)).sorted {
      $0.isBefore($1)
    }
    let last = places.count > [Diagnostic].mostTold ? places[[Diagnostic].mostTold] : nil
    let found =
      problems
      + unknown.map { name in
        let isTold = last.map { name.range.start.isBefore($0) } ?? true
        return name.problem(isTold: isTold).diagnostic(at: name.range)
      }
    return found.sorted { ($0.range?.start ?? .none).isBefore($1.range?.start ?? .none) }
  }

  private mutating func checkMember(_ name: String, of module: Module, written: String, at range: SourceRange)
  {
    guard module != .pyplot else { return }
    if module == .numpy, Module.namesInNumpy.contains(name) { return }
    if KnownFunction.members(of: module)[name] != nil || KnownNumber.members(of: module)[name] != nil {
      return
    }
    unknown.append(UnknownName(name: name, home: .module(module, written: written), range: range))
  }

  private mutating func report(_ problem: SyntaxProblem, at range: SourceRange) {
    problems.append(problem.diagnostic(at: range))
  }
}

/// A name that nothing binds.
private struct UnknownName {
  /// Where it was looked for.
  enum Home {
    case scopes([Set<String>], isCalled: Bool)
    case module(Module, written: String)
  }

  var name: String
  var home: Home
  var range: SourceRange

  /// - Parameter isTold: Whether it is worth the time to look for a name that could have been meant.
  func problem(isTold: Bool) -> SyntaxProblem {
    switch home {
    case .scopes(let scopes, let isCalled):
      .unknownName(name, isCalled: isCalled, suggestion: isTold ? suggestion(scopes, isCalled) : nil)
    case .module(let module, let written):
      .unknownInModule(
        name, module: written, suggestion: isTold ? KnownFunction.suggestion(for: name, in: module) : nil)
    }
  }

  private func suggestion(_ scopes: [Set<String>], _ isCalled: Bool) -> String? {
    let known = scopes.reversed().flatMap { $0.sorted() }
    let functions = KnownFunction.bare.keys.sorted()
    let candidates = isCalled ? functions + known : known + functions + ["True", "False", "None"]
    return ForeignName.suggestion(
      for: name, nearest: KnownFunction.elsewhere(name) ?? nearest(name, among: candidates))
  }
}

extension Expression {
  /// The expressions that this one is made of, where they share its scope.
  package var parts: [Expression] {
    switch kind {
    case .list(let items), .tuple(let items): items
    case .dictionary(let items): items.flatMap { [$0.key, $0.value] }
    case .parenthesized(let inner), .unary(_, let inner): [inner]
    case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
    case .comparison(let first, let links): [first] + links.map(\.right)
    case .conditional(let value, let condition, let other): [condition, value, other]
    case .index(let container, let index): [container, index]
    case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
    default: []
    }
  }
}
