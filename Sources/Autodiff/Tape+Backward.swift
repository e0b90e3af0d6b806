public import Numbers
public import TraceModel

extension Tape {
  /// Runs the backward pass from an output: seeds it, then lets each gate that the gradient reaches pass it on.
  ///
  /// Each input of a gate receives upstream × local; what a node receives along several branches is added. The
  /// gradients of gates start anew, those of inputs accumulate until ``clearGradient(of:)``. Linear in the number of
  /// gates before the output.
  public mutating func backward(from output: Reference, gradient seed: Double = 1) throws(Fault) {
    try backward(from: output, gradient: Tensor(seed))
  }

  /// Runs the backward pass from an output that may be an array, whose shape the seed must have.
  ///
  /// Through gates of the program's own goes no gradient: ``startBackward(from:gradient:)`` asks for theirs.
  public mutating func backward(from output: Reference, gradient seed: Tensor) throws(Fault) {
    var question = try startBackward(from: output, gradient: seed)
    while let gate = question {
      question = try continueBackward(with: Array(repeating: nil, count: gate.operands.count))
    }
  }

  /// Seeds an output and makes its gradient the only one.
  mutating func seed(_ output: Reference, _ seed: Tensor) {
    current.seed = PassRecording.Seed(
      output: output, gradient: seed, inputValues: inputs.map(\.value),
      inputArrays: inputs.map(\.array?.value))
    current.inputGradients = Array(repeating: nil, count: inputs.count)
    current.inputArrayGradients = [:]
    current.steps.append(StepRecord(.seed, node: Int(output.code), payload: current.numbers.count))
    current.numbers += seed.elements
    current.clearGradients()
    for segment in earlier.indices { earlier[segment].gradients = [] }
    queue = mistake == .order ? gatesAsQueued(from: output) : []
    if let number = seed.scalar {
      _ = receive(number, at: output.code)
    } else {
      _ = receive(seed, at: output.code)
    }
  }

  /// The gradient of a node, or nil if none has reached it or it is an array.
  public func gradient(of reference: Reference) -> Double? { gradientTensor(of: reference)?.scalar }

  /// The gradient of a node, or nil if none has reached it.
  public func gradientTensor(of reference: Reference) -> Tensor? {
    switch Source(reference.code) {
    case .input(let index):
      return inputs[index].array.map(\.gradient) ?? inputs[index].gradient.map { Tensor($0) }
    case .gate(let id):
      let recording = id >= current.firstGate ? current : earlier.last { $0.firstGate <= id }
      guard let recording, recording.gradients.indices.contains(id - recording.firstGate) else {
        return nil
      }
      return recording.gradientTensor(ofGate: id - recording.firstGate)
    case .constant: return nil
    }
  }

  /// Clears the gradient of an input, so that the next backward pass starts from nothing.
  public mutating func clearGradient(of reference: Reference) {
    guard case .input(let index) = Source(reference.code), gradientTensor(of: reference) != nil else {
      return
    }
    inputs[index].gradient = nil
    inputs[index].array?.gradient = nil
    appendUpdateStep()
    current.append(aside: .clear(node: index))
  }

  /// Moves an input to a new value after a backward pass.
  public mutating func update(
    _ reference: Reference, to value: Double, statement: String, rate: Double? = nil,
    at place: SourceRange = .none
  ) {
    update(reference, to: Tensor(value), statement: statement, rate: rate, at: place)
  }

  /// An update takes up as much as so many elements.
  private static let sizeOfUpdate = 32

  /// Moves an input that may be an array, whose shape the new value must have.
  public mutating func update(
    _ reference: Reference, to new: Tensor, statement: String, rate: Double? = nil,
    at place: SourceRange = .none
  ) {
    update(reference, to: new, statement: statement, rate: rate, formula: nil, at: place)
  }

  /// The same, with how the new value comes about.
  package mutating func update(
    _ reference: Reference, to new: Tensor, statement: String, rate: Double?, formula: UpdateFormula?,
    at place: SourceRange
  ) {
    guard case .input(let index) = Source(reference.code) else { return }
    let old = tensor(ofCode: reference.code)
    if let number = new.scalar { inputs[index].value = number }
    inputs[index].array?.value = new
    let change = ArrayMath.combine(.subtract, new.elements, old.elements)
    appendUpdateStep()
    let formula = formula.map { Update.Formula($0.compute, of: readings($0.operands)) }
    current.append(
      aside: .update(
        Update(
          node: index, old: old, change: Tensor(filling: new.shape, with: change), new: new,
          statement: statement, rate: rate, place: place.storable, formula: formula)))
    current.elementCount += Self.sizeOfUpdate + change.count + new.elements.count
    current.updates[index] = max(current.updates[index] ?? 0, ArrayMath.largestMagnitude(change))
  }
}

extension Tape {
  private mutating func appendUpdateStep() {
    if current.steps.last?.form != .update { current.steps.append(StepRecord(.update, node: 0)) }
  }

