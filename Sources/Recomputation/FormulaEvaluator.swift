package import Numbers
package import TraceModel

/// Computes what a gate's formulas say, from numbers alone: it knows no gate.
///
/// Numbers are arrays with NumPy's broadcasting. A budget bounds the work, so that a formula out of a file of unknown
/// origin takes neither hours nor all memory.
package struct FormulaEvaluator {
  /// What is written for what a formula names.
  private var names: [String: Tensor]
  /// All operands, which a gate of any number of inputs names together.
  private let operands: [Tensor]
  /// How many elements may still be made, and products be added.
  package private(set) var budget: Int

  /// - Parameters:
  ///   - operands: What the gate reads: `a`, `b` … are the first of them, and one that is not there is empty.
  ///   - shape: The shape of the gate's value.
  package init(_ operands: [Tensor], shape: [Int], budget: Int) {
    self.operands = operands
    self.budget = budget
    names = ["shape": Tensor(listing: shape)]
    for (letter, place) in zip("abcdefgh", 0...) {
      names[String(letter)] = place < operands.count ? operands[place] : .empty
    }
  }

  /// The value that `compute` gives, in the gate's shape.
  package mutating func value(_ formula: Formula, shape: [Int]) throws(FormulaProblem) -> Tensor {
    guard let value = Tensor(shape: shape, elements: try evaluate(formula).elements) else {
      throw .unfitting(function: "the formula")
    }
    return value
  }

  /// What `pull` gives one operand: summed over the axes along which the operand was stretched, in its shape.
  package mutating func downstream(
    _ formula: Formula, upstream: Tensor, value: Tensor, to position: Int
  ) throws(FormulaProblem) -> Tensor {
    names["u"] = upstream
    names["y"] = value
    names["x"] = operands[position]
    names["i"] = Tensor(Double(position))
    return try fitted(evaluate(formula), to: operands[position].shape)
  }

  /// A tensor in a shape: as it is, stretched, or summed over the axes along which the shape would be stretched.
  mutating func fitted(_ tensor: Tensor, to shape: [Int]) throws(FormulaProblem) -> Tensor {
    let count = Tensor.count(of: shape)
    if tensor.elements.count == count { return Tensor(filling: shape, with: tensor.elements) }
    if tensor.elements.count < count, let elements = tensor.spread(to: shape) {
      try spend(count)
      return Tensor(filling: shape, with: elements)
    }
    guard let sums = tensor.gathered(to: shape) else { throw .unfitting(function: "the formula") }
    return Tensor(filling: shape, with: sums)
  }

  /// Formulas make no array of more elements.
  static let largestArray = 10_000_000

  /// Takes what an array costs, before there is one.
  mutating func make(_ shape: [Int]) throws(FormulaProblem) {
    guard let count = Tensor.checkedCount(of: shape), count <= Self.largestArray else { throw .tooMuch }
    try spend(count)
  }

  package mutating func spend(_ work: Int) throws(FormulaProblem) {
    guard work <= budget else { throw .tooMuch }
    budget -= work
  }

  // MARK: Formulas

  private mutating func evaluate(_ formula: Formula) throws(FormulaProblem) -> Tensor {
    switch formula {
    case .number(let number): return Tensor(number)
    case .name(let name):
      guard let tensor = names[name] else { throw .unknownName(name) }
      return tensor
    case .negative(let inner): return try each(evaluate(inner)) { -$0 }
    case .binary(let sign, let left, let right):
      return try binary(sign, evaluate(left), evaluate(right))
    case .condition(let comparison, let left, let right):
      return try each(evaluate(left), evaluate(right), comparison.rawValue) {
        comparison.holds($0, $1) ? 1 : 0
      }
    case .list(let items):
      var elements: [Double] = []
      for item in items {
        let more = try evaluate(item).elements
        try make([elements.count + more.count])
        elements += more
      }
      return Tensor(filling: [elements.count], with: elements)
    case .text: throw .unreadable("a text")
    case .binding(let name, let value, let rest):
      names[name] = try evaluate(value)
      return try evaluate(rest)
    case .call(let function, let arguments): return try call(function, arguments)
    }
  }

  private mutating func call(_ function: String, _ arguments: [Formula]) throws(FormulaProblem) -> Tensor {
    guard let primitive = Primitive.named[function] else { throw .unknownFunction(function) }
    var call = PrimitiveCall(function: function)
    for argument in arguments {
      switch argument {
      case .text(let text): call.text = text
      case .name("operands"): call.tensors += operands
      case .name("leading"): call.tensors += operands.dropLast()
      case .name("last"): call.tensors.append(operands.last ?? .empty)
      default: call.tensors.append(try evaluate(argument))
      }
    }
    guard primitive.accepts(call) else { throw .wrongArguments(function: function) }
    return try primitive.run(call, &self)
  }

  // MARK: Element by element

  mutating func binary(_ sign: Formula.Operator, _ left: Tensor, _ right: Tensor) throws(FormulaProblem)
    -> Tensor
  {
    try each(left, right, "\(sign.rawValue)", sign.function)
  }

  mutating func each(_ tensor: Tensor, _ work: (Double) -> Double) throws(FormulaProblem) -> Tensor {
    try spend(tensor.elements.count)
    return Tensor(filling: tensor.shape, with: tensor.elements.map(work))
  }

  mutating func each(
    _ left: Tensor, _ right: Tensor, _ function: String, _ work: (Double, Double) -> Double
  ) throws(FormulaProblem) -> Tensor {
    guard let shape = Shape.broadcast(left.shape, right.shape) else { throw .unfitting(function: function) }
    try make(shape)
    return Tensor(filling: shape, with: Tensor.joined(left, right, to: shape, work))
  }
}

extension Formula.Operator {
  fileprivate var function: (Double, Double) -> Double {
    switch self {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .power: { $1 == 2 ? $0 * $0 : Elementary.power($0, $1) }
    }
  }
}
