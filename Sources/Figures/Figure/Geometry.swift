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

  /// Whether a line through points, from left to right, passes through the box.
  package func isCrossed(by line: [Point]) -> Bool {
    zip(line, line.dropFirst()).contains { start, end in
      guard end.x >= left, start.x <= right, end.x > start.x else { return false }
      let slope = (end.y - start.y) / (end.x - start.x)
      let (first, last) = (max(start.x, left), min(end.x, right))
      let ys = [start.y + slope * (first - start.x), start.y + slope * (last - start.x)]
      return (ys.min() ?? 0) < bottom && (ys.max() ?? 0) > top
    }
  }
}
