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

  /// The first element that differs by more than rounding does, that of sums in this tensor included.
  func firstDifference(from other: Tensor, tolerance: Double) -> Int? {
    let largest = other.largestFinite
    return elements.indices.first {
      !elements[$0].isNear(other.elements[$0], tolerance: tolerance, largest: largest)
    }
  }

  /// What comparing an element with what it should be says.
  enum Agreement {
    case agrees, differs
    /// Rounding may have made anything of it.
    case unknown
  }

  /// Whether each element differs by more than its bound. One that is NaN or infinite says nothing.
  ///
  /// - Parameter limit: The largest number of the type: what is beyond may be infinite.
  func agreements(
    with other: Tensor, tolerance: Double, _ bounds: [Double], largest limit: Double
  ) -> [Agreement] {
    let largest = other.largestFinite
    return elements.indices.map { index in
      let (found, expected, bound) = (elements[index], other.elements[index], bounds[index])
      if found.isNear(expected, tolerance: tolerance, largest: largest) { return .agrees }
      guard bound.isFinite else { return .unknown }
      if found.isInfinite, found.sign == expected.sign, expected.magnitude + bound >= limit { return .agrees }
      return (found - expected).magnitude <= bound ? .agrees : .differs
    }
  }
}

extension Double {
  /// Whether it differs from a number by no more than a part of it, or by what rounding of the largest number beside leaves.
  fileprivate func isNear(_ other: Double, tolerance: Double, largest: Double) -> Bool {
    if self == other || (isNaN && other.isNaN) { return true }
    let gap = (self - other).magnitude
    return gap.isFinite && (gap <= tolerance * max(magnitude, other.magnitude) || gap <= 1e-15 * largest)
  }
}
