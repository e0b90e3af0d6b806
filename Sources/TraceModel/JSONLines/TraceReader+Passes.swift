extension TraceReader {
  mutating func readPass() throws(Reason) {
    try checkRoom(.passes, passes.count)
    var pass = Pass(number: try object.whole(.number))
    let least = (passes.last?.number ?? 0) + 1
    guard pass.number >= least else {
      throw .unexpectedNumber(key: Key.number.word, expected: least, found: pass.number)
    }
    if let slot = object.optional(.steps) { pass.steps = try steps(slot) }
    if let slot = object.optional(.nodes) {
      pass.nodes = try object.range(slot, of: .nodes, limit: nodesPromised)
    }
    if (pass.steps == nil) != (pass.nodes == nil) {
      throw .missingKey((pass.steps == nil ? Key.steps : .nodes).word)
    }
    if let slot = object.optional(.output) { pass.output = try promisedNode(object.whole(slot, of: .output)) }
    if let slot = object.optional(.outputValue) {
      pass.outputValue = try object.tensor(slot, of: .outputValue)
    }
    pass.updates = try updates()
    pass.printed = try object.texts(.printed)
    if let slot = object.optional(.held) { pass.held = try held(slot) }
    passes.append(pass)
    linesOfPasses.append(line)
  }

  private func updates() throws(Reason) -> [UpdateSize] {
    var updates: [UpdateSize] = []
    try object.forEach(.updates) { (slot) throws(Reason) in
      let update = try JSONObject(slot, key: .updates, in: object.scanner)
      updates.append(
        UpdateSize(
          node: try promisedNode(update.whole(.node)), largestChange: try update.number(.largestChange)))
    }
    return updates
  }

  private func held(_ list: JSONSlot) throws(Reason) -> [HeldGradient] {
    var held: [HeldGradient] = []
    try object.forEach(list, of: .held) { (slot) throws(Reason) in
      let entry = try JSONObject(slot, key: .held, in: object.scanner)
      held.append(
        HeldGradient(
          node: try promisedNode(entry.whole(.node)),
          gradient: try entry.tensor(entry.slot(.gradient), of: .gradient)))
    }
    return held
  }

  /// The steps of a pass, which come after those of the passes before it.
  private mutating func steps(_ slot: JSONSlot) throws(Reason) -> Range<Int> {
    let steps = try object.range(slot, of: .steps, limit: stepsPromised)
    guard steps.lowerBound == lastStepOfPasses else {
      throw .unexpectedNumber(key: Key.first.word, expected: lastStepOfPasses, found: steps.lowerBound)
    }
    lastStepOfPasses = steps.upperBound
    return steps
  }

  private func promisedNode(_ id: Int) throws(Reason) -> Int {
    guard (0..<nodesPromised).contains(id) else { throw .unknownNode(id) }
    return id
  }
}
