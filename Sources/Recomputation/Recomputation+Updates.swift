import Numbers
import TraceModel

// Updates, and what follows from them: which of their numbers is wrong, the others tell.

extension Recomputation {
  mutating func move(_ update: Update, in step: Int) {
    if let value = known.values[update.node] { expect(update.old, .oldValue, value, at: update.node, step) }
    let byRate = changeByRate(of: update)
    let sum = compare(
      update.new, .newValue, Tensor.sum([update.old, update.change]), at: update.node,
      bound(ofSum: [update.old, update.change], at: update.node))
    let byFormula = update.formula.flatMap { newValue(of: update, by: $0, in: step) }
    for comparison in [byRate, sum, byFormula] { if let comparison { count(comparison) } }
    if !isOver, let wrong = wrongNumber(of: update, byRate, sum, byFormula) {
      blame(wrong, at: update.node, step)
    }
    known.values[update.node] = update.new
    sweep.largestChanges[update.node] = max(
      sweep.largestChanges[update.node] ?? 0, update.change.largestMagnitude)
  }

  /// The change beside rate times gradient; nil without a rate.
  private mutating func changeByRate(of update: Update) -> Comparison? {
    guard let rate = update.rate, let gradient = known.gradients[update.node],
      gradient.shape == update.change.shape,
      update.old.shape == update.change.shape, update.new.shape == update.change.shape
    else { return nil }
    let change = gradient.map { -rate * $0 }
    guard !sweep.isCut else { return cut(update.change, .change, change) }
    return compare(
      update.change, .change, change, at: update.node,
      bound(ofSum: [update.old, update.new], at: update.node))
  }

  /// What would be computed from gradients of which only a part is told.
  private func cut(_ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor) -> Comparison {
    Comparison(
      quantity: quantity, found: found, expected: expected, notCompared: found.elements.count,
      obstacle: .passes)
  }

  /// The new value beside what the formula of the update gives; nil if that gives nothing.
  private mutating func newValue(of update: Update, by formula: Update.Formula, in step: Int) -> Comparison? {
    let operands = formula.operands.compactMap(known.value)
    guard let compute = Formula(formula.compute) else {
      broke(update, by: .unreadable(formula.compute), in: step)
      return nil
    }
    guard operands.count == formula.operands.count, update.new.whole == nil else {
      return Comparison(
        quantity: .formulaOfUpdate, found: update.new, expected: update.new,
        notCompared: update.new.elements.count, obstacle: .sample)
    }
    if sweep.isCut, formula.readsGradient { return cut(update.new, .formulaOfUpdate, update.new) }
    let shape = update.new.shape
    do throws(FormulaProblem) {
      if let letter = compute.missingOperand(of: operands.count) { throw .missingOperand(letter) }
      var evaluator = FormulaEvaluator(operands, shape: shape, budget: budget)
      defer { budget = evaluator.budget }
      let new = try evaluator.value(compute, shape: shape)
      let type = coarsest(trace.node(update.node))
      return compare(update.new, .formulaOfUpdate, new, at: update.node) {
        (budget: inout Int) throws(FormulaProblem) in
        var rounding = RoundingEvaluator(operands, shape: shape, type, budget: budget)
        defer { budget = rounding.budget }
        return try rounding.bound(ofValue: compute)
      }
    } catch {
      notComputed += update.new.elements.count
      if error == .tooMuch { obstacles.insert(.work) } else { broke(update, by: error, in: step) }
      return nil
    }
  }

  private mutating func broke(_ update: Update, by problem: FormulaProblem, in step: Int) {
    guard brokenFormula == nil else { return }
    brokenFormula = BrokenFormula(owner: .update(of: update.node), step: step, problem: problem)
  }

  /// The number that the others of an update contradict, with what it should be.
  private func wrongNumber(
    of update: Update, _ byRate: Comparison?, _ sum: Comparison, _ byFormula: Comparison?
  ) -> Comparison? {
    let isNewRight = byFormula?.isRight ?? false
    if let byRate, byRate.isWrong {
      // Old and new value have the change, so it is the rate that is not from here.
      guard sum.isRight, byFormula?.isWrong != true else { return byRate }
      return rate(of: update) ?? byRate
    }
    if sum.isWrong {
      guard isNewRight, byRate == nil else { return sum }
      return Comparison(
        quantity: .change, found: update.change, expected: Tensor.difference(update.new, update.old),
        element: sum.element)
    }
    guard var byFormula, byFormula.isWrong else { return nil }
    swap(&byFormula.found, &byFormula.expected)
    return byFormula
  }

  /// The rate that the change tells; nil if the change is no multiple of the gradient.
  private func rate(of update: Update) -> Comparison? {
    guard let rate = update.rate, let gradient = known.gradients[update.node],
      let largest = gradient.elements.indices.max(by: {
        gradient.elements[$0].finiteMagnitude < gradient.elements[$1].finiteMagnitude
      }), gradient.elements[largest] != 0
    else { return nil }
    let told = -update.change.elements[largest] / gradient.elements[largest]
    let isMultiple = zip(update.change.elements, gradient.elements).allSatisfy { change, gradient in
      (change + told * gradient).magnitude <= 1e-6 * max(change.magnitude, update.change.largestMagnitude)
    }
    guard told.isFinite, isMultiple else { return nil }
    return Comparison(quantity: .rate, found: Tensor(rate), expected: Tensor(told), element: 0)
  }
}

extension Update.Formula {
  fileprivate var readsGradient: Bool {
    operands.contains { if case .gradient = $0 { true } else { false } }
  }
}

extension Tensor {
  fileprivate static func difference(_ left: Tensor, _ right: Tensor) -> Tensor {
    Tensor.sum([left, right.map { -$0 }])
  }
}
