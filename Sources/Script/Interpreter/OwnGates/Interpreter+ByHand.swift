import Autodiff
import TraceModel

// A backward pass that the program writes out itself.

extension Interpreter {
  /// Looks at the names that a statement is about to assign: the first gradient among them begins a backward pass by hand.
  func noteAssignment(to targets: [Expression], of value: Expression?, at range: SourceRange)
    throws(RunFailure)
  {
    if gateDepth > 0 {
      return noteAssigned(targets, value, at: range)
    }
    guard scope.isOutermost, options.readsByHand else { return }
    for target in targets.flatMap(\.parts) {
      guard let gradient = gradient(assignedTo: target, at: value?.range ?? range) else { continue }
      if !isByHand {
        guard try mayBeginByHand(at: range) else { continue }
        try beginByHand(at: range, from: gradient, value: targets.count == 1 ? value : nil)
      }
      if isByHand { note(gradient, isAnew: value != nil) }
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

  /// A program that goes on to run the backward pass of a value that it does not have yet is on its way forward.
  private func mayBeginByHand(at range: SourceRange) throws(RunFailure) -> Bool {
    if tape.isPassClosed { return true }
    guard tape.gatesOfPass > 0 else { return false }
    return program.backwardCalls.allSatisfy { call in
      if call.range.start.isBefore(range.start) { return true }
      guard let value = globals.names[call.name] else { return false }
      switch value {
      case .instance, .type: return true
      default: return reference(of: value).map(tape.isKept) ?? false
      }
    }
  }

  private func note(_ gradient: ByHandGradient, isAnew: Bool) {
    guard let index = byHand.gradients.firstIndex(where: { $0.name == gradient.name }) else {
      byHand.gradients.append(gradient)
      return
    }
    byHand.gradients[index].range = gradient.range
    if isAnew, let old = value(of: gradient) { byHand.gradients[index].lost.append(old) }
  }

  // MARK: Names

  /// The gradient that a name or a key stands for, if what follows in it is a value of the circuit.
  private func gradient(assignedTo target: Expression, at range: SourceRange) -> ByHandGradient? {
    if let name = target.name {
      for part in Self.parts(ofGradientName: name) {
        if let output = part.output, globals.names[output].flatMap(reference) == nil { continue }
        if let output = part.output, let reference = globals.names[output].flatMap(reference),
          reference != (byHand.output ?? chosenOutput), isByHand || chosenOutput != nil
        {
          // ∂q/∂x of an inner q is no gradient of the output.
          continue
        }
        guard let value = globals.names[part.input], let target = self.target(of: value) else { continue }
        return ByHandGradient(
          name: name, variable: name, key: nil, of: part.input, target: target, range: range)
      }
      return nil
    }
    guard case .index(let owner, let index) = target.bare.kind, let variable = owner.name,
      ["grads", "grad", "gradients"].contains(variable), case .text(let key) = index.bare.kind,
      let value = globals.names[key], let target = self.target(of: value)
    else { return nil }
    return ByHandGradient(
      name: "\(variable)['\(key)']", variable: variable, key: key, of: key, target: target, range: range)
  }

  /// A longer name is not looked at for the names of two values in it.
  private static let longestGradientName = 200

  /// How a name may be read as a gradient: `grad_x`, `d_x`, `dx`, `dfdx`.
  private static func parts(ofGradientName name: String) -> [(output: String?, input: String)] {
    var parts: [(String?, String)] = []
    for prefix in ["grad_", "d_", "d"] where name.hasPrefix(prefix) && name.count > prefix.count {
      parts.append((nil, String(name.dropFirst(prefix.count))))
    }
    guard name.hasPrefix("d"), name.utf8.count <= longestGradientName else { return parts }
    let rest = Array(name.dropFirst())
    for place in rest.indices.dropFirst() where rest[place] == "d" && place + 1 < rest.count {
      let output = String(rest[..<place]).split(separator: "_").joined(separator: "_")
      parts.append((output, String(rest[(place + 1)...])))
    }
    return parts
  }

  /// The nodes that a value is or holds; nil if it has nothing to do with the circuit.
  private func target(of value: Value) -> ByHandTarget? {
    if let reference = reference(of: value) { return .node(reference) }
    let elements: [Value]
    switch value {
    case .list(let list): elements = list.elements
    case .tuple(let parts): elements = parts
    default: return nil
    }
    let targets = elements.map(target)
    guard !targets.isEmpty, targets.allSatisfy({ $0 != nil }) else { return nil }
    return .list(targets.compactMap { $0 })
  }

  /// The node that a value is: a gate's result, or an input that a gate has read.
  private func reference(of value: Value) -> Reference? {
    if let array = value.indexedArray {
      return array.reference ?? array.originID.flatMap { origins[$0].reference }
    }
    switch value {
    case .node(let node): return node.reference
    case .number(let number): return number.originID.flatMap { origins[$0].reference }
    default: return nil
    }
  }

  /// What a gradient that is worked out by hand is now.
  private func value(of gradient: ByHandGradient) -> Value? {
    guard let key = gradient.key else { return globals.names[gradient.variable] }
    guard case .dictionary(let dictionary)? = globals.names[gradient.variable] else { return nil }
    return dictionary[.text(key)]
  }

  // MARK: Beginning

  /// The output so far: the one that is named, or the last value.
  private var chosenOutput: Reference? {
    if let name = options.output { return globals.names[name].flatMap(reference) }
    return lastValue ?? lastNode
  }

  /// From here on the program works out gradients itself. The tape's pass is run first, for what is drawn and compared.
  private func beginByHand(at range: SourceRange, from gradient: ByHandGradient, value: Expression?)
    throws(RunFailure)
  {
    isByHand = true
    byHand = ByHandPass()
    byHand.output = tape.isPassClosed ? receiver ?? chosenOutput : chosenOutput
    guard !tape.isPassClosed else { return }
    var seed: Tensor?
    if case .node(let reference) = gradient.target, reference == byHand.output, let value {
      // The first gradient is that of the output itself: its seed.
      let given = try evaluate(value)
      seed = try array(given, at: range)?.tensor ?? amount(of: given).map { Tensor($0.double) }
    }
    try runTapePass(seed, at: range)
  }

  /// The same where a backward step is called that says not whose it is.
  func beginByHand(at range: SourceRange) throws(RunFailure) {
    guard !isByHand, options.readsByHand, tape.gatesOfPass > 0 else { return }
    isByHand = true
    byHand = ByHandPass()
    byHand.output = tape.isPassClosed ? receiver ?? chosenOutput : chosenOutput
    if !tape.isPassClosed { try runTapePass(nil, at: range) }
  }

  private func runTapePass(_ seed: Tensor?, at range: SourceRange) throws(RunFailure) {
    guard let output = byHand.output, tape.isKept(output), let held = tape.tensor(of: output) else {
      isByHand = false
      return
    }
    let ones = held.elements.count == 1 ? Tensor(filling: held.shape, with: [1]) : nil
    guard let gradient = seed?.shape == held.shape ? seed : ones else {
      isByHand = false
      return
    }
    receiver = output
    byHand.ranTape = true
    try runBackward(from: output, gradient, at: range)
  }

  /// `gate.backward(d)` in the program itself: the step is part of a backward pass by hand.
  func callBackwardByHand(_ form: OwnForm, _ arguments: Arguments, of call: OwnCall?) throws(RunFailure)
    -> Value
  {
    let upstream = arguments.required(0)
    let given =
      try array(upstream, at: arguments.range)?.tensor ?? amount(of: upstream).map { Tensor($0.double) }
    if let call, let reference = call.reference, tape.isKept(reference), options.readsByHand, let given {
      if !isByHand {
        isByHand = true
        byHand = ByHandPass()
        byHand.output = tape.isPassClosed ? receiver ?? chosenOutput : chosenOutput
        // The first such step is that of the output's gate: what it is given is the seed.
        if !tape.isPassClosed {
          try runTapePass(byHand.output == reference ? given : nil, at: arguments.range)
        }
      }
      if isByHand { hand(given, to: call, at: arguments.range) }
    }
    let plain = given.map(plainValue) ?? upstream
    return try insideGate { () throws(RunFailure) in
      try runBackwardFunction(form, cache: .none, plain, at: arguments.range)
    }
  }

  private func hand(_ gradient: Tensor, to call: OwnCall, at range: SourceRange) {
    if !byHand.calls.contains(where: { $0 === call }) {
      byHand.calls.append(call)
      call.handed = nil
    }
    guard let before = call.handed, before.sum.shape == gradient.shape else {
      call.handed = (gradient, range)
      return
    }
    let sum = zip(before.sum.elements, gradient.elements).map { $0 + $1 }
    call.handed = (Tensor(filling: gradient.shape, with: sum), range)
  }

  // MARK: Ending

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
    for gradient in byHand.gradients {
      guard let value = value(of: gradient), let found = try compare(value, gradient.target, gradient) else {
        continue
      }
      note(found, at: gradient.range)
    }
    for call in byHand.calls {
      guard let reference = call.reference, let handed = call.handed else { continue }
      try useCompared(handed.sum, at: handed.range)
      let expected = received(reference)
      guard handed.sum.shape != expected.shape || !Self.agree(handed.sum, expected) else { continue }
      note(
        ByHandMistake(subject: .handed(gate: call.form.name), given: handed.sum, expected: expected),
        at: handed.range)
    }
    if !mistakes.isEmpty, !options.expectsWrongGradient { throw .mistakes(mistakes) }
  }

  private func note(_ mistake: ByHandMistake, at range: SourceRange) {
    let diagnostic = RunProblem.byHand(mistake).diagnostic(at: range, digits: options.digits)
    if !mistakes.contains(diagnostic) { mistakes.append(diagnostic) }
  }

  /// Counts a gradient that is set beside that of the tape.
  private func useCompared(_ gradient: Tensor, at range: SourceRange) throws(RunFailure) {
    try use(.operations, gradient.elements.count, times: 2 * Cost.place, at: range)
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
      let given: Tensor
      if let array = try array(value, at: gradient.range) {
        given = array.tensor
      } else if let amount = amount(of: value) {
        given = Tensor(amount.double)
      } else {
        return nil
      }
      try useCompared(given, at: gradient.range)
      let expected = received(reference)
      if given.shape == expected.shape { tape.note(byHand: given, of: reference) }
      if Self.agree(given, expected) { return nil }
      return ByHandMistake(
        subject: .gradient(name: gradient.name, of: gradient.of), given: given, expected: expected,
        cause: try cause(given, expected, gradient))
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

  private func cause(_ given: Tensor, _ expected: Tensor, _ gradient: ByHandGradient) throws(RunFailure)
    -> ByHandMistake.Cause?
  {
    guard given.shape == expected.shape else { return nil }
    if Self.agree(given.mapped { -$0 }, expected) { return .sign }
    var sum = given.elements
    for value in gradient.lost {
      let lost = try array(value, at: gradient.range)?.tensor ?? amount(of: value).map { Tensor($0.double) }
      guard let lost, lost.shape == given.shape else { return nil }
      for index in sum.indices { sum[index] += lost.elements[index] }
    }
    let all = Tensor(filling: given.shape, with: sum)
    return !gradient.lost.isEmpty && Self.agree(all, expected) ? .overwritten : nil
  }
}

extension Expression {
  /// The targets of an assignment, one by one.
  fileprivate var parts: [Expression] {
    switch bare.kind {
    case .tuple(let items), .list(let items): items.flatMap(\.parts)
    default: [bare]
    }
  }
}
