/// A place in a figure: *x* to the right, *y* downwards, in pixels of the picture at its own size.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  package static func + (point: Point, offset: Point) -> Point {
    Point(point.x + offset.x, point.y + offset.y)
  }

  package static func - (point: Point, offset: Point) -> Point {
    Point(point.x - offset.x, point.y - offset.y)
  }
}

/// A rectangle along the axes.
package struct Box: Hashable, Sendable {
  package var left: Double
  package var top: Double
  package var width: Double
  package var height: Double

  package init(left: Double, top: Double, width: Double, height: Double) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }

  package init(center: Point, width: Double, height: Double) {
    self.init(left: center.x - width / 2, top: center.y - height / 2, width: width, height: height)
  }

  package var right: Double { left + width }
  package var bottom: Double { top + height }
  package var center: Point { Point(left + width / 2, top + height / 2) }

  /// A smaller box inside.
  package func inset(by margin: Double) -> Box {
    Box(left: left + margin, top: top + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  /// The box that holds both.
  package func union(_ other: Box) -> Box {
    let (left, top) = (min(left, other.left), min(top, other.top))
    return Box(
      left: left, top: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
  }

  /// Whether a line through points passes through the box.
  package func isCrossed(by line: [Point]) -> Bool {
    zip(line, line.dropFirst()).contains { isCrossed(from: $0, to: $1) }
  }

  /// Cuts off what of a piece is beyond each side, and looks whether something is left.
  private func isCrossed(from start: Point, to end: Point) -> Bool {
    let way = end - start
    var (first, last) = (0.0, 1.0)
    let sides = [
      (way.x, left - start.x, right - start.x), (way.y, top - start.y, bottom - start.y),
    ]
    for (length, near, far) in sides {
      if length == 0 {
        if near > 0 || far < 0 { return false }
        continue
      }
      first = max(first, min(near / length, far / length))
      last = min(last, max(near / length, far / length))
    }
    return first <= last
  }

  package func holds(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  package func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
