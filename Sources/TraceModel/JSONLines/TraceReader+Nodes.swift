extension TraceReader {
  mutating func readNode() throws(Reason) {
    try checkRoom(.nodes, builder.trace.nodeCount)
    let id = builder.trace.nodeCount
    let found = try object.whole(.id)
    guard found == id else { throw .unexpectedNumber(key: Key.id.word, expected: id, found: found) }
    let gate = try gateNumber()
    try readOperands(of: id)
    guard gate > 0 || operands.isEmpty else { throw .notAGate(node: id) }
    try checkFormulaCounts(of: id, gate: gate)
    builder.addNode(
      gate: gate, reads: operands, shape: try shape(), place: try place(), name: try nameNumber())
    try readDetails(of: id)
    if gate == 0 { try readReplayability(of: id) }
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
    return builder.add(name)
  }

  /// The shape of a node, if there is room for one more.
  private func shape() throws(Reason) -> [Int] {
    let shape = try object.shape(.shape)
    let limit = Int(UInt16.max)
    guard builder.hasRoom(for: shape) else {
      throw .outOfRange(key: Key.shape.word, found: builder.trace.shapes.count, allowed: 0...limit)
    }
    return shape
  }

  /// Reads what a node reads, its constants at their positions among its inputs.
  private mutating func readOperands(of id: Int) throws(Reason) {
    operands.removeAll(keepingCapacity: true)
    if let slot = object.optional(.constants) {
      let constants = try readConstants(slot)
      try readInputs(of: id)
      try merge(constants)
    } else {
      try readInputs(of: id)
    }
    let limit = Int(UInt16.max)
    guard operands.count <= limit else {
      throw .outOfRange(key: Key.inputs.word, found: operands.count, allowed: 0...limit)
    }
  }

  private mutating func readInputs(of id: Int) throws(Reason) {
    let object = object
    try object.forEach(.inputs) { (slot) throws(Reason) in
      let input = try object.whole(slot, of: .inputs)
      guard input < id else { throw .readsLaterNode(node: id, reads: input) }
      guard input >= 0 else { throw .unknownNode(input) }
      operands.append(Int32(truncatingIfNeeded: input))
    }
  }

  /// Reads the constants inside a gate, with their positions, which ascend.
  private mutating func readConstants(_ list: JSONSlot) throws(Reason) -> [(position: Int, code: Int32)] {
    let object = object
    var constants: [(position: Int, code: Int32)] = []
    try object.forEach(list, of: .constants) { (slot) throws(Reason) in
      guard slot.form == .object else { throw .wrongType(key: Key.constants.word, expected: .object) }
      try inner.read(at: slot.start, lineStart: object.scanner.lineStart)
      let position = try inner.whole(.position, in: 0...Int(UInt16.max))
      let least = constants.last.map { $0.position + 1 } ?? 0
      guard position >= least else {
        throw .unexpectedNumber(key: Key.position.word, expected: least, found: position)
      }
      constants.append((position, builder.add(try constant(in: inner))))
    }
    return constants
  }

  /// Puts constants at their positions among the inputs.
  private mutating func merge(_ constants: [(position: Int, code: Int32)]) throws(Reason) {
    let count = operands.count + constants.count
    if let last = constants.last?.position, last >= count {
      throw .outOfRange(key: Key.position.word, found: last, allowed: 0...count - 1)
    }
    var inputs = operands[...]
    var rest = constants[...]
    operands = (0..<count).compactMap { position in
      if let next = rest.first, next.position == position {
        rest.removeFirst()
        return next.code
      }
      return inputs.popFirst()
    }
  }
}
