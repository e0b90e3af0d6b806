import Autodiff
import Language
import Numbers
import TraceModel

// Arrays joined to larger ones.

extension Interpreter {
  func concatenate(_ parts: [Value], axis: Value?, in arguments: Arguments) throws(RunFailure) -> Value {
    var operands: [Operand] = []
    for part in parts { operands.append(try arrayOperand(part, in: arguments)) }
    guard let first = operands.first else {
      throw fail(.emptySequence(function: arguments.function), at: arguments.range)
    }
    if operands.contains(where: { tensor(of: $0).shape.isEmpty }) {
      throw fail(
        .expected(.array, found: .kind(.number), role: .part(of: arguments.function)),
        at: arguments.range)
    }
    let rank = tensor(of: first).shape.count
    let given = try axis.map { (value) throws(RunFailure) in
      try wholeNumber(value, .axis, at: arguments.range)
    }
    let place = (given ?? 0) < 0 ? (given ?? 0) + rank : given ?? 0
    guard (0..<max(rank, 1)).contains(place) else {
      throw fail(.axis(given ?? 0, shape: tensor(of: first).shape), at: arguments.range)
    }
    let kind = operands.map(\.kind).reduce(ElementKind.bool) { $0.joined(with: $1) }
    let result = try apply(
      .concatenate, operands, parameters: [(Tensor(Double(place)), nil)], kind: kind, at: arguments.range)
    keepMemoryOrder(result, of: operands)
    return result
  }

  func stack(_ arguments: Arguments) throws(RunFailure) -> Value {
    let values = try allElements(of: arguments.required(0), at: arguments.range)
    if values.isEmpty { throw fail(.emptySequence(function: arguments.function), at: arguments.range) }
    let array = try stacked(values, at: arguments.range)
    let axis = try axis(arguments[1], of: array, at: arguments.range) ?? 0
    if axis == 0 { return .array(array) }
    var order = Array(array.shape.indices.dropFirst())
    order.insert(0, at: axis)
    let result = try transposed(array, order, at: arguments.range)
    // It has elements of its own.
    if case .array(let made) = result { made.view = nil }
    return result
  }

  func joinedRows(_ arguments: Arguments) throws(RunFailure) -> Value {
    var parts: [Value] = []
    for value in try allElements(of: arguments.required(0), at: arguments.range) {
      let operand = try arrayOperand(value, in: arguments)
      let shape = tensor(of: operand).shape
      if shape.count >= 2 {
        parts.append(value)
      } else if case .array(let array) = operand {
        parts.append(try reshaped(array, to: [1, shape[0]], at: arguments.range))
      } else {
        parts.append(try apply(.reshape, [operand], shape: [1, 1], kind: operand.kind, at: arguments.range))
      }
    }
    return try concatenate(parts, axis: .integer(0), in: arguments)
  }

  func joinedColumns(_ arguments: Arguments) throws(RunFailure) -> Value {
    var parts: [Value] = []
    for value in try allElements(of: arguments.required(0), at: arguments.range) {
      let operand = try arrayOperand(value, in: arguments)
      parts.append(operand.isArray ? value : try one(operand, at: arguments.range))
    }
    let rank = parts.first.map { shape($0).count } ?? 1
    return try concatenate(parts, axis: .integer(rank > 1 ? 1 : 0), in: arguments)
  }

  /// Vectors as columns beside each other; matrices keep theirs.
  func joinedAsColumns(_ parts: [Value], in arguments: Arguments) throws(RunFailure) -> Value {
    var columns: [Value] = []
    for part in parts {
      guard let array = try array(part, at: arguments.range), array.shape.count == 1 else {
        columns.append(part)
        continue
      }
      columns.append(try reshaped(array, to: [array.shape[0], 1], at: arguments.range))
    }
    return try concatenate(columns, axis: .integer(-1), in: arguments)
  }
}
