import Autodiff
import Language
import Numbers
import TraceModel

extension Interpreter {
  func attribute(_ name: String, of owner: Expression, at range: SourceRange) throws(RunFailure) -> Value {
    let owner = try evaluate(owner)
    if let array = owner.indexedArray, let value = try attribute(name, of: array, in: owner, at: range) {
      return value
    }
    switch owner {
    case .module(let module): return try member(name, of: module, at: range)
    case .instance(let instance): return try attribute(name, of: instance, at: range)
    case .type(let type): return try attribute(name, of: type, at: range)
    case .number(let number): return try attribute(name, of: number, at: range)
    case .node(let node):
      switch name {
      case "grad": return gradient(of: node.reference)
      case "T": return .node(node)
      case "shape", "ndim", "size": return Self.ofNoAxes(name)
      case "data": return .number(Number(node.amount, .detached(.detached)))
      default: throw unknownAttribute(name, of: .node(node), at: range)
      }
    case let value: throw unknownAttribute(name, of: value, at: range)
    }
  }

  private func attribute(_ name: String, of array: ArrayValue, in owner: Value, at range: SourceRange)
    throws(RunFailure) -> Value?
  {
    try refresh(array, at: range)
    if name == "grad" { return gradient(of: array) }
    guard case .array = owner else { return nil }
    switch name {
    case "data": return .array(heap.array(array.tensor, array.kind, .plain(.detached(.detached))))
    case "T": return try transposed(array, at: range)
    case "shape": return .tuple(array.shape.map { .number(Number(.integer($0), .size)) })
    case "ndim": return .number(Number(.integer(array.shape.count), .size))
    case "size": return .number(Number(.integer(array.tensor.elements.count), .size))
    case "dtype": return .text(array.kind.dtype)
    case "requires_grad": return .bool(array.originID != nil)
    case _ where Builtin.methods[name] != nil: throw fail(.uncalledMethod(name), at: range)
    default: throw unknownAttribute(name, of: owner, at: range)
    }
  }

  private func gradient(of array: ArrayValue) -> Value {
    let reference = array.reference ?? array.originID.flatMap { origins[$0].reference }
    var gradient = reference.flatMap { tape.gradientTensor(of: $0) }
    if gradient == nil, let id = array.originID, origins[id].hasZeroGradient {
      gradient = array.tensor.filled(with: 0)
    }
    guard let gradient else { return .none }
    let value = heap.array(gradient, .float, .plain(.gradient))
    value.gradientOf = array.originID
    return .array(value)
  }

  /// The shape of a number, how many axes it has, and how many elements.
  private static func ofNoAxes(_ name: String) -> Value {
    name == "shape" ? .tuple([]) : .number(Number(.integer(name == "ndim" ? 0 : 1), .size))
  }

  private func attribute(_ name: String, of number: Number, at range: SourceRange) throws(RunFailure) -> Value
  {
    switch name {
    case "data": return .number(Number(amount(of: number), .detached(.detached)))
    case "shape", "ndim", "size": return Self.ofNoAxes(name)
    case "T": return .number(number)
    case "grad":
      guard case .origin(let id, _) = number.provenance, let reference = origins[id].reference else {
        return .none
      }
      if origins[id].hasZeroGradient, tape.gradient(of: reference) == nil {
        return .number(Number(.float(0), .gradient))
      }
      return gradient(of: reference)
    case "requires_grad":
      if case .origin = number.provenance { return .bool(true) }
      return .bool(false)
    default: throw unknownAttribute(name, of: .number(number), at: range)
    }
  }

  private func gradient(of reference: Reference) -> Value {
    tape.gradient(of: reference).map { .number(Number(.float($0), .gradient)) } ?? .none
  }

  func unknownAttribute(_ name: String, of value: Value, at range: SourceRange) -> RunFailure {
    let names = Builtin.methods.keys.sorted() + ["grad", "data", "T", "shape", "ndim", "size", "dtype"]
    var suggestion = ForeignName.suggestion(for: name, nearest: nearest(name, among: names))
    if suggestion.map({ !names.contains($0) }) ?? (value.isArray && ForeignName.hint(for: name) == nil) {
      suggestion = KnownFunction.elsewhere(name) ?? suggestion
    }
    if case .none = value { suggestion = nil }
    return fail(.unknownAttribute(name, of: value.form, suggestion: suggestion), at: range)
  }

