public import Numbers
public import TraceModel

extension Tape {
  /// Ends the recording and gives the trace, inputs before gates in each pass. The tape is empty after that.
  ///
  /// - Parameters:
  ///   - isChecked: Whether numeric gradients are set beside the analytic ones.
  ///   - own: What runs gates of the program's own again, on other numbers; without it, nothing is checked through them.
  public mutating func finish(
    isChecked: Bool = true, running own: @escaping OwnValue = { _, _ in nil }
  ) -> Trace {
    current.run = runGradients
    var passes = summaries
    passes.append(summary(of: current))
    if current.seed != nil, current.number > Self.keptPasses, let last = earlier.last,
      last.number != 1, !requested.contains(last.number)
    {
      release { $0.number == last.number }
    }
    // What is not kept of a run can't be compared with what is.
    if isChecked { check(running: own) }
    var kept = earlier
    kept.append(current)
    var builder = TraceBuilder(title: title, digits: digits, program: program, mistake: mistake)
    builder.set(
      gates: gates.map(\.description), names: names, constants: constants, shapes: shapes, places: places)
    for note in notes { builder.add(note) }
    var joining = Joining(inputs: inputs, passes: passes, lateBindings, builder)
    self = Tape(
      title: title, digits: digits, program: program, requested: requested, allowsFaults: allowsFaults,
      mistake: mistake)
    while !kept.isEmpty { joining.append(kept.removeFirst()) }
    joining.finishSummaries()
    return joining.builder.trace
  }
}

/// Joins the recordings of passes into one trace, giving nodes and steps their final numbers.
private struct Joining {
  var builder: TraceBuilder
  private let inputs: [InputRecord]
  private let lateBindings: [(value: Tensor, order: Int)]
  /// What is known of each pass; an update's node is still the number of the input.
  private var passes: [Pass]
  /// The node that each input became, and the value that it has so far.
  private var nodeOfInput: [Int?]
  private var valueOfInput: [Tensor]
  /// The gates of each pass so far and the node that the first of them became.
  private var placed: [(gates: Range<Int>, firstNode: Int)] = []
  /// The last of them.
  private var last: (gates: Range<Int>, firstNode: Int) = (0..<0, 0)

  init(
    inputs: [InputRecord], passes: [Pass], _ lateBindings: [(value: Tensor, order: Int)],
    _ builder: TraceBuilder
  ) {
    self.lateBindings = lateBindings
    self.builder = builder
    self.inputs = inputs
    self.passes = passes
    nodeOfInput = Array(repeating: nil, count: inputs.count)
    valueOfInput = inputs.map(\.start)
  }

  mutating func append(_ recording: consuming PassRecording) {
    let firstStep = builder.trace.stepCount
    let new = place(inputsOf: recording)
    let firstNode = builder.trace.nodeCount
    last = (recording.gates, firstNode)
    placed.append(last)
    let isFirst = firstStep == 0
    let drop = isFirst || !new.isEmpty ? 0 : 1
    if drop == 0 {
      recording.steps[0] = StepRecord(.inputs, node: firstNode - new.count, payload: new.count)
    } else {
      recording.steps.removeFirst()
    }
    appendAsides(of: recording, firstStep: firstStep, drop: drop)
    let groups = appendGroups(of: recording)
    appendBindings(of: recording, groups, firstStep: firstStep, drop: drop)
    finishPass(recording, nodes: firstNode..<firstNode + recording.nodes.count, firstStep: firstStep)
    for (index, cached) in recording.cached { builder.set(cached: cached, of: firstNode + index) }
    appendNodes(of: &recording)
    appendSteps(of: &recording, keepsFirst: drop == 0)
  }

  /// Makes nodes of the inputs that a pass reads and no earlier one did; gives those inputs.
  private mutating func place(inputsOf recording: borrowing PassRecording) -> [Int] {
    var candidates = Set(recording.newInputs)
    if !placed.isEmpty {
      for code in recording.operands { if case .input(let index) = Source(code) { candidates.insert(index) } }
    }
    if let seed = recording.seed, case .input(let index) = Source(seed.output.code) {
      candidates.insert(index)
    }
    let new = candidates.filter { nodeOfInput[$0] == nil }
      .sorted { (inputs[$0].order, $0) < (inputs[$1].order, $1) }
    for index in new {
      let start = recording.start(ofInput: index) ?? inputs[index].start
      valueOfInput[index] = start
      nodeOfInput[index] = builder.addNode(
        value: start, place: inputs[index].place, name: inputs[index].name)
    }
    return new
  }

  private mutating func appendNodes(of recording: inout PassRecording) {
    if !recording.arrays.isEmpty { recording.spreadArrays() }
    for index in recording.operands.indices {
      recording.operands[index] = final(recording.operands[index])
    }
    builder.adopt(nodes: &recording.nodes, operands: &recording.operands, values: &recording.values)
  }

