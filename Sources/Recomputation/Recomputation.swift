public import Numbers
public import TraceModel

/// A trace computed anew from its inputs by the formulas of its gates: whether each of its numbers is what it should be.
///
/// Each gate is computed from what the trace has for its inputs, so that a wrong number is found where it arises. Linear
/// in the work that the trace tells of; a budget bounds it, and what is beyond counts as not computed.
public struct Recomputation {
  /// A number of a trace that is not what its gate's formula gives.
  public struct Mistake: Equatable, Sendable {
    /// Which number of an event.
    public enum Quantity: Equatable, Sendable {
      case value
      case upstream
      /// What the gate's nth input has.
      case local(input: Int)
      case downstream(input: Int)
      case gradient(input: Int)
      case oldValue
      case change
      case newValue
      /// The same, as the formula of the update gives it.
      case newValueByFormula
      case relativeError
      case byHand
      case seed
      case outputValue
      case largestChange
    }

    public var step: Int
    /// The gate, or the input that the number is about.
    public var node: Int
    public var quantity: Quantity
    public var found: Tensor
    public var expected: Tensor
    /// The position of the first element that is wrong.
    public var element: Int
  }

  /// A formula that gives no numbers.
  public struct BrokenFormula: Equatable, Sendable {
    /// The gate; nil for an update.
    public var gate: String?
    public var problem: FormulaProblem
  }

  /// A formula that a reader is told and that does not give what its gate computes.
  public struct Lie: Equatable, Sendable {
    public var gate: String
    /// The formula, and which input it is the slope for; nil for the equation.
    public var formula: String
    public var input: Int?
    /// What the gate was given, what the formula makes of it, and what the gate's `compute` or `pull` does.
    public var operands: [Double]
    public var found: Double
    public var expected: Double
  }

  /// The first number that is wrong, in the order of the steps.
  public private(set) var mistake: Mistake?
  /// The first formula that gives no numbers, other than for its size. Nothing after it is computed.
  public internal(set) var brokenFormula: BrokenFormula?
  /// The first formula that a reader is told and that does not say what the gate does.
  public private(set) var lie: Lie?
  /// How many numbers were computed anew, and how many could not be.
  public private(set) var computed = 0
  public internal(set) var notComputed = 0
  /// The gates that have no formula that computes, by name, with how many numbers each left.
  public private(set) var withoutFormula: [String: Int] = [:]

  let trace: Trace
  private let programs: [GateProgram?]
  var known: KnownNumbers
  var budget: Int
  private var sweep = Sweep()

  /// What is known of a backward pass while it runs.
  private struct Sweep {
    /// What each node has gathered in it.
    var gathered: [Int: Tensor] = [:]
    var largestChanges: [Int: Double] = [:]
    /// The largest of what was gathered, once it is asked for.
    var largest: Double?
    /// The node that was seeded, and in which step.
    var seed: (node: Int, step: Int)?
  }

  /// - Parameter budget: How many elements are made and products added at most.
  public init(of trace: Trace, budget: Int = 20_000_000_000) {
    self.trace = trace
    self.budget = budget
    programs = trace.gates.map(GateProgram.init)
    known = KnownNumbers(trace)
    brokenFormula =
      trace.gates.lazy.compactMap { gate in
        GateProgram.unreadable(of: gate).map { BrokenFormula(gate: gate.name, problem: .unreadable($0)) }
      }.first
    lie = trace.gates.lazy.compactMap(\.lie).first
    for number in 0..<trace.stepCount where !isOver { read(trace.step(number)) }
  }

  private var isOver: Bool { mistake != nil || brokenFormula != nil }

  // MARK: Steps

  private mutating func read(_ step: Step) {
    begin(step)
    // What an input got in passes that were not kept, a step tells beside its own move, which already uses it.
    for event in step.events {
      if case .input(let node, let value) = event { known.values[node] = value }
    }
    for event in step.events where !isOver {
      switch event {
      case .input: break
      case .forward(let node, let value, _): forward(node, value, in: step.number)
      case .seed(let node, let gradient): seed(node, gradient, in: step.number)
      case .backward(let backward): self.backward(backward, in: step.number)
      case .update(let update): move(update, in: step.number)
      case .clear(let node): known.set(gradient: nil, of: node)
      case .check(let check): compare(check, in: step.number)
      case .print, .branch, .binding: break
      }
    }
    if !isOver { end(step) }
  }

