import Autodiff
import TraceModel

extension Interpreter {
  func assign(_ value: Expression, to targets: [Expression], in statement: Statement) throws(RunFailure) {
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
  private func evaluateRightSide(_ value: Expression) throws(RunFailure) -> Value {
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
      bind(name, value, at: target.range)
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
      if try update(target, to: value, from: source, in: statement) { return }
      let container = try evaluate(container)
      try setItem(of: container, at: evaluate(index), to: value, target)
    case .attribute(let owner, let name):
      try setAttribute(name, of: owner, to: value, target, in: statement)
    default: break
    }
  }

  func augment(
    _ target: Expression, _ binary: BinaryOperator, _ expression: Expression, in statement: Statement
  ) throws(RunFailure) {
    if case .attribute(let owner, "data") = target.bare.kind {
      return try updateData(of: owner, binary, expression, in: statement)
    }
    let old = try evaluate(target)
    let right = try evaluateRightSide(expression)
    if binary == .add || binary == .subtract, isParameter(old), isDetached(right) {
      let new = try arithmetic(binary, old, right, at: statement.range)
      return try move(old, to: new, target, rate: rate(binary, expression, target), in: statement)
    }
    if binary == .add, startsSum(old, right) {
      return try assign(right, to: target, from: nil, in: statement)
    }
    if case .list(let list) = old, binary == .add {
      let added = try elements(of: right, at: expression.range).all
      try use(.elements, added.count, at: expression.range)
      list.elements += added
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
    case .number(let right):
      if case .origin = right.provenance { return true }
      return false
    default: return false
    }
  }
}

// MARK: - Updates

extension Interpreter {
  /// Whether a value is an input that a backward pass has reached.
  private func isParameter(_ value: Value) -> Bool {
    guard case .number(let number) = value, case .origin(let id, let version) = number.provenance
    else { return false }
    return origins[id].wasReached && version == origins[id].amounts.count - 1
  }

  private func isDetached(_ value: Value) -> Bool {
    guard case .number(let number) = value, case .detached = number.provenance else { return false }
    return true
  }

  /// Treats `w = w - e`, or any detached number given to the name of an input, as an update of it.
  private func update(
    _ target: Expression, to value: Value, from source: Expression?, in statement: Statement?
  ) throws(RunFailure) -> Bool {
    guard let statement, let source, tape.hasRunBackward, isDetached(value) else { return false }
    let old: Value
    switch target.kind {
    case .name(let name):
      guard scope.isOutermost, let bound = scope.names[name] else { return false }
      old = bound
    default:
      guard source.readsGradient || startsWith(target, source) else { return false }
      old = try evaluate(target)
    }
    guard isParameter(old) else { return false }
    var stepRate: Double?
    if case .binary(let binary, let left, let right) = source.bare.kind, left.bare.sameText(as: target) {
      stepRate = try rate(binary, right, target)
    }
    try move(old, to: value, target, rate: stepRate, in: statement)
    return true
  }

  /// Whether an expression is `target ± …`.
  private func startsWith(_ target: Expression, _ source: Expression) -> Bool {
    var left = source.bare
    while case .binary(let binary, let first, _) = left.kind, binary == .add || binary == .subtract {
      left = first.bare
    }
    return left.sameText(as: target)
  }

  /// Moves an input to a new value. Its own name in the outermost scope is bound anew, so that other names of it keep
  /// the old number; through any other name or item the input itself moves.
  private func move(
    _ old: Value, to new: Value, _ target: Expression, rate: Double?, in statement: Statement
  ) throws(RunFailure) {
    guard case .number(let number) = old, case .origin(let id, let version) = number.provenance,
      let amount = amount(of: new)
    else { return }
    if let name = target.name, scope.isOutermost, origins[id].name == name {
      origins[id].amounts.append(amount)
      scope.names[name] = .number(Number(amount, .origin(id, version: version + 1)))
    } else {
      origins[id].amounts[version] = amount
    }
    try record(id, amount, rate: rate, in: statement, at: target.range)
  }

