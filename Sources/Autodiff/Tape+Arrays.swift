import Numbers
import TraceModel

// Gates that read or give arrays. What they compute stands in tensors; the columns of numbers hold where.

extension Tape {
  @inline(__always)
  func isArray(_ code: Int32) -> Bool {
    switch Source(code) {
    case .gate(let id) where id >= current.firstGate: current.nodes[id - current.firstGate].shape != 0
    case .gate(let id): Self.shape(ofGate: id, in: earlier) != 0
    case .input(let index): inputs[index].array != nil
    case .constant(let index): !constants[index].value.shape.isEmpty
    }
  }

  @inline(never)
  private static func shape(ofGate id: Int, in earlier: [PassRecording]) -> UInt16 {
    earlier.last { $0.gates.contains(id) }.map { $0.nodes[id - $0.firstGate].shape } ?? 0
  }

  /// The value behind an operand code.
  func tensor(ofCode code: Int32) -> Tensor {
    switch Source(code) {
    case .gate(let id):
      if id >= current.firstGate { return current.tensor(ofGate: id - current.firstGate) }
      return earlier.last { $0.gates.contains(id) }.map { $0.tensor(ofGate: id - $0.firstGate) }
        ?? Tensor(.nan)
    case .input(let index): return inputs[index].array?.value ?? Tensor(inputs[index].value)
    case .constant(let index): return constants[index].value
    }
  }

  /// Appends a gate that reads or gives an array. Of NaN and infinity in an array only the first is noted.
  mutating func recordArray(
    _ gate: Gate, _ codes: [Int32], shape: [Int]? = nil, isWhole: Bool = false, at place: SourceRange
  ) throws(Fault) -> Reference {
    let operands = codes.map { tensor(ofCode: $0) }
    guard let shape = shape ?? gate.shape(operands) else {
      preconditionFailure("the shapes \(operands.map(\.shape)) do not fit '\(gate.description.name)'")
    }
    let value = gate.value(operands, shape: shape)
    return try recordArray(gate, codes, operands, value: isWhole ? gate.whole(value) : value, at: place)
  }

  /// Appends a gate whose value is known.
  mutating func recordArray(
    _ gate: Gate, _ codes: [Int32], _ operands: [Tensor], value: Tensor, at place: SourceRange
  ) throws(Fault) -> Reference {
    try look(at: value, of: gate, operands, at: place)
    let id = current.gates.upperBound
    current.nodes.append(
      NodeRecord(
        gate: number(of: gate), shape: number(of: value.shape), place: number(of: place),
        operandCount: codes.count,
        firstOperand: current.operands.count, firstElement: current.values.count))
    current.operands += codes
    for (code, operand) in zip(codes, operands) where !Self.isConstant(code) {
      current.readElements += operand.elements.count
    }
    if let number = value.scalar {
      current.values.append(number)
    } else {
      current.values.append(Double(current.arrays.count))
      current.arrays.append(value)
      current.elementCount += value.elements.count
    }
    current.steps.append(StepRecord(.forward, node: id))
    return .gate(id)
  }

  private mutating func look(at value: Tensor, of gate: Gate, _ operands: [Tensor], at place: SourceRange)
    throws(Fault)
  {
    if value.isFinite { return }
    guard let index = value.elements.firstIndex(where: { !$0.isFinite }) else { return }
    let inputs = gate.isElementwise ? operands.map { $0.stretched(to: value.shape)[index] } : []
    let step = current.steps.count
    guard value.shape.isEmpty else {
      note(.forward, gate, inputs, result: value.elements[index], step: step, at: place)
      return
    }
    try fault(.forward, gate, inputs, result: value.elements[index], step: step, at: place)
  }

  private mutating func number(of shape: [Int]) -> UInt16 {
    if let known = shapeNumbers[shape] { return known }
    shapeNumbers[shape] = UInt16(truncatingIfNeeded: shapes.count)
    shapes.append(shape)
    return UInt16(truncatingIfNeeded: shapes.count - 1)
  }
}

