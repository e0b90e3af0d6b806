import Autodiff
import Language
import Numbers
import TraceModel

extension Builtin {
  /// Products of arrays, and functions that move their elements.
  static let arrayShapes: [Builtin] = [
    product("dot"),
    product("matmul"),
    Builtin("outer") {
      interpreter, arguments throws(RunFailure) in
      let a = try interpreter.arrayOperand(arguments.required(0), in: arguments)
      let b = try interpreter.arrayOperand(arguments.required(1), in: arguments)
      let shape = [a, b].map { interpreter.tensor(of: $0).elements.count }
      return try interpreter.apply(
        .outer, [a, b], shape: shape, kind: a.kind.joined(with: b.kind), at: arguments.range)
    },
    Builtin("transpose") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.transpose(arguments)
    },
    Builtin("reshape") {
      interpreter, arguments throws(RunFailure) in
      let array = try interpreter.arrayArgument(arguments, 0)
      let lengths =
        arguments.others.count == 1
        ? try interpreter.lengths(arguments.others[0], at: arguments.range)
        : try interpreter.wholeNumbers(arguments.others, at: arguments.range)
      return try interpreter.reshaped(array, to: lengths, at: arguments.range)
    },
    flat("ravel"), flat("flatten"),
    Builtin("squeeze") {
      interpreter, arguments throws(RunFailure) in
      let array = try interpreter.arrayArgument(arguments, 0)
      let axes = try interpreter.axes(arguments[1], of: array.shape, at: arguments.range)
      if arguments[1] != nil, let long = axes?.first(where: { array.shape[$0] != 1 }) {
        throw interpreter.fail(.refused(.axisOfLength(long, shape: array.shape)), at: arguments.range)
      }
      let kept = array.shape.indices.filter { array.shape[$0] != 1 || !(axes?.contains($0) ?? true) }
      return try interpreter.reshaped(array, to: kept.map { array.shape[$0] }, at: arguments.range)
    },
    Builtin("expand_dims") {
      interpreter, arguments throws(RunFailure) in
      let array = try interpreter.arrayArgument(arguments, 0)
      let axis = try interpreter.wholeNumber(arguments.required(1), .axis, at: arguments.range)
      let place = axis < 0 ? axis + array.shape.count + 1 : axis
      guard (0...array.shape.count).contains(place) else {
        throw interpreter.fail(.axis(axis, shape: array.shape), at: arguments.range)
      }
      return try interpreter.reshaped(
        array, to: array.shape[..<place] + [1] + array.shape[place...], at: arguments.range)
    },
    Builtin("broadcast_to") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.broadcast(arguments)
    },
    Builtin("roll") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.roll(arguments)
    },
    Builtin("flip") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.flip(arguments)
    },
    Builtin("repeat") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.repeated(arguments)
    },
    Builtin("tile") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.tile(arguments)
    },
    Builtin("pad") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.pad(arguments)
    },
    Builtin("concatenate") {
      interpreter, arguments throws(RunFailure) in
      let parts = try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      return try interpreter.concatenate(parts, axis: arguments[1], in: arguments)
    },
    Builtin("stack") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.stack(arguments)
    },
    Builtin("vstack") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.joinedRows(arguments)
    },
    Builtin("hstack") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.joinedColumns(arguments)
    },
    Builtin("column_stack") {
      interpreter, arguments throws(RunFailure) in
      let parts = try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      return try interpreter.joinedAsColumns(parts, in: arguments)
    },
    Builtin("c_") {
      interpreter, arguments throws(RunFailure) in
      throw interpreter.fail(.refused(.callOfColumns), at: arguments.range)
    },
    Builtin("tolist") {
      interpreter, arguments throws(RunFailure) in
      let array = try interpreter.arrayArgument(arguments, 0)
      let parts = array.shape.dropLast().reduce(1) { $0 * $1 }
      try interpreter.budget.useItems(array.tensor.elements.count, at: arguments.range)
      try interpreter.budget.use(.elements, parts, times: Size.nested, at: arguments.range)
      return interpreter.lists(of: array)
    },
    Builtin("astype") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.converted(arguments)
    },
    Builtin("fill") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.fill(arguments)
    },
    Builtin("allclose") {
      interpreter, arguments throws(RunFailure) in
      .bool(try interpreter.closeness(arguments).elements.allSatisfy { $0 != 0 })
    },
    Builtin("array_equal") {
      interpreter, arguments throws(RunFailure) in
      let a = interpreter.tensor(of: try interpreter.arrayOperand(arguments.required(0), in: arguments))
      let b = interpreter.tensor(of: try interpreter.arrayOperand(arguments.required(1), in: arguments))
      try interpreter.budget.use(.operations, a.elements.count, times: Cost.element, at: arguments.range)
      // Not with `==` of the arrays, to which NaN in one and the same is equal.
      return .bool(a.shape == b.shape && zip(a.elements, b.elements).allSatisfy { $0 == $1 })
    },
    Builtin("conv2d") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.convolve(arguments)
    },
    Builtin("max_pool2d") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.pool(arguments)
    },
  ]

  private static func product(_ name: String) -> Builtin {
    Builtin(name) {
      interpreter, arguments throws(RunFailure) in
      let a = try interpreter.arrayOperand(arguments.required(0), in: arguments)
      let b = try interpreter.arrayOperand(arguments.required(1), in: arguments)
      guard a.isArray, b.isArray else {
        guard a.isArray || b.isArray, name == "dot" else {
          return try interpreter.arithmetic(
            .multiply, arguments.required(0), arguments.required(1), at: arguments.range)
        }
        // NumPy's product starts from 0, so none of its zeros is −0.
        return try interpreter.apply(
          .multiply, [a, b], kind: a.kind.joined(with: b.kind), hasNegativeZero: false, at: arguments.range)
      }
      if name == "dot", interpreter.tensor(of: b).shape.count > 2 {
        throw interpreter.fail(
          .refused(.dotOfManyAxes),
          at: arguments.range)
      }
      return try interpreter.arrayArithmetic(
        .matrixMultiply, a, b, arguments.required(1), at: arguments.range)
    }
  }

  private static func flat(_ name: String) -> Builtin {
    Builtin(name) {
      interpreter, arguments throws(RunFailure) in
      let array = try interpreter.arrayArgument(arguments, 0)
      let row = try interpreter.reshaped(array, to: [array.tensor.elements.count], at: arguments.range)
      // What flatten gives is a copy, and what ravel gives where the elements do not lie side by side.
      if name == "flatten" || !array.isContiguous, case .array(let copy) = row { copy.view = nil }
      return row
    }
  }
}

