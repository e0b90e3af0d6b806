/// A curve of cubic Bézier pieces: a point, then three points for each piece.
public struct Spline: Sendable, Hashable {
  /// The points of the curve itself, which ends where an arrowhead begins.
  public var points: [Layout.Point]
  /// Where the arrowhead at the tail's end points to, if the layout made room for one.
  public var tailTip: Layout.Point?
  /// Where the arrowhead at the head's end points to, if the layout made room for one.
  public var headTip: Layout.Point?

  /// Makes a curve without arrowheads.
  public init(points: [Layout.Point]) { self.points = points }

  /// The curve for other arrowheads: cut back to make room, or drawn on to where an arrowhead was.
  /// - Parameters:
  ///   - tail: The length of the arrowhead at the tail; `nil` for none.
  ///   - head: The length of the arrowhead at the head; `nil` for none.
  func fitted(tail: Double?, head: Double?) -> Spline {
    var spline = self
    spline.fitHead(head)
    spline.reverse()
    spline.fitHead(tail)
    spline.reverse()
    return spline
  }

  private mutating func reverse() {
    points.reverse()
    swap(&tailTip, &headTip)
  }

  private mutating func fitHead(_ length: Double?) {
    switch (headTip, length) {
    case (nil, nil), (.some, .some): break
    case (let tip?, nil):
      let end = points.last ?? tip
      points += [end.moved(1 / 3, to: tip), end.moved(2 / 3, to: tip), tip]
      headTip = nil
    case (nil, let length?): cut(length)
    }
  }

  /// Ends the curve where it comes closer than `length` to its end, which becomes the tip.
  private mutating func cut(_ length: Double) {
    guard points.count >= 4, let tip = points.last else { return }
    headTip = tip
    while points.count > 4, points[points.count - 4].distance(to: tip) < length { points.removeLast(3) }
    let piece = Array(points.suffix(4))
    let reach = min(length, piece[0].distance(to: tip) / 2)
    var (near, far) = (0.0, 1.0)
    for _ in 0..<30 {
      let middle = (near + far) / 2
      if Self.split(piece, at: middle)[3].distance(to: tip) > reach { near = middle } else { far = middle }
    }
    points.replaceSubrange(points.count - 4..<points.count, with: Self.split(piece, at: near))
  }

  /// The first part of a Bézier piece, by de Casteljau.
  private static func split(_ piece: [Layout.Point], at t: Double) -> [Layout.Point] {
    let (a, b, c) = (
      piece[0].moved(t, to: piece[1]), piece[1].moved(t, to: piece[2]), piece[2].moved(t, to: piece[3])
    )
    let (d, e) = (a.moved(t, to: b), b.moved(t, to: c))
    return [piece[0], a, d, d.moved(t, to: e)]
  }
}

extension Layout.Point {
  func distance(to other: Self) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }

  /// The point that divides the way to another.
  func moved(_ part: Double, to other: Self) -> Self {
    Self(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
  }
}
