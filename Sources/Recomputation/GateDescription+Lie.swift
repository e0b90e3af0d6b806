import Numbers
import TraceModel

extension GateDescription {
  /// Numbers at which formulas are compared: no ties, no kinks, nothing that is too large.
  private static let points = [
    [0.7, 1.9, 0.4, 1.3], [2.3, 0.6, 1.7, 0.9], [-0.6, 1.3, 0.8, -1.1], [1.7, -0.4, -0.9, 0.3],
    [-1.4, -2.2, 0.6, 1.6],
  ]

  /// The first told formula of a gate of numbers that does not give what its `compute` or `pull` does; nil also where
  /// that can't be told, as for a gate of arrays, or one whose formulas call gates.
  var lie: Recomputation.Lie? {
    guard let program = GateProgram(self), !slopes.isEmpty, slopes.count <= 4 else { return nil }
    for point in Self.points {
      let operands = Array(point.prefix(slopes.count))
      guard let value = Self.number(program.compute, operands, y: nil), value.isFinite else { continue }
      if let lie = lie(equation, nil, operands, y: value, expected: value) { return lie }
      for (input, slope) in slopes.enumerated() {
        guard let pull = program.pull(input),
          let expected = Self.number(pull, operands, y: value, to: input)
        else { continue }
        if let lie = lie(slope, input, operands, y: value, expected: expected) { return lie }
      }
    }
    return nil
  }

  private func lie(
    _ text: String, _ input: Int?, _ operands: [Double], y: Double, expected: Double
  ) -> Recomputation.Lie? {
    guard let formula = Formula(text), expected.isFinite,
      let found = Self.number(formula.withPrimitives, operands, y: y),
      !((found - expected).magnitude <= 1e-9 * max(1, found.magnitude, expected.magnitude))
    else { return nil }
    let pulls = pulls.count == 1 ? [String](repeating: pulls[0], count: slopes.count) : pulls
    return Recomputation.Lie(
      gate: name, formula: text, input: input, computing: input.map { pulls[$0] } ?? compute ?? "",
      operands: operands, found: found, expected: expected)
  }

  /// What a formula gives for some numbers: the value, or with an input what that receives from a gradient of 1.
  private static func number(
    _ formula: Formula, _ operands: [Double], y: Double?, to input: Int? = nil
  ) -> Double? {
    let operands = operands.map { Tensor($0) }
    var evaluator = FormulaEvaluator(operands, shape: [], budget: 2000)
    guard let y else { return try? evaluator.value(formula, shape: []).scalar }
    return try? evaluator.downstream(formula, upstream: Tensor(1), value: Tensor(y), to: input ?? 0).scalar
  }
}

extension Formula {
  /// A told formula as one that computes: its `max` and `min` are those of two numbers.
  var withPrimitives: Formula {
    switch self {
    case .call(let function, let arguments):
      let names = ["max": "maximum", "min": "minimum"]
      let isOfTwo = arguments.count == 2
      return .call(
        isOfTwo ? names[function] ?? function : function, arguments.map(\.withPrimitives))
    case .negative(let inner): return .negative(inner.withPrimitives)
    case .binary(let sign, let left, let right):
      return .binary(sign, left.withPrimitives, right.withPrimitives)
    case .condition(let comparison, let left, let right):
      return .condition(comparison, left.withPrimitives, right.withPrimitives)
    case .number, .name, .list, .text, .binding: return self
    }
  }
}
