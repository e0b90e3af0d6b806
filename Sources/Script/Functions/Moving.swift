import Autodiff
import Language
import Numbers
import TraceModel

// Elements of arrays moved to other places.

extension Interpreter {
  func broadcast(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let shape = try lengths(arguments.required(1), at: arguments.range)
    guard Shape.broadcast(array.shape, shape) == shape else {
      throw fail(.assignedShape(array.shape, to: shape), at: arguments.range)
    }
    try checkSize(shape, at: arguments.range)
    try budget.usePlaces(Tensor.count(of: shape), at: arguments.range)
    let positions = Shape.positions(shape, strides: Shape.strides(of: array.shape, stretchedTo: shape))
    let value = try picked(from: array, positions, shape, "stretch", at: arguments.range)
    if case .array(let view) = value {
      see(view, through: array, positions, "stretch")
      view.isReadOnly = true
    }
    return value
  }

  /// The elements of an array at new places along one axis.
  private func moved(
    _ array: ArrayValue, along axis: Int, _ places: [Int], _ label: String, at range: SourceRange
  ) throws(RunFailure) -> Value {
    var shape = array.shape
    shape[axis] = places.count
    try checkSize(shape, at: range)
    try budget.usePlaces(Tensor.count(of: shape), at: range)
    return try picked(from: array, positions(of: array, along: axis, places), shape, label, at: range)
  }

  private func positions(of array: ArrayValue, along axis: Int, _ places: [Int]) -> [Int] {
    let inner = Tensor.count(of: Array(array.shape[(axis + 1)...]))
    let outer = Tensor.count(of: Array(array.shape[..<axis]))
    return (0..<outer).flatMap { block in
      places.flatMap { place in (0..<inner).map { (block * array.shape[axis] + place) * inner + $0 } }
    }
  }

  func axis(_ value: Value?, of array: ArrayValue, at range: SourceRange) throws(RunFailure) -> Int? {
    switch value {
    case nil, .some(.none): return nil
    case let value?:
      let axis = try wholeNumber(value, .axis, at: range)
      let place = axis < 0 ? axis + array.shape.count : axis
      guard array.shape.indices.contains(place) else {
        throw fail(.axis(axis, shape: array.shape), at: range)
      }
      return place
    }
  }

  func roll(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let shift = try wholeNumber(arguments.required(1), .shift, at: arguments.range)
    let axis = try axis(arguments[2], of: array, at: arguments.range)
    let count = axis.map { array.shape[$0] } ?? array.tensor.elements.count
    try checkSize(array.shape, at: arguments.range)
    try budget.usePlaces(array.tensor.elements.count, at: arguments.range)
    let step = count > 0 ? (shift % count + count) % count : 0
    let places = (0..<count).map { place in (place + count - step) % count }
    let label = "roll \(shift)"
    if let axis { return try moved(array, along: axis, places, label, at: arguments.range) }
    return try picked(from: array, places, array.shape, label, at: arguments.range)
  }

  func flip(_ arguments: Arguments) throws(RunFailure) -> Value {
    if isNumber(arguments.required(0)) { return arguments.required(0) }
    let array = try arrayArgument(arguments, 0)
    let flipped: Value
    let positions: [Int]
    let label: String
    if let axis = try axis(arguments[1], of: array, at: arguments.range) {
      positions = self.positions(of: array, along: axis, Array((0..<array.shape[axis]).reversed()))
      label = "flip axis \(axis)"
    } else {
      positions = array.tensor.elements.indices.reversed()
      label = "flip"
    }
    try checkSize(array.shape, at: arguments.range)
    try budget.usePlaces(positions.count, at: arguments.range)
    flipped = try picked(from: array, positions, array.shape, label, at: arguments.range)
    if case .array(let view) = flipped { see(view, through: array, positions, label) }
    return flipped
  }

  func repeated(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let count = try wholeNumber(arguments.required(1), .repetitions, at: arguments.range)
    let label = "repeat \(count)"
    func places(_ length: Int) throws(RunFailure) -> [Int] {
      try checkSize([length, count], at: arguments.range)
      return (0..<length).flatMap { Array(repeating: $0, count: count) }
    }
    if let axis = try axis(arguments[2], of: array, at: arguments.range) {
      return try moved(array, along: axis, places(array.shape[axis]), label, at: arguments.range)
    }
    let all = try places(array.tensor.elements.count)
    return try picked(from: array, all, [all.count], label, at: arguments.range)
  }

  func tile(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let given = try lengths(arguments.required(1), at: arguments.range)
    let rank = max(given.count, array.shape.count)
    let counts = [Int](repeating: 1, count: rank - given.count) + given
    let own = [Int](repeating: 1, count: rank - array.shape.count) + array.shape
    try checkSize(counts, at: arguments.range)
    for (count, length) in zip(counts, own) { try checkSize([count, length], at: arguments.range) }
    let shape = zip(counts, own).map { $0 * $1 }
    try checkSize(shape, at: arguments.range)
    try budget.usePlaces(Tensor.count(of: shape), at: arguments.range)
    let strides = Shape.strides(of: own)
    var positions = [0]
    for axis in shape.indices {
      positions = positions.flatMap { base in
        (0..<shape[axis]).map { base + $0 % max(1, own[axis]) * strides[axis] }
      }
    }
    return try picked(from: array, positions, shape, "tile \(given)", at: arguments.range)
  }
}
