import Autodiff
import TraceModel

extension Interpreter {
  func assign(_ value: Expression, to targets: [Expression], in statement: Statement) throws(RunFailure) {
    try noteAssignment(to: targets, of: value, at: statement.range)
    if targets.count == 1, case .binary(.add, let left, let right) = value.bare.kind,
      left.sameText(as: targets[0]), !value.readsGradient
    {
      // `total = total + x` is `total += x`.
      let (old, added) = (try evaluate(left), try evaluate(right))
      let sum = try startsSum(old, added) ? added : arithmetic(.add, old, added, at: value.range)
      return try assign(sum, to: targets[0], from: value, in: statement)
    }
    var result = try evaluateRightSide(value)
    for target in targets {
      try assign(result, to: target, from: value, in: statement)
      // All names of a chain stand for the same input, which has the first as its name.
      if let name = target.name, let bound = scope.names[name] { result = bound }
    }
  }

  /// What is computed from gradients records no gates.
  func evaluateRightSide(_ value: Expression) throws(RunFailure) -> Value {
    guard value.readsGradient, !isDetached else { return try evaluate(value) }
    isDetached = true
    defer { isDetached = false }
    return try evaluate(value)
  }

  /// Assigns a value; `source` is the expression it comes from, which tells an update of a parameter.
  func assign(_ value: Value, to target: Expression, from source: Expression?, in statement: Statement?)
    throws(RunFailure)
  {
    switch target.kind {
    case .name(let name):
      if try update(target, to: value, from: source, in: statement) { return }
      try bind(name, value, at: target.range)
    case .parenthesized(let inner): try assign(value, to: inner, from: source, in: statement)
    case .tuple(let targets), .list(let targets):
      let values = try unpack(value, count: targets.count, at: target.range)
      var sources: [Expression?] = Array(repeating: nil, count: targets.count)
      if case .tuple(let expressions)? = source?.bare.kind, expressions.count == targets.count {
        sources = expressions
      }
      for index in targets.indices {
        try assign(values[index], to: targets[index], from: sources[index], in: statement)
      }
    case .index(let container, let index):
      if let array = try evaluate(container).indexedArray {
        return try setItems(of: array, resolved(index, of: array), to: value, target, in: statement)
      }
      if try update(target, to: value, from: source, in: statement) { return }
      let container = try evaluate(container)
      try setItem(of: container, at: evaluate(index), to: value, target)
    case .attribute(let owner, let name):
      if case .instance = try evaluate(owner), try update(target, to: value, from: source, in: statement) {
        return
      }
      try setAttribute(name, of: owner, to: value, target, in: statement)
    default: break
    }
  }

  func augment(
    _ target: Expression, _ binary: BinaryOperator, _ expression: Expression, in statement: Statement
  ) throws(RunFailure) {
    try noteAssignment(to: [target], of: nil, at: statement.range)
    if case .attribute(let owner, "data") = target.bare.kind {
      return try updateData(of: owner, binary, expression, in: statement)
    }
    if case .index(let container, let index) = target.bare.kind,
      let array = try evaluate(container).indexedArray
    {
      return try augment(array, index, binary, expression, target, in: statement)
    }
    let old = try evaluate(target)
    let right = try evaluateRightSide(expression)
    if let array = old.indexedArray {
      if case .list = old, binary == .add || binary == .multiply, !isDetached(right) {
        throw fail(.listAsArray, at: target.range)
      }
      return try augment(array, binary, right, expression, target, in: statement)
    }
    if binary == .add || binary == .subtract, isParameter(old), isDetached(right) {
      let new = try arithmetic(binary, old, right, at: statement.range)
      return try move(old, to: new, target, rate: rate(binary, expression, target), in: statement)
    }
    try checkStillMoves(old, right, target)
    if binary == .add, startsSum(old, right) {
      return try assign(right, to: target, from: nil, in: statement)
    }
    if case .list(let list) = old, binary == .add {
      let added = try allElements(of: right, at: expression.range)
      list.elements += added
      list.isUntouched = false
      return
    }
    let result = try arithmetic(binary, old, right, at: statement.range)
    try assign(result, to: target, from: nil, in: statement)
  }

  /// Whether `+=` meets a zero that only starts a sum.
  func startsSum(_ old: Value, _ right: Value) -> Bool {
    guard case .number(let number) = old, amount(of: number).isZero else { return false }
    switch number.provenance {
    case .detached, .requested: return false
    case .origin(let id, _) where origins[id].reference != nil: return false
    case .plain, .size, .named, .origin: break
    }
    switch right {
    case .node: return true
    case .array(let array): return array.reference != nil || array.originID != nil
    case .number(let right):
      if case .origin = right.provenance { return true }
      return false
    default: return false
    }
  }
}
