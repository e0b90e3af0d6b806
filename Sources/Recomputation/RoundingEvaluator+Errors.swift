import Numbers
import TraceModel

// How errors go on.

extension RoundingEvaluator {
  typealias Work = (_ arguments: [Tensor], _ evaluator: inout FormulaEvaluator) throws(FormulaProblem)
    -> Tensor

  /// Numbers of 16 bits are added up in 32.
  private var unitOfSums: Double { min(unit, NumberType.float32.roundoff) }
  /// How many roundings a function of a library may be off.
  private static let slack = 4.0

  /// A result with its own rounding added to the error that its arguments bring.
  mutating func rounded(
    _ value: Tensor, beside error: Tensor, _ unit: Double
  ) throws(FormulaProblem) -> Rounded {
    Rounded(value: value, error: try evaluator.each(value, error, "+") { unit * $0.finiteMagnitude + $1 })
  }

  /// A function that rises or falls between the ends of what its arguments may be.
  mutating func atCorners(
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
          let gap = ends.0.distance(to: ends.1)
          return gap == 0 ? error : max(error, gap)
        })
    }
    return try rounded(value, beside: error, Self.slack * unit)
  }

  /// What a condition chooses, which may be either where the condition is not sure.
  mutating func choice(
    _ value: Tensor, _ parts: [Rounded], _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    if parts.allSatisfy({ $0.error == nil }) { return Rounded(value: value) }
    var error = try work([parts[0].value, parts[1].errors, parts[2].errors], &evaluator)
    if let unsure = parts[0].error {
      let other = try work(
        [try evaluator.each(parts[0].value) { $0 == 0 ? 1 : 0 }, parts[1].value, parts[2].value], &evaluator)
      let gap = try evaluator.each(value, other, "-") { $0.distance(to: $1) }
      let more = try evaluator.each(unsure, gap, "*") { $0 > 0 ? $1 : 0 }
      error = try evaluator.each(error, more, "+") { $0 + $1 }
    }
    return Rounded(value: value, error: error)
  }

  /// What moves elements, or adds some of them up: the errors add up too, and each sum is rounded as often as it has terms.
  mutating func summed(
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
    let sizes = try run({ $0.value.map(\.finiteMagnitude) }, &evaluator)
    return try rounded(
      value, beside: withRounding(error, of: sizes, counts), unit)
  }

  mutating func summed(
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
  mutating func product(
    _ value: Tensor, _ parts: [Rounded], _ work: Work
  ) throws(FormulaProblem) -> Rounded {
    let rest = parts.dropFirst().map(\.value)
    let sizes = parts[0].value.map(\.magnitude)
    let largest = try work([try evaluator.each(sizes, parts[0].errors, "+") { $0 + $1 }] + rest, &evaluator)
    let plain = try work([sizes] + rest, &evaluator)
    let factor = unit * Double(max(1, parts[0].value.elements.count))
    let error = try evaluator.each(largest, plain, "-") {
      $0 == $1 ? factor * $0.finiteMagnitude : $0 - $1 + factor * $0
    }
    return Rounded(value: value, error: error)
  }

  /// Sums of products of two arrays.
  mutating func productOfSums(_ parts: [Rounded], _ work: Work) throws(FormulaProblem) -> Rounded {
    let value = try work(parts.map(\.value), &evaluator)
    let sizes = parts.map { $0.value.map(\.finiteMagnitude) }
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
