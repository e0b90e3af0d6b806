import TraceModel

/// Of a function that gives gradients beside a value: which of its statements only work out the gradients.
///
/// A statement belongs to the value if it binds or changes a name that the value is computed from; this is read off the
/// text, without the order of the statements.
struct GradientSlice {
  /// For each result whether it is no gradient.
  let isForward: [Bool]
  /// The names, and the attributes as in `self.x`, that the value is computed from.
  private var needed: Set<String> = []

  /// Nil if not every tuple that the function gives has a part for each result.
  init?(of body: [Statement], results isForward: [Bool]) {
    self.isForward = isForward
    var tuples = 0
    for value in body.returned.compactMap({ $0 }) {
      guard case .tuple(let items) = value.bare.kind else {
        needed.formUnion(value.readKeys)
        continue
      }
      guard items.count == isForward.count else { return nil }
      tuples += 1
      for (item, isForward) in zip(items, isForward) where isForward { needed.formUnion(item.readKeys) }
    }
    guard tuples > 0 else { return nil }
    let changes = body.flatMap(\.changes)
    var count = -1
    while needed.count != count {
      count = needed.count
      for change in changes where isNeeded(change.keys) { needed.formUnion(change.reads) }
    }
  }

  /// Whether a statement binds and changes nothing that the value is computed from.
  func isForGradients(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .define, .defineClass, .importModule, .importNames, .breakLoop, .continueLoop, .pass, .giveBack,
      .assert:
      return false
    default:
      let changes = statement.changes
      return ![statement].leaves && !changes.isEmpty && !changes.contains { isNeeded($0.keys) }
    }
  }

  /// Where a statement calls a function of which only some results belong to the value.
  func results(of statement: Statement) -> ResultsWanted? {
    guard case .assignment(let targets, let value) = statement.kind, targets.count == 1,
      case .call = value.bare.kind
    else { return nil }
    let items: [Expression]
    switch targets[0].bare.kind {
    case .tuple(let parts), .list(let parts): items = parts
    default: return nil
    }
    let wanted = items.map { isNeeded($0.targetKeys) }
    return wanted.contains(false) && wanted.contains(true)
      ? ResultsWanted(range: value.bare.range, isForward: wanted) : nil
  }

  private func isNeeded(_ keys: Set<String>) -> Bool {
    keys.contains { key in
      if needed.contains(key) { return true }
      // `self` stands for all of its attributes.
      guard let dot = key.firstIndex(of: ".") else { return needed.contains { $0.hasPrefix(key + ".") } }
      return needed.contains(String(key[..<dot]))
    }
  }
}

/// Which results of the call at a place are no gradients.
struct ResultsWanted: Equatable {
  var range: SourceRange
  var isForward: [Bool]
}

/// What a statement binds or changes, and what that is computed from.
private struct Change {
  var keys: Set<String>
  var reads: Set<String>
}

extension [Statement] {
  /// What the `return` statements among these, and in their blocks, give back.
  var returned: [Expression?] {
    flatMap { statement -> [Expression?] in
      if case .giveBack(let value) = statement.kind { return [value] }
      return statement.blocks.flatMap(\.returned)
    }
  }

  /// Whether one of these, or of those in their blocks, leaves the function or a loop.
  fileprivate var leaves: Bool {
    contains { statement in
      switch statement.kind {
      case .giveBack, .breakLoop: true
      default: statement.blocks.contains(where: \.leaves)
      }
    }
  }
}

extension Statement {
  /// The blocks of a compound statement.
  fileprivate var blocks: [[Statement]] {
    switch kind {
    case .conditional(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .forEach(_, _, let body, let otherwise), .whileTrue(_, let body, let otherwise): [body, otherwise]
    default: []
    }
  }

  fileprivate var changes: [Change] {
    switch kind {
    case .assignment(let targets, let value): targets.flatMap { Self.changes($0, value) }
    case .augmented(let target, _, let value):
      [Change(keys: target.targetKeys, reads: value.readKeys.union(target.readKeys))]
    case .forEach(let target, let iterable, let body, let otherwise):
      [Change(keys: target.targetKeys, reads: iterable.readKeys)] + (body + otherwise).flatMap(\.changes)
    case .expression(let expression): Self.changes(byCalling: expression)
    default: blocks.joined().flatMap(\.changes)
    }
  }

  private static func changes(_ target: Expression, _ value: Expression) -> [Change] {
    if case .tuple(let items) = target.bare.kind, case .tuple(let values) = value.bare.kind,
      items.count == values.count
    {
      return zip(items, values).flatMap { changes($0, $1) }
    }
    return [Change(keys: target.targetKeys, reads: value.readKeys.union(target.indexKeys))]
  }

  /// A call that stands alone may change whatever it is given; `print` and a function of NumPy change at most the first.
  private static func changes(byCalling expression: Expression) -> [Change] {
    guard case .call(let function, let arguments) = expression.bare.kind else { return [] }
    let reads = expression.readKeys
    if function.name == "print" { return [Change(keys: ["print"], reads: [])] }
    if case .attribute(let owner, _) = function.bare.kind {
      if let module = owner.root, Module.wellKnown[module] != nil {
        return [Change(keys: arguments.first?.value.targetKeys ?? [], reads: reads)]
      }
      return [Change(keys: owner.readKeys, reads: reads)]
    }
    return [Change(keys: reads, reads: reads)]
  }
}

extension Expression {
  /// The name that an item or an attribute belongs to in the end.
  fileprivate var root: String? {
    switch bare.kind {
    case .name(let name): name
    case .attribute(let owner, _), .index(let owner, _): owner.root
    default: nil
    }
  }

  /// What an assignment to this expression binds or changes.
  fileprivate var targetKeys: Set<String> {
    switch bare.kind {
    case .tuple(let items), .list(let items): items.reduce(into: []) { $0.formUnion($1.targetKeys) }
    case .index(let owner, _): owner.targetKeys
    case .attribute(let owner, let name):
      if let root = owner.bare.name { ["\(root).\(name)"] } else { owner.targetKeys }
    case .name(let name): [name]
    default: []
    }
  }

  /// What the indices in a target are computed from, and what it changes a part of.
  fileprivate var indexKeys: Set<String> {
    switch bare.kind {
    case .tuple(let items), .list(let items): items.reduce(into: []) { $0.formUnion($1.indexKeys) }
    case .index: readKeys
    default: []
    }
  }

  /// The names that the expression reads.
  var readNames: Set<String> { Set(readKeys.map { String($0.prefix { $0 != "." }) }) }

  /// The names that the expression reads, and the attributes of names.
  fileprivate var readKeys: Set<String> {
    switch bare.kind {
    case .name(let name): return [name]
    case .attribute(let owner, let name):
      return owner.bare.name.map { ["\($0).\(name)"] } ?? owner.readKeys
    case .call(let function, let arguments):
      // A method may read all of its object.
      var keys = function.readKeys
      if case .attribute(let owner, _) = function.bare.kind { keys = owner.readKeys }
      return arguments.reduce(into: keys) { $0.formUnion($1.value.readKeys) }
    case .lambda(let definition):
      return definition.body.returned.reduce(into: []) { $0.formUnion($1?.readKeys ?? []) }
    case .comprehension(let comprehension):
      var parts = [comprehension.element] + comprehension.clauses.flatMap { [$0.iterable] + $0.conditions }
      if case .dictionary(let key) = comprehension.form { parts.append(key) }
      return parts.reduce(into: []) { $0.formUnion($1.readKeys) }
    default: return parts.reduce(into: []) { $0.formUnion($1.readKeys) }
    }
  }
}
