extension SVGWriter {
  private static var bridgeRadius: Double { 4 }
  private static var tipLength: Double { 10 }

  mutating func write(_ wire: WireForm, _ look: Face.Look) {
    guard wire.points.count > 1 else { return }
    var points = look.mark == nil || wire.lead.isEmpty ? wire.points : wire.lead + wire.points.dropFirst()
    let first = points[0]
    let isArrow = look.mark == .arrow || look.mark == .downstream
    let along =
      wire.isCurved
      ? Self.slant(from: points[0], to: points[1]) : Self.direction(from: points[0], to: points[1])
    if isArrow { points[0] = first + Point(6 * along.x, 6 * along.y) }
    if wire.isCurved { writeCurve(points) } else { writePath(points, bridges: wire.bridges) }
    let style = WireStyle(look)
    out.raw("\" fill=\"none\"")
    out.stroke(style.ink, style.width)
    switch style.dash {
    case .none: break
    case .dashed: out.raw(" stroke-dasharray=\"6,4\"")
    case .dotted: out.raw(" stroke-dasharray=\"1.5,3\"")
    }
    out.raw("/>")
    if isArrow { writeTip(at: first, along: along) }
  }

  /// The tip of an arrow that points from a wire's inside to its start.
  private mutating func writeTip(at place: Point, along: Point) {
    let (length, half) = (Self.tipLength, 5.5)
    let base = place + Point(length * along.x, length * along.y)
    out.raw("<polygon class=\"tip\" points=\"")
    out.points([
      place, base + Point(-half * along.y, half * along.x), base + Point(half * along.y, -half * along.x),
    ])
    out.raw("\"")
    out.fill(.activeLine)
    out.raw("/>")
  }

  /// Writes a curve, as far as its last point.
  private mutating func writeCurve(_ points: [Point]) {
    out.raw("<path d=\"M")
    out.point(points[0])
    out.raw("C")
    out.points(Array(points.dropFirst()))
  }

  /// The direction from a point to another, which may be any.
  private static func slant(from: Point, to: Point) -> Point {
    let way = to - from
    let length = (way.x * way.x + way.y * way.y).squareRoot()
    return length > 0 ? Point(way.x / length, way.y / length) : Point(1, 0)
  }

  /// Writes a path with rounded corners and bridges, as far as its last point.
  private mutating func writePath(_ points: [Point], bridges: [Point]) {
    out.raw("<path d=\"M")
    out.point(points[0])
    var start = points[0]
    for index in points.indices.dropFirst() {
      let corner = points[index]
      guard index + 1 < points.count else {
        writeBridges(bridges, from: start, to: corner)
        out.raw("L")
        out.point(corner)
        return
      }
      let (before, after) = (points[index - 1], points[index + 1])
      let radius = min(
        WireForm.cornerRadius, Self.distance(before, corner) / (index == 1 ? 1 : 2),
        Self.distance(corner, after) / (index + 2 == points.count ? 1 : 2))
      let back = Self.direction(from: corner, to: before)
      let on = Self.direction(from: corner, to: after)
      let end = corner + Point(radius * back.x, radius * back.y)
      writeBridges(bridges, from: start, to: end)
      out.raw("L")
      out.point(end)
      start = corner + Point(radius * on.x, radius * on.y)
      out.raw("Q")
      out.point(corner)
      out.raw(" ")
      out.point(start)
    }
  }

  /// The bridges on one piece, in the order in which it comes to them.
  private mutating func writeBridges(_ bridges: [Point], from start: Point, to end: Point) {
    if bridges.isEmpty { return }
    let (along, radius) = (Self.direction(from: start, to: end), Self.bridgeRadius)
    let places = bridges.compactMap { bridge -> Double? in
      let offset = bridge - start
      let (on, beside) = (
        offset.x * along.x + offset.y * along.y, offset.x * along.y - offset.y * along.x
      )
      return beside.magnitude < 0.5 && on > radius && on < Self.distance(start, end) - radius ? on : nil
    }
    for place in places.sorted() {
      out.raw("L")
      out.point(start + Point((place - radius) * along.x, (place - radius) * along.y))
      out.raw("A")
      out.point(Point(radius, radius))
      // A bridge goes up on level wires, and to the right on others, whichever way they run.
      out.raw(along.x > 0 || along.y < 0 ? " 0 0 1 " : " 0 0 0 ")
      out.point(start + Point((place + radius) * along.x, (place + radius) * along.y))
    }
  }

  private static func distance(_ from: Point, _ to: Point) -> Double {
    max((to.x - from.x).magnitude, (to.y - from.y).magnitude)
  }

  /// The direction of a piece along an axis.
  private static func direction(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    return dx.magnitude >= dy.magnitude ? Point(dx < 0 ? -1 : 1, 0) : Point(0, dy < 0 ? -1 : 1)
  }
}