extension Tape {
  /// Whether the backward step of a gate deals with arrays.
  @inline(__always)
  func isArrayStep(_ node: NodeRecord) -> Bool {
    node.shape != 0 || !gates[Int(node.gate) - 1].isElementwise
  }

  /// Lets a gate hand on the gradient that has reached it, in tensors.
  mutating func stepBackwardThroughArray(
    _ node: NodeRecord, _ id: Int, _ operands: [Int32], from firstStep: Int,
    recordingIn steps: inout OutputSpan<StepRecord>
  ) throws(Fault) {
    let code = Int32(truncatingIfNeeded: id)
    guard let upstream = gradientTensor(of: .gate(id)) else { return }
    let gate = gates[Int(node.gate) - 1]
    let codes = operands[Int(node.firstOperand)..<Int(node.firstOperand) + Int(node.operandCount)]
    let read = codes.map { tensor(ofCode: $0) }
    var step = ArrayBackward(
      gate: gate, upstream: upstream, operands: read, value: tensor(ofCode: code), shares: [])
    for (position, code) in codes.enumerated() where !Self.isConstant(code) {
      let downstream = gate.downstream(upstream, read, step.value, to: position)
      try look(atDownstream: downstream, of: gate, step: firstStep + steps.count, at: places[node.place])
      if mistake == .overwrite { forgetGradient(atCode: code) }
      let gathered: Tensor =
        downstream.scalar.map { Tensor(receive($0, at: code)) } ?? receive(downstream, at: code)
      step.shares.append(
        ArrayBackward.Share(code: code, position: position, downstream: downstream, gathered: gathered))
    }
    steps.append(StepRecord(.tensorBackward, node: id, payload: current.arrayBackwards.count))
    current.backwardElements += step.shares.reduce(0) { $0 + 2 * $1.downstream.elements.count }
    current.arrayBackwards.append(step)
  }

  mutating func look(
    atDownstream gradient: Tensor, of gate: Gate, step: Int, at place: SourceRange
  ) throws(Fault) {
    if gradient.isFinite { return }
    let result = gradient.elements.first { !$0.isFinite } ?? .nan
    guard gradient.shape.isEmpty else {
      note(.backward, gate, [], result: result, step: step, at: place)
      return
    }
    try fault(.backward, gate, [], result: result, step: step, at: place)
  }

  /// Adds an array to what a node has received and returns the sum.
  mutating func receive(_ gradient: Tensor, at code: Int32) -> Tensor {
    switch Source(code) {
    case .gate(let id) where id >= current.firstGate:
      return current.receive(gradient, atGate: id - current.firstGate)
    case .gate(let id):
      guard let segment = earlier.lastIndex(where: { $0.gates.contains(id) }) else { return gradient }
      if earlier[segment].gradients.isEmpty { earlier[segment].clearGradients() }
      return earlier[segment].receive(gradient, atGate: id - earlier[segment].firstGate)
    case .input(let index):
      var sum = gradient
      if let held = inputs[index].array?.gradient { sum = held + gradient }
      inputs[index].array?.gradient = sum
      let received = current.inputArrayGradients[index]
      current.inputArrayGradients[index] = received.map { $0 + gradient } ?? gradient
      return sum
    case .constant: return gradient
    }
  }
}

extension PassRecording {
  func tensor(ofGate index: Int) -> Tensor {
    givesArray(index) ? arrays[Int(values[index])] : Tensor(values[index])
  }
}

extension Constant {
  /// Whether both are surely the same: by their elements where these are few, else by where they are stored.
  func isSame(as other: Constant) -> Bool {
    guard name == other.name, from == other.from, value.shape == other.value.shape else { return false }
    if value.elements.count <= 64 { return value == other.value }
    return unsafe value.elements.withUnsafeBufferPointer { own in
      unsafe other.value.elements.withUnsafeBufferPointer { unsafe own.baseAddress == $0.baseAddress }
    }
  }
}
