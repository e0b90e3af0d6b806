import Autodiff
import Language
import Numbers
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
      throw fail(.notFinite(.function(arguments.function, of: numbers), result: result), at: arguments.range)
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

  /// The larger or smaller of two numbers or arrays, as NumPy has it: of the kind that both have together.
  func select(_ gate: Gate, _ first: Value, _ second: Value, in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    let operands = try operands([first, second], in: arguments)
    if operands.contains(where: \.isArray) { return try selectArrays(gate, operands, in: arguments) }
    let kind = operands[0].kind.joined(with: operands[1].kind)
    if let provenance = provenance(of: operands) {
      let value = gate.value(operands.map(\.amount.double))
      return try makeValue(Tensor(value), kind, provenance, at: arguments.range)
    }
    return .node(try recordSelection(gate, operands, isInteger: kind != .float, at: arguments.range))
  }

  /// A gate that picks one of two numbers; with a constant 0 the larger is the ReLU.
  private func recordSelection(_ gate: Gate, _ operands: [Operand], isInteger: Bool, at range: SourceRange)
    throws(RunFailure) -> NodeValue
  {
    if gate === Gate.maximum {
      for (index, operand) in operands.enumerated() where operand.isConstantZero {
        return try record(.maximumWithZero, [operands[1 - index]], isInteger: isInteger, at: range)
      }
    }
    return try record(gate, operands, isInteger: isInteger, at: range)
  }

  /// The larger or smaller of two arrays, element by element.
  private func selectArrays(_ gate: Gate, _ operands: [Operand], in arguments: Arguments) throws(RunFailure)
    -> Value
  {
    let kind = operands[0].kind.joined(with: operands[1].kind)
    if gate === Gate.maximum, provenance(of: operands) == nil {
      for (index, operand) in operands.enumerated() where operand.isConstantZero {
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
      return try selectNumber(gate, first, values.dropFirst(), in: arguments)
    }
    return try selectByOrder(values, isLargest: gate === Gate.maximum, in: arguments)
  }

  /// The largest or smallest of several numbers, one gate for each but the first. Equal ones share the gradient equally.
  private func selectNumber(
    _ gate: Gate, _ first: Value, _ others: ArraySlice<Value>, in arguments: Arguments
  )
    throws(RunFailure) -> Value
  {
    var result = first
    var equal = 1
    for value in others {
      let operands = try operands([result, value], in: arguments)
      if operands.contains(where: \.isArray) {
        result = try selectArrays(gate, operands, in: arguments)
        continue
      }
      let order = gate === Gate.maximum ? 1 : -1
      let (old, new) = (operands[0].amount.double, operands[1].amount.double)
      let isNew = order > 0 ? new > old : new < old
      let chosen = isNew ? value : result
      if let provenance = provenance(of: operands) {
        result = picked(chosen, provenance)
      } else {
        let isInteger = amount(of: chosen)?.isInteger == true
        let sharesAll = old == new && !operands.contains(where: \.isConstantZero)
        let tied = try self.gate(gate, standingFor: sharesAll ? equal : 1, at: arguments.range)
        result = Value.node(try recordSelection(tied, operands, isInteger: isInteger, at: arguments.range))
          .asNumPy(chosen.isNumPy)
      }
      equal = isNew ? 1 : old == new ? equal + 1 : equal
    }
    return result
  }

  private func picked(_ value: Value, _ provenance: Number.Provenance) -> Value {
    guard !value.isTruth, let amount = amount(of: value) else { return value }
    return .number(Number(amount, provenance, isNumPy: value.isNumPy))
  }

  /// The gate that shares the gradient of a tie between so many numbers and one more.
  private func gate(_ gate: Gate, standingFor count: Int, at range: SourceRange) throws(RunFailure) -> Gate {
    if count == 1 { return gate }
    let isMaximum = gate === Gate.maximum
    var known = isMaximum ? gatesOfTies.maximum : gatesOfTies.minimum
    if let made = known[count] { return made }
    guard known.count < Self.mostGatesOfTies else {
      throw fail(
        .refused(.manyTies(Self.mostGatesOfTies)), at: range)
    }
    let made: Gate = isMaximum ? .maximum(standingFor: count) : .minimum(standingFor: count)
    known[count] = made
    if isMaximum { gatesOfTies.maximum = known } else { gatesOfTies.minimum = known }
    return made
  }

  private static let mostGatesOfTies = 1000

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
          .unsuited(operation: arguments.function, left: key.form, right: bestKey.form),
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
