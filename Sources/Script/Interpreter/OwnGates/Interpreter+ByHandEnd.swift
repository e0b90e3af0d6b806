import Autodiff
import Language
import Numbers
import TraceModel

// The end of a backward pass by hand: its gradients beside those of the tape.

extension Interpreter {
  /// Ends a backward pass by hand: at the end of the program, or of a loop's turn, after which gradients start anew.
  func endByHand(isLast: Bool) throws(RunFailure) {
    try verifyByHand()
    hand.isRunning = false
    if hand.pass.ranTape { gatesBehindHand = tape.gateCount }
    if !isLast, hand.pass.ranTape {
      for reference in origins.compactMap(\.reference) { tape.clearGradient(of: reference) }
    }
  }

  /// Sets the gradients that were worked out by hand beside those of the tape.
  func verifyByHand() throws(RunFailure) {
    guard hand.isRunning, !hand.pass.isVerified else { return }
    hand.pass.isVerified = true
    if hand.pass.isPending { return try endPending() }
    let result = try compareByHand()
    if !result.mistakes.isEmpty, !options.expectsWrongGradient, try isExplained() { return }
    for (mistake, range) in result.mistakes { note(mistake, at: range) }
    for (node, gradient) in result.compared { tape.note(byHand: gradient, of: node) }
    for gradient in result.others {
      note(.otherGradient(gradient.name, of: gradient.of, output: hand.pass.outputName), at: gradient.range)
    }
    for gradient in result.changed {
      note(.changedGradient(gradient.name, of: gradient.of, output: hand.pass.outputName), at: gradient.range)
    }
    if !notices.mistakes.isEmpty, !options.expectsWrongGradient { throw .mistakes(notices.mistakes) }
  }

  private func note(_ mistake: ByHandMistake, at range: SourceRange) {
    let diagnostic = RunProblem.byHand(mistake).diagnostic(at: range, options)
    if !notices.mistakes.contains(diagnostic) { notices.tellMistake(diagnostic) }
  }

  /// What comes of setting a pass by hand beside that of the tape.
  struct ByHandResult {
    var mistakes: [(ByHandMistake, SourceRange)] = []
    var compared: [(node: Reference, gradient: HandGradient)] = []
    /// Gradients of values on the way that are not the tape's although all those of the inputs are.
    var others: [ByHandGradient] = []
    /// Gradients that were right, and were changed afterwards.
    var changed: [ByHandGradient] = []
  }

  func compareByHand() throws(RunFailure) -> ByHandResult {
    var result = ByHandResult()
    var comparisons: [(gradient: ByHandGradient, found: Compared)] = []
    for gradient in hand.pass.gradients {
      guard let value = value(of: gradient) else { continue }
      let found = try compare(value, gradient.target, gradient)
      if found.mistake != nil, !gradient.right.isEmpty {
        result.changed.append(gradient)
        comparisons.append((gradient, Compared(gradients: gradient.right)))
      } else {
        comparisons.append((gradient, found))
      }
    }
    // The gradients of a pair's backward function have names; what a gate of a class is handed has none.
    for (gradient, range) in hand.pass.calls.flatMap(\.handed) { try useCompared(gradient, at: range) }
    let handed = hand.pass.calls.filter { !$0.form.isPair }.compactMap(mistakeOfHanded)
    let ofInputs = comparisons.filter(\.gradient.isOfInput)
    // `dz` may be that of the sum where the loss is the mean, or what `dh` has become behind the next gate.
    let isRight =
      !ofInputs.isEmpty && ofInputs.allSatisfy { $0.found.mistake == nil } && handed.isEmpty
      && !options.expectsWrongGradient
    for (gradient, found) in comparisons {
      if found.mistake != nil, isRight {
        result.others.append(gradient)
        continue
      }
      result.compared += found.gradients.map {
        ($0.node, HandGradient($0.gradient, name: gradient.name, place: gradient.range.storable))
      }
      if let mistake = found.mistake { result.mistakes.append((mistake, gradient.range)) }
    }
    result.mistakes += handed
    return result
  }

  /// A gate may be handed what comes along several branches one after the other, or the same again.
  private func mistakeOfHanded(_ call: OwnCall) -> (ByHandMistake, SourceRange)? {
    guard let reference = call.reference, let last = call.handed.last else { return nil }
    let expected = received(reference)
    if call.handed.allSatisfy({ Self.agree($0.gradient, expected) }) { return nil }
    var sum = last.gradient
    for earlier in call.handed.dropLast() where earlier.gradient.shape == sum.shape {
      sum = sum + earlier.gradient
    }
    if Self.agree(sum, expected) { return nil }
    let mistake = ByHandMistake(
      subject: .handed(gate: call.form.name), output: hand.pass.outputName, given: sum, expected: expected)
    return (mistake, last.range)
  }

  /// Counts a gradient that is set beside that of the tape.
  private func useCompared(_ gradient: Tensor, at range: SourceRange) throws(RunFailure) {
    try budget.use(.operations, gradient.elements.count, times: 2 * Cost.place, at: range)
  }

  /// What a node received in the tape's pass; zeros if nothing.
  private func received(_ reference: Reference) -> Tensor {
    if let gradient = tape.receivedGradient(of: reference) { return gradient }
    return tape.tensor(of: reference).map { held in held.filled(with: 0) } ?? Tensor(0)
  }

  /// Whether a gradient that was worked out by hand agrees with the tape's, where that is finite: NaN tells nothing of it.
  private static func agree(_ given: Tensor, _ expected: Tensor) -> Bool {
    let largest = max(1e-8, expected.largestFinite)
    return given.shape == expected.shape
      && zip(given.elements, expected.elements).allSatisfy { given, expected in
        !expected.isFinite
          || (given - expected).magnitude
            <= 1e-5 * max(given.isFinite ? given.magnitude : 0, expected.magnitude, 1e-3 * largest)
      }
  }

