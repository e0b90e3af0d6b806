public import Numbers

/// What is known of a gradient at some step.
public enum GradientState: Equatable, Sendable {
  /// Nothing has arrived yet.
  case pending
  /// Some branches have arrived, in this order, and so many have not. Where the last one replaces the others on purpose,
  /// only that one.
  case accumulating(arrived: [Tensor], outstanding: Int)
  case final(Tensor)
  /// The output does not depend on the node.
  case noPath
}

/// That a gradient came to a node: in which step, from which gate, and by which of its inputs.
package struct Arrival {
  package var step: Int
  package var gate: Int
  package var input: Int
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
/// Making it is linear in the trace; each question after that is logarithmic, without a replay. A gradient that a
/// step clears is still known at that step, whose updates used it, and gone from the next one on.
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
  /// What inputs held at the starts of passes that come after some that were not kept.
  private let gaps: [(step: Int, held: [Int: Tensor])]
  /// What an input holds after a step that seeded it; the event has only the seed.
  private var seededInputs: [Int: Tensor] = [:]

  /// A gradient that reached a node: by which step, and by which input of the gate; the seed has input −1.
  struct Entry {
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
    gaps = trace.passes.compactMap { pass in
      guard let steps = pass.steps, let held = pass.held else { return nil }
      return (steps.lowerBound, Dictionary(held.map { ($0.node, $0.gradient) }) { _, last in last })
    }
    for step in seeds { addSeed(at: step) }
  }

  /// Adds the seed to what an input holds from earlier; a gate holds nothing.
  private mutating func addSeed(at step: Int) {
    let node = trace.stepRecords[step].node
    guard let carried = carried(to: node, before: step, at: step) else { return }
    let sum = zip(carried.elements, trace.seed(ofStep: step).elements).map { $0 + $1 }
    seededInputs[step] = Tensor(shape: carried.shape, elements: sum)
  }

  /// The value of a node after a step, or nil if it has none yet.
  public func value(of node: Int, at step: Int) -> Tensor? {
    guard firstSteps[node] >= 0, Int(firstSteps[node]) <= step else { return nil }
    if let moved = updates[node], let first = moved.first, first.step <= step {
      return moved[moved.firstIndex(after: step) { $0.step } - 1].value
    }
    return trace.initialValue(of: node)
  }

  /// The step in which a node got its value.
  public func firstStep(of node: Int) -> Int { Int(firstSteps[node]) }

  /// What is known of a node's gradient after a step.
  public func gradient(of node: Int, at step: Int) -> GradientState {
    let pass = trace.pass(ofStep: step)?.steps ?? 0..<trace.stepCount
    let sweep = sweep(at: step, in: pass)
    let expected = entries(of: node, in: sweep)
    let carried = carried(to: node, before: sweep.lowerBound, at: step)
    guard !expected.isEmpty else {
      if let carried { return .final(carried) }
      let comesLater = step < pass.upperBound && !entries(of: node, in: step + 1..<pass.upperBound).isEmpty
      return comesLater ? .pending : .noPath
    }
    let arrived = expected.prefix { Int($0.step) <= step }
    if arrived.count == expected.count, let last = arrived.last {
      return .final(gradient(of: last))
    }
    var terms = (carried.map { [$0] } ?? []) + arrived.map { downstream(of: $0) }
    if trace.mistake == .overwrite { terms = terms.suffix(1) }
    return terms.isEmpty
      ? .pending : .accumulating(arrived: terms, outstanding: expected.count - arrived.count)
  }

  /// The gradients that came to a node in the backward pass of a step, up to that step.
  public func contributions(to node: Int, at step: Int) -> [Contribution] {
    arrivals(at: node, by: step).map { arrival in
      let entry = Entry(step: Int32(arrival.step), input: Int32(arrival.input))
      return Contribution(
        step: arrival.step, gate: arrival.gate, input: arrival.input,
        downstream: downstream(of: entry))
    }
  }

  /// That gradients came to a node, as ``contributions(to:at:)`` but without their numbers.
  package func arrivals(at node: Int, by step: Int) -> some Sequence<Arrival> {
    arrivals(in: entries(of: node, in: sweep(at: step))).filter { $0.step <= step }
  }

  /// The last step by the time of another in which a gate handed something to one of its inputs.
  package func backwardStep(of gate: Int, input: Int, by step: Int) -> Int? {
    guard let source = trace.input(input, of: gate) else { return nil }
    let last = entries(of: source, in: sweep(at: step)).last {
      Int($0.step) <= step && Int($0.input) == input && trace.node(ofStep: Int($0.step)) == gate
    }
    return last.map { Int($0.step) }
  }

  private func arrivals(in entries: ArraySlice<Entry>) -> LazyMapSequence<
    LazyFilterSequence<ArraySlice<Entry>>, Arrival
  > {
    entries.lazy.filter { $0.input >= 0 }.map { entry in
      Arrival(step: Int(entry.step), gate: trace.stepRecords[Int(entry.step)].node, input: Int(entry.input))
    }
  }

  /// The steps in which a node gets its value or a gradient, in order.
  public func steps(touching node: Int) -> [Int] {
    let updates = updates[node]?.map(\.step) ?? []
    let entries = entries(of: node)
    var steps: [Int] = []
    steps.reserveCapacity(1 + entries.count + updates.count)
    if firstSteps[node] >= 0 { steps.append(Int(firstSteps[node])) }
    for entry in entries where steps.last != Int(entry.step) { steps.append(Int(entry.step)) }
    return updates.isEmpty ? steps : Set(steps + updates).sorted()
  }
}

