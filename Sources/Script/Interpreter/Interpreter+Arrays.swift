import Autodiff
import Language
import Numbers
import TraceModel

// Values as arrays, and arrays as operands of gates.

extension Interpreter {
  /// Makes an array that no gate has computed.
  func makeArray(
    _ tensor: Tensor, _ kind: ElementKind = .float, _ provenance: Number.Provenance = .plain,
    at range: SourceRange
  ) throws(RunFailure) -> ArrayValue {
    try checkSize(tensor.shape, at: range)
    return heap.array(tensor, kind, .plain(provenance))
  }

  /// An array, or a number where the shape has no axes.
  func makeValue(
    _ tensor: Tensor, _ kind: ElementKind, _ provenance: Number.Provenance = .plain, at range: SourceRange
  ) throws(RunFailure) -> Value {
    if let number = tensor.scalar {
      return kind == .bool
        ? .bool(number != 0, isNumPy: true)
        : .number(Number(kind.amount(number), provenance, isNumPy: true))
    }
    return .array(try makeArray(tensor, kind, provenance, at: range))
  }

  /// Rejects arrays that are too large, alone or together with those that there are.
  func checkSize(_ shape: [Int], at range: SourceRange) throws(RunFailure) {
    if let negative = shape.first(where: { $0 < 0 }) {
      throw fail(
        .expected(.size, found: .integer(negative), role: .axisLength), at: range)
    }
    if shape.count > Budget.mostAxes { throw fail(.tooManyAxes(shape.count), at: range) }
    var count = 1
    for length in shape {
      // An empty axis makes the others no shorter: what goes along them would still be too long.
      let (product, overflows) = count.multipliedReportingOverflow(by: max(length, 1))
      count = overflows ? .max : product
    }
    let (total, overflows) = max(heap.liveElements, tape.heldElements).addingReportingOverflow(count)
    if overflows || total > budget.mostElements { throw budget.reached(.elements, at: range) }
    try budget.use(.operations, count, times: Cost.element, at: range)
  }

  /// Works on a part of a nested list.
  func nested<Result>(at range: SourceRange, _ work: () throws(RunFailure) -> Result) throws(RunFailure)
    -> Result
  {
    try budget.beginAxis(at: range)
    defer { budget.endAxis() }
    return try work()
  }

  /// The array that a value is or, as a list of numbers, stands for; nil for anything else.
  func array(_ value: Value, at range: SourceRange) throws(RunFailure) -> ArrayValue? {
    switch value {
    case .array(let array):
      try refresh(array, at: range)
      return array
    case .list(let list):
      if let array = list.array { return try self.array(.array(array), at: range) }
      return try nested(at: range) { () throws(RunFailure) in
        try becomeArray(list, at: range)
        return try stacked(list.elements, at: range)
      }
    case .tuple(let elements):
      return try nested(at: range) { () throws(RunFailure) in try stacked(elements, at: range) }
    case .range(let numbers):
      try checkSize([numbers.count], at: range)
      let elements = (0..<numbers.count).map { Double(numbers.element($0)) }
      return try makeArray(Tensor(filling: [elements.count], with: elements), .integer, at: range)
    default: return nil
    }
  }

  /// A list whose numbers would be inputs of their own is one input as a whole: the program starts again with that
  /// knowledge.
  private func becomeArray(_ list: List, at range: SourceRange) throws(RunFailure) {
    guard let place = list.place, !findings.knowledge.arrays.contains(place), list.isUntouched,
      try areOrigins(list, boundAt: place, at: range)
    else { return }
    throw findings.useAsArray(place)
  }

  /// Whether a nested list has numbers, and all of them are named elements of the one bound at a place.
  private func areOrigins(_ list: List, boundAt place: SourcePlace, at range: SourceRange) throws(RunFailure)
    -> Bool
  {
    try budget.use(.operations, list.elements.count, times: Cost.comparison, at: range)
    for element in list.elements {
      guard case .list(let inner) = element else {
        if isOrigin(element, boundAt: place) { continue }
        return false
      }
      let areAll = try nested(at: range) { () throws(RunFailure) in
        try areOrigins(inner, boundAt: place, at: range)
      }
      if !areAll { return false }
    }
    return !list.elements.isEmpty
  }

