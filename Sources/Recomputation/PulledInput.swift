import Numbers
import TraceModel

/// One input of a gate on the way back, with all that its `pull` is computed from.
struct PulledInput {
  var pull: Formula
  var operands: [Tensor]
  /// The gate's value.
  var value: Tensor
  /// Which of the operands it is.
  var position: Int
  /// The type of the numbers.
  var type: NumberType

  /// What it receives from an upstream gradient.
  func downstream(_ upstream: Tensor, _ budget: inout Int) throws(FormulaProblem) -> Tensor {
    var evaluator = FormulaEvaluator(operands, shape: value.shape, budget: budget)
    defer { budget = evaluator.budget }
    return try evaluator.downstream(pull, upstream: upstream, value: value, to: position)
  }

  /// How far rounding may take that.
  func bound(_ upstream: Tensor, _ budget: inout Int) throws(FormulaProblem) -> [Double] {
    var evaluator = RoundingEvaluator(operands, shape: value.shape, type, budget: budget)
    defer { budget = evaluator.budget }
    return try evaluator.bound(ofDownstream: pull, upstream: upstream, value: value, to: position)
  }

  /// A local gradient as a trace has it and as the formula gives it.
  struct ComparedLocal {
    var found: Tensor
    var expected: Tensor
    var bound: Recomputation.Bound
  }

  /// Nil where there are no numbers.
  func compared(_ local: Local, _ budget: inout Int) throws(FormulaProblem) -> ComparedLocal? {
    switch local {
    case .rule: return nil
    case .number(let number): return try compared(Tensor(number), with: [ones], &budget)
    case .diagonal(let diagonal): return try stretched?.compared(diagonal, with: [ones], &budget)
    case .matrix(let matrix):
      let units = value.elements.indices.map { value.filled(with: 0).replacing($0, with: 1) }
      return try compared(matrix, with: units, &budget)
    }
  }

  private var ones: Tensor { value.filled(with: 1) }

  /// The same with the operand in the shape of the gate.
  private var stretched: PulledInput? {
    guard let elements = operands[position].spread(to: value.shape) else { return nil }
    var input = self
    input.operands[position] = Tensor(filling: value.shape, with: elements)
    return input
  }

  /// Numbers beside what some upstream gradients give, one after the other.
  private func compared(
    _ found: Tensor, with upstreams: [Tensor], _ budget: inout Int
  ) throws(FormulaProblem) -> ComparedLocal? {
    var elements: [Double] = []
    for upstream in upstreams { elements += try downstream(upstream, &budget).elements }
    // A number is told without axes, also where the gate's shape has some.
    let shape = elements.count == found.elements.count ? found.shape : [elements.count]
    guard let expected = Tensor(shape: shape, elements: elements) else { return nil }
    return ComparedLocal(found: found, expected: expected) { (budget: inout Int) throws(FormulaProblem) in
      var bounds: [Double] = []
      for upstream in upstreams { bounds += try bound(upstream, &budget) }
      return bounds
    }
  }
}
