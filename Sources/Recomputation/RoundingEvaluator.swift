import Numbers
import TraceModel

/// A value with how far rounding may have taken each of its elements from it; nothing where it is exact.
struct Rounded {
  var value: Tensor
  var error: Tensor?

  /// The error as numbers.
  var errors: Tensor { error ?? value.filled(with: 0) }
}

/// Computes what a gate's formulas say together with what rounding may do to it, where each step is rounded to numbers of
/// a type and sums may be added up in any order.
///
/// It works out bounds: a right number is never beyond them. It asks for several times the work of the formula, so it is
/// used only where a number is not at once what the formula gives.
struct RoundingEvaluator {
  let type: NumberType
  /// Runs primitives, on values and on errors alike.
  private var evaluator: FormulaEvaluator
  private var names: [String: Rounded]
  private let operands: [Rounded]
  private var unit: Double { type.roundoff }
  /// Numbers of 16 bits are added up in 32.
  private var unitOfSums: Double { min(unit, NumberType.float32.roundoff) }
  /// How many roundings a function of a library may be off.
  private static let slack = 4.0

  var budget: Int { evaluator.budget }

  init(_ operands: [Tensor], shape: [Int], _ type: NumberType, budget: Int) {
    self.type = type
    evaluator = FormulaEvaluator(operands, shape: shape, budget: budget)
    self.operands = operands.map { Rounded($0, of: type) }
    names = ["shape": Rounded(value: Tensor(listing: shape))]
    for (letter, place) in zip("abcdefgh", 0...) {
      names[String(letter)] =
        place < operands.count ? self.operands[place] : Rounded(value: .empty)
    }
  }

  /// How far the gate's value may be from what `compute` gives.
  mutating func bound(ofValue formula: Formula) throws(FormulaProblem) -> [Double] {
    allowance(try evaluate(formula))
  }

  /// How far what one operand receives may be from what `pull` gives.
  mutating func bound(
    ofDownstream formula: Formula, upstream: Tensor, value: Tensor, to position: Int
  ) throws(FormulaProblem) -> [Double] {
    names["u"] = Rounded(upstream, of: type)
    names["y"] = Rounded(value, of: type)
    names["x"] = operands[position]
    names["i"] = Rounded(value: Tensor(Double(position)))
    let pulled = try evaluate(formula)
    let shape = operands[position].value.shape
    return allowance(
      try summed(pulled) { (tensor, evaluator) throws(FormulaProblem) in
        try evaluator.fitted(tensor, to: shape)
      })
  }

  /// What is allowed beside a result: its error, and its own rounding when it was stored.
  private func allowance(_ result: Rounded) -> [Double] {
    zip(result.value.elements, result.errors.elements).map { value, error in
      error + 2 * unit * value.magnitude + type.smallest
    }
  }

  // MARK: Formulas

  private mutating func evaluate(_ formula: Formula) throws(FormulaProblem) -> Rounded {
    switch formula {
    case .number(let number): return Rounded(Tensor(number), of: type)
    case .name(let name):
      guard let known = names[name] else { throw .unknownName(name) }
      return known
    case .negative(let inner):
      let inner = try evaluate(inner)
      return Rounded(value: try evaluator.each(inner.value) { -$0 }, error: inner.error)
    case .binary(let sign, let left, let right):
      return try arithmetic(sign, evaluate(left), evaluate(right))
    case .condition(let comparison, let left, let right):
      return try condition(comparison, evaluate(left), evaluate(right))
    case .list(let items):
      var parts: [Rounded] = []
      for item in items { parts.append(try evaluate(item)) }
      return Rounded(
        value: Tensor(listing: parts.map(\.value)),
        error: parts.contains { $0.error != nil } ? Tensor(listing: parts.map(\.errors)) : nil)
    case .text: throw .unreadable("a text")
    case .binding(let name, let value, let rest):
      names[name] = try evaluate(value)
      return try evaluate(rest)
    case .call(let function, let arguments): return try call(function, arguments)
    }
  }

