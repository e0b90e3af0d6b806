import Numbers

// What comparisons and updates read, and why a constant is no node.

extension TraceReader {
  /// The constant that an object tells.
  func constant(in object: JSONObject) throws(Reason) -> Constant {
    let name = try object.optional(.name).map { (slot) throws(Reason) in try object.text(slot, of: .name) }
    return Constant(
      try object.tensor(object.slot(.value), of: .value), name: name, from: try choice(.from, in: object))
  }

  /// Whether an input can be replayed, if its record says so.
  mutating func readReplayability(of input: Int) throws(Reason) {
    guard object.optional(.replayable) != nil else { return }
    if try object.boolean(.replayable) { return builder.set(.replayable, of: input) }
    guard let obstacle: Replayability.Obstacle = try choice(.obstacle) else {
      throw .missingKey(Key.obstacle.word)
    }
    builder.set(.obstructed(obstacle), of: input)
  }

  func branch() throws(Reason) -> Branch {
    guard let comparison: Formula.Comparison = try choice(.operator, in: object) else {
      throw .missingKey(Key.operator.word)
    }
    let branch = Branch(
      try reading(object.slot(.left), of: .left), comparison, try reading(object.slot(.right), of: .right),
      outcome: try object.tensor(.outcome), place: try place())
    guard branch.outcome.elements.allSatisfy({ $0 == 0 || $0 == 1 }) else { throw .noOutcome }
    guard branch.readsNode else { throw .noNodeCompared }
    try checkShape(of: branch)
    return branch
  }

  /// Checks that the outcome has the shape that both sides have together.
  private func checkShape(of branch: Branch) throws(Reason) {
    let (left, right) = (wholeShape(of: branch.left), wholeShape(of: branch.right))
    guard let shape = Shape.broadcast(left, right) else { throw .unfittingSides(left, right) }
    guard branch.outcome.shape == shape else {
      throw .unexpectedShape(key: Key.outcome.word, expected: shape, found: branch.outcome.shape)
    }
  }

  private func wholeShape(of reading: Reading) -> [Int] {
    switch reading {
    case .node(let node), .gradient(let node): builder.trace.details[node]?.whole?.shape ?? shape(of: node)
    case .constant(let constant): constant.value.whole?.shape ?? constant.value.shape
    }
  }

  /// The formula of an update; nil if it has none.
  func updateFormula() throws(Reason) -> Update.Formula? {
    guard let slot = object.optional(.compute) else { return nil }
    var operands: [Reading] = []
    try object.forEach(.operands) { (slot) throws(Reason) in
      operands.append(try reading(slot, of: .operands))
    }
    return Update.Formula(try object.formula(slot, of: .compute), of: operands)
  }

  func binding() throws(Reason) -> Binding {
    var group: Int?
    if let slot = object.optional(.group) {
      let number = try object.whole(slot, of: .group)
      guard builder.trace.groups.indices.contains(number) else { throw .noGroup(number) }
      guard builder.trace.groups[number].kind == .call else { throw .notACall(group: number) }
      group = number
    }
    return Binding(try object.text(.name), group: group, try bound())
  }

  private func bound() throws(Reason) -> Binding.Bound {
    try object.checkOneOf([.node, .value, .text])
    if object.optional(.node) != nil { return .node(try valuedNode()) }
    if object.optional(.text) != nil { return .text(try object.text(.text)) }
    let value = try object.tensor(.value)
    let (count, limit) = (value.elements.count, Binding.largestArray)
    guard count <= limit else { throw .tooManyElements(key: Key.value.word, found: count, limit: limit) }
    return .value(value)
  }

  private func reading(_ slot: JSONSlot, of key: Key) throws(Reason) -> Reading {
    let object = try JSONObject(slot, key: key, in: object.scanner)
    try object.checkOneOf([.node, .gradient, .value])
    if object.optional(.node) != nil { return .node(try node(.node, in: object)) }
    if object.optional(.gradient) != nil { return .gradient(try node(.gradient, in: object)) }
    return .constant(try constant(in: object))
  }

  private func node(_ key: Key, in object: JSONObject) throws(Reason) -> Int {
    let node = try object.whole(key)
    guard (0..<builder.trace.nodeCount).contains(node) else { throw .unknownNode(node) }
    guard hasValue(node) else { throw .noValue(node: node) }
    return node
  }
}
