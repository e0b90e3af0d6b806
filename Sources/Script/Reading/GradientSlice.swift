import Language
import TraceModel

/// Of a function that gives gradients beside a value: which of its statements only work out the gradients.
///
/// A statement belongs to the value if it binds or changes a name that the value, or a later statement of it, is computed
/// from. This is read off the text, from the last statement to the first.
struct GradientSlice {
  /// For each result whether it is no gradient.
  let isForward: [Bool]
  /// The names, and the attributes as in `self.x`, that what comes later is computed from.
  private var needed: Set<String> = []
  /// Where the statements begin that only work out gradients.
  private var plain: Set<SourcePlace> = []
  /// Where a statement calls a function of which only some results belong to the value.
  private var calls: [SourcePlace: ResultsWanted] = [:]
  /// Names that may stand for the same array.
  private var aliases: [String: Set<String>] = [:]

  /// Nil if not every tuple that the function gives has a part for each result.
  init?(of body: [Statement], results isForward: [Bool]) {
    self.isForward = isForward
    let tuples = body.returned.compactMap { $0?.tupleItems }
    guard !tuples.isEmpty, tuples.allSatisfy({ $0.count == isForward.count }) else { return nil }
    for change in body.flatMap(\.changes) {
      guard let value = change.alias else { continue }
      for key in change.keys {
        aliases[key, default: []].insert(value)
        aliases[value, default: []].insert(key)
      }
    }
    visit(body)
  }

  /// Whether a statement binds and changes nothing that the value is computed from.
  func isForGradients(_ statement: Statement) -> Bool { plain.contains(statement.range.start) }

  /// Where a statement calls a function of which only some results belong to the value.
  func results(of statement: Statement) -> ResultsWanted? { calls[statement.range.start] }

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements.reversed() { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .giveBack(let value):
      guard let value else { return }
      let items = value.tupleItems.map { zip($0, isForward).filter(\.1).map(\.0) } ?? [value]
      for item in items { needed.formUnion(item.readKeys) }
    case .forEach, .whileTrue:
      // What one turn changes, the next one reads.
      var count = -1
      while needed.count != count {
        count = needed.count
        visitParts(of: statement)
      }
    default: visitParts(of: statement)
    }
  }

  private mutating func visitParts(of statement: Statement) {
    for block in statement.blocks.reversed() { visit(block) }
    let changes = statement.changes
    guard !changes.isEmpty, ![statement].givesBack, !changes.contains(where: { isNeeded($0.keys) }) else {
      plain.remove(statement.range.start)
      calls[statement.range.start] = wanted(of: statement)
      for change in statement.ownChanges where isNeeded(change.keys) { needed.formUnion(change.reads) }
      return
    }
    plain.insert(statement.range.start)
  }

  private func wanted(of statement: Statement) -> ResultsWanted? {
    guard case .assignment(let targets, let value) = statement.kind, targets.count == 1,
      case .call = value.bare.kind, let items = targets[0].tupleItems
    else { return nil }
    let wanted = items.map { isNeeded($0.targetKeys) }
    return wanted.contains(false) && wanted.contains(true)
      ? ResultsWanted(range: value.bare.range, isForward: wanted) : nil
  }

  private func isNeeded(_ keys: Set<String>) -> Bool {
    let all = keys.reduce(into: keys) { $0.formUnion(aliases[$1] ?? []) }
    return all.contains { key in
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
  /// The value of which the name becomes another name, or which it is a view of.
  var alias: String?
}

extension [Statement] {
  /// What the `return` statements among these, and in their blocks, give back.
  var returned: [Expression?] {
    flatMap { statement -> [Expression?] in
      if case .giveBack(let value) = statement.kind { return [value] }
      return statement.blocks.flatMap(\.returned)
    }
  }

  /// Whether one of these, or of those in their blocks, ends the function.
  fileprivate var givesBack: Bool { !returned.isEmpty }
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

  /// What the statement binds and changes, those in its blocks included.
  fileprivate var changes: [Change] { ownChanges + blocks.joined().flatMap(\.changes) }

  /// The same without its blocks.
  fileprivate var ownChanges: [Change] {
    switch kind {
    case .assignment(let targets, let value): targets.flatMap { Self.changes($0, value) }
    case .augmented(let target, _, let value):
      [Change(keys: target.targetKeys, reads: value.readKeys.union(target.readKeys))]
    case .forEach(let target, let iterable, _, _):
      [Change(keys: target.targetKeys, reads: iterable.readKeys)]
    case .expression(let expression): Self.changes(byCalling: expression)
    default: []
    }
  }

  private static func changes(_ target: Expression, _ value: Expression) -> [Change] {
    if case .tuple(let items) = target.bare.kind, case .tuple(let values) = value.bare.kind,
      items.count == values.count
    {
      return zip(items, values).flatMap { changes($0, $1) }
    }
    return [
      Change(
        keys: target.targetKeys, reads: value.readKeys.union(target.indexKeys),
        alias: target.name == nil ? nil : value.root)
    ]
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
  /// The parts of a tuple or a list.
  var tupleItems: [Expression]? {
    switch bare.kind {
    case .tuple(let items), .list(let items): items
    default: nil
    }
  }

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
