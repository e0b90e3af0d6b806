import Numbers

/// A figure with two axes: the room for what is beside them, and where a pair of numbers lies.
struct Plot {
  static let fontSize = 13.0

  var figure: Figure
  let across: Axis
  let up: Axis
  let area: Box

  /// - Parameters:
  ///   - top: The room above the axes, for what is written there.
  ///   - right: The room at the right, for labels at the ends of lines.
  init(
    _ key: FigureKey, size: (width: Double, height: Double), across: Axis, up: Axis, top: Double,
    right: Double
  ) {
    self.across = across
    self.up = up
    let labels = up.ticks.map { TextWidth.points($0.label, size: Self.fontSize) }.max() ?? 0
    let half = (across.ticks.map { TextWidth.points($0.label, size: Self.fontSize) }.max() ?? 0) / 2
    let left = max(labels + 24, half + 8)
    area = Box(
      left: left, top: top, width: size.width - left - max(right, half + 8), height: size.height - top - 52)
    figure = Figure(key, width: size.width, height: size.height)
  }

  func x(_ number: Double) -> Double { area.left + across.share(of: number) * area.width }
  func y(_ number: Double) -> Double { area.bottom - up.share(of: number) * area.height }
  func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }

  /// Draws the axes, their ticks with numbers, and a line across for each number of the vertical axis.
  ///
  /// - Parameter title: What the level axis counts.
  mutating func addAxes(title: String) {
    for tick in up.ticks {
      let y = y(tick.number)
      add(rule: .line, Point(area.left, y), Point(area.right, y), .grid)
      text(tick.label, Point(area.left - 12, y + 4.5), .end, .soft)
    }
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
    text(title, Point(area.center.x, area.bottom + 42), .middle, .soft)
  }

  mutating func add(
    rule kind: RuleForm.Kind, _ from: Point, _ to: Point, _ ink: Ink, width: Double = 1, isOnTop: Bool = false
  ) {
    let rule = RuleForm(kind, from: from, to: to, ink: ink, width: width, isOnTop: isOnTop)
    figure.add(rule)
  }

  mutating func addDot(_ place: Point, radius: Double = 4.5, _ ink: Ink) {
    add(rule: .dot, place, place + Point(radius, 0), ink, isOnTop: true)
  }

  mutating func text(
    _ content: String, _ place: Point, _ anchor: Anchor = .start, _ ink: Ink = .ink,
    fontSize: Double = fontSize,
    isBold: Bool = false
  ) {
    figure.write(content, place, anchor, fontSize: fontSize, ink: ink, isBold: isBold)
  }

  /// Writes a heading above the axes, and what explains it behind.
  mutating func addHeading(_ heading: String, _ note: String) {
    figure.writeHeading(heading, note, at: Point(area.left, 24), gap: 14)
  }
}
