import Autodiff
import TraceModel

extension Interpreter {
  /// The numbers or arrays that a gate is applied to; lists are arrays.
  private func operands(_ values: [Value], in arguments: Arguments) throws(RunFailure) -> [Operand] {
    var operands: [Operand] = []
    for value in values { operands.append(try arrayOperand(value, in: arguments)) }
    return operands
  }

  /// Applies a gate to one or two values.
  func apply(_ gate: Gate, _ first: Value, _ second: Value? = nil, in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    let operands = try operands(second.map { [first, $0] } ?? [first], in: arguments)
    if operands.contains(where: \.isArray) { return try apply(gate, operands, at: arguments.range) }
    guard let provenance = provenance(of: operands) else {
      return .node(try record(gate, operands, at: arguments.range))
    }
    let numbers = operands.map(\.amount.double)
    let result = gate.value(numbers)
    if !result.isFinite, numbers.allSatisfy(\.isFinite), !options.showsFaults {
      let words = numbers.map { RunProblem.fixed($0, options.digits) }.joined(separator: " and ")
      throw fail(.notFinite("\(arguments.function) of \(words)", result: result), at: arguments.range)
    }
    return .number(Number(.float(result), provenance))
  }

  /// `clip`: a bound that is None bounds nothing.
  func clip(_ arguments: Arguments) throws(RunFailure) -> Value {
    var value = arguments.required(0)
    if case .none = arguments.required(1) {
    } else {
      value = try select(.maximum, value, arguments.required(1), in: arguments)
    }
    if case .none = arguments.required(2) { return value }
    return try select(.minimum, value, arguments.required(2), in: arguments)
  }

  func power(_ base: Value, _ exponent: Value, in arguments: Arguments) throws(RunFailure) -> Value {
    let operands = try operands([base, exponent], in: arguments)
    if operands.contains(where: \.isArray) {
      return try arrayArithmetic(.power, operands[0], operands[1], exponent, at: arguments.range)
    }
    return try arithmetic(.power, base, exponent, at: arguments.range)
  }

  func absolute(_ value: Value, in arguments: Arguments) throws(RunFailure) -> Value {
    let operands = try operands([value], in: arguments)
    if operands[0].isArray {
      return try apply(.absolute, operands, kind: operands[0].kind, at: arguments.range)
    }
    guard let provenance = provenance(of: operands) else {
      let isInteger = operands[0].amount.isInteger
      return .node(try record(.absolute, operands, isInteger: isInteger, at: arguments.range))
    }
    guard case .integer(let number) = operands[0].amount else {
      return .number(Number(.float(operands[0].amount.double.magnitude), provenance))
    }
    if number == .min { throw fail(.integerOverflow, at: arguments.range) }
    return .number(Number(.integer(abs(number)), provenance))
  }

  /// The larger or smaller of two numbers; with a constant 0 the larger is the ReLU.
  func select(_ gate: Gate, _ first: Value, _ second: Value, in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    let operands = try operands([first, second], in: arguments)
    if operands.contains(where: \.isArray) { return try selectArrays(gate, operands, in: arguments) }
    let amounts = operands.map(\.amount)
    if let provenance = provenance(of: operands) {
      let isFirst = gate.value(amounts.map(\.double)) == amounts[0].double
      return .number(Number(amounts[isFirst ? 0 : 1], provenance))
    }
    let isInteger = amounts.allSatisfy(\.isInteger)
    if gate === Gate.maximum {
      for (index, operand) in operands.enumerated() {
        guard case .constant(let amount, _) = operand, amount.isZero else { continue }
        return .node(
          try record(.maximumWithZero, [operands[1 - index]], isInteger: isInteger, at: arguments.range))
      }
    }
    return .node(try record(gate, operands, isInteger: isInteger, at: arguments.range))
  }

  /// The larger or smaller of two arrays, element by element.
  private func selectArrays(_ gate: Gate, _ operands: [Operand], in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    let kind = operands[0].kind.joined(with: operands[1].kind)
    if gate === Gate.maximum, provenance(of: operands) == nil {
      for (index, operand) in operands.enumerated() {
        guard case .constant(let amount, _) = operand, amount.isZero else { continue }
        return try apply(.maximumWithZero, [operands[1 - index]], kind: kind, at: arguments.range)
      }
    }
    return try apply(gate, operands, kind: kind, at: arguments.range)
  }

  /// Python's `max` and `min`: of several arguments or of one list, with a key and a default.
  func selectAll(_ gate: Gate, in arguments: Arguments) throws(RunFailure) -> Value {
    var values = arguments.others
    if values.count == 1, let array = values[0].indexedArray, array.shape.count == 1, arguments[1] == nil {
      return try reduce(gate === Gate.maximum ? .largest : .smallest, .array(array), nil, at: arguments.range)
    }
    if values.count == 1 { values = try allElements(of: values[0], at: arguments.range) }
    guard let first = values.first else {
      if let standIn = arguments[2] { return standIn }
      throw fail(.emptySequence(function: arguments.function), at: arguments.range)
    }
    let isNumeric = values.allSatisfy { amount(of: $0) != nil || $0.isArray }
    if arguments[1] == nil, isNumeric {
      var result = first
      for value in values.dropFirst() { result = try select(gate, result, value, in: arguments) }
      return result
    }
    return try selectByOrder(values, isLargest: gate === Gate.maximum, in: arguments)
  }

  private func selectByOrder(_ values: [Value], isLargest: Bool, in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    var best = values[0]
    var bestKey = try key(of: best, in: arguments)
    for value in values.dropFirst() {
      let key = try key(of: value, in: arguments)
      let (first, second) = (key, bestKey)
      let found = try placed(at: arguments.range) { () throws(RunFailure) -> Int? in
        try order(first, second)
      }
      guard let order = found else {
        throw fail(
          .unsuited(operation: arguments.function, left: key.kindWords, right: bestKey.kindWords),
          at: arguments.range)
      }
      if isLargest ? order > 0 : order < 0 { (best, bestKey) = (value, key) }
    }
    return best
  }

  private func key(of value: Value, in arguments: Arguments) throws(RunFailure) -> Value {
    guard let key = arguments[1] else { return value }
    if case .none = key { return value }
    return try call(key, with: [value], at: arguments.range)
  }
}
