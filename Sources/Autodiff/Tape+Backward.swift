import TraceModel

extension Tape {
  /// Runs the backward pass from an output: seeds it, then lets each gate that the gradient reaches pass it on.
  ///
  /// Each input of a gate receives upstream × local; what a node receives along several branches is added. The
  /// gradients of gates start anew, those of inputs accumulate until ``clearGradient(of:)``. Linear in the number of
  /// gates before the output.
  public mutating func backward(from output: Reference, gradient seed: Double = 1) throws(Fault) {
    current.seed = PassRecording.Seed(
      output: output, gradient: seed, inputValues: inputs.map(\.value),
      inputGradients: Array(repeating: nil, count: inputs.count))
    current.steps.append(StepRecord(.seed, node: Int(output.code), payload: current.numbers.count))
    current.numbers.append(seed)
    prepareGradients()
    receive(seed, at: output.code)
    do throws(Fault) {
      try stepBackwardThroughAll()
    } catch {
      dropUnfinishedStep()
      throw error
    }
  }

  private mutating func stepBackwardThroughAll() throws(Fault) {
    for index in stride(from: current.nodes.count - 1, through: 0, by: -1) where current.isReached[index] {
      try stepBackward(
        current.nodes[index], id: current.firstGate + index, upstream: current.gradients[index])
    }
    for segment in stride(from: earlier.count - 1, through: 0, by: -1) {
      for index in stride(from: earlier[segment].isReached.count - 1, through: 0, by: -1)
      where earlier[segment].isReached[index] {
        try stepBackward(
          earlier[segment].nodes[index], of: segment, id: earlier[segment].firstGate + index,
          upstream: earlier[segment].gradients[index])
      }
    }
  }

  /// The gradient of a node, or nil if none has reached it.
  public func gradient(of reference: Reference) -> Double? {
    switch Source(reference.code) {
    case .input(let index): return inputs[index].gradient
    case .gate(let id):
      let recording = id >= current.firstGate ? current : earlier.last { $0.firstGate <= id }
      guard let recording, recording.isReached.indices.contains(id - recording.firstGate),
        recording.isReached[id - recording.firstGate]
      else { return nil }
      return recording.gradients[id - recording.firstGate]
    case .constant: return nil
    }
  }

  /// Clears the gradient of an input, so that the next backward pass starts from nothing.
  public mutating func clearGradient(of reference: Reference) {
    guard case .input(let index) = Source(reference.code), inputs[index].gradient != nil else { return }
    inputs[index].gradient = nil
    appendUpdateStep()
    current.append(aside: .clear(node: index))
  }

  /// Moves an input to a new value after a backward pass.
  public mutating func update(
    _ reference: Reference, to value: Double, statement: String, rate: Double? = nil
  ) {
    guard case .input(let index) = Source(reference.code) else { return }
    let old = inputs[index].value
    inputs[index].value = value
    appendUpdateStep()
    current.append(
      aside: .update(
        Update(
          node: index, old: Tensor(old), change: Tensor(value - old), new: Tensor(value),
          statement: statement, rate: rate)))
    current.updates[index] = max(current.updates[index] ?? 0, (value - old).magnitude)
  }
}

extension Tape {
  private mutating func appendUpdateStep() {
    if current.steps.last?.form != .update { current.steps.append(StepRecord(.update, node: 0)) }
  }

  /// Removes the step in which a fault was thrown, some of whose numbers are missing.
  private mutating func dropUnfinishedStep() {
    let step = current.steps.removeLast()
    current.numbers.removeSubrange(Int(step.payload)...)
  }

  private mutating func prepareGradients() {
    current.gradients = Array(repeating: 0, count: current.nodes.count)
    current.isReached = Array(repeating: false, count: current.nodes.count)
    for segment in earlier.indices {
      earlier[segment].gradients = []
      earlier[segment].isReached = []
    }
  }

  /// One gate's backward step: the local gradient of each input times the upstream gradient.
  @inline(__always)
  private mutating func stepBackward(
    _ node: NodeRecord, of segment: Int? = nil, id: Int, upstream: Double
  ) throws(Fault) {
    let first = Int(node.firstOperand)
    let codeA = segment.map { earlier[$0].operands[first] } ?? current.operands[first]
    let gate = gates[Int(node.gate) - 1]
    let y = value(ofCode: Int32(truncatingIfNeeded: id))
    let a = value(ofCode: codeA)
    current.steps.append(StepRecord(.scalarBackward, node: id, payload: current.numbers.count))
    current.numbers.append(upstream)
    switch gate.rule {
    case .unary(_, let slope):
      let local = slope(a, y)
      if !(upstream * local).isFinite {
        try fault(.backward, gate, [a], result: upstream * local, at: node.place)
      }
      send(upstream, local, to: codeA)
    case .binary(_, let slopes):
      let codeB = segment.map { earlier[$0].operands[first + 1] } ?? current.operands[first + 1]
      let b = value(ofCode: codeB)
      let (localA, localB) = slopes(a, b, y)
      for (code, local) in [(codeA, localA), (codeB, localB)] where !isConstant(code) {
        if !(upstream * local).isFinite {
          try fault(.backward, gate, [a, b], result: upstream * local, at: node.place)
        }
        send(upstream, local, to: code)
      }
    }
  }

  @inline(__always)
  private func isConstant(_ code: Int32) -> Bool { code < 0 && ~code & 1 == 1 }

  /// Sends upstream × local down one branch and records both that slope and what has gathered there.
  @inline(__always)
  private mutating func send(_ upstream: Double, _ local: Double, to code: Int32) {
    guard !isConstant(code) else { return }
    let gathered = receive(upstream * local, at: code)
    current.numbers.append(local)
    current.numbers.append(gathered)
  }

  /// Adds a gradient to what a node has received and returns the sum.
  @inline(__always) @discardableResult
  private mutating func receive(_ gradient: Double, at code: Int32) -> Double {
    switch Source(code) {
    case .gate(let id) where id >= current.firstGate:
      let index = id - current.firstGate
      current.isReached[index] = true
      current.gradients[index] += gradient
      return current.gradients[index]
    case .gate(let id):
      return receive(gradient, atEarlier: id)
    case .input(let index):
      let sum = (inputs[index].gradient ?? 0) + gradient
      inputs[index].gradient = sum
      let inRun = (current.seed?.inputGradients[index] ?? nil) ?? 0
      current.seed?.inputGradients[index] = inRun + gradient
      return sum
    case .constant: return gradient
    }
  }

  private mutating func receive(_ gradient: Double, atEarlier id: Int) -> Double {
    guard let segment = earlier.lastIndex(where: { $0.gates.contains(id) }) else { return gradient }
    if earlier[segment].gradients.isEmpty {
      earlier[segment].gradients = Array(repeating: 0, count: earlier[segment].nodes.count)
      earlier[segment].isReached = Array(repeating: false, count: earlier[segment].nodes.count)
    }
    let index = id - earlier[segment].firstGate
    earlier[segment].isReached[index] = true
    earlier[segment].gradients[index] += gradient
    return earlier[segment].gradients[index]
  }
}
