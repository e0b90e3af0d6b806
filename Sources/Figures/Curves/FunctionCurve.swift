import Numbers

/// A function of one number as a curve, with the place where a program uses it and how steep it is there.
///
/// It is drawn as far as the program goes the way that it goes there.
package struct FunctionCurve: Sendable {
  /// A number, what the function gives for it, and its slope there.
  package struct Sample: Equatable, Sendable {
    package var x: Double
    package var y: Double
    package var slope: Double

    package init(x: Double, y: Double, slope: Double) {
      self.x = x
      self.y = y
      self.slope = slope
    }
  }

  /// Numbers from here on are not drawn: axes need room beyond.
  static let largest = 1e300
  /// How far from the point the curve is drawn, up and down, in parts of what its numbers there are; and how much
  /// farther where it is drawn whole then.
  private static let (reach, whole) = (5.0, 1.5)

  let point: Sample
  /// The line; a gap parts those that do not follow each other.
  let pieces: [[Sample]]
  /// Evenly spaced numbers of it.
  let samples: [Sample]
  let across: Axis
  let up: Axis
  let way: CurveWay

  /// - Parameters:
  ///   - x: Where the program uses it.
  ///   - hasOtherWays: Whether there are numbers for which the program would go another way.
  ///   - function: What it says of a number.
  /// - Returns: nil where there is no finite value at that place, or nothing around it.
  package init?(
    at x: Double, hasOtherWays: Bool = true, _ function: @escaping (Double) -> CurveAnswer
  ) {
    var line = CurveSamples(function)
    guard x.magnitude < Self.largest / 100, let point = line.sample(x), point.slope.isFinite else {
      return nil
    }
    self.point = point
    let way = { (range: ClosedRange<Double>) in
      hasOtherWays ? CurveWay(around: x, in: range, function) : CurveWay()
    }
    across = Self.axis(around: point, line, way)
    let ends = across.ends.low...across.ends.high
    self.way = way(ends)
    let part = self.way.part(of: ends)
    guard part.lowerBound < part.upperBound else { return nil }
    let grid = line.grid(part, with: point)
    samples = grid.compactMap(\.sample)
    up = Self.axis(of: samples, around: point)
    pieces = line.pieces(through: grid, low: up.ends.low, high: up.ends.high)
    if pieces.isEmpty { return nil }
  }

  /// Where the program would go another way: the numbers at which the curve ends, and the first ones beyond.
  package var ends: (low: (place: Double, beyond: Double)?, high: (place: Double, beyond: Double)?) {
    (way.low.map { ($0.place, $0.beyond) }, way.high.map { ($0.place, $0.beyond) })
  }

  /// The level axis: 6 to both sides, or as far as shows the point; less where the way is short or the line a thicket.
  private static func axis(
    around point: Sample, _ line: CurveSamples, _ way: (ClosedRange<Double>) -> CurveWay
  ) -> Axis {
    let extent = extent(around: point.x)
    let (low, high) = Axis(.linear, from: -extent, to: extent, most: 8).ends
    var range = way(low...high).part(of: low...high)
    let width = range.upperBound - range.lowerBound
    let isShort = width < (high - low) / 4
    var halvings = 0
    while halvings < 60, line.isThicket(range, around: point) {
      let quarter = (range.upperBound - range.lowerBound) / 4
      range =
        max(range.lowerBound, point.x - quarter)...min(range.upperBound, point.x + quarter)
      halvings += 1
    }
    if halvings == 0, !isShort { range = low...high }
    let margin = halvings == 0 && isShort ? width / 4 : 0
    return Axis(.linear, from: range.lowerBound - margin, to: range.upperBound + margin, most: 8)
  }

  /// The ends of the level axis: 6 to both sides, or round numbers beyond the point.
  private static func extent(around x: Double) -> Double {
    guard x.magnitude > 5 else { return 6 }
    var unit = 1.0
    while unit * 10 <= x.magnitude { unit *= 10 }
    return [1.2, 1.5, 2, 3, 4, 6, 8, 12].map { $0 * unit }.first { $0 >= 1.2 * x.magnitude } ?? 20 * unit
  }

  /// The upright axis: over all numbers, or those near the one at the point where others are far off.
  private static func axis(of samples: [Sample], around point: Sample) -> Axis {
    let scale = reach * max(1, point.y.magnitude, point.slope.magnitude)
    let ys = samples.map(\.y)
    let isTame = ys.allSatisfy { ($0 - point.y).magnitude <= whole * scale }
    let near = isTame ? ys : ys.filter { ($0 - point.y).magnitude <= scale }
    return Axis(
      .linear, from: near.min() ?? point.y, to: near.max() ?? point.y, most: 5)
  }
}
