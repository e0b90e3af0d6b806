import Autodiff
import Language
import Numbers
import TraceModel

// The backward step of a gate of the program's own.

extension Interpreter {
  /// Runs the tape's backward pass, and the program's own backward functions where it comes to their gates.
  func runTapeBackward(from output: Reference, _ gradient: Tensor, at range: SourceRange?) throws(RunFailure)
  {
    var asked = try ask(at: range) { (tape) throws(Fault) in
      try tape.startBackward(from: output, gradient: gradient)
    }
    while let question = asked {
      let shares = try answer(question)
      asked = try ask(at: range) { (tape) throws(Fault) in try tape.continueBackward(with: shares) }
    }
    if !notices.mistakes.isEmpty, !options.expectsWrongGradient { throw .mistakes(notices.mistakes) }
  }

  private func ask(at range: SourceRange?, _ work: (inout Tape) throws(Fault) -> OwnBackward?)
    throws(RunFailure)
    -> OwnBackward?
  {
    do throws(Fault) {
      return try work(&tape)
    } catch {
      throw fail(.fault(error), at: error.place == .none ? range : SourceRange(error.place.start))
    }
  }

  /// What each operand of a gate receives.
  private func answer(_ asked: OwnBackward) throws(RunFailure) -> [OwnShare?] {
    guard let call = ownGates.calls[asked.node] else { return asked.operands.map { _ in nil } }
    let state = AttributeSnapshot(of: call.form.holder)
    let returned = try insideGate { () throws(RunFailure) in try runBackward(call, asked.upstream) }
    // What the backward function itself has changed is not what it would have read.
    let after = AttributeSnapshot(of: call.form.holder)
    state.restore(call.form.holder)
    defer { after.restore(call.form.holder) }
    for position in asked.operands.indices where asked.isNode[position] && returned[position].tensor == nil {
      if let id = call.references[position].flatMap({ originOfInput[$0] }) { ownGates.givenNone.insert(id) }
    }
    try check(call, asked, returned)
    try checkKept(call, asked, before: state, after: after)
    return try shares(of: call, asked, returned)
  }

  private func shares(of call: OwnCall, _ asked: OwnBackward, _ returned: [Returned]) throws(RunFailure)
    -> [OwnShare?]
  {
    var runs: [Int: [Tensor?]] = [:]
    if asked.upstream.shape.isEmpty, asked.upstream.scalar == 1 { runs[0] = returned.map(\.tensor) }
    var shares: [OwnShare?] = []
    for (position, operand) in asked.operands.enumerated() {
      guard asked.isNode[position], let gradient = returned[position].tensor, gradient.shape == operand.shape
      else {
        shares.append(nil)
        continue
      }
      let local = try asked.local(of: position, rule: rule(of: call.form)) {
        (unit) throws(RunFailure) -> Tensor? in
        let row = unit.elements.firstIndex(of: 1) ?? 0
        if runs[row] == nil {
          runs[row] =
            try silently { () throws(RunFailure) in
              try runBackward(call, unit).map(\.tensor)
            } ?? asked.operands.map { _ in nil }
        }
        return runs[row]?[position]
      }
      shares.append(OwnShare(downstream: gradient, local: local))
    }
    return shares
  }

  private func rule(of form: OwnForm) -> String {
    let names = form.backward.definition.parameters.dropFirst(form.isPair ? 0 : 1).map(\.name)
    let owner = form.isPair ? "" : form.name + "."
    return "\(owner)\(form.backward.definition.name)(\(names.joined(separator: ", ")))"
  }

  /// What a backward function gave for one operand, and where that stands; nothing if it gave None.
  struct Returned {
    var tensor: Tensor?
    var range: SourceRange
  }

  /// Runs a backward function on an upstream gradient; gives what it returns for each operand of the gate.
  func runBackward(_ call: OwnCall, _ upstream: Tensor, cache: Value? = nil) throws(RunFailure) -> [Returned]
  {
    let value = try runBackwardFunction(
      call.form, cache: cache ?? call.cache, plainValue(upstream), at: call.range)
    return try gradients(in: value, of: call)
  }

