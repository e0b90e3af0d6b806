extension TraceReader {
  mutating func readNode() throws(Reason) {
    try checkRoom(.nodes, trace.nodeCount)
    let id = trace.nodeCount
    let found = try object.whole(.id)
    guard found == id else { throw .unexpectedNumber(key: Key.id.word, expected: id, found: found) }
    let firstOperand = trace.operands.count
    let gate = try gateNumber()
    try readOperands(of: id)
    let count = trace.operands.count - firstOperand
    guard gate > 0 || count == 0 else { throw .notAGate(node: id) }
    trace.nodeRecords.append(
      NodeRecord(
        gate: gate, shape: UInt16(truncatingIfNeeded: try shapeNumber()),
        place: trace.places.number(of: try place()),
        operandCount: count, firstOperand: firstOperand, firstElement: Int(UInt32.max),
        name: try nameNumber()))
  }

  /// The index of a node's gate plus 1, or 0 for an input.
  private func gateNumber() throws(Reason) -> UInt16 {
    let name = try object.text(.gate)
    let variant = try object.optional(.variant).map { (slot) throws(Reason) in
      try object.whole(slot, of: .variant)
    }
    guard let gates = gatesByName[name], gates.indices.contains(variant ?? 0) else {
      throw .unknownGate(name)
    }
    return UInt16(truncatingIfNeeded: gates[variant ?? 0] + 1)
  }

  private mutating func nameNumber() throws(Reason) -> UInt32 {
    guard let slot = object.optional(.name) else { return 0 }
    var name = Name(try object.text(slot, of: .name))
    if object.optional(.rebinding) != nil { name.rebinding = try object.whole(.rebinding, in: 0...Int.max) }
    trace.names.append(name)
    return UInt32(truncatingIfNeeded: trace.names.count)
  }

  /// The index of a node's shape among the trace's.
  private mutating func shapeNumber() throws(Reason) -> Int {
    let shape = try object.shape(.shape)
    if shape.isEmpty { return 0 }
    if let number = shapeNumbers[shape] { return number }
    let number = trace.shapes.count
    let limit = Int(UInt16.max)
    guard number <= limit else { throw .outOfRange(key: Key.shape.word, found: number, allowed: 0...limit) }
    shapeNumbers[shape] = number
    trace.shapes.append(shape)
    return number
  }

  /// Appends what a node reads, its constants at their positions among its inputs.
  private mutating func readOperands(of id: Int) throws(Reason) {
    let first = trace.operands.count
    if let slot = object.optional(.constants) {
      let constants = try readConstants(slot)
      try readInputs(of: id)
      // An array of its own: a slice would make the removal copy all operands.
      let inputs = Array(trace.operands[first...])
      trace.operands.removeSubrange(first...)
      try merge(inputs, constants)
    } else {
      try readInputs(of: id)
    }
    let count = trace.operands.count - first
    let limit = Int(UInt16.max)
    guard count <= limit else { throw .outOfRange(key: Key.inputs.word, found: count, allowed: 0...limit) }
  }

  private mutating func readInputs(of id: Int) throws(Reason) {
    let object = object
    try object.forEach(.inputs) { (slot) throws(Reason) in
      let input = try object.whole(slot, of: .inputs)
      guard input < id else { throw .readsLaterNode(node: id, reads: input) }
      guard input >= 0 else { throw .unknownNode(input) }
      trace.operands.append(Int32(truncatingIfNeeded: input))
    }
  }

  /// Reads the constants inside a gate; gives their positions, which ascend.
  private mutating func readConstants(_ list: JSONSlot) throws(Reason) -> [Int] {
    let object = object
    var positions: [Int] = []
    try object.forEach(list, of: .constants) { (slot) throws(Reason) in
      guard slot.form == .object else { throw .wrongType(key: Key.constants.word, expected: .object) }
      try inner.read(at: slot.start, lineStart: object.scanner.lineStart)
      let position = try inner.whole(.position, in: 0...Int(UInt16.max))
      let least = positions.last.map { $0 + 1 } ?? 0
      guard position >= least else {
        throw .unexpectedNumber(key: Key.position.word, expected: least, found: position)
      }
      positions.append(position)
      let name = try inner.optional(.name).map { (slot) throws(Reason) in try inner.text(slot, of: .name) }
      trace.constants.append(Constant(try inner.tensor(.value), name: name))
    }
    return positions
  }

  /// Appends inputs with the constants that were read last between them.
  private mutating func merge(_ inputs: [Int32], _ positions: [Int]) throws(Reason) {
    let count = inputs.count + positions.count
    if let last = positions.last, last >= count {
      throw .outOfRange(key: Key.position.word, found: last, allowed: 0...count - 1)
    }
    var constant = trace.constants.count - positions.count
    var nextPosition = positions[...]
    var nextInput = inputs[...]
    for position in 0..<count {
      if position == nextPosition.first {
        nextPosition.removeFirst()
        trace.operands.append(~Int32(truncatingIfNeeded: constant))
        constant += 1
      } else if let input = nextInput.popFirst() {
        trace.operands.append(input)
      }
    }
  }
}
