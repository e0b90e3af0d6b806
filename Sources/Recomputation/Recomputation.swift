import Numbers
public import TraceModel

/// A trace computed anew from its inputs by the formulas of its gates: whether each of its numbers is what it should be.
///
/// Each gate is computed from what the trace has for its inputs, so that a wrong number is found where it arises. Linear
/// in the work that the trace tells of; a budget bounds it, and what is beyond counts as not computed.
public struct Recomputation {
  /// The first number that is wrong, in the order of the steps.
  public internal(set) var mistake: Mistake?
  /// The first formula that gives no numbers, other than for its size. Nothing after it is computed.
  public internal(set) var brokenFormula: BrokenFormula?
  /// The first formula that a reader is told and that does not say what the gate does.
  public internal(set) var lie: Lie?
  /// How many numbers were computed anew, and how many could not be.
  public internal(set) var computed = 0
  public internal(set) var notComputed = 0
  /// The gates that have no formula that computes, by name, with how many numbers each left.
  public internal(set) var withoutFormula: [String: Int] = [:]
  /// What else stood in the way of numbers.
  public internal(set) var obstacles: Set<Obstacle> = []

  let trace: Trace
  let programs: [GateProgram?]
  var known: KnownNumbers
  var budget: Int
  var sweep = Sweep()

  /// What is known of a backward pass while it runs.
  struct Sweep {
    /// What each node has gathered in it.
    var gathered: [Int: Tensor] = [:]
    var largestChanges: [Int: Double] = [:]
    /// The largest of what was gathered, once it is asked for.
    var largest: Double?
    /// The node that was seeded, and in which step.
    var seed: (node: Int, step: Int)?
    /// Whether inputs may have received more through passes that were not kept.
    var isCut = false
  }

  /// - Parameter budget: How many elements are made and products added at most.
  public init(of trace: Trace, budget: Int = 20_000_000_000) {
    self.trace = trace
    self.budget = budget
    programs = trace.gates.map(GateProgram.init)
    known = KnownNumbers(trace)
    brokenFormula =
      trace.gates.lazy.compactMap { gate in
        GateProgram.unreadable(of: gate).map {
          BrokenFormula(owner: .gate(gate.name), problem: .unreadable($0))
        }
      }.first
    lie = trace.gates.lazy.compactMap(\.lie).first
    for number in 0..<trace.stepCount where !isOver { read(trace.step(number)) }
  }

  var isOver: Bool { mistake != nil || brokenFormula != nil || lie?.blame == .computing }

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
      case .branch(let branch): compare(branch, in: step.number)
      case .print, .binding: break
      }
    }
    if !isOver { end(step) }
  }

  private mutating func begin(_ step: Step) {
    guard let pass = trace.pass(ofStep: step.number), pass.steps?.lowerBound == step.number else { return }
    sweep = Sweep()
    sweep.isCut = trace.isCut(pass)
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

  func programs(of id: Int) -> GateProgram? { trace.gateIndex(of: id).flatMap { programs[$0] } }
}

extension Trace {
  /// Whether a pass reads from gates of passes that were not kept, so that what went back through these is not told.
  fileprivate func isCut(_ pass: Pass) -> Bool {
    guard let nodes = pass.nodes,
      passes.contains(where: { $0.steps == nil && $0.number < pass.number })
    else { return false }
    return nodes.contains { id in
      node(id).operands.contains { operand in
        if case .constant(let constant) = operand { constant.from == .earlier } else { false }
      }
    }
  }
}