  private mutating func begin(_ step: Step) {
    guard let pass = trace.pass(ofStep: step.number), pass.steps?.lowerBound == step.number else { return }
    sweep = Sweep()
    known.forgetPassingGradients()
    guard let held = pass.held else { return }
    known.forgetGradients()
    for input in held { known.set(gradient: input.gradient, of: input.node) }
  }

  /// What the record of a pass says of its end.
  private mutating func end(_ step: Step) {
    guard let pass = trace.pass(ofStep: step.number), let steps = pass.steps,
      steps.upperBound == step.number + 1
    else { return }
    if let output = pass.output, let value = known.values[output], let told = pass.outputValue,
      !trace.isInput(output)
    {
      expect(told, .outputValue, value, at: output, step.number)
    }
    for update in pass.updates {
      guard let largest = sweep.largestChanges[update.node] else { continue }
      expect(Tensor(update.largestChange), .largestChange, Tensor(largest), at: update.node, step.number)
    }
  }

  // MARK: Forward

  private mutating func forward(_ id: Int, _ value: Tensor, in step: Int) {
    defer { known.values[id] = value }
    let node = trace.node(id)
    guard let program = programs(of: id) else { return skip(value, node) }
    guard value.whole == nil, let operands = known.operands(of: node) else { return skip(value, node) }
    var evaluator = FormulaEvaluator(operands, shape: node.shape, budget: budget)
    defer { budget = evaluator.budget }
    do throws(FormulaProblem) {
      let expected = try evaluator.value(program.compute, shape: node.shape)
      if node.isWholeDivision(operands, value, expected) {
        computed += value.elements.count
        return
      }
      let type = coarsest(node)
      expect(value, .value, expected, at: id, step) { (budget: inout Int) throws(FormulaProblem) in
        var rounding = RoundingEvaluator(operands, shape: node.shape, type, budget: budget)
        defer { budget = rounding.budget }
        return try rounding.bound(ofValue: program.compute)
      }
    } catch {
      skip(value, node, because: error)
    }
  }

  private func programs(of id: Int) -> GateProgram? { trace.gateIndex(of: id).flatMap { programs[$0] } }

  // MARK: Backward

  private mutating func seed(_ node: Int, _ gradient: Tensor, in step: Int) {
    known.forgetPassingGradients()
    sweep.gathered = [node: gradient]
    sweep.seed = (node, step)
    sweep.largest = nil
    known.add(gradient: gradient, to: node)
  }

