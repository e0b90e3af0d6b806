// Gates, and what follows from them for nodes.

extension TraceReader {
  mutating func readGate() throws(Reason) {
    try checkRoom(.gates, builder.trace.gates.count)
    var gate = GateDescription(
      name: try object.text(.name), symbol: try object.text(.symbol),
      constantFirst: try object.text(.symbolWithConstantFirst),
      constantSecond: try object.text(.symbolWithConstantSecond),
      equation: try object.text(.equation), slopes: [])
    gate.slopes = try object.texts(.slopes)
    if object.optional(.rules) != nil { gate.rules = try object.texts(.rules) }
    if let slot = object.optional(.compute) { gate.compute = try object.text(slot, of: .compute) }
    if object.optional(.pull) != nil { gate.pulls = try object.texts(.pull) }
    try checkFormulas(of: gate)
    gate.pattern = try choice(.pattern) ?? .unknown
    gate.sentence = try choice(.sentence)
    gatesByName[gate.name, default: []].append(builder.trace.gates.count)
    formulaCounts.append(FormulaCounts(gate))
    _ = builder.add(gate)
  }

  /// Checks that formulas are formulas. What a gate of the program's own calls its equation may be any text.
  private func checkFormulas(of gate: GateDescription) throws(Reason) {
    let isOwn = gate.isOwn && gate.compute == nil && gate.pulls.isEmpty
    let formulas = [
      (Key.equation, isOwn ? [] : [gate.equation]), (.slopes, gate.slopes), (.rules, gate.rules),
      (.compute, [gate.compute].compactMap(\.self)), (.pull, gate.pulls),
    ]
    for (key, texts) in formulas {
      if let text = texts.first(where: { Formula($0) == nil }) { throw .noFormula(key: key.word, text) }
    }
  }

  /// Checks that a gate has as many formulas as a node of it needs: a slope for each operand, and of the others one for all,
  /// or one for each up to the last that is a node.
  func checkFormulaCounts(of id: Int, gate number: UInt16) throws(Reason) {
    guard number > 0 else { return }
    let counts = formulaCounts[Int(number) - 1]
    guard counts.slopes == 0 || counts.slopes == operands.count else {
      throw unfitting(.slopes, counts.slopes, id)
    }
    guard fits(counts.rules) else { throw unfitting(.rules, counts.rules, id) }
    guard fits(counts.pulls) else { throw unfitting(.pull, counts.pulls, id) }
  }

  private func fits(_ count: Int) -> Bool {
    if count <= 1 { return true }
    let last = operands.lastIndex { $0 >= 0 } ?? -1
    return last < count && count <= operands.count
  }

  private func unfitting(_ key: Key, _ found: Int, _ node: Int) -> Reason {
    .unfittingFormulas(key: key.word, found: found, node: node, operands: operands.count)
  }
}

/// How many formulas a gate has.
struct FormulaCounts {
  var slopes, rules, pulls: Int

  init(_ gate: GateDescription) {
    (slopes, rules, pulls) = (gate.slopes.count, gate.rules.count, gate.pulls.count)
  }
}

extension JSONObject {
  /// A text that must be a formula.
  func formula(_ slot: JSONSlot, of key: Key) throws(Reason) -> String {
    let text = try text(slot, of: key)
    guard Formula(text) != nil else { throw .noFormula(key: key.word, text) }
    return text
  }
}
