import Autodiff
import Language
import TraceModel

extension Interpreter {
  /// What a number is to a gate.
  enum Operand {
    /// A constant, perhaps with a name; tells why it is none of the nodes, if that is known.
    case constant(Amount, name: String?, Constant.Origin? = nil)
    case detached(Amount, Constant.Origin)
    case gradient(Amount)
    case truth(Bool)
    /// A named number that is an input from its first gate on.
    case origin(Int, Amount)
    case node(NodeValue)
    case array(ArrayValue)

    /// The number; NaN for an array.
    var amount: Amount {
      switch self {
      case .array: .float(.nan)
      case .constant(let amount, _, _), .detached(let amount, _), .gradient(let amount),
        .origin(_, let amount):
        amount
      case .truth(let truth): .integer(truth ? 1 : 0)
      case .node(let node): node.amount
      }
    }
  }

  /// What a value is to a gate; nil if it is no number.
  func operand(_ value: Value) -> Operand? {
    switch value {
    case .bool(let truth, _): return .truth(truth)
    case .array(let array): return .array(array)
    case .node(let node):
      if isOnTape(node.reference) { return .node(node) }
      noteUseOfDetached(value, as: .detached)
      return .constant(node.amount, name: nil, .earlier)
    case .number(let number):
      let amount = amount(of: number)
      switch number.provenance {
      case .plain, .size, .requested: return .constant(amount, name: nil)
      case .named(let name, let origin): return .constant(amount, name: name, origin)
      case .detached(let origin): return .detached(amount, origin)
      case .gradient: return .gradient(amount)
      case .origin(let id, let version):
        let isLive = version == origins[id].amounts.count - 1
        if isLive { return .origin(id, amount) }
        noteUseOfDetached(value, as: .detached)
        return .constant(amount, name: origins[id].name, .earlier)
      }
    default: return nil
    }
  }

  /// Applies an arithmetic operator to any two values.
  func arithmetic(_ binary: BinaryOperator, _ left: Value, _ right: Value, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    if let first = operand(left), let second = operand(right) {
      if first.isArray || second.isArray || binary == .matrixMultiply {
        return try arrayArithmetic(binary, first, second, right, at: range)
      }
      let isNumPy = left.isNumPy || right.isNumPy
      if isNumPy, case .truth(let a) = first, case .truth(let b) = second,
        binary == .add || binary == .multiply
      {
        return .bool(binary == .add ? a || b : a && b, isNumPy: true)
      }
      return try arithmetic(binary, first, second, right, at: range).asNumPy(isNumPy)
    }
    if let (first, second) = try arraysInPlaceOfLists(binary, left, right, at: range) {
      return try arithmetic(binary, first, second, at: range)
    }
    return try joined(binary, left, right, at: range)
  }

  private func arithmetic(
    _ binary: BinaryOperator, _ left: Operand, _ right: Operand, _ rightValue: Value, at range: SourceRange
  ) throws(RunFailure) -> Value {
    let provenance = provenance(of: [left, right])
    var right = right
    if binary == .power, right.amount.isInteger, provenance == nil {
      if case .origin(let id, let amount) = right {
        try useAsConstant(rightValue)
        right = .constant(amount, name: origins[id].name)
      }
    }
    if let provenance = provenance ?? self.provenance(of: [left, right]) {
      let amount = try compute(binary, left.amount, right.amount, at: range)
      return .number(Number(amount, provenance))
    }
    let isInteger = keepsIntegers(binary, left.amount, right.amount)
    var node = try record(binary.gate, [left, right], isInteger: isInteger, at: range)
    node.counted = counted(binary, left, right)
    return .node(node)
  }

  /// The provenance of a result that needs no gate; nil if it needs one.
  func provenance(of operands: [Operand]) -> Number.Provenance? {
    let parts = operands.map(part)
    let isConstant = !parts.contains(.live)
    let detached = parts.lazy.compactMap(\.origin).first
    let isOff = parts.contains(.gradient) || (detached != nil && course.isUpdating)
    guard course.isDetached || isOff || (isPlain && !isConstant) else {
      return isConstant ? detached.map { .detached($0) } ?? .plain : nil
    }
    for operand in operands { noteReadByUpdate(operand) }
    return .gradient
  }

