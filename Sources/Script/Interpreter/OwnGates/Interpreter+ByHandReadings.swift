import Autodiff
import Language
import Numbers
import TraceModel

// What a backward pass by hand may be instead, before its gradients are called wrong. What is found out here holds for
// the next run of the program.

extension Interpreter {
  /// Whether another reading of the program makes all of its gradients right.
  func isExplained() throws(RunFailure) -> Bool {
    if let call = byHand.slicedCall {
      foundByHand.whole.insert(call)
    } else if let output = try outputThatFits() {
      foundByHand.outputs[byHand.begin] = output
    } else if let seed = try seedThatFits() {
      foundByHand.seeds[byHand.begin] = seed
    } else if byHand.calls.isEmpty, byHand.gradients.allSatisfy(\.isLiteral), isReadForward() {
      foundByHand.refused.insert(byHand.begin)
    } else {
      return false
    }
    try startAgain()
    return true
  }

  /// A pass that is not known to start from anything is none, unless a gradient to start from makes it right.
  func endPending() throws(RunFailure) {
    if let seed = try seedThatFits() {
      foundByHand.seeds[byHand.begin] = seed
    } else {
      foundByHand.refused.insert(byHand.begin)
    }
    try startAgain()
  }

  /// A gradient that is assigned again although it was right: between the two the program went on forward.
  func goOnForward(from gradient: ByHandGradient) throws(RunFailure) {
    guard let place = byHand.resume, !byHand.isPending, !byHand.isVerified,
      !knowledge.byHand.resumes.contains(place), try isRight(gradient)
    else { return }
    foundByHand.resumes.insert(place)
    try startAgain()
  }

  func startAgain() throws(RunFailure) {
    var learnt = knowledge.byHand
    learnt.formUnion(foundByHand)
    if learnt != knowledge.byHand, restartsAtOnce { throw .restart }
  }

  /// Another value that all gradients belong to, where only its being the last one made the output.
  private func outputThatFits() throws(RunFailure) -> String? {
    guard !byHand.isOutputCertain else { return nil }
    for value in possibleOutputs where value.reference != byHand.output {
      if try fits(value.reference, Tensor(1)) { return value.name }
    }
    return nil
  }

  /// A plain number or array of the program that is right as the gradient to start from. It was named after the output.
  private func seedThatFits() throws(RunFailure) -> String? {
    guard let output = byHand.output, byHand.seed == nil, let held = tape.tensor(of: output) else {
      return nil
    }
    let place = boundValues.values.first { $0.reference == output }?.order ?? 0
    for (name, order) in plainBound.sorted(by: { $0.value > $1.value }) where order > place {
      guard !byHand.gradients.contains(where: { $0.variable == name }),
        let value = globals.names[name], reference(of: value) == nil,
        let seed = try number(value, at: SourceRange(byHand.begin)), seed.shape == held.shape
      else { continue }
      if try fits(output, seed) { return name }
    }
    return nil
  }

  /// Whether a pass from an output gives all gradients that the program has worked out; afterwards all is as it was.
  private func fits(_ output: Reference, _ seed: Tensor) throws(RunFailure) -> Bool {
    guard !byHand.gradients.isEmpty, let held = tape.tensor(of: output) else { return false }
    let kept = (tape, mistakes, checkedCalls, wrongGates, givenNone, randomness, byHand, pendingLine)
    defer {
      (tape, mistakes, checkedCalls, wrongGates, givenNone, randomness, byHand, pendingLine) = kept
    }
    mistakes = []
    byHand.output = output
    do throws(RunFailure) {
      try runTapeBackward(
        from: output, held.shape == seed.shape ? seed : held.filled(with: seed.elements[0]), at: nil)
      let found = try compareByHand()
      return mistakes.isEmpty && found.mistakes.isEmpty
    } catch {
      if case .restart = error { throw error }
      return false
    }
  }

  /// Whether the program computes with a number that is called like a gradient what is neither a gradient nor an update.
  private func isReadForward() -> Bool {
    let names = Set(byHand.gradients.map(\.variable))
    return program.statements.contains { statement in
      guard case .assignment(let targets, let value) = statement.kind else { return false }
      return byHand.begin.isBefore(statement.range.start)
        && !targets.contains(where: { mayBeGradient($0) }) && !value.readNames.isDisjoint(with: names)
    }
  }
}
