import Numbers
import TraceModel

// Comparing a number with what it should be.

extension Recomputation {
  /// How far each number may be from what it should be, worked out only where one is not that at once.
  typealias Bound = (_ budget: inout Int) throws(FormulaProblem) -> [Double]

  /// What comparing a number with what it should be says.
  struct Comparison {
    var quantity: Mistake.Quantity
    var found: Tensor
    var expected: Tensor
    /// The first element that is wrong.
    var element: Int?
    /// How many elements could not be compared, and why.
    var notCompared = 0
    var obstacle: Obstacle?

    var isWrong: Bool { element != nil }
    /// Whether all of it was compared and is right.
    var isRight: Bool { element == nil && notCompared == 0 }
  }

  mutating func expect(
    _ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor, at node: Int, _ step: Int,
    tolerance: Double? = nil, _ bound: Bound? = nil
  ) {
    guard !isOver else { return }
    let comparison = compare(found, quantity, expected, at: node, tolerance: tolerance, bound)
    count(comparison)
    if comparison.isWrong { blame(comparison, at: node, step) }
  }

  mutating func count(_ comparison: Comparison) {
    computed += comparison.found.elements.count - comparison.notCompared
    notComputed += comparison.notCompared
    if let obstacle = comparison.obstacle { obstacles.insert(obstacle) }
  }

  mutating func blame(_ comparison: Comparison, at node: Int, _ step: Int) {
    mistake = Mistake(
      step: step, node: node, quantity: comparison.quantity, found: comparison.found,
      expected: comparison.expected, element: comparison.element ?? 0)
  }

  mutating func compare(
    _ found: Tensor, _ quantity: Mistake.Quantity, _ expected: Tensor, at node: Int,
    tolerance: Double? = nil, _ bound: Bound? = nil
  ) -> Comparison {
    var comparison = Comparison(quantity: quantity, found: found, expected: expected)
    guard found.isTold(like: expected) else {
      (comparison.notCompared, comparison.obstacle) = (found.elements.count, .sample)
      return comparison
    }
    guard found.elements.count == expected.elements.count else {
      comparison.element = 0
      return comparison
    }
    let tolerance = tolerance ?? self.tolerance(at: node)
    comparison.element = found.firstDifference(from: expected, tolerance: tolerance)
    guard comparison.element != nil, let bound else { return comparison }
    guard let bounds = try? bound(&budget), bounds.count == found.elements.count else {
      comparison.element = nil
      (comparison.notCompared, comparison.obstacle) = (found.elements.count, .work)
      return comparison
    }
    let largest = trace.numberType(of: node).largest
    let agreements = found.agreements(with: expected, tolerance: tolerance, bounds, largest: largest)
    comparison.element = agreements.firstIndex(of: .differs)
    comparison.notCompared = agreements.count { $0 == .unknown }
    if comparison.notCompared > 0 { comparison.obstacle = .rounding }
    return comparison
  }

  /// How far the sum, or the difference, of numbers may be off that have its shape. Infinity and NaN are exact.
  func bound(ofSum terms: [Tensor?], at node: Int) -> Bound {
    let type = coarsest(trace.node(node))
    let terms = terms.compactMap(\.self)
    return { _ in
      (0..<(terms.first?.elements.count ?? 0)).map { index in
        let size = terms.reduce(0) { sum, term in
          sum + (term.elements.indices.contains(index) ? term.elements[index].finiteMagnitude : 0)
        }
        return 4 * type.roundoff * size + type.smallest
      }
    }
  }

  /// How far a number may be from what its formula gives, in parts of it: some roundings.
  func tolerance(at node: Int) -> Double { max(1e-12, 4 * coarsest(trace.node(node)).roundoff) }

  /// The type with the fewest digits among those of a gate and what it reads.
  func coarsest(_ node: Node) -> NumberType {
    let types = (node.inputs + [node.id]).map(trace.numberType)
    return types.min { $0.digits < $1.digits } ?? .float64
  }
}