  private mutating func arithmetic(
    _ sign: Formula.Operator, _ left: Rounded, _ right: Rounded
  ) throws(FormulaProblem) -> Rounded {
    let value = try evaluator.binary(sign, left.value, right.value)
    if sign == .power {
      return try atCorners(value, [left, right]) { (arguments, evaluator) throws(FormulaProblem) in
        try evaluator.binary(sign, arguments[0], arguments[1])
      }
    }
    let (first, second): (Tensor, Tensor)
    switch sign {
    case .multiply:
      // |x|·f + e·(|y| + f)
      first = try evaluator.each(left.value, right.errors, "*") { $0.magnitude * $1 }
      let size = try evaluator.each(right.value, right.errors, "+") { $0.magnitude + $1 }
      second = try evaluator.each(left.errors, size, "*") { $0 * $1 }
    case .divide:
      // (e + |x / y|·f) / (|y| − f)
      let gap = try evaluator.each(right.value, right.errors, "-") { max(0, $0.magnitude - $1) }
      first = try evaluator.each(left.errors, gap, "/") { $0 == 0 ? 0 : $0 / $1 }
      let share = try evaluator.each(right.errors, gap, "/") { $0 == 0 ? 0 : $0 / $1 }
      second = try evaluator.each(value, share, "*") { $1 == 0 ? 0 : $0.magnitude * $1 }
    case .add, .subtract, .power: (first, second) = (left.errors, right.errors)
    }
    let error = try evaluator.each(first, second, "+") { $0 + $1 }
    return try rounded(value, beside: error, unit)
  }

  /// A condition may come out either way where its sides are as near as their errors.
  private mutating func condition(
    _ comparison: Formula.Comparison, _ left: Rounded, _ right: Rounded
  ) throws(FormulaProblem) -> Rounded {
    let value = try evaluator.each(left.value, right.value, comparison.rawValue) {
      comparison.holds($0, $1) ? 1 : 0
    }
    if left.error == nil, right.error == nil { return Rounded(value: value) }
    let gap = try evaluator.each(left.value, right.value, "-") { ($0 - $1).magnitude }
    let errors = try evaluator.each(left.errors, right.errors, "+") { $0 + $1 }
    return Rounded(value: value, error: try evaluator.each(gap, errors, "<=") { $1 > 0 && $0 <= $1 ? 1 : 0 })
  }

  private mutating func call(_ function: String, _ arguments: [Formula]) throws(FormulaProblem) -> Rounded {
    guard let primitive = Primitive.named[function] else { throw .unknownFunction(function) }
    var call = PrimitiveCall(function: function)
    var parts: [Rounded] = []
    for argument in arguments {
      switch argument {
      case .text(let text): call.text = text
      case .name("operands"): parts += operands
      case .name("leading"): parts += operands.dropLast()
      case .name("last"): parts.append(operands.last ?? Rounded(value: .empty))
      default: parts.append(try evaluate(argument))
      }
    }
    call.tensors = parts.map(\.value)
    guard primitive.accepts(call) else { throw .wrongArguments(function: function) }
    return try run(primitive, call, parts)
  }

  private mutating func run(
    _ primitive: Primitive, _ call: PrimitiveCall, _ parts: [Rounded]
  ) throws(FormulaProblem) -> Rounded {
    let with = { (tensors: [Tensor], evaluator: inout FormulaEvaluator) throws(FormulaProblem) in
      var call = call
      call.tensors = tensors
      return try primitive.run(call, &evaluator)
    }
    switch primitive.rounding {
    case .none: return Rounded(value: try primitive.run(call, &evaluator))
    case .curve: return try atCorners(primitive.run(call, &evaluator), parts, with)
    case .choice: return try choice(primitive.run(call, &evaluator), parts, with)
    case .sums(let data):
      return try summed(parts, data, with)
    case .extreme:
      let value = try primitive.run(call, &evaluator)
      guard parts[0].error != nil, let largest = Primitive.named["max"] else { return Rounded(value: value) }
      var call = call
      call.tensors[0] = parts[0].errors
      return Rounded(value: value, error: try largest.run(call, &evaluator))
    case .product: return try product(primitive.run(call, &evaluator), parts, with)
    case .productOfSums: return try productOfSums(parts, with)
    }
  }

