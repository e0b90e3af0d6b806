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
      case relativeError
      case byHand
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
    public var gate: String
    public var problem: FormulaProblem
  }

  /// The first number that is wrong, in the order of the steps.
  public private(set) var mistake: Mistake?
  /// The first formula that gives no numbers, other than for its size. Nothing after it is computed.
  public private(set) var brokenFormula: BrokenFormula?
  /// How many numbers were computed anew, and how many could not be.
  public private(set) var computed = 0
  public private(set) var notComputed = 0
  /// The gates that have no formula that computes, by name, with how many numbers each left.
  public private(set) var withoutFormula: [String: Int] = [:]

  private let trace: Trace
  private let programs: [GateProgram?]
  private var values: [Tensor?]
  private var gradients: [Tensor?]
  private var budget: Int
  private var sweep = Sweep()

  /// What is known of a backward pass while it runs.
  private struct Sweep {
    /// What each node has gathered in it.
    var gathered: [Int: Tensor] = [:]
    var largestChanges: [Int: Double] = [:]
    /// The largest of what was gathered, once it is asked for.
    var largest: Double?
  }

  /// - Parameter budget: How many elements are made and products added at most.
  public init(of trace: Trace, budget: Int = 20_000_000_000) {
    self.trace = trace
    self.budget = budget
    programs = trace.gates.map(GateProgram.init)
    values = Array(repeating: nil, count: trace.nodeCount)
    gradients = values
    brokenFormula =
      trace.gates.lazy.compactMap { gate in
        GateProgram.unreadable(of: gate).map { BrokenFormula(gate: gate.name, problem: .unreadable($0)) }
      }.first
    for number in 0..<trace.stepCount where !isOver { read(trace.step(number)) }
  }

  private var isOver: Bool { mistake != nil || brokenFormula != nil }

  // MARK: Steps

  private mutating func read(_ step: Step) {
    begin(step)
    // What an input got in passes that were not kept, a step tells beside its own move, which already uses it.
    for event in step.events {
      if case .input(let node, let value) = event { values[node] = value }
    }
    for event in step.events where !isOver {
      switch event {
      case .input: break
      case .forward(let node, let value, _): forward(node, value, in: step.number)
      case .seed(let node, let gradient): seed(node, gradient)
      case .backward(let backward): self.backward(backward, in: step.number)
      case .update(let update): move(update, in: step.number)
      case .clear(let node): gradients[node] = nil
      case .check(let check): compare(check, in: step.number)
      case .print: break
      }
    }
    if !isOver { end(step) }
  }

  private mutating func begin(_ step: Step) {
    guard let pass = trace.pass(ofStep: step.number), pass.steps?.lowerBound == step.number else { return }
    sweep = Sweep()
    for node in gradients.indices where !trace.isInput(node) { gradients[node] = nil }
    guard let held = pass.held else { return }
    for node in gradients.indices { gradients[node] = nil }
    for input in held { gradients[input.node] = input.gradient }
  }

  /// What the record of a pass says of its end.
  private mutating func end(_ step: Step) {
    guard let pass = trace.pass(ofStep: step.number), let steps = pass.steps,
      steps.upperBound == step.number + 1
    else { return }
    if let output = pass.output, let value = values[output], let told = pass.outputValue,
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
    defer { values[id] = value }
    let node = trace.node(id)
    guard let program = programs(of: id) else { return skip(value, node) }
    guard let operands = operands(of: node) else { return skip(value, node) }
    var evaluator = FormulaEvaluator(operands, shape: node.shape, budget: budget)
    defer { budget = evaluator.budget }
    do throws(FormulaProblem) {
      expect(value, .value, try evaluator.value(program.compute, shape: node.shape), at: id, step)
    } catch {
      skip(value, node, because: error)
    }
  }

  private func operands(of node: Node) -> [Tensor]? {
    var operands: [Tensor] = []
    for operand in node.operands {
      switch operand {
      case .constant(let constant): operands.append(constant.value)
      case .node(let id):
        guard let value = values[id] else { return nil }
        operands.append(value)
      }
    }
    return operands
  }

  private func programs(of id: Int) -> GateProgram? { trace.gateIndex(of: id).flatMap { programs[$0] } }

  // MARK: Backward

  private mutating func seed(_ node: Int, _ gradient: Tensor) {
    for other in gradients.indices where !trace.isInput(other) { gradients[other] = nil }
    sweep.gathered = [node: gradient]
    sweep.largest = nil
    gradients[node] = gradients[node].map { Tensor.sum([$0, gradient]) } ?? gradient
  }

  private mutating func backward(_ backward: Backward, in step: Int) {
    let node = trace.node(backward.node)
    if let gathered = gradients[backward.node] {
      expect(backward.upstream, .upstream, gathered, at: backward.node, step)
    }
    let position = node.position(ofInput: backward.input)
    if let program = programs(of: backward.node), let operands = operands(of: node),
      let value = values[backward.node]
    {
      pull(backward, node, program, operands, value, position, step)
    } else if let product = backward.product {
      expect(backward.downstream, .downstream(input: backward.input), product, at: backward.node, step)
    } else {
      skip(backward.downstream, node)
    }
    accumulate(backward, in: step)
  }

  private mutating func pull(
    _ backward: Backward, _ node: Node, _ program: GateProgram, _ operands: [Tensor], _ value: Tensor,
    _ position: Int, _ step: Int
  ) {
    var evaluator = FormulaEvaluator(operands, shape: node.shape, budget: budget)
    defer { budget = evaluator.budget }
    guard let pull = program.pull(position) else { return skip(backward.downstream, node) }
    do throws(FormulaProblem) {
      let downstream = try evaluator.downstream(
        pull, upstream: backward.upstream, value: value, to: position)
      if let local = try local(backward.local, pull, operands, value, position, &evaluator) {
        expect(local.found, .local(input: backward.input), local.expected, at: backward.node, step)
      }
      expect(backward.downstream, .downstream(input: backward.input), downstream, at: backward.node, step)
    } catch {
      skip(backward.downstream, node, because: error)
    }
  }

  /// The local gradient as the trace has it and as the formula gives it; nil where there are no numbers.
  private func local(
    _ local: Local, _ pull: Formula, _ operands: [Tensor], _ value: Tensor, _ position: Int,
    _ evaluator: inout FormulaEvaluator
  ) throws(FormulaProblem) -> (found: Tensor, expected: Tensor)? {
    switch local {
    case .rule: return nil
    case .number(let number):
      let ones = value.filled(with: 1)
      return (Tensor(number), try evaluator.downstream(pull, upstream: ones, value: value, to: position))
    case .diagonal(let diagonal):
      guard let operand = operands[position].spread(to: value.shape) else { return nil }
      var stretched = operands
      stretched[position] = Tensor(filling: value.shape, with: operand)
      var other = FormulaEvaluator(stretched, shape: value.shape, budget: evaluator.budget)
      let ones = value.filled(with: 1)
      let expected = try other.downstream(pull, upstream: ones, value: value, to: position)
      try evaluator.spend(evaluator.budget - other.budget)
      return (diagonal, expected)
    case .matrix(let matrix):
      var entries: [Double] = []
      for row in value.elements.indices {
        let unit = value.filled(with: 0).replacing(row, with: 1)
        entries += try evaluator.downstream(pull, upstream: unit, value: value, to: position).elements
      }
      return Tensor(shape: matrix.shape, elements: entries).map { (matrix, $0) }
    }
  }

  private mutating func accumulate(_ backward: Backward, in step: Int) {
    let node = backward.to
    let before = trace.mistake == .overwrite ? nil : gradients[node]
    let sum = before.map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
    expect(backward.gradient, .gradient(input: backward.input), sum, at: backward.node, step)
    gradients[node] = backward.gradient
    sweep.largest = nil
    sweep.gathered[node] =
      trace.mistake == .overwrite
      ? backward.downstream
      : sweep.gathered[node].map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
  }

  // MARK: Beside the gates

  private mutating func move(_ update: Update, in step: Int) {
    if let value = values[update.node] { expect(update.old, .oldValue, value, at: update.node, step) }
    if let rate = update.rate, let gradient = gradients[update.node], gradient.shape == update.change.shape,
      update.old.shape == update.change.shape, update.new.shape == update.change.shape
    {
      let change = Tensor(filling: gradient.shape, with: gradient.elements.map { -rate * $0 })
      expect(update.change, .change, update.change(near: change), at: update.node, step)
    }
    expect(update.new, .newValue, Tensor.sum([update.old, update.change]), at: update.node, step)
    values[update.node] = update.new
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

  private mutating func expect(
    _ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor, at node: Int, _ step: Int,
    tolerance: Double = 1e-12
  ) {
    guard mistake == nil else { return }
    computed += found.elements.count
    let element =
      found.shape == expected.shape || found.elements.count == expected.elements.count
      ? found.firstDifference(from: expected, tolerance: tolerance) : 0
    guard let element else { return }
    mistake = Mistake(
      step: step, node: node, quantity: quantity, found: found, expected: expected, element: element)
  }
}

