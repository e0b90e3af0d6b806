import Numbers
import TraceModel

/// Computes what a gate's formulas say together with what rounding may do to it, where each step is rounded to numbers of
/// a type and sums may be added up in any order.
///
/// It works out bounds: a right number is never beyond them. Where rounding may make anything of a number, as beside a
/// division by what may be 0, its bound is infinite or NaN. It asks for several times the work of the formula, so it is used
/// only where a number is not at once what the formula gives.
struct RoundingEvaluator {
  let type: NumberType
  /// Runs primitives, on values and on errors alike.
  var evaluator: FormulaEvaluator
  private var names: [String: Rounded]
  private let operands: [Rounded]
  var unit: Double { type.roundoff }

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
      error + 2 * unit * value.finiteMagnitude + type.smallest
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
    if sign == .power { return try power(value, left, right) }
    let (first, second): (Tensor, Tensor)
    switch sign {
    case .multiply:
      // |x|·f + e·(|y| + f)
      first = try evaluator.each(right.errors, left.value, "*") { $0.scaled(by: $1) }
      let size = try evaluator.each(right.value, right.errors, "+") { $0.magnitude + $1 }
      second = try evaluator.each(left.errors, size, "*") { $0.scaled(by: $1) }
    case .divide:
      // (e + |x / y|·f) / (|y| − f)
      let gap = try evaluator.each(right.value, right.errors, "-") { max(0, $0.magnitude - $1) }
      first = try evaluator.each(left.errors, gap, "/") { $0 == 0 ? 0 : $0 / $1 }
      let share = try evaluator.each(right.errors, gap, "/") { $0 == 0 ? 0 : $0 / $1 }
      second = try evaluator.each(share, value, "*") { $0.scaled(by: $1) }
    case .add, .subtract, .power: (first, second) = (left.errors, right.errors)
    }
    let error = try evaluator.each(first, second, "+") { $0 + $1 }
    return try rounded(value, beside: error, unit)
  }

  /// What has a negative base and is a number has a whole exponent, so that is exact there.
  private mutating func power(
    _ value: Tensor, _ base: Rounded, _ exponent: Rounded
  ) throws(FormulaProblem) -> Rounded {
    var exponent = exponent
    if let error = exponent.error {
      let lowest = try evaluator.each(base.value, base.errors, "-") { $0 - $1 }
      let isFree = try evaluator.each(lowest, exponent.value, "^") { $0 < 0 && $1 == $1.rounded() ? 0 : 1 }
      exponent.error = try evaluator.each(error, isFree, "*") { $1 == 0 ? 0 : $0 }
    }
    return try atCorners(value, [base, exponent]) { (arguments, evaluator) throws(FormulaProblem) in
      try evaluator.binary(.power, arguments[0], arguments[1])
    }
  }

  /// A condition may come out either way where its sides are as near as their errors.
  private mutating func condition(
    _ comparison: Formula.Comparison, _ left: Rounded, _ right: Rounded
  ) throws(FormulaProblem) -> Rounded {
    let value = try evaluator.each(left.value, right.value, comparison.rawValue) {
      comparison.holds($0, $1) ? 1 : 0
    }
    if left.error == nil, right.error == nil { return Rounded(value: value) }
    let gap = try evaluator.each(left.value, right.value, "-") { $0.distance(to: $1) }
    let errors = try evaluator.each(left.errors, right.errors, "+") { $0 + $1 }
    let error = try evaluator.each(gap, errors, "<=") { $1 != 0 && !($0 > $1) ? 1 : 0 }
    return Rounded(value: value, error: error)
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
}

extension Tensor {
  /// The elements of several arrays in a row.
  fileprivate init(listing parts: [Tensor]) {
    let elements = parts.flatMap(\.elements)
    self.init(filling: [elements.count], with: elements)
  }
}
