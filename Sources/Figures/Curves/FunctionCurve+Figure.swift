package import Numbers

extension FunctionCurve {
  /// The texts of the figure, in the language of its document.
  package struct Words: Equatable, Sendable {
    /// Such as `sigmoid(s)`.
    package var heading: String
    package var note: String
    /// Where and why the curve ends, each in a line.
    package var ends: [String]
    /// The name of what the function reads.
    package var input: String
    package var slope: String

    package init(heading: String, note: String, ends: [String] = [], input: String, slope: String) {
      self.heading = heading
      self.note = note
      self.ends = ends
      self.input = input
      self.slope = slope
    }
  }

  private static let size = (width: 640.0, height: 400.0)
  /// What is left and right of the axes at most.
  private static let margins = 100.0
  /// Below this slope, next to nothing comes through.
  private static let flat = 0.01
  private static let labelSize = 14.0

  package func figure(_ key: FigureKey, _ words: Words, format: NumberFormat) -> Figure {
    var plot = plot(key, words)
    let place = plot.point(point.x, point.y)
    plot.add(rule: .dashed, Point(plot.area.left, place.y), place, .pale)
    plot.add(rule: .dashed, place, Point(place.x, plot.area.bottom), .pale)
    for end in [way.low, way.high].compactMap(\.self) {
      let x = plot.x(end.inside)
      plot.add(rule: .dashed, Point(x, plot.area.top), Point(x, plot.area.bottom), .soft)
    }
    let curve = pieces.flatMap { Self.clipped($0.map { plot.point($0.x, $0.y) }, to: plot.area) }
    plot.add(CurveForm(pieces: curve, ink: .ink, width: 2))
    addTangent(to: &plot, place)
    plot.addDot(place, radius: 6, .activeLine)
    writePlace(words, format, place, to: &plot)
    writeValue(format, place, to: &plot)
    writeSlope(words, format, place, to: &plot)
    plot.figure.sortLayers()
    return plot.figure
  }

  /// The axes, and above them what is said of the curve, with room for all of it.
  private func plot(_ key: FigureKey, _ words: Words) -> Plot {
    let widths =
      [TextWidth.points(words.heading, size: 16, isBold: true)]
      + ([words.note] + words.ends).map { TextWidth.points($0, size: Plot.fontSize) }
    let width = max(Self.size.width, (widths.max() ?? 0) + Self.margins)
    let isBehind = Plot.fitsBehind(words.heading, words.note, width: width - Self.margins)
    let lines = (isBehind ? [] : [words.note]) + words.ends
    let above = Double(lines.count) * Plot.lineHeight
    var plot = Plot(
      key, size: (width, Self.size.height + above), across: across, up: up, top: 66 + above, right: 20)
    addFlatParts(to: &plot, words)
    plot.addAxes()
    plot.addHeading(words.heading, isBehind ? words.note : "", lines: lines)
    return plot
  }

  /// What of a line is inside, cut at the upper and the lower edge.
  private static func clipped(_ line: [Point], to area: Box) -> [[Point]] {
    var pieces: [[Point]] = [[]]
    for (start, end) in zip(line, line.dropFirst()) {
      let (first, last) = (cut(start, towards: end, area), cut(end, towards: start, area))
      guard let first, let last else { continue }
      if pieces[pieces.count - 1].last != first { pieces.append([first]) }
      pieces[pieces.count - 1].append(last)
    }
    return pieces.filter { $0.count > 1 }
  }

  /// A point, or where its line comes in; nil if the line stays outside.
  private static func cut(_ point: Point, towards other: Point, _ area: Box) -> Point? {
    let edge = point.y < area.top ? area.top : point.y > area.bottom ? area.bottom : point.y
    if edge == point.y { return point }
    let share = (edge - point.y) / (other.y - point.y)
    guard (0..<1).contains(share) else { return nil }
    return Point(point.x + share * (other.x - point.x), edge)
  }

