import Graphviz

/// Finds places for the local gradients, beside the gates and clear of everything else.
///
/// They are placed after the layout, so that the lines need not be longer for labels that show in single frames only.
struct LabelPlacement {
  private static let height = 11.0
  private let layout: Layout
  private let isHorizontal: Bool
  /// The boxes of everything but the lines.
  private let boxes: [Layout.Rectangle]
  /// Points along the lines, close together.
  private let linePoints: [Layout.Point]

  init(in layout: Layout, isHorizontal: Bool) {
    self.layout = layout
    self.isHorizontal = isHorizontal
    boxes = layout.nodes.sorted { $0.key < $1.key }.map { Layout.Rectangle(around: $0.value) }
    linePoints = layout.edges.flatMap { $0.splines.flatMap { Self.samples(of: $0) } }
  }

  /// The middle of the best place for a label of the given width.
  ///
  /// - Parameters:
  ///   - share: From 1 for the gate's first input to −1 for its last; 0 for an only one.
  ///   - taken: Labels that show at the same time.
  func place(beside gate: Layout.Node, share: Double, width: Double, taken: [Layout.Rectangle])
    -> Layout.Point
  {
    let places = candidates(beside: gate, share: share, width: width)
    let best = places.enumerated().min { left, right in
      (cost(of: left.element, width, taken), left.offset) < (
        cost(of: right.element, width, taken), right.offset
      )
    }
    return best?.element ?? gate.center
  }

  /// The rectangle of a label.
  static func box(at center: Layout.Point, width: Double) -> Layout.Rectangle {
    Layout.Rectangle(center: center, width: width, height: height)
  }

  /// Places around a gate, the most natural first: on the side where the input arrives.
  private func candidates(beside gate: Layout.Node, share: Double, width: Double) -> [Layout.Point] {
    let (x, y) = (gate.center.x, gate.center.y)
    let (right, up) = (gate.width / 2, gate.height / 2 + Self.height / 2 + 2)
    let beside = right + width / 2 + 2
    if !isHorizontal {
      let sides = share > 0 ? [-beside, beside] : [beside, -beside]
      return [8, 0, -8, 16, -16].flatMap { shift in sides.map { Layout.Point(x: x + $0, y: y + shift) } }
    }
    let shifts = share == 0 ? [-right, 0, right] : [width / 2 - 2, 0, right, -right]
    let sides = share < 0 ? [-up, up] : [up, -up]
    return [0, 4, 9].flatMap { more in
      sides.flatMap { side in
        shifts.map { Layout.Point(x: x + $0, y: y + side + (side > 0 ? more : -more)) }
      }
    }
  }

  /// How much a label would cover: lines little, text and gates much.
  private func cost(of center: Layout.Point, _ width: Double, _ taken: [Layout.Rectangle]) -> Int {
    let box = Self.box(at: center, width: width)
    let covered = (boxes + taken).count { $0.overlaps(box) }
    let crossed = linePoints.count { box.contains($0) }
    return 100 * covered + crossed + (layout.bounds.contains(box) ? 0 : 1000)
  }

  private static func samples(of spline: Spline) -> [Layout.Point] {
    stride(from: 0, to: spline.points.count - 3, by: 3).flatMap { first in
      (0...12).map { step in
        let t = Double(step) / 12
        let p = spline.points[first...first + 3].map { $0 }
        func mix(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
          let u = 1 - t
          return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
        }
        return Layout.Point(x: mix(p[0].x, p[1].x, p[2].x, p[3].x), y: mix(p[0].y, p[1].y, p[2].y, p[3].y))
      }
    }
  }
}

extension Layout.Rectangle {
  init(center: Layout.Point, width: Double, height: Double) {
    self.init(
      minimum: Layout.Point(x: center.x - width / 2, y: center.y - height / 2),
      maximum: Layout.Point(x: center.x + width / 2, y: center.y + height / 2))
  }

  init(around node: Layout.Node) {
    self.init(center: node.center, width: node.width, height: node.height)
  }

  func overlaps(_ other: Layout.Rectangle) -> Bool {
    minimum.x < other.maximum.x && other.minimum.x < maximum.x && minimum.y < other.maximum.y
      && other.minimum.y < maximum.y
  }

  func union(_ other: Layout.Rectangle) -> Layout.Rectangle {
    Layout.Rectangle(
      minimum: Layout.Point(x: min(minimum.x, other.minimum.x), y: min(minimum.y, other.minimum.y)),
      maximum: Layout.Point(x: max(maximum.x, other.maximum.x), y: max(maximum.y, other.maximum.y)))
  }

  func contains(_ point: Layout.Point) -> Bool {
    point.x >= minimum.x && point.x <= maximum.x && point.y >= minimum.y && point.y <= maximum.y
  }

  func contains(_ other: Layout.Rectangle) -> Bool { contains(other.minimum) && contains(other.maximum) }
}