  private mutating func appendSteps(of recording: inout PassRecording, keepsFirst: Bool) {
    for index in recording.steps.indices.dropFirst(keepsFirst ? 1 : 0) {
      let step = recording.steps[index]
      switch step.form {
      case .inputs, .update: break
      case .forward: recording.steps[index] = StepRecord(.forward, node: Int(final(step.code)))
      case .seed, .scalarBackward:
        recording.steps[index] = StepRecord(
          step.form, node: Int(final(step.code)), payload: Int(step.payload))
      case .tensorBackward:
        let payload = place(recording.arrayBackwards[Int(step.payload)], ofGate: step.code)
        recording.steps[index] = StepRecord(.tensorBackward, node: Int(final(step.code)), payload: payload)
      }
    }
    builder.adopt(steps: &recording.steps, numbers: &recording.numbers)
  }

  /// The events of a backward step in tensors, with local gradients in the form that suits their size.
  private mutating func place(_ step: ArrayBackward, ofGate code: Int32) -> Int {
    let node = Int(final(code))
    return builder.add(
      step.shares.enumerated().map { input, share in
        Backward(
          node: node, input: input, to: Int(final(share.code)), upstream: step.upstream,
          local: share.local ?? step.gate.local(step.operands, step.value, of: share.position),
          downstream: share.downstream,
          gradient: share.gathered)
      })
  }

  /// The final number of a gate or input, or the final code of a constant.
  @inline(__always)
  private func final(_ code: Int32) -> Int32 {
    switch Source(code) {
    case .gate(let id):
      if last.gates.contains(id) {
        return Int32(truncatingIfNeeded: last.firstNode + id - last.gates.lowerBound)
      }
      return final(earlierGate: id)
    case .input(let index): return Int32(truncatingIfNeeded: nodeOfInput[index] ?? 0)
    case .constant(let index): return ~Int32(truncatingIfNeeded: index)
    }
  }

  /// Operands and steps know only gates of passes that were kept; what was a pass's output may be gone.
  private func final(earlierGate id: Int) -> Int32 {
    let owner = placed.last { $0.gates.contains(id) }
    return owner.map { Int32(truncatingIfNeeded: $0.firstNode + id - $0.gates.lowerBound) } ?? -1
  }

  private mutating func appendAsides(
    of recording: borrowing PassRecording, firstStep: Int, drop: Int
  ) {
    for index in recording.startValues.indices {
      guard let node = nodeOfInput[index], let start = recording.start(ofInput: index),
        valueOfInput[index] != start
      else { continue }
      valueOfInput[index] = start
      builder.add(.input(node: node, value: start), atStep: firstStep)
    }
    var late = recording.late[...]
    let inputOfOrder = late.isEmpty ? [:] : self.inputOfOrder
    for (index, aside) in recording.asides.enumerated() {
      var event = aside.event
      while let reading = late.first, reading.aside == index {
        late.removeFirst()
        settle(reading, as: inputOfOrder[reading.order], in: &event)
      }
      guard let event = final(event) else { continue }
      builder.add(event, atStep: max(0, firstStep + aside.step - drop))
    }
  }

  /// An event about an input, with the number of its node.
  private mutating func final(_ event: Event) -> Event? {
    switch event {
    case .update(var update):
      guard let node = nodeOfInput[update.node] else { return nil }
      valueOfInput[update.node] = update.new
      update.node = node
      update.formula = update.formula.flatMap(final)
      return .update(update)
    case .branch(var branch):
      guard let left = final(branch.left), let right = final(branch.right) else { return nil }
      (branch.left, branch.right) = (left, right)
      return branch.readsNode ? .branch(branch) : nil
    case .clear(let index): return nodeOfInput[index].map { .clear(node: $0) }
    case .check(var check):
      check.node = Int(final(Int32(truncatingIfNeeded: check.node)))
      return .check(check)
    case .input, .forward, .seed, .backward, .print, .binding: return event
    }
  }

  /// Makes a node of what an event reads if that has become an input with the same value.
  private func settle(_ reading: LateReading, as input: Int?, in event: inout Event) {
    guard case .constant(let constant) = event.readings[reading.part], let input, nodeOfInput[input] != nil,
      inputs[input].start == constant.value
    else { return }
    event.readings[reading.part] = .node(Int(Reference.input(input).code))
  }

  private func final(_ formula: Update.Formula) -> Update.Formula? {
    let operands = formula.operands.compactMap(final)
    return operands.count < formula.operands.count ? nil : Update.Formula(formula.compute, of: operands)
  }

  /// What an event reads, with the number of its node; nil if that is not in the trace.
  private func final(_ reading: Reading) -> Reading? {
    switch reading {
    case .node(let code): return place(ofCode: code).map { .node($0) }
    case .gradient(let code): return place(ofCode: code).map { .gradient($0) }
    case .constant: return reading
    }
  }

  private func place(ofCode code: Int) -> Int? {
    switch Source(Int32(truncatingIfNeeded: code)) {
    case .input(let index): return nodeOfInput[index]
    case .gate, .constant:
      let node = final(Int32(truncatingIfNeeded: code))
      return node < 0 ? nil : Int(node)
    }
  }

