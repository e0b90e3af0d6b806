import Autodiff
import Language
import TraceModel

// Gradients that a function gives beside a value: `loss, dW = loss_function(W, x)`.

extension Interpreter {
  /// Assigns values and gradients that come from one call, or stand in one tuple. Only the values are on the tape.
  func assignGradients(beside value: Expression, to targets: [Expression], in statement: Statement)
    throws(RunFailure) -> Bool
  {
    guard scope.isOutermost, course.gateDepth == 0, course.plainDepth == 0, options.readsByHand,
      targets.count == 1,
      let items = targets[0].tupleItems, !findings.knowledge.byHand.refused.contains(statement.range.start)
    else { return false }
    let isGradient = items.map(mayBeGradient)
    guard isGradient.contains(true), isGradient.contains(false) else { return false }
    if hand.isRunning {
      // What is worked out again comes with a new value: the pass before has ended.
      guard !hand.pass.isPending, let called = value.bare.calledText, called == hand.pass.callOfAll else {
        return false
      }
      try endByHand(isLast: false)
    }
    guard let result = try evaluate(value, isGradient) else { return false }
    try settleByHand(targets, result, at: statement.range)
    let values = try unpack(result, count: items.count, at: targets[0].range)
    let isOnTape = zip(values, isGradient).contains { !$1 && $0.reference != nil }
    if isSliced(value), !hand.isRunning, !isOnTape, tape.gatesOfPass > 0 {
      // What the text does not tell of is perhaps changed under another name.
      findings.byHand.whole.insert(value.bare.range.start)
      try findings.startAgain()
    }
    for (index, item) in items.enumerated() where !isGradient[index] {
      try assign(values[index], to: item, from: nil, in: statement)
    }
    let isBegun = hand.isRunning
    var found: [ByHandGradient] = []
    for (index, item) in items.enumerated() where isGradient[index] {
      found += try gradients(item, values[index], value, at: value.range)
    }
    if !hand.isRunning, !found.isEmpty, mayBeginByHand(at: statement.range) {
      beginByHand(at: statement.range)
      if isSliced(value) { hand.pass.slicedCall = value.bare.range.start }
      hand.pass.callOfAll = value.bare.calledText
    }
    for (index, item) in items.enumerated() where isGradient[index] {
      try assign(hand.isRunning ? offTape(values[index]) : values[index], to: item, from: nil, in: statement)
    }
    guard hand.isRunning else { return true }
    for gradient in found { try note(gradient, isAnew: isBegun) }
    try settleByHand(targets, result, at: statement.range)
    return true
  }

  /// A new input under an old name begins a new program, after the pass by hand before.
  func endByHand(beforeBinding name: String, to value: Value) throws(RunFailure) {
    guard hand.isRunning, !hand.pass.isPending, !course.isDetached, value.isFresh,
      !hand.pass.gradients.contains(where: { $0.variable == name }),
      let old = globals.names[name].flatMap(reference),
      old.isInput
    else { return }
    try endByHand(isLast: false)
  }

  /// Evaluates the right side; nil if it is neither a call nor a tuple with a part for each target.
  private func evaluate(_ value: Expression, _ isGradient: [Bool]) throws(RunFailure) -> Value? {
    switch value.bare.kind {
    case .tuple(let parts) where parts.count == isGradient.count:
      return try evaluate(parts, plainWhere: isGradient)
    case .call:
      if isSliced(value) {
        course.resultsWanted = ResultsWanted(range: value.bare.range, isForward: isGradient.map { !$0 })
      }
      defer { course.resultsWanted = nil }
      return try evaluate(value)
    default: return nil
    }
  }

  private func isSliced(_ value: Expression) -> Bool {
    if case .call = value.bare.kind {
      !findings.knowledge.byHand.whole.contains(value.bare.range.start)
    } else {
      false
    }
  }

  /// Which statements of a function work out gradients, if its call is one of which some results are gradients.
  func slice(of definition: FunctionDefinition, calledAt range: SourceRange) -> GradientSlice? {
    guard let wanted = course.resultsWanted, wanted.range == range, !isPlain else { return nil }
    course.resultsWanted = nil
    return GradientSlice(of: definition.body, results: wanted.isForward)
  }

  private func gradients(_ target: Expression, _ value: Value, _ call: Expression, at range: SourceRange)
    throws(RunFailure) -> [ByHandGradient]
  {
    if let gradient = gradient(assignedTo: target, nil, at: range) { return [gradient] }
    guard let name = target.name else { return [] }
    let inside = gradients(inDictionary: name, value, at: range)
    if !inside.isEmpty { return inside }
    return try gradient(name, of: value, inCall: call, at: range).map { [$0] } ?? []
  }

  /// Runs what works out gradients: it records no gates.
  func plainly<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result {
    course.plainDepth += 1
    obstruct(.byHand)
    defer { course.plainDepth -= 1 }
    return try work()
  }

  /// A value as plain numbers; the arrays of a list or a dictionary as well.
  private func offTape(_ value: Value) -> Value {
    switch value {
    case .node(let node): return .number(Number(node.amount, .gradient))
    case .number(let number): return .number(Number(amount(of: number), .gradient))
    case .array(let array) where array.reference != nil || array.originID != nil:
      return .array(heap.array(array.tensor, array.kind, .plain(.gradient)))
    case .array(let array):
      array.source = .plain(.gradient)
      return value
    case .tuple(let parts): return .tuple(parts.map(offTape))
    case .list(let list):
      for index in list.elements.indices { list.elements[index] = offTape(list.elements[index]) }
    case .dictionary(let dictionary):
      for index in dictionary.values.indices {
        dictionary.setValue(offTape(dictionary.values[index]), at: index)
      }
    default: break
    }
    return value
  }
}

extension Expression {
  /// The name of the function that the expression calls, `net.loss`.
  fileprivate var calledText: String? {
    guard case .call(let function, _) = kind else { return nil }
    if case .attribute(let owner, let name) = function.bare.kind { return owner.name.map { "\($0).\(name)" } }
    return function.name
  }
}

extension Value {
  /// Whether it is a number, an array or a list that nothing has computed from other values.
  fileprivate var isFresh: Bool {
    switch self {
    case .number(let number):
      if case .plain = number.provenance { return true }
      return false
    case .array(let array):
      if case .plain(.plain) = array.source { return true }
      return false
    case .list(let list):
      return list.array == nil && !list.elements.isEmpty && list.elements.allSatisfy(\.isFresh)
    default: return false
    }
  }
}
