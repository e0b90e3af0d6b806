import Autodiff
import Language
import Numbers
import TraceModel

// The forward step of a gate of the program's own.

extension Interpreter {
  /// Whether what is computed now records no gates: it belongs to a gate of the program's own, or to a backward pass
  /// written by hand.
  var isPlain: Bool { course.gateDepth > 0 || course.plainDepth > 0 || hand.isRunning }

  /// Applies a gate of the program's own. One node is recorded, if an argument depends on an input.
  func callGate(_ form: OwnForm, _ arguments: Arguments) throws(RunFailure) -> Value {
    let (values, operands, places) = try gateArguments(arguments, of: form)
    if isPlain || course.isDetached || provenance(of: operands) != nil {
      return try runForward(form, arguments.values, at: arguments.range)
    }
    let call = OwnCall(
      form, values, operands: places, at: arguments.range, before: AttributeSnapshot(of: form.holder),
      randomness: randomness, live: heap.live)
    try checkSize([], at: arguments.range)
    form.holder?.touched = []
    let result = try insideGate { () throws(RunFailure) in
      try runForward(form, values, at: arguments.range)
    }
    call.set = form.holder?.touched ?? []
    let (output, cache) = try parts(of: result, call)
    call.cache = cache
    return try record(call, operands, output: output, cached: cached(by: call))
  }

  func insideGate<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result {
    course.gateDepth += 1
    defer { course.gateDepth -= 1 }
    return try work()
  }

  /// The arguments as plain numbers and arrays, those of them that are operands of the gate, and for each parameter the
  /// place of its operand.
  private func gateArguments(_ arguments: Arguments, of form: OwnForm) throws(RunFailure)
    -> (values: [Value?], operands: [Operand], places: [Int?])
  {
    var values: [Value?] = []
    var operands: [Operand] = []
    var places: [Int?] = []
    for (index, value) in arguments.values.enumerated() {
      guard let value, let operand = try gateOperand(value, of: form, index, at: arguments.range) else {
        values.append(value)
        places.append(nil)
        continue
      }
      values.append(plain(operand))
      places.append(operands.count)
      operands.append(operand)
    }
    return (values, operands, places)
  }

  /// What an argument is to a gate: a number, an array, or a list of numbers; nil for anything else.
  private func gateOperand(_ value: Value, of form: OwnForm, _ index: Int, at range: SourceRange)
    throws(RunFailure) -> Operand?
  {
    switch value {
    case .number, .node, .array: return operand(value)
    case .list(let list) where list.elements.contains(where: isRecorded) || list.array != nil:
      return try array(value, at: range).map(Operand.array)
    case .tuple(let elements) where elements.contains(where: isRecorded):
      return try array(value, at: range).map(Operand.array)
    case .dictionary(let dictionary) where dictionary.values.contains(where: isRecorded):
      if dictionary.values.allSatisfy({ if case .number = $0 { true } else { !isRecorded($0) } }) {
        // Numbers among the options of a gate are constants.
        for value in dictionary.values { try useAsConstant(value) }
        return nil
      }
      throw fail(
        .expected(
          .numberOrArray, found: .kind(.dictionaryOfNumbers),
          role: .gateArgument(form.parameters[index].name, gate: form.name)), at: range)
    default: return nil
    }
  }

  /// Whether a value depends on an input.
  private func isRecorded(_ value: Value) -> Bool {
    if case .list(let list) = value { return list.elements.contains(where: isRecorded) }
    return operand(value).map { provenance(of: [$0]) == nil } ?? false
  }

  /// What the body of a gate gets for an operand. It may change an array without changing that of the program.
  private func plain(_ operand: Operand) -> Value {
    if case .array(let array) = operand { return .array(heap.array(array.tensor, array.kind)) }
    return .number(Number(operand.amount))
  }

  func runForward(_ form: OwnForm, _ values: [Value?], at range: SourceRange) throws(RunFailure) -> Value {
    let lead: [Value?] = form.holder.map { [.instance($0)] } ?? []
    let arguments = Arguments(function: form.forward.definition.name, values: lead + values, range: range)
    return try call(form.forward, arguments, group: form.name)
  }

