import Autodiff
import TraceModel

// The end of a backward pass by hand: its gradients beside those of the tape.

extension Interpreter {
  /// Ends a backward pass by hand: at the end of the program, or of a loop's turn, after which gradients start anew.
  func endByHand(isLast: Bool) throws(RunFailure) {
    try verifyByHand()
    isByHand = false
    if !isLast, byHand.ranTape {
      for reference in origins.compactMap(\.reference) { tape.clearGradient(of: reference) }
    }
  }

  /// Sets the gradients that were worked out by hand beside those of the tape.
  func verifyByHand() throws(RunFailure) {
    guard isByHand, !byHand.isVerified else { return }
    byHand.isVerified = true
    if byHand.isPending { return try endPending() }
    let found = try mistakesByHand()
    if !found.isEmpty, !options.expectsWrongGradient, try isExplained() { return }
    for (mistake, range) in found { note(mistake, at: range) }
    if !mistakes.isEmpty, !options.expectsWrongGradient { throw .mistakes(mistakes) }
  }

  private func note(_ mistake: ByHandMistake, at range: SourceRange) {
    let diagnostic = RunProblem.byHand(mistake).diagnostic(at: range, options)
    if !mistakes.contains(diagnostic) { mistakes.append(diagnostic) }
  }

  /// What of the pass is not the tape's.
  func mistakesByHand() throws(RunFailure) -> [(ByHandMistake, SourceRange)] {
    var found: [(ByHandMistake, SourceRange)] = []
    for gradient in byHand.gradients {
      guard let value = value(of: gradient),
        let mistake = try compare(value, gradient.target, gradient)
      else { continue }
      found.append((mistake, gradient.range))
    }
    // The gradients of a pair's backward function have names; what a gate of a class is handed has none.
    for call in byHand.calls where !call.form.isPair {
      if let mistake = mistakeOfHanded(call) { found.append(mistake) }
    }
    return found
  }

  /// A gate may be handed what comes along several branches one after the other, or the same again.
  private func mistakeOfHanded(_ call: OwnCall) -> (ByHandMistake, SourceRange)? {
    guard let reference = call.reference, let last = call.handed.last else { return nil }
    let expected = received(reference)
    if call.handed.allSatisfy({ Self.agree($0.gradient, expected) }) { return nil }
    var sum = last.gradient
    for earlier in call.handed.dropLast() where earlier.gradient.shape == sum.shape {
      sum = Tensor(filling: sum.shape, with: zip(sum.elements, earlier.gradient.elements).map { $0 + $1 })
    }
    if Self.agree(sum, expected) { return nil }
    let mistake = ByHandMistake(
      subject: .handed(gate: call.form.name), output: byHand.outputName, isOutputCertain: byHand.isOutputCertain, given: sum, expected: expected)
    return (mistake, last.range)
  }

  /// What a node received in the tape's pass; zeros if nothing.
  private func received(_ reference: Reference) -> Tensor {
    if let gradient = tape.receivedGradient(of: reference) { return gradient }
    return tape.tensor(of: reference).map { held in held.filled(with: 0) } ?? Tensor(0)
  }

  private static func agree(_ left: Tensor, _ right: Tensor) -> Bool {
    let largest = right.elements.reduce(1e-8) { max($0, $1.magnitude) }
    return left.shape == right.shape
      && zip(left.elements, right.elements).allSatisfy {
        ($0 - $1).magnitude <= 1e-5 * max($0.magnitude, $1.magnitude, 1e-3 * largest)
          || ($0.isNaN && $1.isNaN) || $0 == $1
      }
  }

  /// Compares a value with the gradients of nodes; gives the first that is wrong.
  private func compare(_ value: Value, _ target: ByHandTarget, _ gradient: ByHandGradient) throws(RunFailure)
    -> ByHandMistake?
  {
    switch target {
    case .node(let reference):
      guard let number = try number(value, at: gradient.range) else { return nil }
      let expected = received(reference)
      // What the pass starts from may be one number for all elements.
      let isSeed = reference == byHand.output && number.elements.count == 1
      let given = isSeed ? expected.filled(with: number.elements[0]) : number
      if given.shape == expected.shape { tape.note(byHand: given, of: reference) }
      if Self.agree(given, expected) { return nil }
      return ByHandMistake(
        subject: .gradient(name: gradient.name, of: gradient.of), output: byHand.outputName, isOutputCertain: byHand.isOutputCertain, given: given,
        expected: expected, cause: try cause(given, expected, gradient))
    case .list(let targets):
      let values = try array(value, at: gradient.range).map { (array) throws(RunFailure) in
        try rows(of: array, at: gradient.range)
      }
      // One that has more than the inputs has the gradient of a bias behind them.
      guard let values, values.count >= targets.count else { return nil }
      for (value, target) in zip(values, targets) {
        if let mistake = try compare(value, target, gradient) { return mistake }
      }
      return nil
    }
  }

  /// Whether a value is the tape's gradient.
  func isRight(_ gradient: ByHandGradient) throws(RunFailure) -> Bool {
    guard let value = value(of: gradient) else { return false }
    return try compare(value, gradient.target, gradient) == nil
  }

  private func cause(_ given: Tensor, _ expected: Tensor, _ gradient: ByHandGradient) throws(RunFailure)
    -> ByHandMistake.Cause?
  {
    guard given.shape == expected.shape else { return nil }
    if Self.agree(given.mapped { -$0 }, expected) { return .sign }
    var sum = given.elements
    for value in gradient.lost {
      guard let lost = try number(value, at: gradient.range), lost.shape == given.shape else { return nil }
      for index in sum.indices { sum[index] += lost.elements[index] }
    }
    let all = Tensor(filling: given.shape, with: sum)
    return !gradient.lost.isEmpty && Self.agree(all, expected) ? .overwritten : nil
  }
}
