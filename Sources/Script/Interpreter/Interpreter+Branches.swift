import Autodiff
import Language
import Numbers
import TraceModel

// What the program compares: with other inputs it might go another way.

extension Interpreter {
  /// What an event tells of an operand.
  func reading(_ operand: Operand) -> ReadValue {
    switch operand {
    case .node(let node): return .node(node.reference)
    case .origin(let id, let amount): return reading(ofOrigin: id, Tensor(amount.double))
    case .array(let array): return reading(array)
    case .constant(let amount, let name, let origin):
      return .constant(Constant(Tensor(amount.double), name: name, from: origin))
    case .detached(let amount, let origin):
      return .constant(Constant(Tensor(amount.double), from: origin))
    case .gradient(let amount): return .constant(Constant(Tensor(amount.double), from: .gradient))
    case .truth(let truth): return .constant(Constant(Tensor(truth ? 1 : 0)))
    }
  }

  private func reading(_ array: ArrayValue) -> ReadValue {
    if let id = array.originID { return reading(ofOrigin: id, array.tensor) }
    switch argument(.array(array)) {
    case .node(let reference): return .node(reference)
    case .array(let value, let name, let origin):
      return .constant(Constant(value, name: name, from: origin))
    case .constant(let value, let name, let origin):
      return .constant(Constant(Tensor(value), name: name, from: origin))
    }
  }

  /// An input, or a number that may become one.
  private func reading(ofOrigin id: Int, _ value: Tensor) -> ReadValue {
    origins[id].reference.map { .node($0) } ?? .later(Constant(value, name: origins[id].name), order: id)
  }

  /// Whether an operand derives from a node, or is a number that may become an input.
  func isLive(_ operand: Operand) -> Bool {
    switch operand {
    case .node, .origin: return true
    case .array(let array):
      if let reference = array.reference { return isOnTape(reference) }
      return array.originID != nil
    case .constant, .detached, .gradient, .truth: return false
    }
  }

  /// Records what was compared, if a side derives from a node. What a gate of the program's own does inside is its own.
  func noteBranch(
    _ left: Operand, _ comparison: ComparisonOperator, _ right: Operand, outcome: Tensor,
    at range: SourceRange
  ) throws(RunFailure) {
    guard let comparison = Formula.Comparison(rawValue: comparison.rawValue),
      isLive(left) || isLive(right),
      course.gateDepth == 0, !course.isSilent
    else { return }
    try budget.use(.elements, Size.line, at: range)
    tape.branch(reading(left), comparison, reading(right), outcome: outcome, at: range)
  }

  /// Records that numbers were compared.
  func noteBranch(
    _ left: Value, _ comparison: ComparisonOperator, _ right: Value, isMet: Bool, at range: SourceRange
  ) throws(RunFailure) {
    guard let left = operand(left), let right = operand(right) else { return }
    try noteBranch(left, comparison, right, outcome: Tensor(isMet ? 1 : 0), at: range)
  }

  /// Records that a value was taken for true or false.
  func noteTruth(of value: Value, _ isTrue: Bool, at range: SourceRange) throws(RunFailure) {
    guard let operand = operand(value), isLive(operand) else { return }
    let zero = Operand.constant(.integer(0), name: nil)
    let shape = tensor(of: operand).shape
    try noteBranch(
      operand, .notEqual, zero, outcome: Tensor(filling: shape, with: [isTrue ? 1 : 0]), at: range)
  }
}
