import Autodiff
import Language
import Numbers
import TraceModel

extension Builtin {
  /// Functions that reduce the axes of an array, all unless `axis` says which.
  static let reductions: [Builtin] = [
    reduction("sum", .sum, in: .numpy),
    reduction("mean", .mean),
    reduction("max", .largest, in: .numpy),
    reduction("amax", .largest),
    reduction("min", .smallest, in: .numpy),
    reduction("amin", .smallest),
    reduction("prod", .product),
    Builtin("norm") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.norm(arguments)
    },
    reduction("logsumexp", .logsumexp),
    Builtin("var") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.variance(arguments)
    },
    Builtin("std") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.apply(.sqrt, interpreter.variance(arguments), in: arguments)
    },
    Builtin("softmax") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.softmax(arguments)
    },
    rounded("round", in: .numpy), rounded("around"),
    place("argmax") { $0 > $1 },
    place("argmin") { $0 < $1 },
    truth("any", in: .numpy) { $0.contains { $0 != 0 } },
    truth("all", in: .numpy) { $0.allSatisfy { $0 != 0 } },
  ]

  private static func reduction(
    _ name: String, _ gate: Gate, in home: KnownFunction.Homes? = nil
  ) -> Builtin {
    Builtin(name, in: home) {
      interpreter, arguments throws(RunFailure) in
      let keeps =
        try arguments[2].map { (value) throws(RunFailure) in
          try interpreter.isTrue(value, at: arguments.range)
        } ?? false
      let operand = try interpreter.arrayOperand(arguments.required(0), in: arguments)
      return try interpreter.reduce(gate, operand, arguments[1], keepsAxes: keeps, at: arguments.range)
    }
  }

  private static func place(
    _ name: String, isBetter: @escaping @Sendable (Double, Double) -> Bool
  ) -> Builtin {
    Builtin(name) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.reduceConstant(arguments, .integer) { elements in
        guard let first = elements.first else { return nil }
        var best = (index: 0, element: first)
        // The first NaN counts as the largest and the smallest.
        for (index, element) in elements.enumerated()
        where !best.element.isNaN && (element.isNaN || isBetter(element, best.element)) {
          best = (index, element)
        }
        return Double(best.index)
      }
    }
  }

  private static func rounded(_ name: String, in home: KnownFunction.Homes? = nil) -> Builtin {
    Builtin(name, in: home) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.roundElements(arguments)
    }
  }

  private static func truth(
    _ name: String, in home: KnownFunction.Homes, holds: @escaping @Sendable ([Double]) -> Bool
  ) -> Builtin {
    Builtin(name, in: home) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.reduceConstant(arguments, .bool) { holds($0) ? 1 : 0 }
    }
  }
}

extension Interpreter {
  /// The axes that an argument names, ascending; nil for all.
  func axes(_ value: Value?, of shape: [Int], at range: SourceRange) throws(RunFailure) -> [Int]? {
    let given: [Int]
    switch value {
    case nil, .some(.none): return nil
    case .tuple(let values): given = try wholeNumbers(values, at: range)
    case let value?: given = [try wholeNumber(value, .axis, at: range)]
    }
    var axes: Set<Int> = []
    for axis in given {
      let place = axis < 0 ? axis + shape.count : axis
      guard shape.indices.contains(place) else { throw fail(.axis(axis, shape: shape), at: range) }
      guard axes.insert(place).inserted else {
        throw fail(.refused(.axisTwice(axis, shape: shape)), at: range)
      }
    }
    return axes.count == shape.count ? nil : axes.sorted()
  }

  /// Reduces some axes of an array with a gate; a number stays as it is.
  func reduce(
    _ gate: Gate, _ operand: Operand, _ axis: Value?, keepsAxes: Bool = false, at range: SourceRange
  ) throws(RunFailure) -> Value {
    let shape = tensor(of: operand).shape
    let axes = try axes(axis, of: shape, at: range)
    let reduced = axes ?? Array(shape.indices)
    var kept = shape
    for axis in reduced.reversed() { if keepsAxes { kept[axis] = 1 } else { kept.remove(at: axis) } }
    let count = reduced.reduce(1) { $0 * shape[$1] }
    if count == 0, [Gate.largest, .smallest, .logsumexp].contains(where: { $0 === gate }) {
      throw fail(.emptySequence(function: RunProblem.written(gate.description.name)), at: range)
    }
    let parameters = axes.map { [(Self.parameter($0), nil as String?)] } ?? []
    let picks = [Gate.largest, .smallest].contains { $0 === gate }
    let adds = [Gate.sum, .product].contains { $0 === gate }
    let kind = picks ? operand.kind : adds ? operand.kind.joined(with: .integer) : .float
    let result = try apply(gate, [operand], parameters: parameters, shape: kept, kind: kind, at: range)
    if case .array(let made) = result, case .array(let array) = operand, made.shape.count > 1 {
      let strides = array.strides.enumerated().filter { keepsAxes || !reduced.contains($0.offset) }.map(
        \.element)
      made.memoryOrder = ArrayValue.memoryOrder(ofStrides: [strides], axes: made.shape.count)
    }
    return result
  }

  func norm(_ arguments: Arguments) throws(RunFailure) -> Value {
    switch arguments[1] {
    case nil, .some(.none): break
    case let order?:
      let number = try wholeNumber(order, .normOrder, at: arguments.range)
      if number != 2 { throw fail(.refused(.orderOfNorm(number)), at: arguments.range) }
    }
    let keeps =
      try arguments[3].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? false
    let operand = try arrayOperand(arguments.required(0), in: arguments)
    return try reduce(.norm, operand, arguments[2], keepsAxes: keeps, at: arguments.range)
  }

