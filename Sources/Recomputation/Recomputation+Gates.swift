import Numbers
import TraceModel

// Values and gradients of gates.

extension Recomputation {
  mutating func forward(_ id: Int, _ value: Tensor, in step: Int) {
    defer { known.values[id] = value }
    let node = trace.node(id)
    guard let program = programs(of: id) else { return skip(value, node) }
    guard value.whole == nil, let operands = known.operands(of: node) else {
      return skip(value, node, because: .sample)
    }
    var evaluator = FormulaEvaluator(operands, shape: node.shape, budget: budget)
    defer { budget = evaluator.budget }
    do throws(FormulaProblem) {
      let expected = try evaluator.value(program.compute, shape: node.shape)
      if node.isWholeDivision(operands, value, expected) {
        computed += value.elements.count
        return
      }
      judgeEquation(of: node, operands, found: value, computed: expected)
      let type = coarsest(node)
      expect(value, .value, expected, at: id, step) { (budget: inout Int) throws(FormulaProblem) in
        var rounding = RoundingEvaluator(operands, shape: node.shape, type, budget: budget)
        defer { budget = rounding.budget }
        return try rounding.bound(ofValue: program.compute)
      }
    } catch {
      stop(value, node, by: error.naming(program.compute, operands.count), in: step)
    }
  }

  mutating func seed(_ node: Int, _ gradient: Tensor, in step: Int) {
    known.forgetPassingGradients()
    sweep.gathered = [node: gradient]
    sweep.seed = (node, step)
    sweep.largest = nil
    known.add(gradient: gradient, to: node)
  }

  mutating func backward(_ backward: Backward, in step: Int) {
    let node = trace.node(backward.node)
    if let gathered = known.gradients[backward.node] { expectUpstream(backward, gathered, in: step) }
    if let input = pulledInput(backward, node) {
      pull(backward, node, input, in: step)
    } else if let product = backward.product {
      expect(backward.downstream, .downstream(input: backward.input), product, at: backward.node, step)
    } else {
      skip(backward.downstream, node, because: .sample)
    }
    accumulate(backward, in: step)
  }

  /// Compares what came to a gate with what it gathered. Where that is a seed that does not fit what the gate handed on,
  /// while the upstream gradient does, the seed is wrong.
  private mutating func expectUpstream(_ backward: Backward, _ gathered: Tensor, in step: Int) {
    expect(backward.upstream, .upstream, gathered, at: backward.node, step)
    guard mistake?.quantity == .upstream, let seed = sweep.seed, seed.node == backward.node,
      let product = handedOn(by: backward),
      product.firstDifference(from: backward.downstream, tolerance: tolerance(at: backward.node)) == nil
    else { return }
    mistake = Mistake(
      step: seed.step, node: seed.node, quantity: .seed, found: gathered, expected: backward.upstream,
      element: mistake?.element ?? 0)
  }

  /// What a gate hands on from the upstream gradient that the trace tells.
  private mutating func handedOn(by backward: Backward) -> Tensor? {
    if let product = backward.product { return product }
    let input = pulledInput(backward, trace.node(backward.node))
    return input.flatMap { try? $0.downstream(backward.upstream, &budget) }
  }

  /// One input of a gate with what it is computed from; nil without a formula, or where only a sample is told.
  private func pulledInput(_ backward: Backward, _ node: Node) -> PulledInput? {
    let position = node.position(ofInput: backward.input)
    guard let pull = programs(of: backward.node)?.pull(position), let operands = known.operands(of: node),
      let value = known.values[backward.node], value.whole == nil, backward.upstream.whole == nil
    else { return nil }
    return PulledInput(
      pull: pull, operands: operands, value: value, position: position, type: coarsest(node))
  }

  private mutating func pull(_ backward: Backward, _ node: Node, _ input: PulledInput, in step: Int) {
    do throws(FormulaProblem) {
      let downstream = try input.downstream(backward.upstream, &budget)
      if let local = try input.compared(backward.local, &budget) {
        judgeSlope(of: node, input, backward.local, local)
        expect(
          local.found, .local(input: backward.input), local.expected, at: backward.node, step, local.bound)
      }
      expect(backward.downstream, .downstream(input: backward.input), downstream, at: backward.node, step) {
        (budget: inout Int) throws(FormulaProblem) in
        try input.bound(backward.upstream, &budget)
      }
    } catch {
      stop(backward.downstream, node, by: error.naming(input.pull, input.operands.count), in: step)
    }
  }

  private mutating func accumulate(_ backward: Backward, in step: Int) {
    let node = backward.to
    let before = trace.mistake == .overwrite ? nil : known.gradients[node]
    let sum = before.map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
    expect(
      backward.gradient, .gradient(input: backward.input), sum, at: backward.node, step,
      bound(ofSum: [before, backward.downstream], at: backward.node))
    known.set(gradient: backward.gradient, of: node)
    sweep.largest = nil
    sweep.gathered[node] =
      trace.mistake == .overwrite
      ? backward.downstream
      : sweep.gathered[node].map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
  }

  // MARK: What is not computed

  /// Counts a number that has no formula, or that something stands in the way of.
  private mutating func skip(_ tensor: Tensor, _ node: Node, because obstacle: Obstacle? = nil) {
    notComputed += tensor.elements.count
    if let gate = node.gate, gate.compute == nil || gate.pulls.isEmpty {
      withoutFormula[gate.name, default: 0] += tensor.elements.count
    } else if let obstacle {
      obstacles.insert(obstacle)
    }
  }

  /// Counts a number whose formula gave none.
  private mutating func stop(_ tensor: Tensor, _ node: Node, by problem: FormulaProblem, in step: Int) {
    skip(tensor, node, because: problem == .tooMuch ? .work : nil)
    if problem != .tooMuch, brokenFormula == nil {
      brokenFormula = BrokenFormula(owner: .gate(node.gate?.name ?? ""), step: step, problem: problem)
    }
  }
}
