import Autodiff
import Language
import Numbers
import TraceModel

// What `np.random` does to arrays and lists.

extension Interpreter {
  /// The shape that a size asks for; none for a number.
  func size(_ value: Value, at range: SourceRange) throws(RunFailure) -> [Int] {
    if case .none = value { return [] }
    return try lengths(value, at: range)
  }

  /// Says in the program's words why nothing could be drawn.
  func drawing<Result>(
    at range: SourceRange, _ draw: () throws(DrawProblem) -> Result
  ) throws(RunFailure) -> Result {
    do throws(DrawProblem) {
      return try draw()
    } catch {
      throw fail(.refused(.draw(error)), at: range)
    }
  }

  func permutation(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .integer(let count)? = amount(of: arguments.required(0)) {
      try useAsConstant(arguments.required(0))
      try checkSize([count], at: arguments.range)
      let order = try withStream(.numpyRandom, at: arguments.range) { $0.permutation(count) }
      let tensor = Tensor(filling: [order.count], with: order.map(Double.init))
      return .array(try makeArray(tensor, .integer, at: arguments.range))
    }
    guard let array = try array(arguments.required(0), at: arguments.range) else {
      throw fail(
        .expected(
          .wholeNumberOrArray, found: .shown(plainRepresentation(of: arguments.required(0))),
          role: .permuted),
        at: arguments.range)
    }
    let order = try withStream(.numpyRandom, at: arguments.range) { $0.permutation(array.shape[0]) }
    return try rows(of: array, in: order, "permutation", at: arguments.range)
  }

  /// Rows of an array in some order.
  private func rows(of array: ArrayValue, in order: [Int], _ label: String, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    try checkSize(array.shape, at: range)
    try budget.usePlaces(array.tensor.elements.count, at: range)
    let size = Tensor.count(of: Array(array.shape.dropFirst()))
    let positions = order.flatMap { row in (0..<size).map { row * size + $0 } }
    return try picked(from: array, positions, [order.count] + array.shape.dropFirst(), label, at: range)
  }

  func shuffle(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .list(let list) = arguments.required(0), list.array == nil {
      list.isUntouched = false
      try budget.use(.operations, list.elements.count, times: Cost.place, at: arguments.range)
      try withStream(.numpyRandom, at: arguments.range) { $0.shuffle(&list.elements) }
      return .none
    }
    guard let array = try array(arguments.required(0), at: arguments.range) else {
      throw fail(
        .expected(.listOrArray, found: .kind(arguments.required(0).form), role: .shuffled),
        at: arguments.range)
    }
    guard !array.tensor.elements.isEmpty else { return .none }
    var order = Array(0..<array.shape[0])
    try withStream(.numpyRandom, at: arguments.range) { $0.shuffle(&order) }
    if case .array(let shuffled) = try rows(of: array, in: order, "shuffle", at: arguments.range) {
      try store(shuffled, in: array, at: arguments.range)
    }
    return .none
  }

  func choices(_ arguments: Arguments) throws(RunFailure) -> Value {
    let range = arguments.range
    var items: ElementSequence?
    let count: Int
    if case .integer(let below)? = amount(of: arguments.required(0)) {
      try useAsConstant(arguments.required(0))
      count = below
    } else {
      let sequence = try elements(of: arguments.required(0), at: range)
      (items, count) = (sequence, sequence.count)
    }
    let shape = try size(arguments[1] ?? .none, at: range)
    try checkSize(shape, at: range)
    let replaces =
      try arguments[2].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? true
    let probabilities = try arguments[3].map { (value) throws(RunFailure) in
      try plainTensor(value, .probabilities, at: range).elements
    }
    // Without replacement all places are put in order.
    if !replaces { try checkSize([max(count, 0)], at: range) }
    let places = try withStream(.numpyRandom, at: range) { stream throws(RunFailure) in
      try drawing(at: range) { () throws(DrawProblem) in
        try stream.choices(
          Tensor.count(of: shape), of: count, replacing: replaces, probabilities: probabilities)
      }
    }
    if shape.isEmpty {
      guard let items else { return .integer(places[0]) }
      return try chosen(places[0], of: items, at: range)
    }
    guard let items else {
      return try makeValue(Tensor(filling: shape, with: places.map(Double.init)), .integer, at: range)
    }
    let chosen = try stacked(places.compactMap { items.element($0) }, at: range)
    return try reshaped(chosen, to: shape + chosen.shape.dropFirst(), at: range)
  }
}

extension Interpreter {
  /// One of several items, which NumPy makes an array of first.
  private func chosen(_ place: Int, of items: ElementSequence, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    try budget.use(.operations, items.count, times: Cost.item, at: range)
    let item = items.element(place) ?? .none
    guard amount(of: item) != nil else { return item }
    let isFloat = items.all.contains { amount(of: $0)?.isInteger == false }
    return (isFloat ? asFloat(item) : item).asNumPy()
  }
}
