import Numbers
import TraceModel

/// What is known in a circuit at a step, and what the step does.
package struct CircuitMoment {
  private enum Phase {
    /// All is known, and nothing moves.
    case finished
    case forward
    case backward
    /// Parameters have moved; what was computed from them is stale.
    case updated
  }

  let drawn: DrawnCircuit
  let step: Int
  let kind: StepKind?
  private let phase: Phase
  private let sweep: Range<Int>
  /// The boxes that the steps work in.
  private(set) var active: Set<Int> = []
  /// The nodes that the steps seed, or that they move.
  private(set) var touched: Set<Int> = []
  /// What the gates of the backward pass hand back, also after the step.
  private let handedBack: HandedBack
  /// For each box the last step of the backward pass in which one of its gates works; −1 if there is none.
  private var lastBackward: [Int]
  private var isStale: [Bool]

  var states: States { drawn.states }
  var trace: Trace { drawn.states.trace }
  var circuit: Circuit { drawn.circuit }

  /// - Parameter steps: What is told together; nil for the finished circuit.
  package init(_ drawn: DrawnCircuit, steps: ClosedRange<Int>?, at step: Int) {
    self.drawn = drawn
    self.step = step
    let trace = drawn.states.trace
    let sweep = drawn.states.sweep(at: step)
    self.sweep = sweep
    handedBack = HandedBack(trace, in: sweep)
    kind = steps.map { trace.kind(ofStep: $0.upperBound) }
    lastBackward = Array(repeating: -1, count: drawn.circuit.boxes.count)
    isStale = Array(repeating: false, count: drawn.circuit.boxes.count)
    let isUpdated = sweep.contains { $0 <= step && trace.kind(ofStep: $0) == .update }
    phase = steps == nil ? .finished : isUpdated ? .updated : sweep.contains(step) ? .backward : .forward
    for number in steps.map(Array.init) ?? [] { note(number) }
    for number in sweep where trace.kind(ofStep: number) == .backward {
      for box in drawn.workers(at: trace.node(ofStep: number)) { lastBackward[box] = number }
    }
    if phase == .updated { noteStale() }
  }

  private mutating func note(_ number: Int) {
    switch trace.kind(ofStep: number) {
    case .inputs: break
    case .forward, .backward: active.formUnion(drawn.workers(at: trace.node(ofStep: number)))
    case .seed: touched.insert(trace.node(ofStep: number))
    case .update:
      for case .update(let update) in trace.step(number).events { touched.insert(update.node) }
    }
  }

  /// What has been computed from parameters that have moved since.
  private mutating func noteStale() {
    var moved: Set<Int> = []
    for number in sweep where number <= step && trace.kind(ofStep: number) == .update {
      for case .update(let update) in trace.step(number).events { moved.insert(update.node) }
    }
    for (index, box) in circuit.boxes.enumerated() {
      isStale[index] =
        box.kind == .outside
        ? trace.closure(of: [box.node]).contains { $0 != box.node && moved.contains($0) }
        : circuit.operands[box.operands].contains {
          isStale[$0.box] || moved.contains(circuit.boxes[$0.box].node)
        }
    }
  }

  // MARK: How far the pass has come

  /// How far it has come with a gate.
  func progress(ofGate box: Int) -> Face.Progress {
    switch phase {
    case .finished: return .plain
    case .forward: return isComputed(box) ? .plain : .toCome
    case .updated: return isStale[box] ? .stale : .plain
    case .backward:
      if lastBackward[box] < 0 { return .noPath }
      if lastBackward[box] <= step { return .finished }
      return circuit.boxes[box].outputs.allSatisfy(isFinal) ? .frontier : .toCome
    }
  }

  /// How far it has come with a value's wire.
  func progress(ofValue box: Int) -> Face.Progress {
    switch phase {
    case .finished: return .plain
    case .forward: return isComputed(box) ? .plain : .toCome
    case .updated: return isStale[box] ? .stale : .plain
    case .backward:
      if circuit.isSplit(box) { return circuit.boxes[box].outputs.allSatisfy(isFinal) ? .finished : .toCome }
      switch states.gradient(of: circuit.boxes[box].node, at: step) {
      case .final: return .finished
      case .noPath: return .noPath
      case .pending, .accumulating: return .toCome
      }
    }
  }

  /// How far it has come with a branch.
  func progress(ofBranch operand: Circuit.Operand, into box: Int) -> Face.Progress {
    guard phase == .backward else { return progress(ofValue: operand.box) }
    if operand.uses.isEmpty { return progress(ofValue: box) }
    switch state(of: operand) {
    case .final: return .finished
    case .noPath: return .noPath
    default: return .toCome
    }
  }

  private func isComputed(_ box: Int) -> Bool { states.value(of: circuit.boxes[box].node, at: step) != nil }

  private func isFinal(_ node: Int) -> Bool {
    if case .final = states.gradient(of: node, at: step) { true } else { false }
  }

  /// Whether what a branch hands back has arrived.
  func state(of operand: Circuit.Operand) -> Face.State {
    var arrived = 0
    var expected = 0
    for use in operand.uses {
      guard let last = handedBack.step(of: use) else { continue }
      expected += 1
      if last <= step { arrived += 1 }
    }
    return expected == 0 ? .noPath : arrived == expected ? .final : .pending
  }
}
