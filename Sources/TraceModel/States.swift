/// What is known of a gradient at some step.
public enum GradientState: Equatable, Sendable {
  /// Nothing has arrived yet.
  case pending
  /// Some branches have arrived, in this order, and so many have not.
  case accumulating(arrived: [Tensor], outstanding: Int)
  case final(Tensor)
  /// The output does not depend on the node.
  case noPath
}

/// A gradient that came down one branch.
public struct Contribution: Equatable, Sendable {
  public var step: Int
  /// The gate it came from.
  public var gate: Int
  /// By which of the gate's inputs.
  public var input: Int
  public var downstream: Tensor
}

/// The values and gradients at any step of a trace.
///
/// Making it is linear in the trace; each question after that is logarithmic, without a replay.
public struct States: Sendable {
  public let trace: Trace
  /// The step in which each node got its value.
  private let firstSteps: [Int32]
  /// For node `n`, its entries are `entries[starts[n]..<starts[n + 1]]`, in order of time.
  private let starts: [Int32]
  private let entries: [Entry]
  private let updates: [Int: [(step: Int, value: Tensor)]]
  private let clears: [Int: [Int]]
  private let seeds: [Int]

  /// A gradient that reached a node: by which step, and by which input of the gate; the seed has input −1.
  private struct Entry {
    var step: Int32
    var input: Int32
  }

  public init(_ trace: Trace) {
    self.trace = trace
    firstSteps = Self.firstSteps(in: trace)
    (starts, entries) = Self.entries(in: trace)
    var updates: [Int: [(step: Int, value: Tensor)]] = [:]
    var clears: [Int: [Int]] = [:]
    for aside in trace.asides {
      switch aside.event {
      case .update(let update): updates[update.node, default: []].append((aside.step, update.new))
      case .input(let node, let value): updates[node, default: []].append((aside.step, value))
      case .clear(let node): clears[node, default: []].append(aside.step)
      default: break
      }
    }
    self.updates = updates
    self.clears = clears
    seeds = trace.stepRecords.indices.filter { trace.stepRecords[$0].form == .seed }
  }

  /// The value of a node after a step, or nil if it has none yet.
  public func value(of node: Int, at step: Int) -> Tensor? {
    guard firstSteps[node] >= 0, Int(firstSteps[node]) <= step else { return nil }
    if let moved = updates[node]?.last(where: { $0.step <= step }) { return moved.value }
    return trace.initialValue(of: node)
  }

  /// The step in which a node got its value.
  public func firstStep(of node: Int) -> Int { Int(firstSteps[node]) }

  /// What is known of a node's gradient after a step.
  public func gradient(of node: Int, at step: Int) -> GradientState {
    let pass = trace.pass(ofStep: step)?.steps ?? 0..<trace.stepCount
    let sweep = sweep(at: step, in: pass)
    let expected = entries(of: node).filter { sweep.contains(Int($0.step)) }
    let carried = carried(to: node, before: sweep.lowerBound, at: step)
    guard !expected.isEmpty else {
      if let carried { return .final(carried) }
      let comesLater = entries(of: node).contains { Int($0.step) > step && pass.contains(Int($0.step)) }
      return comesLater ? .pending : .noPath
    }
    let arrived = expected.filter { Int($0.step) <= step }
    if arrived.count == expected.count, let last = arrived.last {
      return .final(tensor(of: last, to: node, \.gradient))
    }
    let terms = (carried.map { [$0] } ?? []) + arrived.map { tensor(of: $0, to: node, \.downstream) }
    return terms.isEmpty
      ? .pending : .accumulating(arrived: terms, outstanding: expected.count - arrived.count)
  }

  /// The gradients that came to a node in the backward pass of a step, up to that step.
  public func contributions(to node: Int, at step: Int) -> [Contribution] {
    let pass = trace.pass(ofStep: step)?.steps ?? 0..<trace.stepCount
    let sweep = sweep(at: step, in: pass)
    return entries(of: node).compactMap { entry in
      guard entry.input >= 0, sweep.contains(Int(entry.step)), Int(entry.step) <= step else { return nil }
      return Contribution(
        step: Int(entry.step), gate: trace.stepRecords[Int(entry.step)].node, input: Int(entry.input),
        downstream: tensor(of: entry, to: node, \.downstream))
    }
  }