extension States {
  private func entries(of node: Int) -> ArraySlice<Entry> {
    entries[Int(starts[node])..<Int(starts[node + 1])]
  }

  private func entries(of node: Int, in steps: Range<Int>) -> ArraySlice<Entry> {
    let all = entries(of: node)
    let first = all.firstIndex(after: steps.lowerBound - 1) { Int($0.step) }
    let end = all.firstIndex(after: steps.upperBound - 1) { Int($0.step) }
    return all[first..<end]
  }

  /// The steps of the run of the backward pass that a step belongs to, or of the first one after it in its pass; empty
  /// if there is none.
  package func sweep(at step: Int) -> Range<Int> {
    sweep(at: step, in: trace.pass(ofStep: step)?.steps ?? 0..<trace.stepCount)
  }

  /// The steps of one run of the backward pass: from its seed to the next seed or the end of the pass.
  ///
  /// It is the run that the step belongs to; before the first run of the pass, that one.
  private func sweep(at step: Int, in pass: Range<Int>) -> Range<Int> {
    let first = seeds.firstIndex(after: pass.lowerBound - 1) { $0 }
    let index = max(first, seeds.firstIndex(after: step) { $0 } - 1)
    guard index < seeds.count, seeds[index] < pass.upperBound else {
      return pass.upperBound..<pass.upperBound
    }
    return seeds[index]..<(index + 1 < seeds.count ? min(seeds[index + 1], pass.upperBound) : pass.upperBound)
  }

  /// The gradient that an input kept from earlier backward passes and that nothing has cleared.
  private func carried(to node: Int, before start: Int, at step: Int) -> Tensor? {
    guard trace.nodeRecords[node].gate == 0 else { return nil }
    guard let (since, gradient) = gathered(at: node, before: min(start, step + 1)) else { return nil }
    let cleared = clears[node] ?? []
    let index = cleared.firstIndex(after: since - 1) { $0 }
    return index < cleared.count && cleared[index] < step ? nil : gradient
  }

  /// What an input last gathered before a step, and since when it held that.
  private func gathered(at node: Int, before step: Int) -> (since: Int, gradient: Tensor)? {
    let last = entries(of: node, in: 0..<step).last
    let index = gaps.firstIndex(after: step - 1) { $0.step }
    if index > 0, gaps[index - 1].step > last.map({ Int($0.step) }) ?? -1 {
      return gaps[index - 1].held[node].map { (gaps[index - 1].step, $0) }
    }
    return last.map { (Int($0.step), gradient(of: $0)) }
  }

  private func downstream(of entry: Entry) -> Tensor {
    entry.input >= 0
      ? trace.downstream(ofStep: Int(entry.step), input: Int(entry.input))
      : trace.seed(ofStep: Int(entry.step))
  }

  /// What the node has gathered when something reached it.
  private func gradient(of entry: Entry) -> Tensor {
    if entry.input >= 0 { return trace.gradient(ofStep: Int(entry.step), input: Int(entry.input)) }
    return seededInputs[Int(entry.step)] ?? trace.seed(ofStep: Int(entry.step))
  }
}