  /// A function or number of a module.
  func member(_ name: String, of module: Module, at range: SourceRange) throws(RunFailure) -> Value {
    switch module {
    case .pyplot: return .module(.pyplot)
    case .numpy where name == "random": return .module(.numpyRandom)
    case .numpy where name == "linalg": return .module(.linearAlgebra)
    case .numpy where name == "newaxis": return .none
    case .numpy where Module.dtypes.contains(name): return .text(name)
    case .numpy, .math, .numpyRandom, .random, .linearAlgebra, .lesson:
      if let builtin = Builtin.members(of: module)[name] { return .builtin(builtin) }
      if let number = KnownNumber.members(of: module)[name] { return .float(number) }
    }
    throw fail(
      .unknownMember(name, of: module, suggestion: KnownFunction.suggestion(for: name, in: module)), at: range
    )
  }

  func setAttribute(
    _ name: String, of owner: Expression, to value: Value, _ target: Expression, in statement: Statement?
  ) throws(RunFailure) {
    let receiver = try evaluate(owner)
    if let array = receiver.indexedArray {
      return try setAttribute(name, of: array, receiver, to: value, target, in: statement)
    }
    switch (name, receiver) {
    case (_, .instance(let instance)): try setAttribute(name, of: instance, to: value, at: target.range)
    case (_, .type(let type)):
      if type.attributes[name] == nil { try budget.use(.elements, Size.entry, at: target.range) }
      try budget.useNested([value], at: target.range)
      type.attributes[name] = value
    case ("grad", .number), ("grad", .node):
      let isZero = amount(of: value)?.isZero == true
      if case .none = value {
      } else if !isZero {
        throw fail(.refused(.settingGradient), at: target.range)
      }
      clearGradient(of: receiver, leavesZero: isZero)
    case ("data", .number(let number)):
      guard let statement, case .origin = number.provenance else {
        throw fail(.expected(.input, found: .kind(.constant), role: .moved), at: target.range)
      }
      try moveData(
        of: number, to: value, at: target.range, in: statement, by: HowMoved(formula: formula(of: statement)))
    case ("requires_grad", .number(let number)):
      if case .origin(let id, _) = number.provenance, try isTrue(value, at: target.range) {
        findings.request(origins[id].place)
      }
    default: throw unknownAttribute(name, of: receiver, at: target.range)
    }
  }

  private func setAttribute(
    _ name: String, of array: ArrayValue, _ receiver: Value, to value: Value, _ target: Expression,
    in statement: Statement?
  ) throws(RunFailure) {
    switch name {
    case "grad":
      let numbers = try self.array(value, at: target.range)?.tensor.elements
      let isNone = if case .none = value { true } else { false }
      guard isNone || (numbers ?? [amount(of: value)?.double ?? 1]).allSatisfy({ $0 == 0 }) else {
        throw fail(.refused(.settingGradient), at: target.range)
      }
      clearGradient(of: receiver, leavesZero: !isNone)
    case "data":
      guard let statement, array.originID != nil else {
        throw fail(.expected(.input, found: .kind(.constant), role: .moved), at: target.range)
      }
      guard let new = try self.array(value, at: target.range), new.shape == array.shape else {
        throw fail(.assignedShape(shape(value), to: array.shape), at: target.range)
      }
      try move(array, to: new.tensor, by: HowMoved(formula: formula(of: statement)), in: statement)
    case "requires_grad":
      if let id = array.originID, try isTrue(value, at: target.range) {
        findings.request(origins[id].place)
      }
    case "shape":
      if array.originID.flatMap({ origins[$0].reference }) != nil {
        let problem = RunProblem.refused(.shapeOfInput)
        throw fail(problem, at: target.range)
      }
      let view = try reshaped(array, to: lengths(value, at: target.range), at: target.range)
      if case .array(let new) = view { try replaceShape(of: array, by: new) }
    default: throw unknownAttribute(name, of: receiver, at: target.range)
    }
  }

