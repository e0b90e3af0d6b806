import Graphviz

/// Finds places for the local gradients, beside the gates and clear of everything else.
///
/// They are placed after the layout, so that the lines need not be longer for labels that show in single frames only.
struct LabelPlacement {
  struct Size {
    var width: Double
    var height: Double
  }

  /// The places around the end of a line that are tried, the near ones first.
  private struct Reach {
    let x: Double
    let y: Double
    let offsets: [(x: Double, y: Double, distance: Double)]

    init(x: Double, y: Double) {
      (self.x, self.y) = (x, y)
      let all = stride(from: -y, through: y, by: 1).flatMap { dy in
        stride(from: -x, through: x, by: 4).map { dx in
          (x: dx, y: dy, distance: (dx * dx + dy * dy).squareRoot())
        }
      }
      let sorted = all.enumerated().sorted {
        ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
      }
      offsets = sorted.map(\.element)
    }
  }

  private static let height = 10.0
  /// How far from its line's end a label may be, in points; each only where those before leave no room.
  private static let reaches = [Reach(x: 44, y: 32), Reach(x: 100, y: 80)]
  /// The same in circuits of arrays, which are larger and have larger labels.
  private static let roomyReaches = [Reach(x: 80, y: 60), Reach(x: 160, y: 120), Reach(x: 240, y: 200)]
  private let isRoomy: Bool
  private let layout: Layout
  /// The boxes of wires, forks, names, captions, and gates that are not round.
  private var boxes: [Layout.Rectangle]
  /// The gates that are round.
  private let circles: [Layout.Node]
  /// Points along the lines, close together, from left to right.
  private var linePoints: [Layout.Point]

  /// - Parameters:
  ///   - forks: For each fork by its node, which of its branches show a number.
  ///   - groups: The nodes with a second border around them.
  ///   - isRoomy: Whether the circuit is one of arrays.
  init(
    in layout: Layout, isHorizontal: Bool, forks: [String: [Bool]], groups: Set<String>, isRoomy: Bool
  ) {
    self.layout = layout
    self.isRoomy = isRoomy
    let nodes = layout.nodes.sorted { $0.key < $1.key }
    let isCircle = { (node: (key: String, value: Layout.Node)) in
      node.key.hasPrefix("gate_") && abs(node.value.width - node.value.height) < 0.1
    }
    circles = nodes.filter(isCircle).map(\.value)
    boxes = nodes.filter { !isCircle($0) && forks[$0.key] == nil }.map { name, node in
      let border = groups.contains(name) ? 8.0 : 0
      return Layout.Rectangle(
        center: node.center, width: node.width + border, height: node.height + border)
    }
    linePoints = layout.edges.flatMap { $0.splines.flatMap { Self.samples(of: $0) } }
    if let caption = layout.label {
      boxes.append(Layout.Rectangle(center: caption, width: 2 * layout.bounds.width, height: 15))
    }
    for cluster in layout.clusters.sorted(by: { $0.key < $1.key }).map(\.value) {
      guard let label = cluster.label else { continue }
      let width = 2 * min(label.x - cluster.bounds.minimum.x, cluster.bounds.maximum.x - label.x)
      boxes.append(Layout.Rectangle(center: label, width: width, height: Self.height))
    }
    for (name, branches) in forks.sorted(by: { $0.key < $1.key }) {
      guard let node = layout.nodes[name] else { continue }
      add(Layout.Rectangle(around: node), branches, isHorizontal)
    }
    linePoints.sort { $0.x < $1.x }
  }

