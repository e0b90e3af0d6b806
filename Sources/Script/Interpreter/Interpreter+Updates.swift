import Autodiff
import Language
import Numbers
import TraceModel

extension Interpreter {
  /// Whether a value is an input that a backward pass has reached.
  func isParameter(_ value: Value) -> Bool {
    if let array = value.indexedArray { return isReached(array) }
    guard case .number(let number) = value, case .origin(let id, let version) = number.provenance
    else { return false }
    return origins[id].wasReached && version == origins[id].amounts.count - 1
  }

  /// Rejects the update of a number whose input has moved on under another name: it would train nothing.
  func checkStillMoves(_ old: Value, _ right: Value, _ target: Expression) throws(RunFailure) {
    guard isDetached(right), case .number(let number) = old,
      case .origin(let id, let version) = number.provenance, origins[id].wasReached,
      version < origins[id].amounts.count - 1
    else { return }
    throw fail(.movedOn(program.text(of: target.range), input: origins[id].name), at: target.range)
  }

  func isDetached(_ value: Value) -> Bool {
    if case .array(let array) = value { return array.isDetached }
    guard case .number(let number) = value else { return false }
    switch number.provenance {
    case .detached, .gradient: return true
    case .plain, .named, .size, .requested, .origin: return false
    }
  }

  /// Treats `w = w - e`, or any detached number given to the name of an input, as an update of it.
  func update(
    _ target: Expression, to value: Value, from source: Expression?, in statement: Statement?
  ) throws(RunFailure) -> Bool {
    guard let statement, let source, tape.hasRunBackward, isDetached(value) else { return false }
    let old: Value
    switch target.kind {
    case .name(let name):
      guard scope.isOutermost, let bound = scope.names[name] else { return false }
      old = bound
    default:
      guard source.readsGradient || startsWith(target, source) || source.startsWithData(of: target) else {
        return false
      }
      old = try evaluate(target)
    }
    guard isParameter(old) else { return false }
    var how = HowMoved(formula: try formula(of: source))
    if case .binary(let binary, let left, let right) = source.bare.kind, left.bare.sameText(as: target) {
      how.rate = try rate(binary, right, target)
    }
    try move(old, to: value, target, by: how, in: statement)
    return true
  }

  /// Whether an expression is `target ± …`.
  func startsWith(_ target: Expression, _ source: Expression) -> Bool {
    var left = source.bare
    while case .binary(let binary, let first, _) = left.kind, binary == .add || binary == .subtract {
      left = first.bare
    }
    return left.sameText(as: target)
  }

  /// Moves an input to a new value. Its own name in the outermost scope is bound anew, so that other names of
  /// it keep
  /// the old number; through any other name or item the input itself moves.
  func move(
    _ old: Value, to new: Value, _ target: Expression, by how: HowMoved, in statement: Statement
  ) throws(RunFailure) {
    // What is worked out by hand is compared before it is used, and perhaps changed.
    try verifyByHand()
    if let array = old.indexedArray { return try move(array, to: new, target, by: how, in: statement) }
    guard case .number(let number) = old, case .origin(let id, let version) = number.provenance else {
      return
    }
    guard let amount = amount(of: new) else {
      throw fail(.assignedShape(shape(new), to: []), at: target.range)
    }
    if let name = target.name, scope.isOutermost, origins[id].name == name {
      origins[id].amounts.append(amount)
      scope.names[name] = .number(
        Number(amount, .origin(id, version: version + 1), isNumPy: number.isNumPy))
    } else {
      origins[id].amounts[version] = amount
    }
    try record(id, amount, by: how, in: statement, at: target.range)
    if let name = target.name, name != origins[id].name { tell(name, old) }
  }

