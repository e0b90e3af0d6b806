import Numbers
import TraceModel

// Which of two formulas that contradict each other is wrong, the numbers of the trace tell.

extension Recomputation {
  /// Looks whether a value comes from the told equation of its gate or from its `compute`.
  mutating func judgeEquation(of node: Node, _ operands: [Tensor], found: Tensor, computed: Tensor) {
    guard let lie = open(of: node), lie.input == nil, let told = Formula(lie.formula) else { return }
    var evaluator = FormulaEvaluator(operands, shape: node.shape, budget: budget)
    defer { budget = evaluator.budget }
    guard let value = try? evaluator.value(told.withPrimitives, shape: node.shape) else { return }
    judge(found: found, told: value, computed: computed, at: node.id)
  }

  /// Looks whether a local gradient comes from the told slope of its gate or from its `pull`.
  mutating func judgeSlope(
    of node: Node, _ input: PulledInput, _ local: Local, _ computed: PulledInput.ComparedLocal
  ) {
    guard let lie = open(of: node), lie.input == input.position, let told = Formula(lie.formula) else {
      return
    }
    var slope = input
    slope.pull = told.withPrimitives
    guard let value = (try? slope.compared(local, &budget))??.expected else { return }
    judge(found: computed.found, told: value, computed: computed.expected, at: node.id)
  }

  /// What is not judged yet of a node's gate.
  private func open(of node: Node) -> Lie? {
    lie.flatMap { $0.blame == .either && $0.gate == node.gate?.name ? $0 : nil }
  }

  private mutating func judge(found: Tensor, told: Tensor, computed: Tensor, at node: Int) {
    let tolerance = max(1e-9, tolerance(at: node))
    func agrees(_ other: Tensor) -> Bool {
      found.shape == other.shape && found.isFinite
        && found.firstDifference(from: other, tolerance: tolerance) == nil
    }
    switch (agrees(told), agrees(computed)) {
    case (true, false): lie?.blame = .computing
    case (false, true): lie?.blame = .told
    case (true, true), (false, false): break
    }
  }
}