  /// Adds a fork: its bar, its stubs as lines, and the halves below or beside these, which hold numbers.
  private mutating func add(_ fork: Layout.Rectangle, _ branches: [Bool], _ isHorizontal: Bool) {
    let share = (isHorizontal ? fork.height : fork.width) / Double(branches.count)
    for (branch, showsNumber) in branches.enumerated() {
      var half = fork
      if isHorizontal {
        half.maximum.y -= (Double(branch) + 0.5) * share
        half.minimum.y = half.maximum.y - share / 2
        linePoints += (0...12).map {
          Layout.Point(x: fork.minimum.x + fork.width * Double($0) / 12, y: half.maximum.y)
        }
      } else {
        half.minimum.x += (Double(branch) + 0.5) * share
        half.maximum.x = half.minimum.x + share / 2
        linePoints += (0...6).map {
          Layout.Point(x: half.minimum.x, y: fork.minimum.y + fork.height * Double($0) / 6)
        }
      }
      if showsNumber { boxes.append(half) }
    }
    var bar = fork
    if isHorizontal { bar.maximum.x = bar.minimum.x + 2 } else { bar.minimum.y = bar.maximum.y - 2 }
    boxes.append(bar)
  }

  /// The middle of the best place for a label of the given size: close to where its line ends.
  ///
  /// - Parameter taken: Labels that show at the same time.
  func place(near end: Layout.Point, _ size: Size, taken: [Layout.Rectangle]) -> Layout.Point {
    var best = (place: end, cost: Double.infinity)
    for reach in isRoomy ? Self.roomyReaches : Self.reaches where best.cost >= (isRoomy ? 300 : 1000) {
      best = self.best(near: end, reach, size, taken: taken)
    }
    return best.place
  }

  private func best(
    near end: Layout.Point, _ reach: Reach, _ size: Size, taken: [Layout.Rectangle]
  )
    -> (place: Layout.Point, cost: Double)
  {
    let area = Layout.Rectangle(
      center: end, width: 2 * reach.x + size.width, height: 2 * reach.y + size.height)
    let boxes = (boxes + taken).filter { $0.overlaps(area) }
    let circles = circles.filter { Layout.Rectangle(around: $0).overlaps(area) }
    let points = linePoints(in: area)
    let crossing = isRoomy ? 300.0 : 40
    let margin = isRoomy ? 6.0 : 0
    var best = (place: end, cost: Double.infinity)
    for offset in reach.offsets {
      guard offset.distance < best.cost else { break }
      let place = Layout.Point(x: end.x + offset.x, y: end.y + offset.y)
      let box = Layout.Rectangle(
        center: place, width: size.width + 2 + margin, height: size.height + margin)
      var cost = offset.distance + (layout.bounds.contains(box) ? 0 : 100)
      cost += 1000 * Double(boxes.count { $0.overlaps(box) } + circles.count { $0.touches(box) })
      guard cost < best.cost else { continue }
      let crossed = points.count { box.contains($0) }
      cost += crossed == 0 ? 0 : crossing + Double(crossed)
      if cost < best.cost { best = (place, cost) }
    }
    return best
  }

  /// The points of lines in a rectangle, found among those above and below it alone: a large circuit has a hundred
  /// thousand points, and a label for each line.
  private func linePoints(in area: Layout.Rectangle) -> [Layout.Point] {
    var (low, high) = (0, linePoints.count)
    while low < high {
      let middle = (low + high) / 2
      if linePoints[middle].x < area.minimum.x { low = middle + 1 } else { high = middle }
    }
    return linePoints[low...].prefix { $0.x <= area.maximum.x }.filter { area.contains($0) }
  }

  /// The rectangle of a label.
  static func box(at center: Layout.Point, _ size: Size) -> Layout.Rectangle {
    Layout.Rectangle(center: center, width: size.width + 3, height: size.height)
  }

  private static func samples(of spline: Spline) -> [Layout.Point] {
    stride(from: 0, to: spline.points.count - 3, by: 3).flatMap { first in
      (0...24).map { step in
        let t = Double(step) / 24
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

extension Layout.Node {
  /// Whether the circle of this width reaches into a rectangle.
  fileprivate func touches(_ box: Layout.Rectangle) -> Bool {
    let dx = min(max(center.x, box.minimum.x), box.maximum.x) - center.x
    let dy = min(max(center.y, box.minimum.y), box.maximum.y) - center.y
    return dx * dx + dy * dy < (width / 2 + 1) * (width / 2 + 1)
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
