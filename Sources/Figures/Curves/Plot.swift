import Numbers

/// A figure with two axes: the room for what is beside them, and where a pair of numbers lies.
struct Plot {
  static let fontSize = 13.0
  static let lineHeight = 18.0

  var figure: Figure
  let across: Axis
  let up: Axis
  let area: Box
  /// What text keeps clear of: the lines that were drawn, and other text.
  private var lines: [[Point]] = []
  private var texts: [Box] = []

  /// - Parameters:
  ///   - top: The room above the axes, for what is written there.
  ///   - right: The room at the right, for labels at the ends of lines.
  init(
    _ key: FigureKey, size: (width: Double, height: Double), across: Axis, up: Axis, top: Double,
    right: Double
  ) {
    self.across = across
    self.up = up
    let labels = (up.ticks.map(\.label) + [up.factor]).map { TextWidth.points($0, size: Self.fontSize) }
    let half = (across.ticks.map { TextWidth.points($0.label, size: Self.fontSize) }.max() ?? 0) / 2
    let left = max((labels.max() ?? 0) + 24, half + 8)
    area = Box(
      left: left, top: top, width: size.width - left - max(right, half + 8), height: size.height - top - 52)
    figure = Figure(key, width: size.width, height: size.height)
  }

  func x(_ number: Double) -> Double { area.left + across.share(of: number) * area.width }
  func y(_ number: Double) -> Double { area.bottom - up.share(of: number) * area.height }
  func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }

  /// Draws the axes, their ticks with numbers, and a line across for each number of the vertical axis.
  mutating func addAxes() {
    for tick in up.ticks {
      let y = y(tick.number)
      add(rule: .line, Point(area.left, y), Point(area.right, y), .grid)
      text(tick.label, Point(area.left - 12, y + 4.5), .end, .soft)
    }
    text(up.factor, Point(area.left - 12, area.top - 14), .end, .soft)
    for tick in up.minorTicks {
      add(rule: .line, Point(area.left - 5, y(tick)), Point(area.left, y(tick)), .frameLine)
    }
    for tick in across.ticks {
      let x = x(tick.number)
      add(rule: .line, Point(x, area.bottom), Point(x, area.bottom + 5), .frameLine)
      text(tick.label, Point(x, area.bottom + 20), .middle, .soft)
    }
    add(rule: .line, Point(area.left, area.bottom), Point(area.right, area.bottom), .frameLine, width: 1.4)
    if up.kind == .logarithmic {
      add(rule: .line, Point(area.left, area.top), Point(area.left, area.bottom), .frameLine, width: 1.4)
    }
  }

  mutating func add(
    rule kind: RuleForm.Kind, _ from: Point, _ to: Point, _ ink: Ink, width: Double = 1, isOnTop: Bool = false
  ) {
    if kind == .line || kind == .dashed { lines.append([from, to]) }
    if kind == .dot {
      texts.append(Box(center: from, width: 2 * (to.x - from.x), height: 2 * (to.x - from.x)))
    }
    figure.add(RuleForm(kind, from: from, to: to, ink: ink, width: width, isOnTop: isOnTop))
  }

  mutating func add(_ curve: CurveForm) {
    lines += curve.pieces
    figure.add(Shape(ShapeID(.curve, 0), .curve(curve)))
  }

  mutating func addDot(_ place: Point, radius: Double = 4.5, _ ink: Ink) {
    add(rule: .dot, place, place + Point(radius, 0), ink, isOnTop: true)
  }
}

/// What is written in a plot.
extension Plot {
  /// A place at which text may stand.
  struct Place {
    var point: Point
    var anchor: Anchor

    init(_ point: Point, _ anchor: Anchor) {
      self.point = point
      self.anchor = anchor
    }
  }

  mutating func text(
    _ content: String, _ place: Point, _ anchor: Anchor = .start, _ ink: Ink = .ink,
    fontSize: Double = fontSize, isBold: Bool = false
  ) {
    if content.isEmpty { return }
    texts.append(Self.box(of: content, Place(place, anchor), fontSize, isBold))
    figure.write(content, place, anchor, fontSize: fontSize, ink: ink, isBold: isBold)
  }

  /// Writes text inside the axes at the first place where it lies on nothing; where there is none, above the axes, or on
  /// a ground of its own.
  ///
  /// - Parameter above: The middle of text above the axes, if it may stand there.
  mutating func label(
    _ content: String, at places: [Place], orAbove above: Double? = nil, _ ink: Ink,
    fontSize: Double = fontSize, isBold: Bool = false
  ) {
    func box(_ place: Place) -> Box { Self.box(of: content, place, fontSize, isBold) }
    func isApart(_ place: Place) -> Bool { !texts.contains { $0.overlaps(box(place)) } }
    let inside = places.filter { area.holds(box($0)) }
    let apart = inside.filter(isApart)
    let clear = apart.first { place in !lines.contains { box(place).isCrossed(by: $0) } }
    let half = box(Place(Point(0, 0), .middle)).width / 2
    let outside = above.map {
      Place(Point(min(max($0, area.left + half), area.right - half), area.top - 8), .middle)
    }
    let free = clear ?? outside.flatMap { isApart($0) ? $0 : nil }
    guard let place = free ?? apart.first ?? inside.first ?? places.first else { return }
    if free == nil {
      let ground = box(place)
      add(
        rule: .area, Point(ground.left, ground.top), Point(ground.right, ground.bottom), .page, isOnTop: true)
    }
    text(content, place.point, place.anchor, ink, fontSize: fontSize, isBold: isBold)
  }

  /// Writes a heading above the axes and what explains it behind, or below where there is no room; then more lines.
  mutating func addHeading(_ heading: String, _ note: String, lines: [String] = []) {
    let behind = Self.fitsBehind(heading, note, width: figure.width - area.left)
    figure.writeHeading(heading, behind ? note : "", at: Point(area.left, 24), gap: 14)
    for (index, line) in ((behind ? [] : [note]) + lines).enumerated() {
      text(line, Point(area.left, 24 + Double(index + 1) * Self.lineHeight), .start, .soft)
    }
  }

  static func fitsBehind(_ heading: String, _ note: String, width: Double) -> Bool {
    TextWidth.points(heading, size: 16, isBold: true) + 14 + TextWidth.points(note, size: 13) + 8 <= width
  }

  private static func box(of content: String, _ place: Place, _ fontSize: Double, _ isBold: Bool) -> Box {
    let width = TextWidth.points(content, size: fontSize, isBold: isBold)
    let left =
      switch place.anchor {
      case .start: place.point.x
      case .middle: place.point.x - width / 2
      case .end: place.point.x - width
      }
    return Box(
      left: left - 2, top: place.point.y - 0.82 * fontSize, width: width + 4, height: 1.08 * fontSize)
  }
}
