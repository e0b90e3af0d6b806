/// A numeric derivative: central differences of fourth order.
package struct CentralDifference: Sendable {
  /// The derivative, which is finite.
  package var slope: Double
  /// Whether the slopes on the two sides stay apart when the step shrinks.
  package var isAtKink: Bool

  /// The derivative of a function at a number; nil if it is not finite.
  package init?(of value: (Double) -> Double, at center: Double) {
    let width = 1e-3 * max(center.magnitude, 1e-2)
    let near = value(center + width) - value(center - width)
    let far = value(center + 2 * width) - value(center - 2 * width)
    slope = (8 * near - far) / (12 * width)
    guard slope.isFinite else { return nil }
    isAtKink = Self.isAtKink(value, center, width)
  }

  private static func isAtKink(_ value: (Double) -> Double, _ center: Double, _ width: Double) -> Bool {
    func gap(_ width: Double) -> Double {
      let here = value(center)
      let right = (value(center + width) - here) / width
      let left = (here - value(center - width)) / width
      return (right - left).magnitude / max(1e-3, right.magnitude, left.magnitude)
    }
    let wide = gap(width)
    return wide > 1e-3 && gap(width / 64) > wide / 4
  }
}