  /// What an operand is to the question whether a result is on the tape.
  private enum Part: Equatable {
    case constant, gradient, live
    case detached(Constant.Origin)

    var origin: Constant.Origin? { if case .detached(let origin) = self { origin } else { nil } }
  }

  private func part(_ operand: Operand) -> Part {
    switch operand {
    case .constant, .truth: return .constant
    case .detached(_, let origin): return .detached(origin)
    case .gradient: return .gradient
    case .origin: return .live
    case .node: return .live
    case .array(let array):
      switch array.source {
      case .plain(.detached(let origin)): return .detached(origin)
      case .plain(.gradient): return .gradient
      case .plain(.origin): return .live
      case .plain(.named(_, .some)):
        noteUseOfDetached(.array(array), as: .detached)
        return .constant
      case .plain: return .constant
      case .node(let reference):
        if isOnTape(reference) { return .live }
        noteUseOfDetached(.array(array), as: .detached)
        return .constant
      }
    }
  }

  private func noteReadByUpdate(_ operand: Operand) {
    switch operand {
    case .origin(let id, _): findings.read(id)
    case .node(let node): noteReadByUpdate(node.reference)
    case .array(let array):
      if let id = array.originID { findings.read(id) }
      if let reference = array.reference { noteReadByUpdate(reference) }
    case .constant, .detached, .gradient, .truth: break
    }
  }

  private func noteReadByUpdate(_ reference: Reference) {
    guard findings.isNew(reference) else { return }
    for id in tape.inputs(behind: reference).compactMap({ originOfInput[$0] }) { findings.read(id) }
  }

  private func keepsIntegers(_ binary: BinaryOperator, _ left: Amount, _ right: Amount) -> Bool {
    guard left.isInteger, right.isInteger else { return false }
    return binary != .divide && (binary != .power || right.double >= 0)
  }

  /// The origin that a sum of a counter and a whole constant counts from.
  private func counted(_ binary: BinaryOperator, _ left: Operand, _ right: Operand) -> Int? {
    guard binary == .add || binary == .subtract else { return nil }
    switch (left, right) {
    case (.origin(let id, .integer), .constant(.integer, _, _)): return id
    case (.constant(.integer, _, _), .origin(let id, .integer)) where binary == .add: return id
    case (.node(let node), .constant(.integer, _, _)): return node.counted
    case (.constant(.integer, _, _), .node(let node)) where binary == .add: return node.counted
    default: return nil
    }
  }

  func unary(_ sign: UnaryOperator, _ expression: Expression, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    var value = try evaluate(expression)
    if sign == .not { return .bool(!(try isTrue(value, at: range))) }
    if let array = try array(value, at: range) { value = .array(array) }
    guard let operand = operand(value) else {
      throw fail(.unsuitedOperand(operation: sign.rawValue, operand: value.form), at: range)
    }
    if sign == .plus { return try unaryPlus(value, operand, at: range) }
    if case .array(let array) = operand {
      return try arrayNegated(array, at: range)
    }
    if let provenance = provenance(of: [operand]) {
      return .number(Number(try negated(operand.amount, at: range), provenance, isNumPy: value.isNumPy))
    }
    let minusOne = Operand.constant(.integer(-1), name: nil)
    let isInteger = operand.amount.isInteger
    return Value.node(try record(.multiply, [operand, minusOne], isInteger: isInteger, at: range))
      .asNumPy(value.isNumPy)
  }

  /// `+x`: of an array a copy, of a truth value a whole number.
  private func unaryPlus(_ value: Value, _ operand: Operand, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    switch operand {
    case .array(let array): .array(try copy(array, at: range))
    case .truth(let truth): .integer(truth ? 1 : 0)
    default: value
    }
  }

  private func negated(_ amount: Amount, at range: SourceRange) throws(RunFailure) -> Amount {
    switch amount {
    case .float(let value): return .float(-value)
    case .integer(let value):
      if value == .min { throw fail(.integerOverflow, at: range) }
      return .integer(-value)
    }
  }
}

extension BinaryOperator {
  var gate: Gate {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply, .matrixMultiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .remainder: .remainder
    case .power: .power
    }
  }
}
