import Numbers
import TraceModel

// Updates that carry a formula.

extension Recomputation {
  /// Whether the new value of a parameter is what the formula of its update gives.
  mutating func move(_ update: Update, by formula: Update.Formula, in step: Int) {
    let operands = formula.operands.map(value)
    guard let compute = Formula(formula.compute) else { return broke(.unreadable(formula.compute)) }
    // Nothing can be computed from a sample.
    guard operands.allSatisfy({ $0 != nil && $0?.whole == nil }), update.new.whole == nil else {
      notComputed += update.new.elements.count
      return
    }
    var evaluator = FormulaEvaluator(operands.compactMap(\.self), shape: update.new.shape, budget: budget)
    defer { budget = evaluator.budget }
    do throws(FormulaProblem) {
      let new = try evaluator.value(compute, shape: update.new.shape)
      expect(update.new, .newValueByFormula, new, at: update.node, step)
    } catch {
      notComputed += update.new.elements.count
      if error != .tooMuch { broke(error) }
    }
  }

  private func value(of reading: Reading) -> Tensor? {
    switch reading {
    case .node(let node): return values[node]
    case .gradient(let node):
      // A gradient that was set to 0 is not there any more.
      if let gradient = gradients[node] { return gradient }
      return Tensor.zeros(trace.node(node).shape)
    case .constant(let constant): return constant.value
    }
  }

  private mutating func broke(_ problem: FormulaProblem) {
    if brokenFormula == nil { brokenFormula = BrokenFormula(gate: nil, problem: problem) }
  }
}
