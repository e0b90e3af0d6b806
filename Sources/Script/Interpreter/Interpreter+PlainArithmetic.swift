import Autodiff
import Language
import Numbers
import TraceModel

// Arithmetic as Python does it on numbers that no gate reads, and on texts and lists.

extension Interpreter {
  func compute(_ binary: BinaryOperator, _ left: Amount, _ right: Amount, at range: SourceRange)
    throws(RunFailure) -> Amount
  {
    if case .integer(let a) = left, case .integer(let b) = right, binary != .divide {
      return try compute(binary, a, b, at: range)
    }
    let (a, b) = (left.double, right.double)
    let dividesByZero = b == 0 && [.divide, .floorDivide, .remainder].contains(binary)
    if dividesByZero || (binary == .power && a == 0 && b < 0), !options.showsFaults {
      throw fail(.divisionByZero, at: range)
    }
    let result = binary.gate.value([a, b])
    if !result.isFinite, a.isFinite, b.isFinite, !options.showsFaults {
      throw fail(.notFinite(.operation(a, binary.rawValue, b), result: result), at: range)
    }
    return .float(result)
  }

  private func compute(_ binary: BinaryOperator, _ a: Int, _ b: Int, at range: SourceRange)
    throws(RunFailure) -> Amount
  {
    let result: (partialValue: Int, overflow: Bool)
    switch binary {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply, .matrixMultiply: result = a.multipliedReportingOverflow(by: b)
    case .power:
      if b < 0 { return try compute(.power, .float(Double(a)), .float(Double(b)), at: range) }
      result = power(a, b)
    case .divide, .floorDivide, .remainder:
      if b == 0 { throw fail(.divisionByZero, at: range) }
      let quotient = a.dividedReportingOverflow(by: b)
      if quotient.overflow { throw fail(.integerOverflow, at: range) }
      // Python rounds down, and the remainder has the sign of the divisor.
      let remainder = a % b
      let isOff = remainder != 0 && (remainder < 0) != (b < 0)
      if binary == .remainder { return .integer(isOff ? remainder + b : remainder) }
      return .integer(isOff ? quotient.partialValue - 1 : quotient.partialValue)
    }
    if result.overflow { throw fail(.integerOverflow, at: range) }
    return .integer(result.partialValue)
  }

  private func power(_ base: Int, _ exponent: Int) -> (partialValue: Int, overflow: Bool) {
    var result = 1
    guard base.magnitude > 1 else {
      return (base == -1 && exponent % 2 == 0 ? 1 : exponent == 0 ? 1 : base, false)
    }
    for _ in 0..<min(exponent, 64) {
      let (next, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      result = next
    }
    return (result, exponent > 64)
  }

  /// Lists as arrays, where Python has no meaning for the operator between them.
  func arraysInPlaceOfLists(_ binary: BinaryOperator, _ left: Value, _ right: Value, at range: SourceRange)
    throws(RunFailure) -> (Value, Value)?
  {
    let hasArray = left.isArray || right.isArray
    switch (binary, left, right) {
    case (.remainder, .text, _), (_, .text, _), (_, _, .text): return nil
    case (.add, .list, .list), (.add, .tuple, .tuple): return nil
    case (.multiply, .list, _), (.multiply, .tuple, _):
      if case .integer? = amount(of: right) { return nil }
    case (.multiply, _, .list), (.multiply, _, .tuple):
      if case .integer? = amount(of: left) { return nil }
    default: break
    }
    func part(_ value: Value) throws(RunFailure) -> Value? {
      if operand(value) != nil { return value }
      guard value.isSequence || hasArray else { return nil }
      return try array(value, at: range).map(Value.array)
    }
    guard left.isSequence || right.isSequence, let first = try part(left), let second = try part(right) else {
      return nil
    }
    return (first, second)
  }

  func arrayNegated(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) -> Value {
    if array.kind == .bool { throw fail(.unsuitedOperand(operation: "-", operand: .mask), at: range) }
    let minusOne = Operand.constant(.integer(-1), name: nil)
    return try apply(
      .multiply, [.array(array), minusOne], kind: array.kind.joined(with: .integer), at: range)
  }

  /// What the arithmetic operators do to texts and lists.
  func joined(_ binary: BinaryOperator, _ left: Value, _ right: Value, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    switch (binary, left, right) {
    case (.add, .text(let first), .text(let second)):
      try budget.useText(first.utf8.count + second.utf8.count, at: range)
      return .text(first + second)
    case (.add, .list(let first), .list(let second)):
      return newList(try joined(first.elements, second.elements, at: range))
    case (.add, .tuple(let first), .tuple(let second)):
      return .tuple(try joined(first, second, at: range))
    case (.remainder, .text(let text), _): return .text(try percentFormatted(text, right, at: range))
    case (.multiply, .text, _), (.multiply, .list, _), (.multiply, .tuple, _):
      return try repeated(left, times: right, at: range)
    case (.multiply, _, .text), (.multiply, _, .list), (.multiply, _, .tuple):
      return try repeated(right, times: left, at: range)
    default: throw unsuited(binary, left, right, at: range)
    }
  }

  private func unsuited(_ binary: BinaryOperator, _ left: Value, _ right: Value, at range: SourceRange)
    -> RunFailure
  {
    fail(
      .unsuited(operation: binary.rawValue, left: left.form, right: right.form), at: range)
  }

  private func repeated(_ value: Value, times: Value, at range: SourceRange) throws(RunFailure) -> Value {
    guard case .integer(let given)? = amount(of: times) else {
      throw unsuited(.multiply, value, times, at: range)
    }
    try useAsConstant(times)
    let count = max(0, given)
    switch value {
    case .text(let text):
      try budget.use(.elements, text.utf8.count / Size.bytesOfText + 1, times: count, at: range)
      try budget.use(.operations, text.utf8.count + Cost.text, times: count, at: range)
      return .text(String(repeating: text, count: count))
    case .list(let list): return newList(try repeated(list.elements, count, at: range))
    case .tuple(let elements): return .tuple(try repeated(elements, count, at: range))
    default: return .none
    }
  }

  private func joined(_ first: [Value], _ second: [Value], at range: SourceRange) throws(RunFailure)
    -> [Value]
  {
    try budget.useItems(first.count + second.count, at: range)
    try budget.useNested(first, at: range)
    try budget.useNested(second, at: range)
    return first + second
  }

  private func repeated(_ elements: [Value], _ count: Int, at range: SourceRange) throws(RunFailure)
    -> [Value]
  {
    let containers = elements.count { $0.isContainer }
    try budget.use(.elements, elements.count + containers * Size.nested, times: count, at: range)
    // An empty list takes its turns as well.
    try budget.use(.operations, (elements.count + 1) * Cost.item, times: count, at: range)
    return Array(repeating: elements, count: count).flatMap { $0 }
  }
}

extension Value {
  var isArray: Bool { if case .array = self { true } else { false } }

  /// Whether it is a list or something that can be used like one.
  var isSequence: Bool {
    switch self {
    case .list, .tuple, .range: true
    default: false
    }
  }
}
