import Autodiff
import Language
import Numbers
import TraceModel

// A backward pass that the program writes out itself: how it begins, and from what gradient.

extension Interpreter {
  /// Looks at the names that a statement is about to assign: the first gradient among them begins a backward pass by hand.
  func noteAssignment(to targets: [Expression], of value: Expression?, at range: SourceRange)
    throws(RunFailure)
  {
    if course.gateDepth > 0 {
      return noteAssigned(targets, value, at: range)
    }
    guard scope.isOutermost, course.plainDepth == 0, options.readsByHand else { return }
    var hasGradient = findings.knowledge.byHand.begins.contains(range.start)
    if hasGradient, !hand.isRunning { beginByHand(at: range) }
    for target in targets.flatMap(\.targetParts) {
      if value != nil, case .index = target.bare.kind { try keepIfRight(target) }
      for gradient in gradients(assignedTo: target, value, at: value?.range ?? range) {
        hasGradient = true
        if !hand.isRunning {
          guard mayBeginByHand(at: range) else { continue }
          beginByHand(at: range)
        }
        let isMadeOfItself = value?.readNames.contains(gradient.variable) ?? false
        if hand.isRunning { try note(gradient, isAnew: value != nil, ofItself: isMadeOfItself) }
      }
    }
    guard hand.isRunning else { return }
    if hasGradient {
      hand.pass.resume = nil
    } else if hand.pass.resume == nil, value != nil, hand.pass.isVerified == false {
      hand.pass.resume = range.start
    }
  }

  private func noteAssigned(_ targets: [Expression], _ value: Expression?, at range: SourceRange) {
    for target in targets {
      if let name = target.name {
        scope.assigned[name] = value?.range ?? range
      } else if case .tuple(let items) = target.bare.kind {
        for item in items { if let name = item.name { scope.assigned[name] = value?.range ?? range } }
      }
    }
  }

  /// - Parameter isMadeOfItself: Whether the new value is computed from the old one, as where a gradient is clipped.
  func note(_ gradient: ByHandGradient, isAnew: Bool, ofItself isMadeOfItself: Bool = false)
    throws(RunFailure)
  {
    guard let index = hand.pass.gradients.firstIndex(where: { $0.name == gradient.name }) else {
      hand.pass.gradients.append(gradient)
      return
    }
    if isAnew, !isMadeOfItself { try goOnForward(from: hand.pass.gradients[index]) }
    hand.pass.gradients[index].range = gradient.range
    hand.pass.gradients[index].isLiteral = gradient.isLiteral
    if isAnew, let old = value(of: gradient) { hand.pass.gradients[index].lost.append(old) }
    if isAnew { try keepIfRight(index) }
  }

  // MARK: Beginning

  /// A program that goes on to run the backward pass of a value that it does not have yet is on its way forward.
  func mayBeginByHand(at range: SourceRange) -> Bool {
    if findings.knowledge.byHand.refused.contains(range.start) { return false }
    if tape.isPassClosed { return true }
    guard tape.gatesOfPass > 0 else { return false }
    return hand.backwardCalls.allSatisfy { call in
      if call.range.start.isBefore(range.start) { return true }
      guard let value = globals.names[call.name] else { return false }
      switch value {
      case .instance, .type: return true
      default: return reference(of: value).map(tape.isKept) ?? false
      }
    }
  }

  /// From here on the program works out gradients itself. As soon as it is known what gradient it starts from, the
  /// tape's pass is run, for what is drawn and compared.
  func beginByHand(at range: SourceRange) {
    hand.isRunning = true
    obstruct(.byHand)
    hand.pass = ByHandPass()
    hand.pass.begin = range.start
    if tape.isPassClosed, let receiver {
      hand.pass.output = receiver
      hand.pass.outputName = name(of: receiver)
      hand.pass.isOutputCertain = true
      return
    }
    let choice = outputAsked(after: range) ?? outputLearnt(at: range) ?? chosenOutput
    hand.pass.output = choice?.reference
    hand.pass.outputName = choice?.name
    hand.pass.isOutputCertain = choice?.isCertain ?? false
    hand.pass.isPending = true
    guard let choice else {
      hand.isRunning = false
      return
    }
    noteOutput(choice, at: range)
  }

  /// The value that the program runs the backward pass of further down.
  private func outputAsked(after range: SourceRange) -> OutputChoice? {
    let names = hand.backwardCalls.filter { range.start.isBefore($0.range.start) }.map(\.name)
    guard let name = names.first, let reference = globals.names[name].flatMap(reference),
      tape.isOfCurrentPass(reference)
    else { return nil }
    return OutputChoice(reference: reference, name: name, isCertain: true)
  }

  private func outputLearnt(at range: SourceRange) -> OutputChoice? {
    guard let name = findings.knowledge.byHand.outputs[range.start],
      let reference = globals.names[name].flatMap(reference)
    else { return nil }
    return OutputChoice(reference: reference, name: name, isCertain: true)
  }

  // MARK: The seed

  /// Runs the tape's pass once a statement has been evaluated that tells what gradient it starts from: what the
  /// output's gate was handed, what the output's own gradient is, or 1.
  func settleByHand(_ targets: [Expression] = [], _ value: Value? = nil, at range: SourceRange)
    throws(RunFailure)
  {
    guard hand.isRunning, hand.pass.isPending, course.plainDepth == 0, course.gateDepth == 0 else { return }
    guard let output = hand.pass.output, let held = tape.tensor(of: output) else {
      hand.isRunning = false
      return
    }
    var given = hand.pass.seed
    if given == nil { given = try seedAssigned(targets, value, at: range) }
    if given == nil { given = try seedLearnt(at: range) }
    let ones = held.elements.count == 1 ? Tensor(1) : nil
    guard let seed = (given ?? ones).flatMap({ $0.stretched(toShape: held.shape) }) else { return }
    hand.pass.isPending = false
    hand.pass.ranTape = true
    receiver = output
    try runBackward(from: output, seed, at: range)
  }