  private func move(
    _ array: ArrayValue, to new: Value, _ target: Expression, by how: HowMoved, in statement: Statement
  ) throws(RunFailure) {
    guard case .array(let moved) = new, moved.shape == array.shape else {
      throw fail(.assignedShape(shape(new), to: array.shape), at: target.range)
    }
    if case .assignment = statement.kind, let name = target.name, scope.isOutermost {
      return try rebind(name, from: array, to: moved, by: how, in: statement)
    }
    try self.move(array, to: moved.tensor, by: how, in: statement)
  }

  private func record(
    _ id: Int, _ amount: Amount, by how: HowMoved, in statement: Statement, at range: SourceRange
  ) throws(RunFailure) {
    if !amount.double.isFinite, !options.showsFaults {
      throw fail(.notFinite(.newValue(of: origins[id].name), result: amount.double), at: range)
    }
    guard let reference = origins[id].reference else { return }
    try checkSize([], at: range)
    try budget.use(.elements, at: range)
    tape.update(
      reference, to: Tensor(amount.double), statement: program.text(of: statement.range), rate: how.rate,
      formula: how.formula, at: statement.range)
  }

  /// `w.data -= e`: the input itself moves, whatever names it has.
  func updateData(
    of owner: Expression, _ binary: BinaryOperator, _ expression: Expression, in statement: Statement
  ) throws(RunFailure) {
    let old = try evaluate(owner)
    let right = try detached { () throws(RunFailure) in try evaluate(expression) }
    if let array = old.indexedArray, array.originID != nil {
      let new = try detached { () throws(RunFailure) in
        try arithmetic(binary, .array(array), right, at: statement.range)
      }
      return try move(array, to: new, owner, by: how(owner, binary, expression), in: statement)
    }
    guard case .number(let number) = old, case .origin = number.provenance else {
      throw fail(.expected(.input, found: .kind(old.form), role: .moved), at: owner.range)
    }
    let current = Value.number(Number(amount(of: number), .detached(.detached)))
    let new = try arithmetic(binary, current, right, at: statement.range)
    try moveData(
      of: number, to: new, at: expression.range, in: statement, by: how(owner, binary, expression))
  }

  /// Moves the input that a number is, under all its names.
  func moveData(
    of number: Number, to new: Value, at range: SourceRange, in statement: Statement, by how: HowMoved
  ) throws(RunFailure) {
    guard case .origin(let id, let version) = number.provenance, let amount = amount(of: new) else {
      throw fail(.expected(.number, found: .kind(new.form), role: .newValue), at: range)
    }
    origins[id].amounts[version] = amount
    try record(id, amount, by: how, in: statement, at: range)
    tellOtherNames(of: id) { if case .number(let other) = $0 { other.originID == id } else { false } }
  }

  /// A number off the tape; a gradient stays one.
  func detached(_ value: Value, _ origin: Constant.Origin) -> Value {
    let isGradient = if case .gradient? = operand(value) { true } else { false }
    return .number(Number(amount(of: value) ?? .integer(0), isGradient ? .gradient : .detached(origin)))
  }

  func detached<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result {
    let wasDetached = course.isDetached
    course.isDetached = true
    defer { course.isDetached = wasDetached }
    return try work()
  }

  /// Whether an expression is the gradient of an input, by the tape or by hand.
  private func isGradient(_ expression: Expression, of target: Expression) throws(RunFailure) -> Bool {
    if expression.isGradient(of: target) { return true }
    guard hand.isRunning, let input = target.name else { return false }
    let written = program.text(of: expression.bare.range)
    guard let gradient = hand.pass.gradients.first(where: { $0.of == input && $0.name == written }) else {
      return false
    }
    // One that was clipped or scaled is no gradient any more.
    if gradient.right.isEmpty { return true }
    return try isRight(gradient)
  }

  /// The factor of a change that is −rate × the target's own gradient, read off its expression.
  func rate(_ binary: BinaryOperator, _ expression: Expression, _ target: Expression)
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
      return try isGradient(change, of: target) ? sign : nil
    }
    let factor =
      try isGradient(second, of: target) ? first : isGradient(first, of: target) ? second : nil
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
