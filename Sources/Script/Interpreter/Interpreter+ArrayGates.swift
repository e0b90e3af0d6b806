import Autodiff
import Language
import Numbers
import TraceModel

// Gates applied to arrays.

extension Interpreter {
  /// Applies a gate of which at least one operand is an array: a new array or number, recorded if it depends on an input.
  ///
  /// - Parameters:
  ///   - parameters: Constants that tell the gate how, with what a figure shows of them.
  ///   - shape: The shape of the value, where the gate leaves it free.
  ///   - forwardWork: How many operations the value takes, where that is far less than the way back.
  func apply(
    _ gate: Gate, _ operands: [Operand], parameters: [(value: Tensor, name: String?)] = [],
    shape: [Int]? = nil, kind: ElementKind = .float, hasNegativeZero: Bool = true,
    work forwardWork: Int? = nil, at range: SourceRange
  ) throws(RunFailure) -> Value {
    for case .array(let array) in operands { try refresh(array, at: range) }
    let isWhole = kind != .float || !hasNegativeZero
    let result = try applied(
      gate, operands, parameters, shape: shape, kind: kind, isWhole: isWhole, work: forwardWork, at: range)
    try checkWhole(result, at: range)
    if gate.isElementwise || gate === Gate.select || gate === Gate.copy {
      keepMemoryOrder(result, of: operands)
    }
    return result
  }

  private func applied(
    _ gate: Gate, _ operands: [Operand], _ parameters: [(value: Tensor, name: String?)], shape: [Int]?,
    kind: ElementKind, isWhole: Bool, work forwardWork: Int?, at range: SourceRange
  ) throws(RunFailure) -> Value {
    let tensors = operands.map(tensor) + parameters.map(\.value)
    guard let shape = shape ?? gate.shape(tensors) else {
      let shapes = operands.map { tensor(of: $0).shape }
      throw fail(.shapes(shapes, symbol: RunProblem.written(gate.description.name)), at: range)
    }
    try checkSize(shape, at: range)
    let (work, overflows) = gate.work(tensors, shape).multipliedReportingOverflow(by: gate.cost)
    if overflows { throw budget.reached(.operations, at: range) }
    if let forwardWork {
      try budget.use(.operations, forwardWork, times: gate.cost, at: range)
    } else {
      try budget.use(.operations, work, at: range)
    }
    guard let provenance = provenance(of: operands) else {
      let value = try recorded(
        gate, operands, parameters, shape: shape, kind: kind, isWhole: isWhole, at: range)
      tape.add(work: work)
      return value
    }
    var value = gate.value(tensors, shape: shape)
    if isWhole { value = gate.whole(value) }
    if !value.isFinite { try look(atConstant: value, of: gate, tensors, at: range) }
    return try makeValue(value, kind, provenance, at: range)
  }

  /// Rejects whole numbers of an array that floats, as which they are kept, do not hold exactly.
  func checkWhole(_ value: Value, at range: SourceRange) throws(RunFailure) {
    guard case .array(let array) = value, array.kind == .integer else { return }
    if array.tensor.elements.allSatisfy({ $0.magnitude <= Self.largestWhole }) { return }
    throw fail(
      .refused(.wholeNumbersOfArray),
      at: range)
  }

  private static let largestWhole = 9_007_199_254_740_992.0

  /// Rejects a number that constants have made NaN or infinite, and warns of the first such array.
  private func look(atConstant value: Tensor, of gate: Gate, _ operands: [Tensor], at range: SourceRange)
    throws(RunFailure)
  {
    // A NaN that the program itself has written, as np.nan, flows on.
    let isNew = operands.allSatisfy(\.isFinite) || (value.shape.isEmpty && notices.hasNotedConstant)
    guard isNew, let index = value.elements.firstIndex(where: { !$0.isFinite }) else { return }
    let inputs = gate.isElementwise ? operands.map { $0.stretched(to: value.shape)[index] } : []
    let name = gate.description.name
    var problem = RunProblem.divisionByZero
    if name != "divide" || inputs.last != 0 {
      problem = .notFinite(
        inputs.isEmpty ? .gateOfArray(name, operands.first?.shape) : .function(name, of: inputs),
        result: value.elements[index])
    }
    if value.shape.isEmpty, !options.showsFaults { throw fail(problem, at: range) }
    if notices.hasNotedConstant || tape.firstFault != nil { return }
    notices.tellConstant(problem.diagnostic(.warning, at: range, digits: options.digits))
  }