  /// The gradient of the output itself, where a statement assigns it.
  private func seedAssigned(_ targets: [Expression], _ value: Value?, at range: SourceRange)
    throws(RunFailure) -> Tensor?
  {
    guard let value, hand.pass.begin == range.start, let target = targets.first else { return nil }
    let parts = target.targetParts
    let values = parts.count == 1 ? [value] : try elements(of: value, at: range).all
    guard values.count == parts.count else { return nil }
    for (part, value) in zip(parts, values) {
      guard let gradient = hand.pass.gradients.first(where: { $0.name == part.name }),
        case .node(let reference) = gradient.target, reference == hand.pass.output
      else { continue }
      return try number(value, at: range)
    }
    return nil
  }

  private func seedLearnt(at range: SourceRange) throws(RunFailure) -> Tensor? {
    guard let name = findings.knowledge.byHand.seeds[hand.pass.begin], let value = globals.names[name] else {
      return nil
    }
    note(.seed(name, output: hand.pass.outputName), at: range)
    return try number(value, at: range)
  }

  /// The numbers of a value that is a number or an array.
  func number(_ value: Value, at range: SourceRange) throws(RunFailure) -> Tensor? {
    if let array = try array(value, at: range) { return array.tensor }
    return amount(of: value).map { Tensor($0.double) }
  }

  // MARK: Gates

  /// `gate.backward(d)` in the program itself: the step is part of a backward pass by hand.
  func callBackwardByHand(_ form: OwnForm, _ arguments: Arguments, of call: OwnCall?) throws(RunFailure)
    -> Value
  {
    let upstream = arguments.required(0)
    let given = try number(upstream, at: arguments.range)
    if let call, let given { hand(given, to: call, at: arguments.range) }
    let plain = given.map(plainValue) ?? upstream
    return try insideGate { () throws(RunFailure) in
      try runBackwardFunction(form, cache: .none, plain, at: arguments.range)
    }
  }

  /// `affine_backward(dout, cache)` in the program itself.
  func noteBackward(of form: OwnForm, _ arguments: Arguments) throws(RunFailure) {
    guard let given = try number(arguments.required(0), at: arguments.range),
      let call = call(of: form, withCache: arguments.required(1))
    else { return }
    hand(given, to: call, at: arguments.range)
  }

  /// The call of a pair that gave a cache: the one with the same arrays in it, else the last.
  private func call(of form: OwnForm, withCache cache: Value) -> OwnCall? {
    let calls = ownGates.calls.values.filter { $0.form.forward === form.forward && $0.reference != nil }
      .sorted { $1.range.start.isBefore($0.range.start) }
    return calls.first { $0.cache.isSame(as: cache) } ?? calls.first
  }

  private func hand(_ gradient: Tensor, to call: OwnCall, at range: SourceRange) {
    guard course.plainDepth == 0, options.readsByHand, let reference = call.reference, tape.isKept(reference)
    else {
      return
    }
    if !hand.isRunning { beginByHand(at: range) }
    guard hand.isRunning else { return }
    if hand.pass.isPending { takeSeed(gradient, of: reference, at: range) }
    if !hand.pass.calls.contains(where: { $0 === call }) {
      hand.pass.calls.append(call)
      call.handed = []
    }
    call.handed.append((gradient, range))
  }

  /// The first backward step is that of the output's gate, and what it is handed is the seed. Where the last value is
  /// none that the gradients can belong to, the gate's value is the output.
  private func takeSeed(_ gradient: Tensor, of reference: Reference, at range: SourceRange) {
    guard let output = hand.pass.output, hand.pass.calls.isEmpty else { return }
    let isBehind = tape.isComputed(output, from: reference)
    let isArray = tape.tensor(of: output)?.elements.count != 1
    if output != reference, !hand.pass.isOutputCertain, !isBehind || isArray {
      hand.pass.output = reference
      hand.pass.outputName = name(of: reference)
    }
    guard hand.pass.output == reference else { return }
    hand.pass.seed = gradient
    // `dout` is how many programs call it, whether or not they have an `out`.
    hand.pass.gradients.removeAll { named in
      guard case .array(let array)? = value(of: named), array.tensor == gradient else { return false }
      if case .node(reference) = named.target { return false }
      return true
    }
  }
}

extension Value {
  /// Whether a cache is the one that a gate gave: the same arrays and dictionaries, the same numbers.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.tuple(let left), .tuple(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.array(let left), .array(let right)): left === right
    case (.list(let left), .list(let right)): left === right
    case (.dictionary(let left), .dictionary(let right)): left === right
    case (.instance(let left), .instance(let right)): left === right
    case (.number(let left), .number(let right)): left.amount == right.amount
    default: false
    }
  }
}

extension Tensor {
  /// The tensor in a shape; a number is repeated. Nil if it does not fit.
  fileprivate func stretched(toShape shape: [Int]) -> Tensor? {
    if self.shape == shape { return self }
    return elements.count == 1
      ? Tensor(filling: shape, with: Array(repeating: elements[0], count: Tensor.count(of: shape))) : nil
  }
}
