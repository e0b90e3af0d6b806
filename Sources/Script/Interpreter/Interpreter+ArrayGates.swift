import Autodiff
import TraceModel

// Gates applied to arrays.

extension Interpreter {
  /// Applies a gate of which at least one operand is an array: a new array or number, recorded if it depends on an input.
  ///
  /// - Parameters:
  ///   - parameters: Constants that tell the gate how, with what a figure shows of them.
  ///   - shape: The shape of the value, where the gate leaves it free.
  func apply(
    _ gate: Gate, _ operands: [Operand], parameters: [(value: Tensor, name: String?)] = [],
    shape: [Int]? = nil, kind: ElementKind = .float, at range: SourceRange
  ) throws(RunFailure) -> Value {
    for case .array(let array) in operands { try refresh(array, at: range) }
    let tensors = operands.map(tensor) + parameters.map(\.value)
    guard let shape = shape ?? gate.shape(tensors) else {
      let description = gate.description
      let isWritten = gate.isElementwise || description.symbol == "@"
      throw fail(
        .shapes(
          operands.map { tensor(of: $0).shape }, symbol: isWritten ? description.symbol : description.name),
        at: range)
    }
    try checkSize(shape, at: range)
    try use(.operations, gate.work(tensors, shape), at: range)
    guard let provenance = provenance(of: operands) else {
      return try recorded(gate, operands, parameters, shape: shape, kind: kind, at: range)
    }
    return try makeValue(gate.value(tensors, shape: shape), kind, provenance, at: range)
  }

  func recordedArray(
    _ gate: Gate, _ operands: [Operand], shape: [Int], kind: ElementKind, at range: SourceRange
  )
    throws(RunFailure) -> ArrayValue
  {
    let value = try apply(gate, operands, shape: shape, kind: kind, at: range)
    guard case .array(let array) = value else { throw fail(.detail("an array was expected"), at: range) }
    return array
  }

  private func recorded(
    _ gate: Gate, _ operands: [Operand], _ parameters: [(value: Tensor, name: String?)], shape: [Int],
    kind: ElementKind, at range: SourceRange
  ) throws(RunFailure) -> Value {
    try use(.nodes, at: range)
    // A new pass may let go of an earlier one, so what can be read is known only after it was opened.
    tape.prepareForward()
    let arguments = operands.map(argument) + parameters.map { Argument.array($0.value, name: $0.name) }
    let reference: Reference
    do throws(Fault) {
      reference = try tape.apply(gate, arguments, shape: shape, at: range.start)
    } catch {
      throw fail(.fault(error), at: range)
    }
    lastNode = reference
    guard let value = tape.tensor(of: reference) else { return .none }
    if let number = value.scalar {
      let isInteger = kind != .float && number.rounded() == number
      return .node(NodeValue(reference: reference, value: number, isInteger: isInteger))
    }
    return .array(ArrayValue(value, kind, .node(reference), live: live))
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
        throw fail(.unsuited(operation: "@", left: left.words, right: right.words), at: range)
      }
      return try apply(.matmul, [left, right], kind: left.kind.joined(with: right.kind), at: range)
    }
    var right = right
    if binary == .power, right.kind == .integer, case .origin(let id, let amount) = right {
      try useAsConstant(rightValue)
      right = .constant(amount, name: origins[id].name)
    }
    var kind = left.kind.joined(with: right.kind)
    if binary == .divide { kind = .float }
    if kind == .bool { kind = .integer }
    return try elementwise(binary.gate, [left, right], kind: kind, at: range)
  }
}

extension Interpreter.Operand {
  var isArray: Bool { if case .array = self { true } else { false } }

  var kind: ElementKind {
    if case .array(let array) = self { array.kind } else { amount.kind }
  }

  var words: String {
    if case .array(let array) = self { "an array of shape \(array.shape)" } else { "a number" }
  }
}

extension Interpreter {
  /// An array as `str` and as `repr` write it.
  func arrayText(of array: ArrayValue) -> String { ArrayText().str(array.tensor, array.kind) }
  func arrayRepresentation(of array: ArrayValue) -> String { ArrayText().repr(array.tensor, array.kind) }
}