extension Interpreter {
  /// The array that an argument is; a number is one without axes.
  func arrayArgument(_ arguments: Arguments, _ index: Int) throws(RunFailure) -> ArrayValue {
    if let array = try array(arguments.required(index), at: arguments.range) { return array }
    let operand = try arrayOperand(arguments.required(index), in: arguments)
    guard case .array(let array) = try one(operand, at: arguments.range) else {
      throw fail(
        .expected(.array, found: .kind(.number), role: .argument(of: arguments.function)),
        at: arguments.range)
    }
    return array
  }

  /// A number as an array of one element.
  func one(_ operand: Operand, at range: SourceRange) throws(RunFailure) -> Value {
    try apply(.reshape, [operand], shape: [1], kind: operand.kind, at: range)
  }

  func transposed(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) -> Value {
    try transposed(array, nil, at: range)
  }

  func transpose(_ arguments: Arguments) throws(RunFailure) -> Value {
    if isNumber(arguments.required(0)) { return arguments.required(0) }
    let array = try arrayArgument(arguments, 0)
    var axes = arguments.others
    if axes.count == 1, case .tuple(let values) = axes[0] { axes = values }
    if axes.count == 1, case .none = axes[0] { axes = [] }
    guard !axes.isEmpty else { return try transposed(array, at: arguments.range) }
    var order: [Int] = []
    for axis in try wholeNumbers(axes, at: arguments.range) {
      order.append(axis < 0 ? axis + array.shape.count : axis)
    }
    guard order.sorted() == Array(array.shape.indices) else {
      throw fail(.refused(.orderOfAxes(order, shape: array.shape)), at: arguments.range)
    }
    return try transposed(array, order, at: arguments.range)
  }