  func recordedArray(
    _ gate: Gate, _ operands: [Operand], shape: [Int], kind: ElementKind, at range: SourceRange
  )
    throws(RunFailure) -> ArrayValue
  {
    let value = try apply(gate, operands, shape: shape, kind: kind, at: range)
    guard case .array(let array) = value else { throw fail(.refused(.numberForArray), at: range) }
    return array
  }

  private func recorded(
    _ gate: Gate, _ operands: [Operand], _ parameters: [(value: Tensor, name: String?)], shape: [Int],
    kind: ElementKind, isWhole: Bool, at range: SourceRange
  ) throws(RunFailure) -> Value {
    try budget.use(.nodes, at: range)
    guard tape.hasRoom(forOperands: operands.count + parameters.count, shape: shape) else {
      throw fail(
        .refused(.tooManyParts), at: range)
    }
    // A new pass may let go of an earlier one, so what can be read is known only after it was opened.
    tape.prepareForward()
    let arguments = operands.map(argument) + parameters.map { Argument.array($0.value, name: $0.name) }
    let reference: Reference
    do throws(Fault) {
      reference = try tape.apply(gate, arguments, shape: shape, isWhole: isWhole, at: range)
    } catch {
      throw fail(.fault(error), at: range)
    }
    lastNode = reference
    guard let value = tape.tensor(of: reference) else { return .none }
    if let number = value.scalar {
      let isInteger = kind != .float && number.rounded() == number
      return .node(NodeValue(reference: reference, value: number, isInteger: isInteger, isNumPy: true))
    }
    return .array(heap.array(value, kind, .node(reference)))
  }

  /// A gate that works element by element, on numbers or arrays.
  func elementwise(_ gate: Gate, _ operands: [Operand], kind: ElementKind = .float, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    try apply(gate, operands, kind: kind, at: range)
  }

  /// An arithmetic operator with an array on at least one side.
  func arrayArithmetic(
    _ binary: BinaryOperator, _ left: Operand, _ right: Operand, _ rightValue: Value, at range: SourceRange
  ) throws(RunFailure) -> Value {
    if binary == .matrixMultiply {
      guard case .array = left, case .array = right else {
        throw fail(.unsuited(operation: "@", left: left.form, right: right.form), at: range)
      }
      return try apply(.matmul, [left, right], kind: left.kind.joined(with: right.kind), at: range)
    }
    var right = right
    if binary == .power, right.kind == .integer, case .origin(let id, let amount) = right {
      try useAsConstant(rightValue)
      right = .constant(amount, name: origins[id].name)
    }
    var kind = left.kind.joined(with: right.kind)
    if binary == .power, kind != .float, tensor(of: right).elements.contains(where: { $0 < 0 }) {
      throw fail(
        .refused(.negativePower), at: range)
    }
    if binary == .divide { kind = .float }
    if kind == .bool { return try maskArithmetic(binary, [left, right], at: range) }
    if kind == .integer, binary == .floorDivide || binary == .remainder { warnOfZeros(right, at: range) }
    return try elementwise(binary.gate, [left, right], kind: kind, at: range)
  }

  /// Whole numbers divided by 0 are 0 in an array, which NumPy warns of.
  private func warnOfZeros(_ divisor: Operand, at range: SourceRange) {
    guard !notices.hasNotedConstant, tensor(of: divisor).elements.contains(0) else { return }
    notices.tellConstant(RunProblem.divisionByZero.diagnostic(.warning, at: range, digits: options.digits))
  }

  /// An operator between masks, with NumPy's meaning: a product is *and*, a sum is *or*.
  private func maskArithmetic(_ binary: BinaryOperator, _ masks: [Operand], at range: SourceRange)
    throws(RunFailure) -> Value
  {
    switch binary {
    case .multiply: return try elementwise(.multiply, masks, kind: .bool, at: range)
    case .add: return try elementwise(.maximum, masks, kind: .bool, at: range)
    case .subtract: throw fail(.unsuited(operation: "-", left: .mask, right: .mask), at: range)
    default: return try elementwise(binary.gate, masks, kind: .integer, at: range)
    }
  }
}

extension Interpreter.Operand {
  /// Whether it is the 0 of `max(0, x)`.
  var isConstantZero: Bool {
    if case .constant(let amount, _, _) = self { amount.isZero } else { false }
  }

  var isArray: Bool { if case .array = self { true } else { false } }

  var kind: ElementKind {
    switch self {
    case .array(let array): array.kind
    case .truth: .bool
    default: amount.kind
    }
  }
}

extension Interpreter {
  /// An array as `str` and as `repr` write it.
  func arrayText(of array: ArrayValue) -> String { ArrayText().str(array.tensor, array.kind) }
  func arrayRepresentation(of array: ArrayValue) -> String { ArrayText().repr(array.tensor, array.kind) }
}
