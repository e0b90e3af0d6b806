import Autodiff
import Language
import TraceModel

extension Interpreter {
  func assign(_ value: Expression, to targets: [Expression], in statement: Statement) throws(RunFailure) {
    if try assignGradients(beside: value, to: targets, in: statement) { return }
    try noteAssignment(to: targets, of: value, at: statement.range)
    if targets.count == 1, case .binary(.add, let left, let right) = value.bare.kind,
      left.sameText(as: targets[0]), !value.readsGradient
    {
      // `total = total + x` is `total += x`.
      let (old, added) = (try evaluate(left), try evaluate(right))
      try settleByHand(at: statement.range)
      let sum =
        try startsSum(old, added)
        ? sumStarting(with: added, old, at: value.range) : arithmetic(.add, old, added, at: value.range)
      return try assign(sum, to: targets[0], from: value, in: statement)
    }
    var result = try evaluateRightSide(value, isUpdate: isUpdate(of: targets, value))
    try settleByHand(targets, result, at: statement.range)
    if targets.count == 1, case .binary(.subtract, let left, let change) = value.bare.kind,
      left.sameText(as: targets[0])
    {
      noteUpdateAsGate(targets[0], change, by: result, in: statement)
    }
    for target in targets {
      try assign(result, to: target, from: value, in: statement)
      // All names of a chain stand for the same input, which has the first as its name.
      if let name = target.name, let bound = scope.names[name] { result = bound }
    }
  }

  /// Whether a statement is `w = w ± …` or `w = w.data …` of an input that a backward pass has reached.
  private func isUpdate(of targets: [Expression], _ value: Expression) throws(RunFailure) -> Bool {
    guard tape.hasRunBackward, targets.count == 1, let name = targets[0].name,
      startsWith(targets[0], value) || value.startsWithData(of: targets[0]), scope.isOutermost,
      let old = scope.names[name]
    else { return false }
    return isParameter(old)
  }

  /// What is computed from gradients records no gates, nor what an input is moved by.
  func evaluateRightSide(_ value: Expression, isUpdate: Bool = false) throws(RunFailure) -> Value {
    if isUpdate, !course.isUpdating {
      course.isUpdating = true
      defer { course.isUpdating = false }
      return try evaluateRightSide(value)
    }
    guard value.readsGradient, !course.isDetached else { return try evaluate(value) }
    course.isDetached = true
    defer { course.isDetached = false }
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
    if binary != .add, binary != .subtract { try keepIfRight(target) }
    try noteAssignment(to: [target], of: nil, at: statement.range)
    if case .attribute(let owner, "data") = target.bare.kind {
      return try updateData(of: owner, binary, expression, in: statement)
    }
    if case .index(let container, let index) = target.bare.kind,
      let array = try evaluate(container).indexedArray
    {
      try augment(array, index, binary, expression, target, in: statement)
      return try settleByHand(at: statement.range)
    }
    let old = try evaluate(target)
    let moves = (binary == .add || binary == .subtract) && isParameter(old)
    let right = try evaluateRightSide(expression, isUpdate: moves)
    try settleByHand(at: statement.range)
    if binary == .subtract { noteUpdateAsGate(target, expression, by: right, in: statement) }
    if let array = old.indexedArray {
      if case .list = old, right.isArray, !isDetached(right) {
        // A list and an array make a new array.
        let sum = try arithmetic(binary, .array(array), right, at: statement.range)
        return try assign(sum, to: target, from: nil, in: statement)
      }
      if case .list = old, binary == .add || binary == .multiply, !isDetached(right) {
        throw fail(.listAsArray, at: target.range)
      }
      return try augment(array, binary, right, expression, target, in: statement)
    }
    if binary == .add || binary == .subtract, isParameter(old), isDetached(right) {
      let new = try detached { () throws(RunFailure) in
        try arithmetic(binary, old, right, at: statement.range)
      }
      return try move(old, to: new, target, by: how(target, binary, expression), in: statement)
    }
    try checkStillMoves(old, right, target)
    if binary == .add, startsSum(old, right) {
      let sum = try sumStarting(with: right, old, at: statement.range)
      return try assign(sum, to: target, from: nil, in: statement)
    }
    // NumPy comes before Python where an array is added to a list.
    if case .list(let list) = old, binary == .add, !right.isArray {
      let added = try allElements(of: right, at: expression.range)
      list.elements += added
      list.isUntouched = false
      return
    }
    let result = try arithmetic(binary, old, right, at: statement.range)
    if case .list(let list) = old, binary == .multiply, case .list(let repeated) = result {
      list.elements = repeated.elements
      list.isUntouched = false
      return
    }
    try assign(result, to: target, from: nil, in: statement)
  }

  /// What a zero and a value add up to, for which no gate is drawn: the value, as a float if the zero is one, and with
  /// elements of its own if it is an array.
  func sumStarting(with value: Value, _ zero: Value, at range: SourceRange) throws(RunFailure) -> Value {
    let isFloat = amount(of: zero)?.isInteger == false
    guard case .array(let array) = value else {
      return isFloat ? asFloat(value).asNumPy(value.isNumPy) : value
    }
    try refresh(array, at: range)
    let kind = array.kind.joined(with: isFloat ? .float : .integer)
    var source = array.source
    if let id = array.originID { source = .plain(.origin(id, version: origins[id].array?.version ?? 0)) }
    return .array(heap.array(array.tensor, kind, source))
  }

  /// Whether `+=` meets a zero that only starts a sum.
  func startsSum(_ old: Value, _ right: Value) -> Bool {
    guard case .number(let number) = old, amount(of: number).isZero else { return false }
    // 0 + −0.0 is 0.0: the sum isn't what is added.
    if let added = amount(of: right)?.double, added == 0, added.sign == .minus { return false }
    switch number.provenance {
    case .detached, .gradient, .requested: return false
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
