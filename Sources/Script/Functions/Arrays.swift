import Autodiff
import Language
import Numbers
import TraceModel

extension Builtin {
  /// Makers of arrays.
  static let arrays: [Builtin] = [
    Builtin("array") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.makeArray(arguments)
    },
    Builtin("asarray") {
      interpreter, arguments throws(RunFailure) in
      let kind = try interpreter.kind(arguments[1], at: arguments.range)
      if case .array(let array) = arguments.required(0), kind == nil || kind == array.kind {
        return .array(array)
      }
      return try interpreter.makeArray(arguments)
    },
    Builtin("tensor") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.makeArray(arguments)
    },
    filled("zeros", with: 0),
    filled("ones", with: 1),
    filled("empty", with: 0),
    Builtin("full") {
      interpreter, arguments throws(RunFailure) in
      let number = try interpreter.number(arguments, 1)
      let kind = try interpreter.kind(arguments[2], at: arguments.range)
      let own = interpreter.operand(arguments.required(1))?.kind
      if case .node = arguments.required(1), kind == nil || kind == .float {
        return try interpreter.filledWithComputed(arguments)
      }
      return try interpreter.filled(arguments.required(0), number, kind ?? own ?? .float, at: arguments.range)
    },
    like("zeros_like", with: 0),
    like("ones_like", with: 1),
    Builtin("full_like") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.like(arguments, interpreter.number(arguments, 1), dtype: arguments[2])
    },
    Builtin("eye") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.eye(arguments)
    },
    Builtin("arange") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.arange(arguments)
    },
    Builtin("linspace") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.linspace(arguments)
    },
  ]

  private static func filled(_ name: String, with number: Double) -> Builtin {
    Builtin(name) {
      interpreter, arguments throws(RunFailure) in
      let kind = try interpreter.kind(arguments[1], at: arguments.range)
      return try interpreter.filled(arguments.required(0), number, kind ?? .float, at: arguments.range)
    }
  }

  private static func like(_ name: String, with number: Double) -> Builtin {
    Builtin(name) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.like(arguments, number, dtype: arguments[1])
    }
  }
}

extension Interpreter {
  /// What a dtype asks for: `int`, `np.float64`, `'uint8'`, `bool`.
  func kind(_ dtype: Value?, at range: SourceRange) throws(RunFailure) -> ElementKind? {
    let name: String
    switch dtype {
    case nil, .some(.none): return nil
    case .text(let text): name = text
    case .builtin(let builtin): name = builtin.name
    case let value?:
      throw fail(.expected(.numberType, found: .kind(value.form), role: .dtype), at: range)
    }
    if name.hasPrefix("int") || name.hasPrefix("uint") || name == "long" { return .integer }
    if name.hasPrefix("float") || name == "double" { return .float }
    if name.hasPrefix("bool") { return .bool }
    throw fail(.expected(.knownType, found: .typeName(name), role: .dtype), at: range)
  }

  /// A copy of an array or list; a number stays one. With `requires_grad=True` it asks to be an input.
  func makeArray(_ arguments: Arguments) throws(RunFailure) -> Value {
    let asks =
      try arguments[2].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? false
    let kind = try kind(arguments[1], at: arguments.range)
    guard let array = try array(data(arguments.required(0), at: arguments.range), at: arguments.range) else {
      return try makeNumber(arguments, asks: asks)
    }
    let made = try copy(array, as: kind ?? array.kind, at: arguments.range)
    if array.originID == nil, array.reference == nil, !array.isDetached {
      made.source = .plain(asks ? .requested : .plain)
    }
    return .array(made)
  }

  /// A copy of an array with elements of a kind. Whole numbers and truth values made of others are constants.
  func copy(_ array: ArrayValue, as kind: ElementKind, at range: SourceRange) throws(RunFailure) -> ArrayValue
  {
    try budget.use(.operations, array.tensor.elements.count, times: Cost.element, at: range)
    try checkFits(array.tensor, kind, at: range)
    let result: ArrayValue
    if kind == array.kind || kind == .float {
      result = try copy(array, kind, at: range)
    } else {
      let provenance: Number.Provenance =
        switch array.source {
        case .plain(.plain): .plain
        case .plain(.detached(let origin)): .detached(origin)
        default: .size
        }
      result = try makeArray(array.tensor.map(kind.rounded), kind, provenance, at: range)
    }
    keepMemoryOrder(.array(result), of: [.array(array)])
    return result
  }

  /// The numbers of a list that has a name, as constants: the array that is made of them is the input, not the list.
  private func data(_ value: Value, at range: SourceRange) throws(RunFailure) -> Value {
    guard case .list(let list) = value, list.array == nil else { return value }
    try budget.useItems(list.elements.count, at: range)
    return try nested(at: range) { () throws(RunFailure) in
      var elements: [Value] = []
      for element in list.elements {
        if case .number(let number) = element, let id = number.originID, origins[id].name.hasSuffix("]"),
          origins[id].reference == nil
        {
          elements.append(.number(Number(amount(of: number))))
        } else {
          elements.append(try data(element, at: range))
        }
      }
      return newList(elements)
    }
  }