  /// Adds groups; gives for each its final number, and nil for one without gates.
  private mutating func appendGroups(of recording: borrowing PassRecording) -> [Int?] {
    var own: [Int?] = []
    var numbers: [Int?] = []
    let shift = builder.trace.nodeCount - recording.firstGate
    for group in recording.groups {
      guard !group.nodes.isEmpty else {
        numbers.append(group.parent.flatMap { numbers[$0] })
        own.append(nil)
        continue
      }
      numbers.append(builder.trace.groups.count)
      own.append(builder.trace.groups.count)
      builder.add(
        Group(
          kind: group.kind, name: group.name, parent: group.parent.flatMap { numbers[$0] },
          nodes: group.nodes.lowerBound + shift..<group.nodes.upperBound + shift, place: group.place,
          turn: group.turn))
    }
    return own
  }

  private mutating func appendBindings(
    of recording: borrowing PassRecording, _ groups: [Int?], firstStep: Int, drop: Int
  ) {
    if recording.bindings.isEmpty { return }
    let inputOfOrder = lateBindings.isEmpty ? [:] : self.inputOfOrder
    for index in 0..<recording.bindings.count {
      var binding = recording.bindings[index]
      if let group = binding.group {
        // What is local to a call without gates is gone before the next step.
        guard let number = groups[group] else { continue }
        binding.group = number
      }
      if case .node(let code) = binding.bound { binding.bound = bound(code, inputOfOrder) }
      builder.add(.binding(binding), atStep: max(0, firstStep + recording.bindings.step(of: index) - drop))
    }
  }

  private func bound(_ code: Int, _ inputOfOrder: [Int: Int]) -> Binding.Bound {
    if code < Tape.firstLate { return place(ofCode: code).map { .node($0) } ?? .text("…") }
    let (value, order) = lateBindings[code - Tape.firstLate]
    guard let input = inputOfOrder[order], let node = nodeOfInput[input], inputs[input].start == value else {
      return Tape.bound(for: value)
    }
    return .node(node)
  }

  private var inputOfOrder: [Int: Int] {
    Dictionary(inputs.indices.map { (inputs[$0].order, $0) }) { $1 }
  }

  /// Completes what is said of a pass by where it stands in the trace.
  private mutating func finishPass(
    _ recording: borrowing PassRecording, nodes: Range<Int>, firstStep: Int
  ) {
    let number = recording.number
    guard let index = passes.firstIndex(where: { $0.number == number }) else { return }
    passes[index].nodes = nodes
    passes[index].steps = firstStep..<firstStep + recording.steps.count
    let output = recording.seed.map { Int(final($0.output.code)) }
    passes[index].output = output.flatMap { $0 < 0 ? nil : $0 }
    if index > 0, passes[index - 1].steps == nil { passes[index].held = held(in: recording) }
  }

  /// What inputs held when a pass began, for a trace that does not have the steps before it.
  private func held(in recording: borrowing PassRecording) -> [HeldGradient] {
    var held: [HeldGradient] = []
    for input in recording.startGradients.indices {
      let array = recording.startArrays[input]
      guard let node = nodeOfInput[input],
        let gradient = array.map(\.gradient) ?? recording.startGradients[input].map({ Tensor($0) })
      else { continue }
      held.append(HeldGradient(node: node, gradient: gradient))
    }
    return held.sorted { $0.node < $1.node }
  }

  /// Says of what nodes the updates were, which are known only now, and hands the passes to the trace.
  mutating func finishSummaries() {
    for index in passes.indices {
      passes[index].updates = passes[index].updates.compactMap { update in
        nodeOfInput[update.node].map { UpdateSize(node: $0, largestChange: update.largestChange) }
      }.sorted { $0.node < $1.node }
    }
    builder.set(passes: passes)
  }
}

extension InputRecord {
  /// What it held when it was made.
  fileprivate var start: Tensor { array?.initial ?? Tensor(initial) }
}

extension PassRecording {
  /// What an input held when the pass began; nil for one that was made later.
  fileprivate func start(ofInput index: Int) -> Tensor? {
    guard index < startValues.count else { return nil }
    return startArrays[index]?.value ?? Tensor(startValues[index])
  }

  /// Puts the elements of arrays among the values, in place of their numbers.
  fileprivate mutating func spreadArrays() {
    var spread: [Double] = []
    spread.reserveCapacity(values.count + arrays.reduce(0) { $0 + $1.elements.count })
    for index in nodes.indices {
      let first = spread.count
      if givesArray(index) {
        spread += arrays[Int(values[index])].elements
      } else {
        spread.append(values[index])
      }
      nodes[index].firstElement = UInt32(truncatingIfNeeded: first)
    }
    values = spread
    arrays = []
  }
}

extension StepRecord {
  /// While a tape records, the step's node is a reference's code, which may be negative.
  var code: Int32 { Int32(bitPattern: bits) >> 3 }
}