/// The formulas of a gate, read once.
struct GateProgram {
  let compute: Formula
  private let pulls: [Formula]

  /// Nil if the gate has none.
  init?(_ gate: GateDescription) {
    guard let compute = gate.compute.flatMap({ Formula($0) }) else { return nil }
    self.compute = compute
    pulls = gate.pulls.compactMap { Formula($0) }
  }

  /// The first text of a gate that is no formula.
  static func unreadable(of gate: GateDescription) -> String? {
    ([gate.compute].compactMap(\.self) + gate.pulls).first { Formula($0) == nil }
  }

  func pull(_ position: Int) -> Formula? {
    pulls.count == 1 ? pulls[0] : pulls.indices.contains(position) ? pulls[position] : nil
  }
}

extension Update {
  /// What the change should be, where its own digits are those that the difference of old and new left.
  fileprivate func change(near expected: Tensor) -> Tensor {
    let elements = expected.elements.indices.map { index in
      let size = max(old.elements[index].magnitude, new.elements[index].magnitude)
      let gap = (change.elements[index] - expected.elements[index]).magnitude
      return gap.isFinite && gap <= 2 * Double.ulpOfOne * size
        ? change.elements[index] : expected.elements[index]
    }
    return Tensor(filling: expected.shape, with: elements)
  }
}

extension Tensor {
  /// The first element that differs by more than rounding does, that of sums in this tensor included.
  fileprivate func firstDifference(from other: Tensor, tolerance: Double) -> Int? {
    let largest = other.largestFinite
    return elements.indices.first { index in
      let (a, b) = (elements[index], other.elements[index])
      if a == b || (a.isNaN && b.isNaN) { return false }
      let gap = (a - b).magnitude
      return !gap.isFinite || !(gap <= tolerance * max(a.magnitude, b.magnitude) || gap <= 1e-15 * largest)
    }
  }
}
