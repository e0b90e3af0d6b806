import Numbers
import TraceModel

// What a program compared, and gradients beside numeric ones.

extension Recomputation {
  /// A numeric gradient can't be had from a trace, but how far it is from the analytic one can.
  mutating func compare(_ check: Check, in step: Int) {
    guard let analytic = sweep.gathered[check.node], analytic.shape == check.numeric.shape else { return }
    if let byHand = check.byHand?.gradient {
      expect(byHand, .byHand, analytic, at: check.node, step, tolerance: 1e-6)
    }
    guard !check.isAtKink, check.relativeError.isFinite else { return }
    let size = sweep.largest ?? sweep.gathered.values.reduce(0) { max($0, $1.largestFinite) }
    sweep.largest = size
    var largest = 0.0
    for (analytic, numeric) in zip(analytic.elements, check.numeric.elements) where !numeric.isNaN {
      // Where a gradient is 0 beside the others but for rounding, the error is in parts of the largest.
      if analytic != numeric, analytic.magnitude <= 1.001 * Check.negligible * size { return }
      let error = Check.relativeError(analytic, numeric)
      largest = error.isNaN ? .infinity : max(largest, error)
    }
    expect(
      Tensor(check.relativeError), .relativeError, Tensor(largest), at: check.node, step, tolerance: 1e-6)
  }

  /// Whether a comparison came out as the numbers on its sides say.
  mutating func compare(_ branch: Branch, in step: Int) {
    let readings = [branch.left, branch.right]
    let node = readings.lazy.compactMap(\.node).first ?? 0
    let sides = readings.compactMap { reading in
      known.value(reading).flatMap { $0.spread(to: branch.outcome.shape) }
    }
    let isCut = sweep.isCut && readings.contains { if case .gradient = $0 { true } else { false } }
    guard sides.count == 2, !isCut else {
      notComputed += branch.outcome.elements.count
      obstacles.insert(isCut ? .passes : .sample)
      return
    }
    let types = readings.map { $0.node.map(trace.numberType) ?? trace.numberType }
    let outcome = zip(branch.outcome.elements, zip(sides[0], sides[1])).map { told, sides in
      let holds = branch.operator.holds(sides.0, sides.1)
      // A number that the type does not have may stand for the nearest that it has.
      let holdsRounded = branch.operator.holds(
        types[0].nearest(to: sides.0), types[1].nearest(to: sides.1))
      return holds == holdsRounded || told == (holds ? 1 : 0) ? (holds ? 1.0 : 0) : (holdsRounded ? 1 : 0)
    }
    let expected = Tensor(filling: branch.outcome.shape, with: outcome)
    expect(branch.outcome, .outcome(branch), expected, at: node, step, tolerance: 0)
  }
}

extension Reading {
  /// The node whose value or gradient it is.
  fileprivate var node: Int? {
    switch self {
    case .node(let node), .gradient(let node): node
    case .constant: nil
    }
  }
}