  private func replaceShape(of array: ArrayValue, by new: ArrayValue) throws(RunFailure) {
    array.tensor = new.tensor
    array.version += 1
    if new.reference != nil { array.source = new.source }
  }

  /// Clears the gradient of an input: it is 0 from now on, or None.
  func clearGradient(of value: Value, leavesZero: Bool) {
    guard let id = originOfGradient(of: value), let reference = origins[id].reference else { return }
    origins[id].hasZeroGradient = leavesZero
    tape.clearGradient(of: reference)
  }

  /// Whether `x.grad` of an input is not None.
  func hasGradient(_ value: Value) -> Bool {
    guard let id = originOfGradient(of: value), let reference = origins[id].reference else { return false }
    return origins[id].hasZeroGradient || tape.gradientTensor(of: reference) != nil
  }

  private func originOfGradient(of value: Value) -> Int? {
    if let array = value.indexedArray { return array.originID }
    if case .number(let number) = value { return number.originID }
    return nil
  }

  /// `g.zero_()`, and all other ways to make zeros of what `x.grad` has given, clear the gradient.
  func noteWrite(to array: ArrayValue) {
    guard let id = array.gradientOf, let reference = origins[id].reference,
      array.tensor.elements.allSatisfy({ $0 == 0 })
    else { return }
    origins[id].hasZeroGradient = true
    tape.clearGradient(of: reference)
  }
}

// MARK: - The backward pass

extension Interpreter {
  /// `f.backward()` and `f.backward(v)`.
  func backward(from value: Value, seed: Value?, at range: SourceRange) throws(RunFailure) {
    guard let output = output(value) else { throw fail(.noPathFromInput, at: range) }
    guard tape.isKept(output), let held = tape.tensor(of: output) else {
      throw fail(.released, at: range)
    }
    let gradient = try self.seed(seed, for: held.shape, at: range)
    // A pass by hand has run the tape's already.
    if hand.isRunning, hand.pass.ranTape, output == hand.pass.output { return }
    receiver = output
    try runBackward(from: output, gradient, at: range)
    if hand.isRunning, hand.pass.isPending { hand.pass.start(from: output) }
  }

  /// The gradient to start from: 1 unless the program says more, which it must for an array.
  private func seed(_ seed: Value?, for shape: [Int], at range: SourceRange) throws(RunFailure) -> Tensor {
    guard let seed else {
      guard Tensor.count(of: shape) == 1 else { throw fail(.needsSeed(shape: shape), at: range) }
      return Tensor(filling: shape, with: [1])
    }
    let given = try constantTensor(seed, .upstream, at: range)
    guard Shape.broadcast(given.shape, shape) == shape else {
      throw fail(.seedShape(given.shape, output: shape), at: range)
    }
    return Tensor(filling: shape, with: given.stretched(to: shape))
  }

  /// The node that a value is, if it depends on an input.
  func output(_ value: Value) -> Reference? {
    if let array = value.indexedArray { return array.reference ?? array.originID.map { input(of: $0) } }
    switch value {
    case .node(let node): return node.reference
    case .number(let number):
      guard case .origin(let id, _) = number.provenance else { return nil }
      return input(of: id)
    default: return nil
    }
  }

  /// The gradients of a pass may hold so many times what the arrays of a program may.
  private static let mostHeldBackward = 4

  func runBackward(from output: Reference, _ gradient: Tensor, at range: SourceRange?) throws(RunFailure) {
    try budget.use(.operations, tape.workOfBackward, times: 2, at: range)
    try budget.use(.operations, tape.gatesOfPass + origins.count, times: Cost.item, at: range)
    // Each further run records its steps beside those of the run before.
    try budget.use(.elements, tape.sizeOfFurtherRun, at: range)
    let held = options.limit(.elements).multipliedReportingOverflow(by: Self.mostHeldBackward)
    if !held.overflow, tape.heldBackward + tape.elementsOfBackward > held.partialValue {
      throw budget.reached(.elements, at: range)
    }
    try runTapeBackward(from: output, gradient, at: range)
    progress(tape.passOfNextGate - 1)
    unreached.removeAll { id in
      origins[id].wasReached = origins[id].reference.flatMap { tape.gradientTensor(of: $0) } != nil
      return origins[id].wasReached
    }
  }
}
