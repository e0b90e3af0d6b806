public import Numbers
public import TraceModel

/// A trace with other inputs: what its gates, backward steps and updates give then, by their formulas alone.
///
/// It holds as long as each comparison has the outcome that the trace tells; the first that has not ends it.
public struct Replay {
  /// The value that each node gets when it is made; nil behind the end.
  public private(set) var values: [Tensor?]
  /// What the inputs of a gate have gathered after each backward step, by its number.
  public private(set) var gathered: [Int: [Tensor]] = [:]
  /// The new values of parameters, in the order of the updates.
  public private(set) var updates: [Tensor] = []
  /// The first comparison that has another outcome, with its step: the program goes another way there.
  public private(set) var change: (step: Int, branch: Branch)?
  /// Why it could not go on: a gate or an update without a formula that gives numbers.
  public private(set) var obstacle: Int?

  private let trace: Trace
  private let programs: [GateProgram?]
  private var known: KnownNumbers
  private var budget: Int

  /// - Parameters:
  ///   - inputs: The values of inputs that are to be others than in the trace, in their shapes.
  ///   - budget: How many elements are made and products added at most.
  public init(of trace: Trace, with inputs: [Int: Tensor], budget: Int = 1_000_000_000) {
    self.trace = trace
    self.budget = budget
    programs = trace.gates.map(GateProgram.init)
    values = Array(repeating: nil, count: trace.nodeCount)
    known = KnownNumbers(trace)
    for node in 0..<trace.nodeCount where trace.isInput(node) {
      values[node] = inputs[node] ?? trace.initialValue(of: node)
      known.values[node] = values[node]
    }
    for number in 0..<trace.stepCount {
      guard read(trace.step(number)) else { return }
    }
  }

  /// Whether the whole trace was computed.
  public var isComplete: Bool { change == nil && obstacle == nil }

  /// Computes a step; false if it ends there.
  private mutating func read(_ step: Step) -> Bool {
    for event in step.events {
      do throws(FormulaProblem) {
        switch event {
        case .forward(let node, _, _): try forward(node)
        case .seed(let node, let gradient): seed(node, gradient)
        case .backward(let backward): try hand(on: backward, in: step.number)
        case .update(let update): try move(update)
        case .clear(let node): known.set(gradient: nil, of: node)
        case .branch(let branch):
          guard try outcome(of: branch) == branch.outcome else {
            change = (step.number, branch)
            return false
          }
        case .input, .print, .check, .binding: break
        }
      } catch {
        obstacle = step.number
        return false
      }
    }
    return true
  }

  private mutating func forward(_ node: Int) throws(FormulaProblem) {
    let (program, operands) = try parts(of: node)
    let shape = trace.node(node).shape
    let value = try evaluate(operands, shape) { (evaluator) throws(FormulaProblem) in
      try evaluator.value(program.compute, shape: shape)
    }
    (values[node], known.values[node]) = (value, value)
  }

  private mutating func seed(_ node: Int, _ gradient: Tensor) {
    known.forgetPassingGradients()
    known.add(gradient: gradient, to: node)
  }

  private mutating func hand(on backward: Backward, in step: Int) throws(FormulaProblem) {
    let (program, operands) = try parts(of: backward.node)
    let node = trace.node(backward.node)
    let position = node.position(ofInput: backward.input)
    guard let pull = program.pull(position), let upstream = known.gradients[backward.node],
      let value = known.values[backward.node]
    else { throw .tooMuch }
    let downstream = try evaluate(operands, node.shape) { (evaluator) throws(FormulaProblem) in
      try evaluator.downstream(pull, upstream: upstream, value: value, to: position)
    }
    gathered[step, default: []].append(known.add(gradient: downstream, to: backward.to))
  }

  private mutating func move(_ update: Update) throws(FormulaProblem) {
    guard let formula = update.formula, let compute = Formula(formula.compute) else { throw .tooMuch }
    var operands: [Tensor] = []
    for reading in formula.operands { operands.append(try value(of: reading)) }
    let new = try evaluate(operands, update.new.shape) { (evaluator) throws(FormulaProblem) in
      try evaluator.value(compute, shape: update.new.shape)
    }
    known.values[update.node] = new
    updates.append(new)
  }

  private func outcome(of branch: Branch) throws(FormulaProblem) -> Tensor {
    guard let outcome = branch.outcome(try value(of: branch.left), try value(of: branch.right)) else {
      throw .unfitting(function: branch.operator.rawValue)
    }
    return outcome
  }

  private func value(of reading: Reading) throws(FormulaProblem) -> Tensor {
    guard let value = known.value(reading) else { throw .tooMuch }
    return value
  }

  private func parts(of node: Int) throws(FormulaProblem) -> (GateProgram, [Tensor]) {
    guard let program = trace.gateIndex(of: node).flatMap({ programs[$0] }),
      let operands = known.operands(of: trace.node(node))
    else { throw .tooMuch }
    return (program, operands)
  }

  private mutating func evaluate(
    _ operands: [Tensor], _ shape: [Int],
    _ work: (inout FormulaEvaluator) throws(FormulaProblem) -> Tensor
  ) throws(FormulaProblem) -> Tensor {
    var evaluator = FormulaEvaluator(operands, shape: shape, budget: budget)
    defer { budget = evaluator.budget }
    return try work(&evaluator)
  }
}