  func plainValue(_ tensor: Tensor) -> Value {
    tensor.scalar.map(Value.float) ?? .array(heap.array(tensor, .float))
  }

  func runBackwardFunction(_ form: OwnForm, cache: Value, _ upstream: Value, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    let lead: [Value] = form.holder.map { [.instance($0)] } ?? []
    let values = lead + [upstream] + (form.isPair ? [cache] : [])
    let arguments = try bind(values, [], to: form.backward.definition.signature, at: range)
    course.lastReturn = nil
    return try self.call(form.backward, arguments)
  }

  // MARK: What was returned

  /// Sorts what a backward function returned by the operands of the gate.
  private func gradients(in value: Value, of call: OwnCall) throws(RunFailure) -> [Returned] {
    let parameters = call.form.parameters
    let passed = parameters.indices.filter { call.arguments[$0] != nil }
    let place = course.lastReturn?.range ?? call.form.backward.definition.range
    let differentiable = passed.filter { index in
      call.operands[index].map { call.references[$0] != nil } ?? false
    }
    let numbers = passed.filter { call.operands[$0] != nil }
    let items = try isWhole(value, differentiable, of: call) ? nil : self.items(of: value, passed.count)
    var byParameter: [Int: (Value, SourceRange)] = [:]
    if let items, items.count == parameters.count {
      for (index, item) in items.enumerated() { byParameter[index] = (item, range(ofItem: index)) }
    } else if let items, items.count == passed.count {
      for (item, index) in zip(items.indices, passed) {
        byParameter[index] = (items[item], range(ofItem: item))
      }
    } else if let items, let taken = [numbers, differentiable].first(where: { $0.count == items.count }) {
      // What is neither a number nor an array, such as a mode or a dictionary of options, has no gradient.
      for (item, index) in zip(items.indices, taken) {
        byParameter[index] = (items[item], range(ofItem: item))
      }
    } else if items == nil, differentiable.count == 1 {
      byParameter[differentiable[0]] = (value, range(ofItem: nil))
    } else if items == nil, case .none = value {
      throw fail(
        .backwardWithoutValue(gate: call.form.name, parameters: differentiable.map { parameters[$0].name }),
        at: place)
    } else {
      throw fail(
        .gradientCount(
          gate: call.form.name, expected: passed.map { parameters[$0].name }, found: items?.count ?? 1),
        at: place)
    }
    if course.lastReturn == nil, case .none = value {
      throw fail(
        .backwardWithoutValue(gate: call.form.name, parameters: differentiable.map { parameters[$0].name }),
        at: place)
    }
    var returned = Array(repeating: Returned(tensor: nil, range: place), count: call.references.count)
    for (index, part) in byParameter {
      guard let operand = call.operands[index] else { continue }
      returned[operand] = Returned(
        tensor: try gradient(part.0, of: parameters[index].name, at: part.1), range: part.1)
    }
    return returned
  }

  /// Whether what was returned is the gradient of the only operand that has one.
  private func isWhole(_ value: Value, _ differentiable: [Int], of call: OwnCall) throws(RunFailure) -> Bool {
    guard differentiable.count == 1, let operand = call.operands[differentiable[0]],
      let reference = call.references[operand], let shape = tape.tensor(of: reference)?.shape
    else { return false }
    switch value {
    case .array(let array): return array.shape == shape
    case .list where !shape.isEmpty:
      return try array(value, at: course.lastReturn?.range ?? call.range)?.shape == shape
    default: return false
    }
  }