  /// Axes as an operand: one as a number.
  private static func parameter(_ axes: [Int]) -> Tensor {
    axes.count == 1
      ? Tensor(Double(axes[0])) : Tensor(filling: [axes.count], with: axes.map(Double.init))
  }

  func softmax(_ arguments: Arguments) throws(RunFailure) -> Value {
    let operand = try arrayOperand(arguments.required(0), in: arguments)
    let shape = tensor(of: operand).shape
    guard !shape.isEmpty else {
      throw fail(
        .expected(.array, found: .kind(.number), role: .argument(of: "softmax")), at: arguments.range)
    }
    let axis = try arguments[1].map { (value) throws(RunFailure) in
      try wholeNumber(value, .axis, at: arguments.range)
    }
    let place = (axis ?? -1) < 0 ? (axis ?? -1) + shape.count : axis ?? 0
    guard shape.indices.contains(place) else {
      throw fail(.axis(axis ?? -1, shape: shape), at: arguments.range)
    }
    return try apply(
      .softmax, [operand], parameters: [(Tensor(Double(place)), nil)], shape: shape, at: arguments.range)
  }

  /// The mean of the squared distances from the mean, as gates.
  func variance(_ arguments: Arguments) throws(RunFailure) -> Value {
    let operand = try arrayOperand(arguments.required(0), in: arguments)
    let range = arguments.range
    let keeps =
      try arguments[3].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? false
    let mean = try reduce(.mean, operand, arguments[1], keepsAxes: true, at: range)
    guard case .array(let array) = operand else { return .float(0) }
    let distance = try arithmetic(.subtract, .array(array), mean, at: range)
    let square = try arithmetic(.power, distance, .integer(2), at: range)
    let squares = try arrayOperand(square, in: arguments)
    guard let freedom = arguments[2] else {
      return try reduce(.mean, squares, arguments[1], keepsAxes: keeps, at: range)
    }
    let sum = try reduce(.sum, squares, arguments[1], keepsAxes: keeps, at: range)
    let all = tensor(of: squares).elements.count
    let count = all / max(1, Tensor.count(of: shape(sum)))
    let (rest, overflows) = count.subtractingReportingOverflow(try wholeNumber(freedom, .freedom, at: range))
    if overflows { throw fail(.integerOverflow, at: range) }
    return try arithmetic(.divide, sum, .integer(rest), at: range)
  }

  /// Every element rounded to so many decimals, as NumPy does it: scaled, rounded half to even, and scaled back.
  func roundElements(_ arguments: Arguments) throws(RunFailure) -> Value {
    let operand = try arrayOperand(arguments.required(0), in: arguments)
    let decimals = try arguments[1].map { (value) throws(RunFailure) in
      try wholeNumber(value, .decimals, at: arguments.range)
    }
    try checkSize(tensor(of: operand).shape, at: arguments.range)
    let rounded = tensor(of: operand).map { Self.roundedScaled($0, decimals ?? 0) }
    let result = try makeValue(rounded, operand.kind, .size, at: arguments.range)
    keepMemoryOrder(result, of: [operand])
    return result
  }

  static func roundedScaled(_ number: Double, _ decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<min(decimals.magnitude, 300) { scale *= 10 }
    guard number.isFinite, (number * scale).isFinite else { return number }
    return decimals < 0
      ? (number / scale).rounded(.toNearestOrEven) * scale
      : (number * scale).rounded(.toNearestOrEven) / scale
  }

  /// `where`: one of two numbers, or of arrays element by element.
  func choose(_ arguments: Arguments) throws(RunFailure) -> Value {
    guard arguments.values.contains(where: { $0?.isArray == true || $0?.isSequence == true }) else {
      return try isTrue(arguments.required(0), at: arguments.range)
        ? arguments.required(1) : arguments.required(2)
    }
    let condition = try array(arguments.required(0), at: arguments.range)
    if let condition { try useAsConstant(.array(condition)) }
    var truth = 0.0
    if condition == nil, try isTrue(arguments.required(0), at: arguments.range) { truth = 1 }
    let mask = heap.array(condition?.tensor ?? Tensor(truth), .bool, .plain(.plain))
    if let condition { keepMemoryOrder(.array(mask), of: [.array(condition)]) }
    let x = try arrayOperand(arguments.required(1), in: arguments)
    let y = try arrayOperand(arguments.required(2), in: arguments)
    return try apply(
      .select, [.array(mask), x, y], kind: x.kind.joined(with: y.kind), at: arguments.range)
  }

  /// What a function makes of the groups along an axis: constants, which no gradient passes.
  func reduceConstant(
    _ arguments: Arguments, _ kind: ElementKind, _ body: ([Double]) -> Double?
  ) throws(RunFailure) -> Value {
    let whole = tensor(of: try arrayOperand(arguments.required(0), in: arguments))
    let axes = try axes(arguments[1], of: whole.shape, at: arguments.range)
    try budget.use(.operations, whole.elements.count, times: Cost.place, at: arguments.range)
    let reduction = Reduction(whole.shape, axes: axes.map(Self.parameter))
    try budget.use(.operations, reduction.groups, times: Cost.place, at: arguments.range)
    var results: [Double] = []
    let grouped = reduction.grouped(whole.elements)
    for group in 0..<reduction.groups {
      guard let result = body(Array(grouped[reduction.range(of: group)])) else {
        throw fail(.emptySequence(function: arguments.function), at: arguments.range)
      }
      results.append(result)
    }
    return try makeValue(Tensor(filling: reduction.shape, with: results), kind, .size, at: arguments.range)
  }
}
