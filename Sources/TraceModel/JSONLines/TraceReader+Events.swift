import Numbers

extension TraceReader {
  mutating func readEvent(_ kind: RecordKind) throws(Reason) {
    try enterStep()
    if kind.isEvent {
      try checkRoom(.events, eventCount)
      eventCount += 1
    }
    switch kind {
    case .step: try readMark()
    case .input: try readInput()
    case .forward: try readForward()
    case .seed: try readSeed()
    case .backward: try readBackward()
    case .update, .clear:
      if step.form == nil { try begin(.update, node: 0, kind) }
      try append(aside: kind == .clear ? .clear(node: moved()) : .update(update()), kind)
    case .print: try append(aside: .print(text: object.text(.text)), kind)
    case .check: try append(aside: .check(check()), kind)
    case .branch: try append(aside: .branch(branch()), kind)
    case .binding: try append(aside: .binding(binding()), kind)
    case .header, .program, .note, .gate, .group, .pass, .node: break
    }
  }

  /// The first event about an input is part of a step's move, later ones move it to another value.
  private mutating func readInput() throws(Reason) {
    let node = try input()
    if !builder.canGive(to: node) {
      if step.form == nil { throw .secondValue(node: node) }
      return try append(
        aside: .input(node: node, value: tensor(.value, of: node)), .input)
    }
    if step.form == nil { try begin(.inputs, node: node, .input) }
    guard step.form == .inputs, step.isOpen, node == step.node + step.count else {
      throw .notPartOfStep(step: step.number, kind: RecordKind.input.word)
    }
    try readValue(of: node)
    step.count += 1
  }

  private mutating func readForward() throws(Reason) {
    let node = try gate()
    try begin(.forward, node: node, .forward)
    guard builder.canGive(to: node) else { throw .secondValue(node: node) }
    try checkInputs(of: node)
    try readValue(of: node)
    if let slot = object.optional(.cached) { try readCached(slot, of: node) }
  }

  /// Checks that what a gate reads has values.
  private func checkInputs(of node: Int) throws(Reason) {
    let first = Int(builder.trace.nodeRecords[node].firstOperand)
    for index in first..<first + Int(builder.trace.nodeRecords[node].operandCount) {
      let input = Int(builder.trace.operands[index])
      if input >= 0, !hasValue(input) { throw .noValue(node: input) }
    }
  }

  /// Reads what a gate kept for the way back.
  private mutating func readCached(_ list: JSONSlot, of node: Int) throws(Reason) {
    let object = object
    var cached: [Cached] = []
    try object.forEach(list, of: .cached) { (slot) throws(Reason) in
      guard slot.form == .object else { throw .wrongType(key: Key.cached.word, expected: .object) }
      try inner.read(at: slot.start, lineStart: object.scanner.lineStart)
      cached.append(Cached(try inner.text(.name), try inner.tensor(.value)))
    }
    if !cached.isEmpty { builder.set(cached: cached, of: node) }
  }

  /// Stores a node's first value.
  private mutating func readValue(of node: Int) throws(Reason) {
    if let number = object.number(try object.slot(.value)), builder.trace.nodeRecords[node].shape == 0 {
      builder.give(number, to: node)
    } else {
      try giveTensor(to: node)
    }
  }

  private mutating func readSeed() throws(Reason) {
    let node = try valuedNode()
    try begin(.seed, node: node, .seed)
    guard builder.trace.details[node]?.whole == nil else {
      throw .otherSample(key: Key.gradient.word, node: node)
    }
    step.seed = try object.tensor(.gradient, shape: shape(of: node)).elements
  }

  private func update() throws(Reason) -> Update {
    let node = try moved()
    let rate = object.optional(.rate) == nil ? nil : try object.number(.rate)
    return Update(
      node: node, old: try moved(.old, node),
      change: try moved(.change, node), new: try tensor(.new, of: node),
      statement: try object.text(.statement),
      rate: rate,
      place: try place(), formula: try updateFormula())
  }

  /// A tensor of an update, whose shape is not looked at unless it is a sample, or should be one.
  private func moved(_ key: Key, _ node: Int) throws(Reason) -> Tensor {
    let tensor = try object.tensor(object.slot(key), of: key)
    let isSample = tensor.whole != nil || builder.trace.details[node]?.whole != nil
    return isSample ? try fitting(tensor, to: node, key) : tensor
  }

  private func check() throws(Reason) -> Check {
    let node = try valuedNode()
    var byHand: HandGradient?
    if object.optional(.byHand) != nil {
      byHand = HandGradient(
        try tensor(.byHand, of: node), name: try word(.byHandName), place: try place())
    }
    return Check(
      node: node, numeric: try tensor(.numeric, of: node),
      relativeError: try object.number(.relativeError), isAtKink: try object.boolean(.atKink), byHand: byHand)
  }
}

extension TraceReader {
  /// The node that an event is about.
  func node() throws(Reason) -> Int {
    let node = try object.whole(.node)
    guard (0..<builder.trace.nodeCount).contains(node) else { throw .unknownNode(node) }
    return node
  }

  /// The node that an event is about which has a value.
  func valuedNode() throws(Reason) -> Int {
    let node = try node()
    guard hasValue(node) else { throw .noValue(node: node) }
    return node
  }

  func hasValue(_ node: Int) -> Bool { !builder.canGive(to: node) }

  func gate() throws(Reason) -> Int {
    let node = try node()
    guard builder.trace.nodeRecords[node].gate != 0 else { throw .notAGate(node: node) }
    return node
  }

  private func input() throws(Reason) -> Int {
    let node = try node()
    guard builder.trace.nodeRecords[node].gate == 0 else { throw .notAnInput(node: node) }
    return node
  }

  /// The input whose value moves, or whose gradient is cleared.
  private func moved() throws(Reason) -> Int {
    let node = try input()
    guard hasValue(node) else { throw .noValue(node: node) }
    return node
  }

  func shape(of node: Int) -> [Int] { builder.trace.shapes[Int(builder.trace.nodeRecords[node].shape)] }
}
