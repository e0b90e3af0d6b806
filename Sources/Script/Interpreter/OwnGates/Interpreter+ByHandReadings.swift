import Autodiff
import Language
import Numbers
import TraceModel

// What a backward pass by hand may be instead, before its gradients are called wrong. What is found out here holds for
// the next run of the program.

extension Interpreter {
  /// Whether another reading of the program makes all of its gradients right.
  func isExplained() throws(RunFailure) -> Bool {
    if let call = hand.pass.slicedCall {
      findings.byHand.whole.insert(call)
    } else if let output = try outputThatFits() {
      findings.byHand.outputs[hand.pass.begin] = output
    } else if let seed = try seedThatFits() {
      findings.byHand.seeds[hand.pass.begin] = seed
    } else if hand.pass.calls.isEmpty, hand.pass.gradients.allSatisfy(\.isLiteral), isReadForward() {
      findings.byHand.refused.insert(hand.pass.begin)
    } else {
      return false
    }
    try findings.startAgain()
    return true
  }

  /// A pass that is not known to start from anything is none, unless a gradient to start from makes it right.
  func endPending() throws(RunFailure) {
    if let seed = try seedThatFits() {
      findings.byHand.seeds[hand.pass.begin] = seed
    } else {
      findings.byHand.refused.insert(hand.pass.begin)
    }
    try findings.startAgain()
  }

  /// A gradient that is assigned again although it was right: between the two the program went on forward.
  func goOnForward(from gradient: ByHandGradient) throws(RunFailure) {
    guard let place = hand.pass.resume, !hand.pass.isPending, !hand.pass.isVerified,
      !findings.knowledge.byHand.resumes.contains(place), try isRight(gradient)
    else { return }
    findings.byHand.resumes.insert(place)
    try findings.startAgain()
  }

  /// Another value that all gradients belong to, where only its being the last one made the output.
  private func outputThatFits() throws(RunFailure) -> String? {
    guard !hand.pass.isOutputCertain else { return nil }
    for value in possibleOutputs where value.reference != hand.pass.output {
      if try fits(value.reference, Tensor(1)) { return value.name }
    }
    return nil
  }

  /// A plain number or array of the program that is right as the gradient to start from. It was named after the output.
  private func seedThatFits() throws(RunFailure) -> String? {
    guard let output = hand.pass.output, hand.pass.seed == nil, let held = tape.tensor(of: output) else {
      return nil
    }
    let place = boundValues.values.first { $0.reference == output }?.order ?? 0
    for (name, order) in plainBound.sorted(by: { $0.value > $1.value }) where order > place {
      guard !hand.pass.gradients.contains(where: { $0.variable == name }),
        let value = globals.names[name], reference(of: value) == nil,
        let seed = try number(value, at: SourceRange(hand.pass.begin)), seed.shape == held.shape
      else { continue }
      if try fits(output, seed) { return name }
    }
    return nil
  }

  /// Whether a pass from an output gives all gradients that the program has worked out; afterwards all is as it was.
  private func fits(_ output: Reference, _ seed: Tensor) throws(RunFailure) -> Bool {
    guard !hand.pass.gradients.isEmpty, let held = tape.tensor(of: output) else { return false }
    let fits = try attempt { () throws(RunFailure) in
      notices.forgetMistakes()
      hand.pass.output = output
      try runTapeBackward(
        from: output, held.shape == seed.shape ? seed : held.filled(with: seed.elements[0]), at: nil)
      let found = try compareByHand()
      return notices.mistakes.isEmpty && found.mistakes.isEmpty
    }
    return fits ?? false
  }

  /// Whether the program computes with a number that is called like a gradient what is neither a gradient nor an update.
  private func isReadForward() -> Bool {
    let names = Set(hand.pass.gradients.map(\.variable))
    return program.statements.contains { statement in
      guard case .assignment(let targets, let value) = statement.kind else { return false }
      return hand.pass.begin.isBefore(statement.range.start)
        && !targets.contains(where: { mayBeGradient($0) }) && !value.readNames.isDisjoint(with: names)
    }
  }
}
