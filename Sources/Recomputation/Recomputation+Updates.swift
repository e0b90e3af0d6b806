import Numbers
import TraceModel

// Updates that carry a formula.

extension Recomputation {
  /// Whether the new value of a parameter is what the formula of its update gives.
  mutating func move(_ update: Update, by formula: Update.Formula, in step: Int) {
    let operands = formula.operands.compactMap(known.value)
    guard let compute = Formula(formula.compute) else { return broke(.unreadable(formula.compute)) }
    guard operands.count == formula.operands.count, update.new.whole == nil else {
      notComputed += update.new.elements.count
      return
    }
    var evaluator = FormulaEvaluator(operands, shape: update.new.shape, budget: budget)
    defer { budget = evaluator.budget }
    do throws(FormulaProblem) {
      let new = try evaluator.value(compute, shape: update.new.shape)
      expect(update.new, .newValueByFormula, new, at: update.node, step)
    } catch {
      notComputed += update.new.elements.count
      if error != .tooMuch { broke(error) }
    }
  }

  private mutating func broke(_ problem: FormulaProblem) {
    if brokenFormula == nil { brokenFormula = BrokenFormula(gate: nil, problem: problem) }
  }
}
