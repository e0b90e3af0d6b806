import Numbers
import TraceModel

extension Node {
  /// Whether the value is what arrays of whole numbers give where they are divided by 0: NumPy's have 0 there.
  func isWholeDivision(_ operands: [Tensor], _ found: Tensor, _ expected: Tensor) -> Bool {
    guard gate?.sentence == .floorDivide || gate?.sentence == .remainder, !found.shape.isEmpty,
      operands.allSatisfy({ $0.elements.allSatisfy { $0 == $0.rounded() } }), !expected.isFinite
    else { return false }
    return zip(found.elements, expected.elements).allSatisfy { $0 == ($1.isFinite ? $1 : 0) }
  }
}

extension Tensor {
  /// Whether both tell all elements of an array, or the same of them.
  func isTold(like other: Tensor) -> Bool {
    switch (whole, other.whole) {
    case (nil, nil): true
    case (let found?, let expected?): found.hasSample(like: expected)
    default: false
    }
  }

  /// The first element that differs by more than rounding does, that of sums in this tensor included; or by more than the
  /// bounds, where there are any.
  func firstDifference(
    from other: Tensor, tolerance: Double, _ bounds: [Double]? = nil, largest limit: Double = .infinity
  ) -> Int? {
    let largest = other.largestFinite
    return elements.indices.first { index in
      let (a, b) = (elements[index], other.elements[index])
      if a == b || (a.isNaN && b.isNaN) { return false }
      let gap = (a - b).magnitude
      let bound = bounds?[index] ?? 0
      // What is too large for the type has become infinite.
      if a.isInfinite, a.sign == b.sign, b.magnitude + bound >= limit { return false }
      let isNear = gap <= tolerance * max(a.magnitude, b.magnitude) || gap <= 1e-15 * largest || gap <= bound
      return !gap.isFinite || !isNear
    }
  }
}
