import Numbers

@testable import TraceModel

/// Values and gradients found by replaying all events one by one, for comparison with `States`.
struct Replay {
  private let trace: Trace
  /// What arrives at each node, in the order of time.
  private var arrivals: [[Arrival]]
  private var values: [Int: Tensor] = [:]
  /// What gathered at each input, over all passes.
  private var held: [Int: Tensor] = [:]
  /// What the inputs held when the backward run of the current step began.
  private var heldAtSeed: [Int: Tensor] = [:]
  private var cleared: Set<Int> = []

  private struct Arrival {
    var step: Int
    var gradient: Tensor
  }

  init(_ trace: Trace) {
    self.trace = trace
    arrivals = Array(repeating: [], count: trace.nodeCount)
    for step in trace.steps {
      for event in step.events {
        switch event {
        case .seed(let node, let gradient):
          arrivals[node].append(Arrival(step: step.number, gradient: gradient))
        case .backward(let event):
          arrivals[event.to].append(Arrival(step: step.number, gradient: event.downstream))
        default: break
        }
      }
    }
  }

  /// Plays the events of the next step; what it clears is gone from the step after it.
  mutating func play(_ step: Step) {
    for node in cleared { held[node] = nil }
    cleared = []
    if let pass = trace.passes.first(where: { $0.steps?.lowerBound == step.number }), let start = pass.held {
      held = Dictionary(uniqueKeysWithValues: start.map { ($0.node, $0.gradient) })
    }
    for event in step.events {
      switch event {
      case .input(let node, let value), .forward(let node, let value, _): values[node] = value
      case .seed(let node, let gradient):
        heldAtSeed = held
        gather(gradient, at: node)
      case .backward(let event): gather(event.downstream, at: event.to)
      case .update(let update): values[update.node] = update.new
      case .clear(let node): cleared.insert(node)
      case .print, .check, .branch, .binding: break
      }
    }
  }

  private mutating func gather(_ gradient: Tensor, at node: Int) {
    guard trace.node(node).gate == nil else { return }
    held[node] = held[node].map { replaces ? gradient : sum($0, gradient) } ?? gradient
  }

  /// Whether the gradient of the last branch replaces the others, by a mistake on purpose.
  private var replaces: Bool { trace.mistake == .overwrite }

  private func sum(_ left: Tensor, _ right: Tensor) -> Tensor {
    tensor(left.shape, zip(left.elements, right.elements).map { $0 + $1 })
  }

  func value(of node: Int) -> Tensor? { values[node] }

  /// The state of a gradient after the step that was played last.
  func gradient(of node: Int, at step: Int) -> GradientState {
    let pass = trace.passes.compactMap(\.steps).first { $0.contains(step) } ?? 0..<trace.stepCount
    let seeds = pass.filter { trace.step($0).kind == .seed }
    let seed = seeds.last { $0 <= step } ?? seeds.first ?? pass.upperBound
    let run = seed..<(seeds.first { $0 > seed } ?? pass.upperBound)
    let expected = arrivals[node].filter { run.contains($0.step) }
    let arrived = expected.filter { $0.step <= step }
    guard !expected.isEmpty else {
      if let held = held[node] { return .final(held) }
      let isPending = arrivals[node].contains { $0.step > step && pass.contains($0.step) }
      return isPending ? .pending : .noPath
    }
    let carried = step < seed ? held[node] : heldAtSeed[node]
    if arrived.count == expected.count {
      if let held = held[node] { return .final(held) }
      return .final(
        arrived.dropFirst().reduce(arrived[0].gradient) { replaces ? $1.gradient : sum($0, $1.gradient) })
    }
    let terms = (carried.map { [$0] } ?? []) + arrived.map(\.gradient)
    return terms.isEmpty
      ? .pending
      : .accumulating(
        arrived: replaces ? terms.suffix(1) : terms, outstanding: expected.count - arrived.count)
  }
}
