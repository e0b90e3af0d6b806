import Numbers

extension TraceReader {
  /// Reads what one input of a gate received. A step has these for all inputs that are nodes, in order.
  mutating func readBackward() throws(Reason) {
    let node = try gate()
    if step.form == nil {
      guard hasValue(node) else { throw .noValue(node: node) }
      try begin(.scalarBackward, node: node, .backward)
    }
    guard step.form == .scalarBackward || step.form == .tensorBackward, step.isOpen, step.node == node else {
      throw .notPartOfStep(step: step.number, kind: RecordKind.backward.word)
    }
    let to = try nextInput(of: node)
    if try readScalars(node, to: to) { return }
    spill(node)
    step.backwards.append(try backward(node, to: to))
    step.count += 1
  }

  /// The node that the gate's next input reads, if the event says the same.
  private mutating func nextInput(of node: Int) throws(Reason) -> Int {
    let record = builder.trace.nodeRecords[node]
    let first = Int(record.firstOperand)
    while step.operands < Int(record.operandCount), builder.trace.operands[first + step.operands] < 0 {
      step.operands += 1
    }
    guard step.operands < Int(record.operandCount) else {
      throw .incompleteBackward(node: node, expected: step.count, found: step.count + 1)
    }
    try check(.input, is: step.count)
    let to = Int(builder.trace.operands[first + step.operands])
    try check(.to, is: to)
    step.operands += 1
    return to
  }

  private func check(_ key: Key, is expected: Int) throws(Reason) {
    let found = try object.whole(key)
    guard found == expected else {
      throw .unexpectedNumber(key: key.word, expected: expected, found: found)
    }
  }

  /// Stores an event that is upstream × local of plain numbers; false if it is none.
  private mutating func readScalars(_ node: Int, to: Int) throws(Reason) -> Bool {
    guard step.form == .scalarBackward, builder.trace.nodeRecords[node].shape == 0,
      builder.trace.nodeRecords[to].shape == 0,
      let upstream = object.number(try object.slot(.upstream)),
      let local = object.number(try object.slot(.local)),
      let downstream = object.number(try object.slot(.downstream)),
      let gradient = object.number(try object.slot(.gradient)),
      (upstream * local).isSame(as: downstream),
      step.count == 0 || builder.trace.numbers[step.payload].isSame(as: upstream)
    else { return false }
    if step.count == 0 { builder.add(number: upstream) }
    builder.add(number: local)
    builder.add(number: gradient)
    step.count += 1
    return true
  }

  /// Makes values of the plain numbers of this step, because an event came that they can't tell.
  private mutating func spill(_ node: Int) {
    guard step.form == .scalarBackward else { return }
    step.form = .tensorBackward
    guard step.count > 0 else { return }
    let upstream = builder.trace.numbers[step.payload]
    let record = builder.trace.nodeRecords[node]
    let inputs = builder.trace.operands[
      Int(record.firstOperand)..<Int(record.firstOperand) + Int(record.operandCount)
    ]
    .filter { $0 >= 0 }
    for (input, to) in inputs.prefix(step.count).enumerated() {
      let local = builder.trace.numbers[step.payload + 1 + 2 * input]
      step.backwards.append(
        Backward(
          node: node, input: input, to: Int(to), upstream: Tensor(upstream), local: .number(local),
          downstream: Tensor(upstream * local),
          gradient: Tensor(builder.trace.numbers[step.payload + 2 + 2 * input])))
    }
    builder.removeNumbers(from: step.payload)
  }

  private func backward(_ node: Int, to: Int) throws(Reason) -> Backward {
    Backward(
      node: node, input: step.count, to: to,
      upstream: try tensor(.upstream, of: node), local: try local(of: node),
      downstream: try tensor(.downstream, of: to),
      gradient: try tensor(.gradient, of: to))
  }

  /// A number, or an object with one of `diagonal`, `matrix` and `rule`.
  private func local(of node: Int) throws(Reason) -> Local {
    let slot = try object.slot(.local)
    if let number = object.number(slot) { return .number(number) }
    guard slot.form == .object else { throw .wrongType(key: Key.local.word, expected: .local) }
    let inner = try JSONObject(slot, key: .local, in: object.scanner)
    try inner.checkOneOf([.diagonal, .matrix, .rule])
    if inner.optional(.diagonal) != nil { return .diagonal(try diagonal(inner, of: node)) }
    if inner.optional(.matrix) != nil { return .matrix(try inner.tensor(.matrix)) }
    guard inner.optional(.rule) != nil else { throw .wrongType(key: Key.local.word, expected: .local) }
    return .rule(try inner.text(.rule))
  }
}

extension TraceReader {
  /// The diagonal of a Jacobian, a sample if the gate's value is one.
  private func diagonal(_ object: JSONObject, of node: Int) throws(Reason) -> Tensor {
    let diagonal = try object.tensor(object.slot(.diagonal), of: .diagonal)
    guard diagonal.whole != nil || builder.trace.details[node]?.whole != nil else { return diagonal }
    return try fitting(diagonal, to: node, .diagonal)
  }
}

extension Double {
  /// Whether both are written the same: equal to the sign of zero, or both not a number.
  fileprivate func isSame(as other: Double) -> Bool {
    bitPattern == other.bitPattern || (isNaN && other.isNaN)
  }
}