  /// The output and the cache of a forward function.
  func parts(of result: Value, _ call: OwnCall) throws(RunFailure) -> (output: ArrayOrNumber, cache: Value) {
    var output = result
    var cache = Value.none
    if call.form.isPair, case .tuple(let elements) = result, elements.count == 2 {
      (output, cache) = (elements[0], elements[1])
    }
    let place = course.lastReturn?.range ?? call.form.forward.definition.range
    if case .none = output { throw fail(.forwardWithoutValue(gate: call.form.name), at: place) }
    if let array = try array(output, at: place) { return (ArrayOrNumber(array.tensor, array.kind), cache) }
    guard let amount = amount(of: output) else {
      let role = Role.givenByForward(gate: call.form.name)
      throw fail(.expected(.numberOrArray, found: .kind(output.form), role: role), at: place)
    }
    return (ArrayOrNumber(Tensor(amount.double), amount.kind), cache)
  }

  /// The value of a gate, with the kind of its numbers.
  struct ArrayOrNumber {
    var tensor: Tensor
    var kind: ElementKind

    init(_ tensor: Tensor, _ kind: ElementKind) {
      self.tensor = tensor
      self.kind = kind
    }
  }

  private func record(
    _ call: OwnCall, _ operands: [Operand], output: ArrayOrNumber, cached: [Cached]
  ) throws(RunFailure) -> Value {
    try budget.use(.nodes, at: call.range)
    try budget.use(
      .operations, cached.reduce(output.tensor.elements.count) { $0 + $1.value.elements.count },
      at: call.range)
    guard tape.hasRoom(forOperands: operands.count, shape: output.tensor.shape) else {
      throw fail(
        .refused(.tooManyParts),
        at: call.range)
    }
    tape.prepareForward()
    let arguments = operands.map(argument)
    call.references = arguments.map { if case .node(let reference) = $0 { reference } else { nil } }
    let reference: Reference
    do throws(Fault) {
      reference = try tape.record(
        gate(of: call.form), arguments, value: output.tensor, cached: cached, at: call.range)
    } catch {
      throw fail(.fault(error), at: call.range)
    }
    remember(call, as: reference, output.tensor)
    lastNode = reference
    let value: Value
    if let number = output.tensor.scalar {
      value = .node(NodeValue(reference: reference, value: number, isInteger: output.kind != .float))
    } else {
      value = .array(heap.array(output.tensor, output.kind, .node(reference)))
    }
    return call.form.isPair ? .tuple([value, call.cache]) : value
  }

  /// Keeps what it takes to run a gate backwards, for as long as its pass is kept.
  private func remember(_ call: OwnCall, as reference: Reference, _ value: Tensor) {
    call.reference = reference
    call.value = value
    call.form.holder?.lastCall = call
    ownGates.remember(call, as: reference, inPass: tape.passOfNextGate, isKept: tape.isKept)
  }

  /// The gate that calls of a form are on the tape.
  private func gate(of form: OwnForm) -> Gate {
    if let gate = form.type?.gate ?? ownGates.pairGates[form.name] { return gate }
    let symbol = form.type.flatMap { text(of: $0, "symbol") } ?? form.name
    let letters = form.parameters.indices.prefix(Self.letters.count).map { Self.letters[$0] }
    let equation =
      form.type.flatMap { text(of: $0, "equation") } ?? "\(form.name)(\(letters.joined(separator: ", ")))"
    let gate = Gate(own: form.name, symbol: symbol, equation: equation)
    if let type = form.type { type.gate = gate } else { ownGates.pairGates[form.name] = gate }
    return gate
  }

  /// How formulas name the operands of a gate.
  private static let letters = "abcdefghijklm".map(String.init)

  private func text(of type: ClassValue, _ attribute: String) -> String? {
    if case .text(let text)? = type.attributes[attribute] { text } else { nil }
  }
}
