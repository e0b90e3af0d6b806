// What the record of a pass says, beside its steps.

extension TraceReader {
  /// Checks, once all steps are known, that each pass says of them what they are.
  mutating func checkPasses() throws(Reason) {
    var asides = builder.trace.asides[...]
    for (index, pass) in passes.enumerated() {
      guard let steps = pass.steps else { continue }
      culprit = linesOfPasses[index]
      try check(pass, steps)
      let end = asides.firstIndex { $0.step >= steps.upperBound } ?? asides.endIndex
      try check(pass, asides[..<end])
      asides = asides[end...]
    }
    guard let last = linesOfPasses.last, lastStepOfPasses > 0, lastStepOfPasses != stepsPromised else {
      culprit = nil
      return
    }
    culprit = last
    throw .outOfRange(key: Key.steps.word, found: lastStepOfPasses, allowed: stepsPromised...stepsPromised)
  }

  private func check(_ pass: Pass, _ steps: Range<Int>) throws(Reason) {
    var output: Int?
    var gates = 0
    for step in builder.trace.stepRecords[steps] {
      if step.form == .seed { output = step.node }
      guard step.form == .forward else { continue }
      gates += 1
      guard pass.nodes?.contains(step.node) ?? false else { throw otherGates(pass) }
    }
    guard gates == pass.nodes?.count else { throw otherGates(pass) }
    guard output == pass.output else {
      throw .otherOutput(pass: pass.number, found: pass.output, expected: output)
    }
    if let output, let value = pass.outputValue { _ = try fitting(value, to: output, .outputValue) }
  }

  private func otherGates(_ pass: Pass) -> Reason {
    .otherGates(pass: pass.number, found: pass.nodes ?? 0..<0)
  }

  private func check(_ pass: Pass, _ asides: ArraySlice<Aside>) throws(Reason) {
    let moved = Set(pass.updates.map(\.node))
    var printed: [String] = []
    for aside in asides {
      switch aside.event {
      case .print(let text): printed.append(text)
      case .update(let update):
        guard moved.contains(update.node) else { throw .otherUpdates(pass: pass.number, node: update.node) }
      default: break
      }
    }
    guard printed == pass.printed else {
      throw .otherPrints(pass: pass.number, found: pass.printed.count, expected: printed.count)
    }
  }
}