  /// The parts of what was returned, one for each argument; nil if it is the gradient of the only one.
  private func items(of value: Value, _ count: Int) throws(RunFailure) -> [Value]? {
    switch value {
    case .tuple(let elements):
      return elements.count == 1 || count > 1 ? elements : nil
    case .list(let list) where list.array == nil:
      if count > 1 { return list.elements }
      guard list.elements.count == 1, let only = list.elements.first, only.isArray else { return nil }
      return [only]
    case .array(let array) where count > 1 && array.shape.first == count:
      return try rows(of: array, at: course.lastReturn?.range ?? SourceRange(.none))
    default: return nil
    }
  }

  private func gradient(_ value: Value, of parameter: String, at range: SourceRange) throws(RunFailure)
    -> Tensor?
  {
    if case .none = value { return nil }
    if let array = try array(value, at: range) { return array.tensor }
    guard let amount = amount(of: value) else {
      throw fail(
        .expected(.numberOrArray, found: .kind(value.form), role: .gradient(of: parameter)),
        at: range)
    }
    return Tensor(amount.double)
  }

  /// Where one of the gradients that were returned was worked out: where its name was assigned last, or what stands in
  /// the `return`.
  private func range(ofItem index: Int?) -> SourceRange {
    guard let given = course.lastReturn else { return SourceRange(.none) }
    guard var expression = given.value?.bare else { return given.range }
    if let index {
      if case .tuple(let items) = expression.kind, items.indices.contains(index) {
        expression = items[index].bare
      } else if case .list(let items) = expression.kind, items.indices.contains(index) {
        expression = items[index].bare
      }
    }
    if let name = expression.name, let assigned = course.finishedScope?.assigned[name] { return assigned }
    return expression.range
  }
}

extension Interpreter {
  /// The value of a gate on other operands, from where it stood when the program called it.
  func rerun(_ call: OwnCall, _ operands: [Tensor]) throws(RunFailure) -> Tensor? {
    try silently { () throws(RunFailure) in try runAgain(call, operands).value }
  }

  /// Runs the forward function again; gives its value and what it caches.
  ///
  /// - Parameter parameter: An attribute that has another value than it had.
  func runAgain(
    _ call: OwnCall, _ operands: [Tensor]?, with parameter: (name: String, value: Tensor)? = nil
  ) throws(RunFailure) -> (value: Tensor, cache: Value) {
    call.before.restore(call.form.holder)
    if let parameter { call.form.holder?.attributes[parameter.name] = plainValue(parameter.value) }
    randomness = call.randomness
    var values = call.arguments
    for (index, operand) in call.operands.enumerated() {
      guard let operand else {
        values[index] = call.arguments[index].map(copied)
        continue
      }
      values[index] = fresh(call.arguments[index], operands?[operand])
    }
    let result = try runForward(call.form, values, at: call.range)
    let (output, cache) = try parts(of: result, call)
    return (output.tensor, cache)
  }

  /// An argument with other numbers; whole numbers stay such where they are the same.
  private func fresh(_ argument: Value?, _ tensor: Tensor?) -> Value? {
    switch argument {
    case .array(let array)?: return .array(heap.array(tensor ?? array.tensor, array.kind))
    case let value?:
      guard let number = tensor?.scalar, amount(of: value)?.double != number else { return value }
      return .float(number)
    case nil: return nil
    }
  }

  /// A dictionary or list of options of its own, so that what a gate notes in them is noted once.
  private func copied(_ value: Value) -> Value {
    switch value {
    case .list(let list): return newList(list.elements.map(copied))
    case .dictionary(let dictionary): return .dictionary(heap.dictionary(dictionary.content.mapped(copied)))
    case .array(let array): return .array(heap.array(array.tensor, array.kind, array.source))
    default: return value
    }
  }

  /// Ends the recording. Gates of the program's own are run again on other numbers, to be compared.
  func finishTape() -> Trace {
    var finished = Tape()
    swap(&finished, &tape)
    budget.hold(finished.heldElements)
    let trace = finished.finish { [self] node, operands in
      guard let call = ownGates.calls[node] else { return nil }
      return try? rerun(call, operands)
    }
    return trace.withLiterals(of: program)
  }
}
