import Autodiff
import Language
import Numbers
import TraceModel

extension Interpreter {
  func evaluate(_ expression: Expression) throws(RunFailure) -> Value {
    try budget.beginExpression(at: expression.range)
    defer { budget.endExpression() }
    switch expression.kind {
    case .none: return .none
    case .ellipsis: return .ellipsis
    case .bool(let truth): return .bool(truth)
    case .integer(let value): return .integer(value)
    case .float(let value): return .float(value)
    case .text(let text): return .text(text)
    case .formatted(let pieces): return .text(try formatted(pieces))
    case .name(let name): return try lookUp(name, at: expression.range)
    case .list(let items): return try makeList(evaluate(items), at: expression.range)
    case .tuple(let items):
      let values = try evaluate(items)
      try budget.useNested(values, at: expression.range)
      return .tuple(values)
    case .dictionary(let items): return try makeDictionary(items)
    case .comprehension(let comprehension): return try evaluate(comprehension, at: expression.range)
    case .parenthesized(let inner): return try evaluate(inner)
    case .unary(let sign, let operand): return try unary(sign, operand, at: expression.range)
    case .binary(let binary, let left, let right):
      return try arithmetic(binary, evaluate(left), evaluate(right), at: expression.range)
    case .comparison(let first, let links): return try compare(first, links)
    case .and(let left, let right):
      let value = try evaluate(left)
      return try isTrue(value, at: left.range) ? evaluate(right) : value
    case .or(let left, let right):
      let value = try evaluate(left)
      return try isTrue(value, at: left.range) ? value : evaluate(right)
    case .conditional(let value, let condition, let other):
      return try isTrue(evaluate(condition), at: condition.range) ? evaluate(value) : evaluate(other)
    case .lambda(let definition): return .function(try makeFunction(definition))
    case .attribute(let owner, let name): return try attribute(name, of: owner, at: expression.range)
    case .index(let container, let index):
      return try item(of: evaluate(container), at: index, expression.range)
    case .slice: throw fail(.refused(.sliceAlone), at: expression.range)
    case .call(let function, let arguments): return try call(function, arguments, at: expression.range)
    }
  }

  private func evaluate(_ items: [Expression]) throws(RunFailure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try evaluate(item)) }
    return values
  }

  private func makeDictionary(_ items: [DictionaryItem]) throws(RunFailure) -> Value {
    let dictionary = heap.dictionary()
    for item in items {
      let key = try evaluate(item.key)
      try set(evaluate(item.value), for: key, in: dictionary, at: item.key.range)
    }
    return .dictionary(dictionary)
  }

  /// Gives a key of a dictionary its value, counting the key if it is new.
  func set(_ value: Value, for shown: Value, in dictionary: Dictionary, at range: SourceRange)
    throws(RunFailure)
  {
    let key = try key(shown, at: range)
    if dictionary[key] == nil {
      try budget.use(.elements, Size.entry, at: range)
      try budget.useNested([shown, value], at: range)
    } else {
      try budget.useNested([value], at: range)
    }
    dictionary.set(value, for: key, shown: shown)
  }

  /// What Python takes for true.
  func isTrue(_ value: Value, at range: SourceRange) throws(RunFailure) -> Bool {
    try useInComparison(value)
    let isTrue = try truth(of: value, at: range)
    try noteTruth(of: value, isTrue, at: range)
    if operand(value) != nil { noteUseOfDetached(value) }
    return isTrue
  }

  private func truth(of value: Value, at range: SourceRange) throws(RunFailure) -> Bool {
    switch value {
    case .none: return false
    case .bool(let truth, _): return truth
    case .number, .node: return amount(of: value)?.isZero == false
    case .ellipsis: return true
    case .array(let array):
      guard array.tensor.elements.count == 1 else {
        throw fail(.ambiguousTruth(shape: array.shape), at: range)
      }
      return array.tensor.elements[0] != 0
    case .text(let text): return !text.isEmpty
    case .list(let list): return !list.elements.isEmpty
    case .tuple(let elements): return !elements.isEmpty
    case .dictionary(let dictionary): return dictionary.count > 0
    case .range(let range): return range.count > 0
    case .function, .builtin, .module, .type, .instance, .method: return true
    }
  }

  // MARK: Comprehensions

  private func evaluate(_ comprehension: Comprehension, at range: SourceRange) throws(RunFailure) -> Value {
    let names = comprehension.clauses.reduce(into: Set<String>()) { $0.formUnion($1.target.targetNames) }
    guard let clause = comprehension.clauses.first else { return newList([]) }
    // What the first clause goes through is that of the scope around, as in `[v for v in v]`.
    let first = try evaluate(clause.iterable)
    let inner = heap.scope(in: scope, locals: names)
    if case .dictionary(let key) = comprehension.form {
      let dictionary = heap.dictionary()
      try inScope(inner) { () throws(RunFailure) in
        try run(comprehension.clauses[...], through: first, at: range) { () throws(RunFailure) in
          let shown = try evaluate(key)
          try set(evaluate(comprehension.element), for: shown, in: dictionary, at: key.range)
        }
      }
      return .dictionary(dictionary)
    }
    var elements: [Value] = []
    try inScope(inner) { () throws(RunFailure) in
      try run(comprehension.clauses[...], through: first, at: range) { () throws(RunFailure) in
        let element = try evaluate(comprehension.element)
        try budget.useItems(1, at: range)
        try budget.useNested([element], at: range)
        elements.append(element)
      }
    }
    return newList(elements)
  }

  private func run(
    _ clauses: ArraySlice<Comprehension.Clause>, through iterable: Value, at range: SourceRange,
    _ body: () throws(RunFailure) -> Void
  ) throws(RunFailure) {
    guard let clause = clauses.first else { return }
    let sequence = try elements(of: iterable, at: clause.iterable.range)
    var index = 0
    while let element = try element(index, of: sequence, at: clause.iterable.range) {
      index += 1
      try budget.use(.iterations, at: range)
      try bindLoopVariable(clause.target, element)
      guard try meets(clause.conditions) else { continue }
      let rest = clauses.dropFirst()
      if let next = rest.first {
        try run(rest, through: evaluate(next.iterable), at: range, body)
      } else {
        try body()
      }
    }
  }

  private func meets(_ conditions: [Expression]) throws(RunFailure) -> Bool {
    for condition in conditions where !(try isTrue(evaluate(condition), at: condition.range)) { return false }
    return true
  }
}