  private typealias Work = (_ arguments: [Tensor], _ evaluator: inout FormulaEvaluator) throws(FormulaProblem)
    -> Tensor

  // MARK: How errors go on

  /// A result with its own rounding added to the error that its arguments bring.
  private mutating func rounded(
    _ value: Tensor, beside error: Tensor, _ unit: Double
  ) throws(FormulaProblem) -> Rounded {
    Rounded(value: value, error: try evaluator.each(value, error, "+") { unit * $0.magnitude + $1 })
  }

  /// A function that rises or falls between the ends of what its arguments may be.
  private mutating func atCorners(
    _ value: Tensor, _ parts: [Rounded], _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    var error = value.filled(with: 0)
    for corner in 0..<1 << parts.count where parts.contains(where: { $0.error != nil }) {
      var arguments: [Tensor] = []
      for (place, part) in parts.enumerated() {
        let sign: Double = corner >> place & 1 == 0 ? 1 : -1
        arguments.append(try evaluator.each(part.value, part.errors, "+") { $0 + sign * $1 })
      }
      let other = try work(arguments, &evaluator)
      error = Tensor(
        filling: value.shape,
        with: zip(error.elements, zip(value.elements, other.elements)).map { error, ends in
          if ends.0 == ends.1 || (ends.0.isNaN && ends.1.isNaN) { return error }
          let gap = (ends.0 - ends.1).magnitude
          return gap.isNaN ? .infinity : max(error, gap)
        })
    }
    return try rounded(value, beside: error, Self.slack * unit)
  }

  /// What a condition chooses, which may be either where the condition is not sure.
  private mutating func choice(
    _ value: Tensor, _ parts: [Rounded], _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    if parts.allSatisfy({ $0.error == nil }) { return Rounded(value: value) }
    var error = try work([parts[0].value, parts[1].errors, parts[2].errors], &evaluator)
    if let unsure = parts[0].error {
      let other = try work(
        [try evaluator.each(parts[0].value) { $0 == 0 ? 1 : 0 }, parts[1].value, parts[2].value], &evaluator)
      let gap = try evaluator.each(value, other, "-") { ($0 - $1).magnitude }
      let more = try evaluator.each(unsure, gap, "*") { $0 > 0 ? $1 : 0 }
      error = try evaluator.each(error, more, "+") { $0 + $1 }
    }
    return Rounded(value: value, error: error)
  }

  /// What moves elements, or adds some of them up: the errors add up too, and each sum is rounded as often as it has terms.
  private mutating func summed(
    _ parts: [Rounded], _ isData: (_ position: Int) -> Bool, _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    func run(
      _ part: (Rounded) -> Tensor, _ evaluator: inout FormulaEvaluator
    ) throws(FormulaProblem) -> Tensor {
      try work(parts.enumerated().map { isData($0) ? part($1) : $1.value }, &evaluator)
    }
    let value = try run({ $0.value }, &evaluator)
    let counts = try run({ $0.value.filled(with: 1) }, &evaluator)
    let isMove = counts.elements.allSatisfy { $0 <= 1 }
    if isMove, parts.indices.allSatisfy({ !isData($0) || parts[$0].error == nil }) {
      return Rounded(value: value)
    }
    let error = try run({ $0.errors }, &evaluator)
    if isMove { return Rounded(value: value, error: error) }
    let sizes = try run({ $0.value.map(\.magnitude) }, &evaluator)
    return try rounded(
      value, beside: withRounding(error, of: sizes, counts), unit)
  }

