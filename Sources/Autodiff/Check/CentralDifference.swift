/// A numeric derivative: central differences of fourth order, with how far off they may be.
///
/// A first look takes one step. Where it does not confirm what is expected, a second one takes steps of many sizes:
/// small ones show what large ones skip, large ones rise above rounding.
package struct CentralDifference: Sendable {
  /// The derivative, which is finite.
  package var slope: Double
  /// How far from it the true derivative may be, by what rounding and the size of the steps explain.
  package var uncertainty: Double
  /// Whether the slopes on the two sides stay apart when the step shrinks.
  package var isAtKink: Bool
  /// These slopes, the smaller first, where that was looked at twice.
  package var sides: ClosedRange<Double>?

  /// Up to this relative error two gradients agree.
  package static let tolerance = 1e-5

  /// The derivative of a function at a number; nil if it is not finite.
  ///
  /// - Parameters:
  ///   - noise: How far rounding may move a value of the function.
  ///   - expected: What the derivative should be; without it, or without a second look, the first one decides.
  ///   - negligible: What is expected to be no more than this is 0 but for rounding.
  package init?(
    of value: (Double) -> Double, at center: Double, noise: Double = 0, expecting expected: Double? = nil,
    negligible: Double = 0, looksTwice: Bool = true
  ) {
    let here = value(center)
    guard here.isFinite else { return nil }
    let width = 1e-3 * max(center.magnitude, 1e-2)
    let (right, left) = (value(center + width), value(center - width))
    slope = (8 * (right - left) - (value(center + 2 * width) - value(center - 2 * width))) / (12 * width)
    let values = Self.roundings * max(right.magnitude, left.magnitude)
    uncertainty = 1.5 * (noise + values) / width
    isAtKink = Self.isAtKink(value, center, here, (right, left), width)
    if !isAtKink, slope.isFinite, expected.map({ confirms($0, negligible) }) ?? true { return }
    guard looksTwice else {
      if slope.isFinite { return } else { return nil }
    }
    guard let best = Ladder(value, center, here: here, noise: noise).best else { return nil }
    self = best
  }

  fileprivate init(slope: Double, uncertainty: Double, sides: ClosedRange<Double>?) {
    self.slope = slope
    self.uncertainty = uncertainty
    self.sides = sides
    isAtKink = sides != nil
  }

  /// So many roundings of a value are taken into account, in parts of it.
  fileprivate static let roundings = 4 * Double.ulpOfOne

  private func confirms(_ expected: Double, _ negligible: Double) -> Bool {
    let difference = (expected - slope).magnitude
    return difference <= Self.tolerance * max(expected.magnitude, slope.magnitude)
      || (expected.magnitude <= negligible && difference <= min(negligible, uncertainty))
  }

  private static func isAtKink(
    _ value: (Double) -> Double, _ center: Double, _ here: Double, _ sides: (right: Double, left: Double),
    _ width: Double
  ) -> Bool {
    func gap(_ sides: (right: Double, left: Double), _ width: Double) -> Double {
      let (right, left) = ((sides.right - here) / width, (here - sides.left) / width)
      return (right - left).magnitude / max(1e-3, right.magnitude, left.magnitude)
    }
    let wide = gap(sides, width)
    let narrow = width / 64
    return wide > 1e-3 && gap((value(center + narrow), value(center - narrow)), narrow) > wide / 4
  }
}

/// Central differences with steps that grow fourfold, from far below the first look's to far above it.
private struct Ladder {
  private struct Rung {
    var step: Double
    /// How far rounding may move the slope.
    var rounding: Double
    var slope: Double
    var right: Double
    var left: Double
  }

  private static let growth = 4.0
  private static let most = 36
  /// Steps up to this are small enough for the function not to be another one at their ends.
  private let near: Double
  private var rungs: [Rung] = []

  init(_ value: (Double) -> Double, _ center: Double, here: Double, noise: Double) {
    let scale = max(center.magnitude, 1e-2)
    near = 0.1 * scale
    var step = 4e-9 * (center == 0 ? scale : max(center.magnitude, 1e-9 * scale))
    while step < 1e3 * scale, rungs.count < Self.most {
      let (above, below) = (center + step, center - step)
      let (right, left) = (value(above), value(below))
      // Where the function ends, larger steps tell nothing.
      guard right.isFinite, left.isFinite else { return }
      rungs.append(
        Rung(
          step: step,
          rounding: 1.5
            * (noise + CentralDifference.roundings * max(right.magnitude, left.magnitude)) / step,
          slope: (right - left) / (above - below), right: (right - here) / (above - center),
          left: (here - left) / (center - below)))
      step *= Self.growth
    }
  }

  /// The derivative from the rungs that tell it best: from the smallest step on, as long as they agree.
  var best: CentralDifference? {
    let slopes = extrapolated
    var best: (slope: Double, error: Double)?
    var agreeing = 0
    for (index, slope) in slopes.enumerated() {
      let neighbours = [index - 1, index + 1].filter(slopes.indices.contains)
      let spread = neighbours.map { (slopes[$0] - slope).magnitude }.max() ?? slope.magnitude
      let rounding = rungs[index].rounding
      let error = spread + rounding
      if rungs[index].step > near, !isResolved(slope, rounding, slopes[max(0, index - 1)]) { continue }
      guard let known = best, (slope - known.slope).magnitude <= error + known.error else {
        // What only a few small steps said was rounding; what many said holds.
        if agreeing >= 4 { break }
        (best, agreeing) = ((slope, error), 1)
        continue
      }
      agreeing += 1
      if error < known.error { best = (slope, error) }
    }
    return best.flatMap {
      $0.slope.isFinite
        ? CentralDifference(slope: $0.slope, uncertainty: $0.error, sides: sidesOfKink) : nil
    }
  }

  /// Whether a slope stands out of the rounding, and is about that of the step before: what a large step says else may
  /// be what remains of a function that has levelled out.
  private func isResolved(_ slope: Double, _ rounding: Double, _ before: Double) -> Bool {
    max(rounding, (slope - before).magnitude) <= 1e-3 * slope.magnitude
  }

  /// Of each two neighbouring rungs what they tell of a step of 0.
  private var extrapolated: [Double] {
    let square = Self.growth * Self.growth
    return zip(rungs, rungs.dropFirst()).map { (square * $0.slope - $1.slope) / (square - 1) }
  }

  /// The slopes of the two sides, if they keep apart where the step is as small as rounding lets it be.
  private var sidesOfKink: ClosedRange<Double>? {
    func largest(_ rung: Rung) -> Double { max(rung.right.magnitude, rung.left.magnitude) }
    func gap(_ rung: Rung) -> Double { (rung.right - rung.left).magnitude }
    guard
      let first = rungs.firstIndex(where: { $0.step <= near && $0.rounding <= 1.5e-4 * largest($0) }),
      rungs.indices.contains(first + 2)
    else { return nil }
    let rung = rungs[first]
    guard gap(rung) > 1e-3 * largest(rung), gap(rung) > gap(rungs[first + 2]) / 4 else { return nil }
    return min(rung.left, rung.right)...max(rung.left, rung.right)
  }
}