  private mutating func backward(_ backward: Backward, in step: Int) {
    let node = trace.node(backward.node)
    if let gathered = known.gradients[backward.node] { expectUpstream(backward, gathered, in: step) }
    if let input = pulledInput(backward, node) {
      pull(backward, node, input, in: step)
    } else if let product = backward.product {
      expect(backward.downstream, .downstream(input: backward.input), product, at: backward.node, step)
    } else {
      skip(backward.downstream, node)
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
        expect(
          local.found, .local(input: backward.input), local.expected, at: backward.node, step, local.bound)
      }
      expect(backward.downstream, .downstream(input: backward.input), downstream, at: backward.node, step) {
        (budget: inout Int) throws(FormulaProblem) in
        try input.bound(backward.upstream, &budget)
      }
    } catch {
      skip(backward.downstream, node, because: error)
    }
  }

  private mutating func accumulate(_ backward: Backward, in step: Int) {
    let node = backward.to
    let before = trace.mistake == .overwrite ? nil : known.gradients[node]
    let sum = before.map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
    expect(
      backward.gradient, .gradient(input: backward.input), sum, at: backward.node, step,
      ofSum: [before, backward.downstream])
    known.set(gradient: backward.gradient, of: node)
    sweep.largest = nil
    sweep.gathered[node] =
      trace.mistake == .overwrite
      ? backward.downstream
      : sweep.gathered[node].map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
  }

  // MARK: Beside the gates

  private mutating func move(_ update: Update, in step: Int) {
    if let value = known.values[update.node] { expect(update.old, .oldValue, value, at: update.node, step) }
    if let rate = update.rate, let gradient = known.gradients[update.node],
      gradient.shape == update.change.shape,
      update.old.shape == update.change.shape, update.new.shape == update.change.shape
    {
      let change = Tensor(filling: gradient.shape, with: gradient.elements.map { -rate * $0 })
      expect(update.change, .change, change, at: update.node, step, ofSum: [update.old, update.new])
    }
    expect(
      update.new, .newValue, Tensor.sum([update.old, update.change]), at: update.node, step,
      ofSum: [update.old, update.change])
    if let formula = update.formula { move(update, by: formula, in: step) }
    known.values[update.node] = update.new
    sweep.largestChanges[update.node] = max(
      sweep.largestChanges[update.node] ?? 0, update.change.largestMagnitude)
  }

  /// A numeric gradient can't be had from a trace, but how far it is from the analytic one can.
  private mutating func compare(_ check: Check, in step: Int) {
    guard let analytic = sweep.gathered[check.node], analytic.shape == check.numeric.shape else { return }
    if let byHand = check.byHand?.gradient {
      expect(byHand, .byHand, analytic, at: check.node, step, tolerance: 1e-6)
    }
    guard !check.isAtKink, check.relativeError.isFinite else { return }
    let size = sweep.largest ?? sweep.gathered.values.reduce(0) { max($0, $1.largestFinite) }
    sweep.largest = size
    var largest = 0.0
    for (analytic, numeric) in zip(analytic.elements, check.numeric.elements) where !numeric.isNaN {
      // Where a gradient is 0 beside the others but for rounding, the error is in parts of the largest.
      if analytic != numeric, analytic.magnitude <= 1.001 * Check.negligible * size { return }
      let error = Check.relativeError(analytic, numeric)
      largest = error.isNaN ? .infinity : max(largest, error)
    }
    expect(
      Tensor(check.relativeError), .relativeError, Tensor(largest), at: check.node, step, tolerance: 1e-6)
  }

  // MARK: Comparison

  private mutating func skip(_ tensor: Tensor, _ node: Node, because problem: FormulaProblem = .tooMuch) {
    notComputed += tensor.elements.count
    if problem != .tooMuch, brokenFormula == nil {
      brokenFormula = BrokenFormula(gate: node.gate?.name ?? "", problem: problem)
    }
    if let gate = node.gate, gate.compute == nil || gate.pulls.isEmpty {
      withoutFormula[gate.name, default: 0] += tensor.elements.count
    }
  }

  /// How far each number may be from what it should be, worked out only where one is not that at once.
  typealias Bound = (_ budget: inout Int) throws(FormulaProblem) -> [Double]

  mutating func expect(
    _ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor, at node: Int, _ step: Int,
    tolerance: Double? = nil, _ bound: Bound? = nil
  ) {
    guard mistake == nil else { return }
    guard found.isTold(like: expected) else {
      notComputed += found.elements.count
      return
    }
    computed += found.elements.count
    guard found.elements.count == expected.elements.count else {
      mistake = Mistake(
        step: step, node: node, quantity: quantity, found: found, expected: expected, element: 0)
      return
    }
    let tolerance = tolerance ?? self.tolerance(at: node)
    guard let first = found.firstDifference(from: expected, tolerance: tolerance) else { return }
    var element: Int? = first
    if let bound {
      guard let bounds = try? bound(&budget), bounds.count == found.elements.count else {
        computed -= found.elements.count
        notComputed += found.elements.count
        return
      }
      let largest = trace.numberType(of: node).largest
      element = found.firstDifference(from: expected, tolerance: tolerance, bounds, largest: largest)
    }
    guard let element else { return }
    mistake = Mistake(
      step: step, node: node, quantity: quantity, found: found, expected: expected, element: element)
  }

  /// Expects a number that is the sum, or the difference, of others, which have its shape.
  private mutating func expect(
    _ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor, at node: Int, _ step: Int,
    ofSum terms: [Tensor?]
  ) {
    let type = coarsest(trace.node(node))
    let terms = terms.compactMap(\.self)
    expect(found, quantity, expected, at: node, step) { _ in
      found.elements.indices.map { index in
        let size = terms.reduce(0) { sum, term in
          sum + (term.elements.indices.contains(index) ? term.elements[index].magnitude : 0)
        }
        return 4 * type.roundoff * size + type.smallest
      }
    }
  }

  /// How far a number may be from what its formula gives, in parts of it: some roundings.
  private func tolerance(at node: Int) -> Double { max(1e-12, 4 * coarsest(trace.node(node)).roundoff) }

  /// The type with the fewest digits among those of a gate and what it reads.
  private func coarsest(_ node: Node) -> NumberType {
    let types = (node.inputs + [node.id]).map(trace.numberType)
    return types.min { $0.digits < $1.digits } ?? .float64
  }
}