  private mutating func summed(
    _ part: Rounded,
    _ work: (_ tensor: Tensor, _ evaluator: inout FormulaEvaluator) throws(FormulaProblem) -> Tensor
  ) throws(FormulaProblem) -> Rounded {
    func first(
      _ arguments: [Tensor], _ evaluator: inout FormulaEvaluator
    ) throws(FormulaProblem) -> Tensor {
      try work(arguments[0], &evaluator)
    }
    return try summed([part], { _ in true }, first)
  }

  /// An error with what the sums of so many terms of such sizes are rounded.
  private mutating func withRounding(
    _ error: Tensor, of sizes: Tensor, _ counts: Tensor
  ) throws(FormulaProblem) -> Tensor {
    let unit = unitOfSums
    let rounding = try evaluator.each(sizes, counts, "*") { $1 > 1 ? unit * $0 * $1 : 0 }
    return try evaluator.each(error, rounding, "+") { $0 + $1 }
  }

  /// Products of many elements: the largest that they can be, less what they are.
  private mutating func product(
    _ value: Tensor, _ parts: [Rounded], _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    let rest = parts.dropFirst().map(\.value)
    let sizes = parts[0].value.map(\.magnitude)
    let largest = try work([try evaluator.each(sizes, parts[0].errors, "+") { $0 + $1 }] + rest, &evaluator)
    let plain = try work([sizes] + rest, &evaluator)
    let factor = unit * Double(max(1, parts[0].value.elements.count))
    let error = try evaluator.each(largest, plain, "-") { $0 - $1 + factor * $0 }
    return Rounded(value: value, error: error)
  }

  /// Sums of products of two arrays.
  private mutating func productOfSums(_ parts: [Rounded], _ work: Work) throws(FormulaProblem) -> Rounded {
    let value = try work(parts.map(\.value), &evaluator)
    let sizes = parts.map { $0.value.map(\.magnitude) }
    var error = value.filled(with: 0)
    for place in parts.indices where parts[place].error != nil {
      // The others with their errors, so that no product of two errors is missing.
      var arguments: [Tensor] = []
      for (other, part) in parts.enumerated() {
        arguments.append(
          other == place ? part.errors : try evaluator.each(sizes[other], part.errors, "+") { $0 + $1 })
      }
      error = try evaluator.each(error, work(arguments, &evaluator), "+") { $0 + $1 }
    }
    let counts = try work(parts.map { $0.value.filled(with: 1) }, &evaluator)
    return try rounded(
      value, beside: withRounding(error, of: work(sizes, &evaluator), counts), Double(parts.count) * unit)
  }
}

extension Rounded {
  init(value: Tensor) { self.init(value: value, error: nil) }

  /// A number of a trace: exact if numbers of the type can be it; else it may stand for the nearest that can.
  init(_ tensor: Tensor, of type: NumberType) {
    value = tensor
    let errors = tensor.elements.map { ($0 - type.nearest(to: $0)).magnitude }
    let isExact = errors.allSatisfy { !($0 > 0) }
    error = isExact ? nil : Tensor(filling: tensor.shape, with: errors.map { $0.isNaN ? 0 : $0 })
  }
}

extension NumberType {
  /// The number with the digits of this type that is nearest.
  func nearest(to number: Double) -> Double {
    guard self != .float64, number.isNormal else { return number }
    let unit = Double(sign: .plus, exponent: Int(number.exponent) - digits + 1, significand: 1)
    return (number / unit).rounded(.toNearestOrEven) * unit
  }
}

extension Tensor {
  /// The elements of several arrays in a row.
  fileprivate init(listing parts: [Tensor]) {
    let elements = parts.flatMap(\.elements)
    self.init(filling: [elements.count], with: elements)
  }
}