  func transposed(_ array: ArrayValue, _ order: [Int]?, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    if array.shape.count < 2 { return try reshaped(array, to: array.shape, at: range) }
    try budget.usePlaces(array.tensor.elements.count, at: range)
    let axes = order ?? array.shape.indices.reversed()
    let parameters = order.map {
      [(Tensor(filling: [$0.count], with: $0.map(Double.init)), "\($0)" as String?)]
    }
    let value = try apply(
      .transpose, [.array(array)], parameters: parameters ?? [], kind: array.kind, at: range)
    if case .array(let view) = value {
      let strides = Shape.strides(of: array.shape)
      see(view, through: array, Shape.positions(view.shape, strides: axes.map { strides[$0] }), "ᵀ")
    }
    return value
  }

  /// The same elements in another shape, of which one length may be −1.
  func reshaped(_ array: ArrayValue, to lengths: [Int], at range: SourceRange) throws(RunFailure) -> Value {
    let count = array.tensor.elements.count
    try budget.usePlaces(count, at: range)
    var shape = lengths
    if let free = lengths.firstIndex(of: -1), let rest = Tensor.checkedCount(of: lengths.filter { $0 != -1 })
    {
      if rest > 0, count % rest == 0 { shape[free] = count / rest }
    }
    guard Tensor.checkedCount(of: shape) == count else {
      throw fail(.reshape(array.shape, to: lengths), at: range)
    }
    let value = try apply(.reshape, [.array(array)], shape: shape, kind: array.kind, at: range)
    if case .array(let view) = value, array.canBeSeen(in: shape) {
      see(view, through: array, Array(0..<count), "reshape")
    }
    return value
  }

  func converted(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let kind = try kind(arguments.required(1), at: arguments.range) ?? .float
    return .array(try copy(array, as: kind, at: arguments.range))
  }

  func fill(_ arguments: Arguments) throws(RunFailure) -> Value {
    guard case .array(let array) = arguments.required(0) else {
      throw unknownAttribute("fill", of: arguments.required(0), at: arguments.range)
    }
    try refresh(array, at: arguments.range)
    try checkSize(array.shape, at: arguments.range)
    let places = Array(array.tensor.elements.indices)
    var value = arguments.required(1)
    if case .node = value {} else { value = .number(Number(.float(try number(arguments, 1)))) }
    try put(value, in: array, places, array.shape, "[:]", at: arguments.range)
    return .none
  }

  /// Whether a value is a number or truth value, which has no axes to turn or flip.
  func isNumber(_ value: Value) -> Bool { amount(of: value) != nil }

  /// Where two arrays or numbers are nearly the same, as NumPy has it.
  func closeness(_ arguments: Arguments) throws(RunFailure) -> Tensor {
    let a = tensor(of: try arrayOperand(arguments.required(0), in: arguments))
    let b = tensor(of: try arrayOperand(arguments.required(1), in: arguments))
    guard let shape = Shape.broadcast(a.shape, b.shape) else {
      throw fail(.shapes([a.shape, b.shape], symbol: arguments.function), at: arguments.range)
    }
    try checkSize(shape, at: arguments.range)
    let (relative, absolute) = (try number(arguments, 2, or: 1e-5), try number(arguments, 3, or: 1e-8))
    let elements = zip(a.stretched(to: shape), b.stretched(to: shape)).map {
      $0 == $1 || ($0 - $1).magnitude <= absolute + relative * $1.magnitude && $1.isFinite ? 1.0 : 0
    }
    return Tensor(filling: shape, with: elements)
  }
}