  private func isOrigin(_ value: Value, boundAt place: SourcePlace) -> Bool {
    guard case .number(let number) = value, case .origin(let id, _) = number.provenance else { return false }
    return origins[id].place == place
  }

  /// Numbers and arrays of one shape as one array, constant if all of them are; else a gate stacks them.
  func stacked(_ values: [Value], at range: SourceRange) throws(RunFailure) -> ArrayValue {
    try budget.use(.operations, values.count, times: Cost.comparison, at: range)
    var parts: [Value] = []
    for value in values {
      if let inner = try array(value, at: range) {
        parts.append(.array(inner))
      } else if operand(value) != nil {
        parts.append(value)
      } else {
        throw fail(.expected(.number, found: .kind(value.form), role: .element), at: range)
      }
    }
    let shapes = parts.map(shape)
    if let first = shapes.first, let other = shapes.first(where: { $0 != first }) {
      throw fail(.ragged(first, other), at: range)
    }
    let operands = parts.compactMap(operand)
    let least: ElementKind = operands.isEmpty ? .float : .bool
    let kind = operands.map(\.kind).reduce(least) { $0.joined(with: $1) }
    let shape = [parts.count] + (shapes.first ?? [])
    guard let provenance = provenance(of: operands) else {
      return try recordedArray(.stack, operands, shape: shape, kind: kind, at: range)
    }
    try checkSize(shape, at: range)
    let elements = operands.flatMap { tensor(of: $0).elements }
    let made = try makeArray(Tensor(filling: shape, with: elements), kind, provenance, at: range)
    try checkWhole(.array(made), at: range)
    return made
  }

  /// The lengths of a value's axes; none for a number.
  func shape(_ value: Value) -> [Int] {
    if case .array(let array) = value { array.shape } else { [] }
  }

  /// A value as an operand; a list is an array. Throws for anything that is neither number nor array.
  func arrayOperand(_ value: Value, in arguments: Arguments) throws(RunFailure) -> Operand {
    if let array = try array(value, at: arguments.range) { return .array(array) }
    if let operand = operand(value) { return operand }
    let role = Role.argument(of: arguments.function)
    throw fail(.expected(.numberOrArray, found: .kind(value.form), role: role), at: arguments.range)
  }

  /// What an operand holds.
  func tensor(of operand: Operand) -> Tensor {
    if case .array(let array) = operand { array.tensor } else { Tensor(operand.amount.double) }
  }

  /// The elements of a value that only tells how: they are constants.
  func constantTensor(_ value: Value, _ role: Role, at range: SourceRange) throws(RunFailure) -> Tensor {
    try useAsConstant(value)
    if let array = try array(value, at: range) {
      try useAsConstant(.array(array))
      return array.tensor
    }
    return try plainTensor(value, role, at: range)
  }

  /// The numbers of a value that decides something but tells nothing of how a gate works.
  func plainTensor(_ value: Value, _ role: Role, at range: SourceRange) throws(RunFailure) -> Tensor {
    if let array = try array(value, at: range) { return array.tensor }
    guard let amount = amount(of: value) else {
      throw fail(.expected(.numberOrArray, found: .kind(value.form), role: role), at: range)
    }
    return Tensor(amount.double)
  }

  /// Nested lists of an array's elements, as `tolist()` gives them.
  func lists(of array: ArrayValue) -> Value {
    func part(_ axis: Int, _ start: Int) -> Value {
      guard axis < array.shape.count else {
        let number = array.number(at: start)
        return array.isBool ? .bool(number.double != 0) : .number(Number(number))
      }
      let size = Tensor.count(of: Array(array.shape[(axis + 1)...]))
      return newList((0..<array.shape[axis]).map { part(axis + 1, start + $0 * size) })
    }
    return part(0, 0)
  }
}
