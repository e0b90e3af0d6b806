/// What a function of one number says of a number.
package enum CurveAnswer: Equatable, Sendable {
  case number(value: Double, slope: Double)
  /// It gives no finite number.
  case undefined
  /// The program would go another way than the one whose formulas are known.
  case otherWay
}

/// The stretch around a number in which a program goes the way that is known.
struct CurveWay: Equatable, Sendable {
  /// Where it ends: the last number on it, and the first one beyond.
  struct End: Equatable, Sendable {
    var inside: Double
    var beyond: Double
  }

  /// How many steps a search goes to each side, after those that double.
  private static let (stepCount, doublings) = (960, 30)

  /// Where it ends; nil where it does not in the range.
  let low: End?
  let high: End?

  /// A way that never ends.
  init() { (low, high) = (nil, nil) }

  init(around x: Double, in range: ClosedRange<Double>, _ answer: (Double) -> CurveAnswer) {
    low = Self.end(from: x, to: range.lowerBound, answer)
    high = Self.end(from: x, to: range.upperBound, answer)
  }

  private static func end(from x: Double, to limit: Double, _ answer: (Double) -> CurveAnswer) -> End? {
    let step = (limit - x) / Double(stepCount)
    let near = (1...doublings).reversed().map { step / Double(1 << $0) }
    let far = (1...stepCount).map { Double($0) * step }
    var inside = x
    for distance in near + far {
      let next = x + distance
      if answer(next) == .otherWay { return bisected(inside, next, answer) }
      inside = next
    }
    return nil
  }

  /// Two numbers next to each other, or nearly so, between which it ends.
  private static func bisected(_ inside: Double, _ beyond: Double, _ answer: (Double) -> CurveAnswer) -> End {
    var end = End(inside: inside, beyond: beyond)
    for _ in 0..<80 {
      let middle = end.inside / 2 + end.beyond / 2
      if middle == end.inside || middle == end.beyond { break }
      if answer(middle) == .otherWay { end.beyond = middle } else { end.inside = middle }
    }
    return end
  }

  /// What of a range is on it.
  func part(of range: ClosedRange<Double>) -> ClosedRange<Double> {
    let start = max(range.lowerBound, low?.inside ?? range.lowerBound)
    return start...max(start, min(range.upperBound, high?.inside ?? range.upperBound))
  }
}

extension CurveWay.End {
  /// A number between both with as few decimals as can be.
  var place: Double {
    let (low, high) = (min(inside, beyond), max(inside, beyond))
    for decimals in 0...15 {
      let scale = Double("1e\(decimals)") ?? 1
      let rounded = (low * scale).rounded(.up) / scale
      if rounded <= high { return rounded }
    }
    return inside
  }
}
