import Autodiff
import Language
import Numbers
import TraceModel

// Arrays changed in place, and moved by updates.

extension Interpreter {
  /// Whether an array is an input that a backward pass has reached.
  func isReached(_ array: ArrayValue) -> Bool {
    array.originID.map { origins[$0].wasReached && origins[$0].array === array } ?? false
  }

  /// A new array with the same elements. As long as an input has not moved, a copy of it hands its gradient on to it.
  func copy(_ array: ArrayValue, _ kind: ElementKind? = nil, at range: SourceRange) throws(RunFailure)
    -> ArrayValue
  {
    try refresh(array, at: range)
    try checkSize(array.shape, at: range)
    if let reference = array.reference, isOnTape(reference), !course.isDetached, !isPlain {
      return try recordedArray(
        .copy, [.array(array)], shape: array.shape, kind: kind ?? array.kind, at: range)
    }
    var source = isPlain && array.reference != nil ? .plain(.gradient) : array.source
    if let id = array.originID { source = .plain(.origin(id, version: origins[id].array?.version ?? 0)) }
    return heap.array(array.tensor, kind ?? array.kind, source)
  }

  /// `a += b` and its relatives on a whole array: all names of it see the change.
  func augment(
    _ array: ArrayValue, _ binary: BinaryOperator, _ right: Value, _ expression: Expression,
    _ target: Expression, in statement: Statement
  ) throws(RunFailure) {
    try refresh(array, at: target.range)
    if isReached(array), isDetached(right) {
      let new = try detached { () throws(RunFailure) in
        try arithmetic(binary, .array(array), right, at: statement.range)
      }
      return try move(
        .array(array), to: new, target, by: how(target, binary, expression), in: statement)
    }
    if binary == .add, startsSum(array, right) {
      if case .array(let sum) = right { try store(sum, in: array, at: target.range) }
      return nameAgain(array, target)
    }
    let result = try arithmetic(binary, .array(array), right, at: statement.range)
    guard case .array(let new) = result, new.shape == array.shape else {
      throw fail(.assignedShape(shape(result), to: array.shape), at: statement.range)
    }
    if array.kind != .float, new.kind == .float {
      throw fail(.refused(.floats(binary: binary.rawValue, into: array.kind)), at: statement.range)
    }
    try store(new, in: array, at: target.range)
    nameAgain(array, target)
  }

  /// `a[index] += b` and its relatives.
  func augment(
    _ array: ArrayValue, _ index: Expression, _ binary: BinaryOperator, _ expression: Expression,
    _ target: Expression, in statement: Statement
  ) throws(RunFailure) {
    let resolved = try resolved(index, of: array)
    let right = try evaluateRightSide(expression)
    if isReached(array), isDetached(right) {
      let new = try detached { () throws(RunFailure) in
        let old = try item(of: array, resolved, at: target.range)
        return try arithmetic(binary, old, right, at: statement.range)
      }
      return try setItems(of: array, resolved, to: new, target, in: statement)
    }
    let old = try item(of: array, resolved, at: target.range)
    let new = try arithmetic(binary, old, right, at: statement.range)
    try setItems(of: array, resolved, to: new, target, in: statement)
  }

  /// Whether `+=` meets zeros that only start a sum.
  private func startsSum(_ array: ArrayValue, _ right: Value) -> Bool {
    guard case .array(let added) = right, added.reference != nil, added.shape == array.shape,
      array.view == nil, array.reference == nil, !array.isDetached,
      array.kind == .float || array.kind == added.kind,
      array.originID.map({ origins[$0].reference == nil }) ?? true
    else { return false }
    return array.tensor.elements.allSatisfy { $0 == 0 }
  }

  /// Moves an input that is an array to new numbers, under all its names.
  func move(_ array: ArrayValue, to new: Tensor, by how: HowMoved, in statement: Statement)
    throws(RunFailure)
  {
    // The change is kept beside the new numbers.
    try checkSize([2, new.elements.count], at: statement.range)
    guard let id = array.originID, let reference = origins[id].reference else { return }
    array.tensor = new
    array.version += 1
    tape.update(
      reference, to: new, statement: program.text(of: statement.range), rate: how.rate,
      formula: how.formula, at: statement.range)
  }

  /// `W = W - e`: the name stands for a new array from now on; other names keep the old one, which is no input any more.
  func rebind(
    _ name: String, from old: ArrayValue, to new: ArrayValue, by how: HowMoved, in statement: Statement
  ) throws(RunFailure) {
    guard let id = old.originID else { return }
    let moved = heap.array(old.tensor, .float, .plain(.origin(id, version: 0)))
    old.source = .plain(.named(origins[id].name, .earlier))
    origins[id].array = moved
    scope.names[name] = .array(moved)
    try move(moved, to: new.tensor, by: how, in: statement)
    tellOtherNames(of: id) { $0.indexedArray === old }
  }
}