  /// Marks the stretches at the ends in which the slope is next to nothing, where they are wide enough to be seen.
  private func addFlatParts(to plot: inout Plot, _ words: Words) {
    let isFlat = { (sample: Sample) in sample.slope.magnitude < Self.flat }
    let (low, high) = (samples.prefix(while: isFlat), samples.reversed().prefix(while: isFlat))
    if low.count == samples.count { return }
    for (part, isLeft) in [(Array(low), true), (high.reversed(), false)] {
      guard let first = part.first, let last = part.last,
        last.x - first.x > 0.08 * (across.ends.high - across.ends.low)
      else { continue }
      let (left, right) = (plot.x(first.x), plot.x(last.x))
      plot.add(
        rule: .area, Point(left, plot.area.top), Point(right, plot.area.bottom), .frameFill)
      let isZero = part.allSatisfy { $0.slope == 0 }
      plot.text(
        isZero ? "\(words.slope) 0" : "|\(words.slope)| < \(Self.flat)",
        Point(isLeft ? left : right, plot.area.top - 8), isLeft ? .start : .end, .soft)
    }
  }

  /// Draws a piece of the tangent, of about the same length whatever the slope.
  private func addTangent(to plot: inout Plot, _ place: Point) {
    let area = plot.area
    let steepness = plot.point(point.x + 1, point.y + point.slope) - plot.point(point.x, point.y)
    let length = (steepness.x * steepness.x + steepness.y * steepness.y).squareRoot()
    guard length > 0, length.isFinite else { return }
    let way = Point(steepness.x / length, steepness.y / length)
    // As far as it stays inside, to each side.
    func part(_ sign: Double) -> Point {
      var share = 105.0
      let height = way.y * sign < 0 ? place.y - area.top : area.bottom - place.y
      if way.y != 0 { share = min(share, height / way.y.magnitude) }
      let room = way.x * sign < 0 ? place.x - area.left : area.right - place.x
      if way.x != 0 { share = min(share, room / way.x.magnitude) }
      return place + Point(sign * share * way.x, sign * share * way.y)
    }
    plot.add(rule: .line, part(-1), part(1), .local, width: 3, isOnTop: true)
  }

  /// Writes where the program uses the function, below the axis.
  private func writePlace(_ words: Words, _ format: NumberFormat, _ place: Point, to plot: inout Plot) {
    let x = "\(words.input) = \(format.text(point.x))"
    let half = 0.5 * TextWidth.points(x, size: Self.labelSize, isBold: true)
    let under = min(max(place.x, plot.area.left + half), plot.figure.width - half - 6)
    plot.text(
      x, Point(under, plot.area.bottom + 42), .middle, .value, fontSize: Self.labelSize, isBold: true)
    let isRight = place.x > plot.area.center.x
    plot.text(
      across.factor, Point(isRight ? plot.area.left : plot.area.right, plot.area.bottom + 42),
      isRight ? .start : .end, .soft)
  }

  /// Writes what it gives there, beside the line that leads to the axis.
  private func writeValue(_ format: NumberFormat, _ place: Point, to plot: inout Plot) {
    let beside = stride(from: plot.area.left + 10, to: max(place.x - 20, plot.area.left + 11), by: 30)
    let places = [[-7.0, 19], [-24, 36], [-40, 52]].flatMap { heights in
      beside.flatMap { x in heights.map { Plot.Place(Point(x, place.y + $0), .start) } }
    }
    plot.label(format.text(point.y), at: places, .value, fontSize: Self.labelSize, isBold: true)
  }

  private func writeSlope(_ words: Words, _ format: NumberFormat, _ place: Point, to plot: inout Plot) {
    let places = [26.0, -14, 44, -34, 66, -56, 90, -80, 120, -110].flatMap { dy in
      [
        Plot.Place(place + Point(16, dy), .start), Plot.Place(place + Point(-16, dy), .end),
        Plot.Place(place + Point(60, dy), .start), Plot.Place(place + Point(-60, dy), .end),
      ]
    }
    plot.label(
      "\(words.slope) \(format.text(point.slope))", at: places, orAbove: place.x, .local,
      fontSize: Self.labelSize, isBold: true)
  }
}