  private func record(
    _ id: Int, _ amount: Amount, rate: Double?, in statement: Statement, at range: SourceRange
  ) throws(RunFailure) {
    if !amount.double.isFinite, !options.showsFaults {
      throw fail(.notFinite("the new value of '\(origins[id].name)'", result: amount.double), at: range)
    }
    guard let reference = origins[id].reference else { return }
    tape.update(reference, to: amount.double, statement: program.text(of: statement.range), rate: rate)
  }

  /// `w.data -= e`: the input itself moves, whatever names it has.
  func updateData(
    of owner: Expression, _ binary: BinaryOperator, _ expression: Expression, in statement: Statement
  ) throws(RunFailure) {
    let old = try evaluate(owner)
    let right = try detached { () throws(RunFailure) in try evaluate(expression) }
    guard case .number(let number) = old, case .origin = number.provenance else {
      throw fail(.expected("an input", found: old.kindWords, role: "what .data moves"), at: owner.range)
    }
    let current = Value.number(Number(amount(of: number), .detached))
    let new = try arithmetic(binary, current, right, at: statement.range)
    try moveData(
      of: number, to: new, at: expression.range, in: statement, rate: rate(binary, expression, owner))
  }

  /// Moves the input that a number is, under all its names.
  func moveData(
    of number: Number, to new: Value, at range: SourceRange, in statement: Statement, rate: Double? = nil
  ) throws(RunFailure) {
    guard case .origin(let id, let version) = number.provenance, let amount = amount(of: new) else {
      throw fail(.expected("a number", found: new.kindWords, role: "the new value"), at: range)
    }
    origins[id].amounts[version] = amount
    try record(id, amount, rate: rate, in: statement, at: range)
  }

  func detached<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result {
    let wasDetached = isDetached
    isDetached = true
    defer { isDetached = wasDetached }
    return try work()
  }

  /// The factor of a change that is −rate × the target's own gradient, read off its expression.
  private func rate(_ binary: BinaryOperator, _ expression: Expression, _ target: Expression)
    throws(RunFailure) -> Double?
  {
    guard binary == .add || binary == .subtract else { return nil }
    var sign = binary == .subtract ? 1.0 : -1.0
    var change = expression.bare
    if case .unary(.minus, let inner) = change.kind {
      sign = -sign
      change = inner.bare
    }
    guard case .binary(.multiply, let first, let second) = change.kind else {
      return change.isGradient(of: target) ? sign : nil
    }
    let factor = second.isGradient(of: target) ? first : first.isGradient(of: target) ? second : nil
    guard var factor = factor?.bare else { return nil }
    if case .unary(.minus, let inner) = factor.kind {
      sign = -sign
      factor = inner.bare
    }
    switch factor.kind {
    case .integer, .float, .name: return try amount(of: evaluate(factor)).map { sign * $0.double }
    default: return nil
    }
  }
}

extension Expression {
  /// Whether the value comes by arithmetic from a `.grad` or a `.data`.
  var readsGradient: Bool {
    switch kind {
    case .attribute(_, let name): name == "grad" || name == "data"
    case .parenthesized(let inner), .unary(_, let inner): inner.readsGradient
    case .binary(_, let left, let right): left.readsGradient || right.readsGradient
    default: false
    }
  }

  func isGradient(of target: Expression) -> Bool {
    if case .attribute(let owner, "grad") = bare.kind { owner.sameText(as: target) } else { false }
  }

  /// Whether two expressions are the same but for their places; for names, items and attributes.
  func sameText(as other: Expression) -> Bool {
    switch (bare.kind, other.bare.kind) {
    case (.name(let left), .name(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.index(let left, let leftIndex), .index(let right, let rightIndex)):
      left.sameText(as: right) && leftIndex.sameText(as: rightIndex)
    case (.attribute(let left, let leftName), .attribute(let right, let rightName)):
      leftName == rightName && left.sameText(as: right)
    default: false
    }
  }
}