  /// What a gradient was compared with, and the first that is wrong.
  struct Compared {
    var gradients: [(node: Reference, gradient: Tensor)] = []
    var mistake: ByHandMistake?
  }

  /// Compares a value with the gradients of nodes.
  private func compare(_ value: Value, _ target: ByHandTarget, _ gradient: ByHandGradient) throws(RunFailure)
    -> Compared
  {
    switch target {
    case .node(let reference):
      guard let number = try number(value, at: gradient.range) else { return Compared() }
      return try compare(number, reference, gradient)
    case .list(let targets):
      let values = try array(value, at: gradient.range).map { (array) throws(RunFailure) in
        try rows(of: array, at: gradient.range)
      }
      // One that has more than the inputs has the gradient of a bias behind them.
      guard let values, values.count >= targets.count else { return Compared() }
      var all = Compared()
      for (value, target) in zip(values, targets) where all.mistake == nil {
        let found = try compare(value, target, gradient)
        all.gradients += found.gradients
        all.mistake = found.mistake
      }
      return all
    }
  }

  private func compare(_ number: Tensor, _ node: Reference, _ gradient: ByHandGradient) throws(RunFailure)
    -> Compared
  {
    try useCompared(number, at: gradient.range)
    let expected = received(node)
    // What the pass starts from may be one number for all elements.
    let isSeed = node == hand.pass.output && number.elements.count == 1
    let given = isSeed ? expected.filled(with: number.elements[0]) : number
    var compared = Compared()
    if given.shape == expected.shape { compared.gradients.append((node, given)) }
    if Self.agree(given, expected) { return compared }
    compared.mistake = ByHandMistake(
      subject: .gradient(name: gradient.name, of: gradient.of), output: hand.pass.outputName,
      isOutputCertain: hand.pass.isOutputCertain || possibleOutputs.count < 2, given: given,
      expected: expected,
      cause: try cause(given, expected, gradient))
    return compared
  }

  /// A gradient that a statement is about to scale or to clip, in whole or in part, by its own name or another of the
  /// same array, may have been right.
  func keepIfRight(_ target: Expression) throws(RunFailure) {
    guard hand.isRunning, scope.isOutermost else { return }
    for index in hand.pass.gradients.indices where isChanged(hand.pass.gradients[index], by: target) {
      try keepIfRight(index)
    }
  }

  /// Whether what is assigned to an expression changes a gradient: to `dw`, `dw[mask]`, `grads[name]`, or the `d` of
  /// `for d in [dw]`.
  private func isChanged(_ gradient: ByHandGradient, by target: Expression) -> Bool {
    if program.text(of: target.bare.range) == gradient.name { return true }
    if case .array(let array)? = held(target) {
      guard case .array(let own)? = value(of: gradient) else { return false }
      return array === own
    }
    guard case .index(let owner, let index) = target.bare.kind, let key = gradient.key else { return false }
    return owner.name == gradient.variable && self.key(index) == key
  }

  /// The array or dictionary that an expression stands for or is a part of, as far as that is told without running it.
  private func held(_ target: Expression) -> Value? {
    guard case .index(let owner, let index) = target.bare.kind else {
      return target.name.flatMap { scope.names[$0] }
    }
    switch held(owner) {
    case .array(let array)?: return .array(array)
    case .dictionary(let dictionary)?: return key(index).flatMap { dictionary[.text($0)] }
    default: return nil
    }
  }

  /// The text that is the key of an item, or the name of it.
  private func key(_ index: Expression) -> String? {
    switch index.bare.kind {
    case .text(let text): return text
    case .name(let name):
      if case .text(let text)? = scope.names[name] { return text }
      return nil
    default: return nil
    }
  }

  /// Keeps a gradient that is about to become another, if it is the tape's.
  func keepIfRight(_ index: Int) throws(RunFailure) {
    let gradient = hand.pass.gradients[index]
    guard !hand.pass.isPending, gradient.right.isEmpty, let value = value(of: gradient),
      !isUnfinished(value, gradient)
    else { return }
    let found = try compare(value, gradient.target, gradient)
    if found.mistake == nil { hand.pass.gradients[index].right = found.gradients }
  }

  /// Whether the last element of an array is still 0 and will not be: a loop is filling it, and nothing more need be
  /// looked at.
  private func isUnfinished(_ value: Value, _ gradient: ByHandGradient) -> Bool {
    guard case .array(let array) = value, case .node(let node) = gradient.target else { return false }
    return array.tensor.elements.last == 0 && received(node).elements.last != 0
  }

  /// Whether a value is the tape's gradient.
  func isRight(_ gradient: ByHandGradient) throws(RunFailure) -> Bool {
    guard let value = value(of: gradient) else { return false }
    return try compare(value, gradient.target, gradient).mistake == nil
  }

  private func cause(_ given: Tensor, _ expected: Tensor, _ gradient: ByHandGradient) throws(RunFailure)
    -> ByHandMistake.Cause?
  {
    guard given.shape == expected.shape else { return nil }
    if Self.agree(given.map { -$0 }, expected) { return .sign }
    var sum = given.elements
    for value in gradient.lost {
      guard let lost = try number(value, at: gradient.range), lost.shape == given.shape else { return nil }
      for index in sum.indices { sum[index] += lost.elements[index] }
    }
    let all = Tensor(filling: given.shape, with: sum)
    return !gradient.lost.isEmpty && Self.agree(all, expected) ? .overwritten : nil
  }
}