  /// Lets the gates of a pass hand on what has reached them, the last one first: upstream × local to each input.
  ///
  /// This is where a long backward pass spends its time, so steps and numbers go into room made beforehand. It stops at
  /// a gate of the program's own and gives its place in the pass; nil once the first gate is done.
  mutating func stepBackward(through segment: Int?, from last: Int) throws(Fault) -> Int? {
    var steps: [StepRecord] = []
    var numbers: [Double] = []
    swap(&steps, &current.steps)
    swap(&numbers, &current.numbers)
    defer {
      swap(&steps, &current.steps)
      swap(&numbers, &current.numbers)
    }
    let (nodes, operands) = columns(of: segment)
    let start = (step: steps.count, number: numbers.count)
    let queued = segment == nil ? queued(from: last) : []
    var stop: Int?
    try steps.append(addingCapacity: max(last + 1, queued.count)) { (steps) throws(Fault) in
      try numbers.append(addingCapacity: nodes.count + 2 * operands.count) { (numbers) throws(Fault) in
        stop =
          queued.isEmpty
          ? try stepBackward(
            through: segment, stride(from: last, through: 0, by: -1), nodes, operands, from: start,
            recordingIn: &steps, &numbers)
          : try stepBackward(
            through: segment, queued, nodes, operands, from: start, recordingIn: &steps, &numbers)
      }
    }
    return stop
  }

  private mutating func stepBackward(
    through segment: Int?, _ indices: some Sequence<Int>, _ nodes: [NodeRecord], _ operands: [Int32],
    from start: (step: Int, number: Int),
    recordingIn steps: inout OutputSpan<StepRecord>, _ numbers: inout OutputSpan<Double>
  ) throws(Fault) -> Int? {
    let firstGate = segment.map { earlier[$0].firstGate } ?? current.firstGate
    for index in indices {
      guard let upstream = gradient(ofGate: index, in: segment) else { continue }
      let id = firstGate + index
      if isArrayStep(nodes[index]) {
        if gates[Int(nodes[index].gate) - 1].isOwn { return index }
        try stepBackwardThroughArray(
          nodes[index], id, operands, from: start.step, recordingIn: &steps)
        continue
      }
      let first = Int(nodes[index].firstOperand)
      let codeA = operands[first]
      let codeB = nodes[index].operandCount == 2 ? operands[first + 1] : nil
      let (localA, localB) = try slopes(
        of: nodes[index], value: value(ofCode: Int32(truncatingIfNeeded: id)), codeA, codeB,
        upstream: upstream, step: start.step + steps.count)
      steps.append(StepRecord(.scalarBackward, node: id, payload: start.number + numbers.count))
      numbers.append(upstream)
      send(upstream, localA, to: codeA, recordingIn: &numbers)
      if let codeB { send(upstream, localB, to: codeB, recordingIn: &numbers) }
    }
    return nil
  }

  /// The local gradients of a gate; throws if what would be handed on is not finite.
  @inline(__always)
  private mutating func slopes(
    of node: NodeRecord, value y: Double, _ codeA: Int32, _ codeB: Int32?, upstream: Double, step: Int
  ) throws(Fault) -> (Double, Double) {
    let gate = gates[Int(node.gate) - 1]
    let a = value(ofCode: codeA)
    switch gate.rule {
    case .array, .own: return (.nan, .nan)
    case .unary(_, let slope):
      let local = slope(a, y)
      if !(upstream * local).isFinite {
        try fault(.backward, gate, [a], result: upstream * local, step: step, at: places[node.place])
      }
      return (local, 0)
    case .binary(_, let slopes):
      let b = if let codeB { value(ofCode: codeB) } else { Double.nan }
      let (localA, localB) = slopes(a, b, y)
      if !(upstream * localA).isFinite, !Self.isConstant(codeA) {
        try fault(.backward, gate, [a, b], result: upstream * localA, step: step, at: places[node.place])
      }
      if !(upstream * localB).isFinite, let codeB, !Self.isConstant(codeB) {
        try fault(.backward, gate, [a, b], result: upstream * localB, step: step, at: places[node.place])
      }
      return (localA, localB)
    }
  }

  func columns(of segment: Int?) -> (nodes: [NodeRecord], operands: [Int32]) {
    segment.map { (earlier[$0].nodes, earlier[$0].operands) } ?? (current.nodes, current.operands)
  }

  @inline(__always)
  private func gradient(ofGate index: Int, in segment: Int?) -> Double? {
    if let segment { earlier[segment].gradient(ofGate: index) } else { current.gradient(ofGate: index) }
  }

  @inline(__always)
  static func isConstant(_ code: Int32) -> Bool { code < 0 && ~code & 1 == 1 }

  /// Sends upstream × local down one branch and records both that slope and what has gathered there.
  @inline(__always)
  private mutating func send(
    _ upstream: Double, _ local: Double, to code: Int32, recordingIn numbers: inout OutputSpan<Double>
  ) {
    guard !Self.isConstant(code) else { return }
    if mistake == .overwrite { forgetGradient(atCode: code) }
    let gathered = receive(upstream * local, at: code)
    numbers.append(local)
    numbers.append(gathered)
  }

  /// Adds a gradient to what a node has received and returns the sum.
  @inline(__always)
  mutating func receive(_ gradient: Double, at code: Int32) -> Double {
    switch Source(code) {
    case .gate(let id) where id >= current.firstGate:
      return current.receive(gradient, atGate: id - current.firstGate)
    case .gate(let id): return receive(gradient, atEarlier: id)
    case .input(let index):
      let sum = (inputs[index].gradient ?? 0) + gradient
      inputs[index].gradient = sum
      current.inputGradients[index] = (current.inputGradients[index] ?? 0) + gradient
      return sum
    case .constant: return gradient
    }
  }

  private mutating func receive(_ gradient: Double, atEarlier id: Int) -> Double {
    guard let segment = earlier.lastIndex(where: { $0.gates.contains(id) }) else { return gradient }
    if earlier[segment].gradients.isEmpty { earlier[segment].clearGradients() }
    return earlier[segment].receive(gradient, atGate: id - earlier[segment].firstGate)
  }
}