  private func makeNumber(_ arguments: Arguments, asks: Bool) throws(RunFailure) -> Value {
    switch arguments.required(0) {
    case .number(let number):
      let amount =
        try kind(arguments[1], at: arguments.range) == .integer
        ? self.amount(of: number) : .float(self.amount(of: number).double)
      return .number(Number(amount, asks ? .requested : number.provenance))
    case .node, .bool: return arguments.required(0)
    case let value:
      throw fail(
        .expected(.listOfNumbers, found: .kind(value.form), role: .arrayData),
        at: arguments.range)
    }
  }

  /// A shape: a whole number, or a tuple of them.
  func lengths(_ value: Value, at range: SourceRange) throws(RunFailure) -> [Int] {
    switch value {
    case .tuple(let values): return try wholeNumbers(values, at: range)
    case .list(let list): return try wholeNumbers(list.elements, at: range)
    default: return [try wholeNumber(value, .axisLength, at: range)]
    }
  }

  func wholeNumbers(_ values: [Value], at range: SourceRange) throws(RunFailure) -> [Int] {
    var numbers: [Int] = []
    for value in values { numbers.append(try wholeNumber(value, .axisLength, at: range)) }
    return numbers
  }

  func filled(_ shape: Value, _ number: Double, _ kind: ElementKind, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    let shape = try lengths(shape, at: range)
    try checkSize(shape, at: range)
    try checkFits(Tensor(number), kind, at: range)
    let elements = [Double](repeating: kind.rounded(number), count: Tensor.count(of: shape))
    return try makeValue(Tensor(filling: shape, with: elements), kind, at: range)
  }

  /// `full` with a number that a gate has computed.
  func filledWithComputed(_ arguments: Arguments) throws(RunFailure) -> Value {
    let shape = try lengths(arguments.required(0), at: arguments.range)
    try checkSize(shape, at: arguments.range)
    guard
      case .array(let one) = try one(arrayOperand(arguments.required(1), in: arguments), at: arguments.range)
    else { return .none }
    try budget.usePlaces(Tensor.count(of: shape), at: arguments.range)
    let places = [Int](repeating: 0, count: Tensor.count(of: shape))
    return try picked(from: one, places, shape, "stretch", at: arguments.range)
  }

  func like(_ arguments: Arguments, _ number: Double, dtype: Value?) throws(RunFailure) -> Value {
    let operand = try arrayOperand(arguments.required(0), in: arguments)
    let kind = try kind(dtype, at: arguments.range) ?? operand.kind
    try checkFits(Tensor(number), kind, at: arguments.range)
    try checkSize(tensor(of: operand).shape, at: arguments.range)
    let filled = tensor(of: operand).filled(with: kind.rounded(number))
    let result = try makeValue(filled, kind, at: arguments.range)
    keepMemoryOrder(result, of: [operand])
    return result
  }

  func eye(_ arguments: Arguments) throws(RunFailure) -> Value {
    let rows = try wholeNumber(arguments.required(0), .size, at: arguments.range)
    let columns = try arguments[1].map { (value) throws(RunFailure) in
      try wholeNumber(value, .size, at: arguments.range)
    }
    let shape = [rows, columns ?? rows]
    try checkSize(shape, at: arguments.range)
    var elements = [Double](repeating: 0, count: Tensor.count(of: shape))
    for index in 0..<min(shape[0], shape[1]) { elements[index * shape[1] + index] = 1 }
    return try makeValue(Tensor(filling: shape, with: elements), .float, at: arguments.range)
  }

  func arange(_ arguments: Arguments) throws(RunFailure) -> Value {
    var bounds: [Amount] = []
    for value in arguments.values.prefix(3).compactMap({ $0 }) {
      try useAsConstant(value)
      guard let amount = amount(of: value) else {
        throw fail(
          .expected(.number, found: .kind(value.form), role: .boundOfRange), at: arguments.range)
      }
      bounds.append(amount)
    }
    let start = bounds.count > 1 ? bounds[0].double : 0
    let stop = bounds.count > 1 ? bounds[1].double : bounds[0].double
    let step = bounds.count > 2 ? bounds[2].double : 1
    if step == 0 { throw fail(.refused(.stepOfRange), at: arguments.range) }
    let length = ((stop - start) / step).rounded(.up)
    if length.isNaN { throw fail(.refused(.boundsOfRange), at: arguments.range) }
    guard length < 1e15 else {
      throw budget.reached(.elements, at: arguments.range)
    }
    let count = length > 0 ? Int(length) : 0
    try checkSize([count], at: arguments.range)
    let kind = try kind(arguments[3], at: arguments.range)
    // NumPy steps by the difference of the first two.
    let difference = start + step - start
    let elements = (0..<count).map { start + Double($0) * difference }
    let own: ElementKind = bounds.allSatisfy(\.isInteger) ? .integer : .float
    return .array(
      try makeArray(Tensor(filling: [count], with: elements), kind ?? own, at: arguments.range))
  }

  func linspace(_ arguments: Arguments) throws(RunFailure) -> Value {
    let (start, stop) = (try number(arguments, 0), try number(arguments, 1))
    let count = try arguments[2].map { (value) throws(RunFailure) in
      try wholeNumber(value, .count, at: arguments.range)
    }
    let length = count ?? 50
    try checkSize([length], at: arguments.range)
    let step = length > 1 ? (stop - start) / Double(length - 1) : 0
    let elements = (0..<length).map { $0 == length - 1 && length > 1 ? stop : start + Double($0) * step }
    return .array(try makeArray(Tensor(filling: [length], with: elements), at: arguments.range))
  }
}