  /// The steps in which a node gets its value or a gradient, in order.
  public func steps(touching node: Int) -> [Int] {
    var steps = [Int(firstSteps[node])] + entries(of: node).map { Int($0.step) }
    steps += (updates[node] ?? []).map(\.step)
    return Array(Set(steps)).sorted()
  }
}

extension States {
  private func entries(of node: Int) -> ArraySlice<Entry> {
    entries[Int(starts[node])..<Int(starts[node + 1])]
  }

  /// The steps of one run of the backward pass: from its seed to the next seed or the end of the pass.
  private func sweep(at step: Int, in pass: Range<Int>) -> Range<Int> {
    let inPass = seeds.filter(pass.contains)
    guard let index = inPass.lastIndex(where: { $0 <= step }) ?? inPass.indices.first else {
      return pass.upperBound..<pass.upperBound
    }
    return inPass[index]..<(index + 1 < inPass.count ? inPass[index + 1] : pass.upperBound)
  }

  /// The gradient that an input kept from earlier backward passes and that nothing has cleared.
  private func carried(to node: Int, before start: Int, at step: Int) -> Tensor? {
    guard trace.nodeRecords[node].gate == 0 else { return nil }
    guard let last = entries(of: node).last(where: { Int($0.step) < start && Int($0.step) <= step })
    else { return nil }
    let isCleared = clears[node]?.contains { $0 >= Int(last.step) && $0 < step } ?? false
    return isCleared ? nil : tensor(of: last, to: node, \.gradient)
  }

  private func tensor(of entry: Entry, to node: Int, _ part: KeyPath<Backward, Tensor>) -> Tensor {
    if entry.input >= 0 {
      return trace.backwards(ofStep: Int(entry.step))[Int(entry.input)][keyPath: part]
    }
    for case .seed(_, let gradient) in trace.step(Int(entry.step)).events { return gradient }
    return Tensor(.nan)
  }

  private static func firstSteps(in trace: Trace) -> [Int32] {
    var steps = [Int32](repeating: -1, count: trace.nodeCount)
    for (number, record) in trace.stepRecords.enumerated() {
      switch record.form {
      case .inputs:
        for node in record.node..<record.node + Int(record.payload) { steps[node] = Int32(number) }
      case .forward: steps[record.node] = Int32(number)
      case .seed, .scalarBackward, .tensorBackward, .update: break
      }
    }
    return steps
  }

  /// Sorts the gradients that arrive by the node they arrive at, keeping the order of time.
  private static func entries(in trace: Trace) -> (starts: [Int32], entries: [Entry]) {
    var starts = [Int32](repeating: 0, count: trace.nodeCount + 1)
    forEachArrival(in: trace) { node, _ in starts[node + 1] += 1 }
    for node in 0..<trace.nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var entries = [Entry](repeating: Entry(step: 0, input: 0), count: Int(starts[trace.nodeCount]))
    forEachArrival(in: trace) { node, entry in
      entries[Int(next[node])] = entry
      next[node] += 1
    }
    return (starts, entries)
  }

  private static func forEachArrival(in trace: Trace, _ body: (Int, Entry) -> Void) {
    for (number, record) in trace.stepRecords.enumerated() {
      switch record.form {
      case .seed: body(record.node, Entry(step: Int32(number), input: -1))
      case .scalarBackward, .tensorBackward:
        let node = trace.nodeRecords[record.node]
        var input: Int32 = 0
        for index in Int(node.firstOperand)..<Int(node.firstOperand) + Int(node.operandCount)
        where trace.operands[index] >= 0 {
          body(Int(trace.operands[index]), Entry(step: Int32(number), input: input))
          input += 1
        }
      case .inputs, .forward, .update: break
      }
    }
  }
}
