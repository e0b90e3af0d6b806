package import Numbers

/// A function of one number as a curve, with the place where a program uses it and how steep it is there.
package struct FunctionCurve: Sendable {
  /// A number, what the function gives for it, and its slope there.
  package struct Sample: Equatable, Sendable {
    package var x: Double
    package var y: Double
    package var slope: Double

    package init(x: Double, y: Double, slope: Double) {
      self.x = x
      self.y = y
      self.slope = slope
    }
  }

  /// The texts of the figure, in the language of its document.
  package struct Words: Equatable, Sendable {
    /// Such as `sigmoid(s)`.
    package var heading: String
    package var note: String
    /// The name of what the function reads.
    package var input: String
    package var slope: String

    package init(heading: String, note: String, input: String, slope: String) {
      self.heading = heading
      self.note = note
      self.input = input
      self.slope = slope
    }
  }

  private static let size = (width: 640.0, height: 400.0)
  private static let sampleCount = 240
  /// Below this slope, next to nothing comes through.
  private static let flat = 0.01
  /// How far from the point the curve is drawn, up and down, in parts of what its numbers there are.
  private static let reach = 5.0

  private let point: Sample
  /// The finite samples; a gap parts those that do not follow each other.
  private let pieces: [[Sample]]
  private let across: Axis

  /// - Parameters:
  ///   - x: Where the program uses it.
  ///   - function: The value and slope at a number, or nil.
  /// - Returns: nil where the function has no finite value at that place.
  package init?(at x: Double, _ function: (Double) -> (value: Double, slope: Double)?) {
    guard x.isFinite, let here = function(x), here.value.isFinite, here.slope.isFinite else { return nil }
    point = Sample(x: x, y: here.value, slope: here.slope)
    let extent = Self.extent(around: x)
    across = Axis(.linear, from: -extent, to: extent, most: 8)
    let (low, high) = across.ends
    let scale = max(1, here.value.magnitude, here.slope.magnitude)
    let window = here.value - Self.reach * scale...here.value + Self.reach * scale
    var pieces: [[Sample]] = [[]]
    for index in 0...Self.sampleCount {
      let x = low + (high - low) * Double(index) / Double(Self.sampleCount)
      if let there = function(x), window.contains(there.value), there.slope.isFinite {
        pieces[pieces.count - 1].append(Sample(x: x, y: there.value, slope: there.slope))
      } else if !(pieces.last?.isEmpty ?? true) {
        pieces.append([])
      }
    }
    self.pieces = pieces.filter { $0.count > 1 }
  }

  /// The ends of the axis: 6 to both sides, or round numbers beyond the point.
  private static func extent(around x: Double) -> Double {
    guard x.magnitude > 5 else { return 6 }
    var unit = 1.0
    while unit * 10 <= x.magnitude { unit *= 10 }
    return [1.2, 1.5, 2, 3, 4, 6, 8, 12].map { $0 * unit }.first { $0 >= 1.2 * x.magnitude } ?? 20 * unit
  }

  package func figure(_ key: FigureKey, _ words: Words, format: NumberFormat) -> Figure {
    let ys = pieces.joined().map(\.y) + [point.y]
    var plot = Plot(
      key, size: Self.size, across: across,
      up: Axis(.linear, from: ys.min() ?? 0, to: ys.max() ?? 1, most: 5), top: 66, right: 20)
    addFlatParts(to: &plot, words)
    plot.addAxes(title: "")
    plot.addHeading(words.heading, words.note)
    let place = plot.point(point.x, point.y)
    plot.add(rule: .dashed, Point(plot.area.left, place.y), place, .pale)
    plot.add(rule: .dashed, place, Point(place.x, plot.area.bottom), .pale)
    let curves = pieces.map { $0.map { plot.point($0.x, $0.y) } }
    let line = CurveForm(pieces: curves, ink: .ink, width: 2)
    plot.figure.add(Shape(ShapeID(.curve, 0), .curve(line)))
    let tangent = addTangent(to: &plot, place)
    plot.addDot(place, radius: 6, .activeLine)
    write(words, format, place, to: &plot, around: curves + [tangent])
    plot.figure.sortLayers()
    return plot.figure
  }

  /// Marks the stretches at the ends in which the slope is next to nothing, where they are wide enough to be seen.
  private func addFlatParts(to plot: inout Plot, _ words: Words) {
    let samples = Array(pieces.joined())
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
        isZero ? "\(words.slope) 0" : "\(words.slope) < \(Self.flat)",
        Point(isLeft ? left : right, plot.area.top - 8), isLeft ? .start : .end, .soft)
    }
  }

  /// Draws a piece of the tangent, of about the same length whatever the slope.
  private func addTangent(to plot: inout Plot, _ place: Point) -> [Point] {
    let area = plot.area
    let steepness = plot.point(point.x + 1, point.y + point.slope) - plot.point(point.x, point.y)
    let length = (steepness.x * steepness.x + steepness.y * steepness.y).squareRoot()
    guard length > 0, length.isFinite else { return [] }
    let way = Point(steepness.x / length, steepness.y / length)
    // As far as it stays inside, to each side.
    func part(_ sign: Double) -> Point {
      var share = 105.0
      if way.y * sign < 0 { share = min(share, (place.y - area.top + 12) / way.y.magnitude) }
      if way.y * sign > 0 { share = min(share, (area.bottom - place.y) / way.y.magnitude) }
      let room = way.x * sign < 0 ? place.x - area.left : area.right - place.x
      if way.x != 0 { share = min(share, room / way.x.magnitude) }
      return place + Point(sign * share * way.x, sign * share * way.y)
    }
    let ends = [part(-1), part(1)]
    plot.add(rule: .line, ends[0], ends[1], .local, width: 3, isOnTop: true)
    return ends
  }

  private func write(
    _ words: Words, _ format: NumberFormat, _ place: Point, to plot: inout Plot, around lines: [[Point]]
  ) {
    let x = "\(words.input) = \(format.text(point.x))"
    let half = 0.55 * TextWidth.points(x, size: 14)
    let under = min(max(place.x, plot.area.left + half), plot.figure.width - half - 6)
    plot.text(x, Point(under, plot.area.bottom + 42), .middle, .value, fontSize: 14, isBold: true)
    let y = format.text(point.y)
    // What is said of flat stretches stands above the axes.
    let beside = [-7.0, 19].map { Point(plot.area.left + 10, place.y + $0) }
      .filter { $0.y > plot.area.top + 12 }
    plot.text(
      y, Self.clear(beside, y, .start, of: lines) ?? beside.first ?? place, .start, .value, fontSize: 14,
      isBold: true)
    writeSlope("\(words.slope) \(format.text(point.slope))", place, to: &plot, around: lines)
  }

  /// Writes the slope where it lies on no line: to the right of the point, or to the left.
  private func writeSlope(
    _ text: String, _ place: Point, to plot: inout Plot, around lines: [[Point]]
  ) {
    let width = TextWidth.points(text, size: 14, isBold: true)
    let inside = plot.area.left + 60...plot.area.right
    let all: [(place: Point, anchor: Anchor)] = [26.0, -14, 44, -34, 66, -56, 90, -80].flatMap { dy in
      [(place + Point(16, dy), Anchor.start), (place + Point(-16, dy), Anchor.end)]
    }
    let fitting = all.filter { candidate in
      let left = candidate.anchor == .start ? candidate.place.x : candidate.place.x - width
      return inside.contains(left) && inside.contains(left + width)
        && candidate.place.y > plot.area.top + 14 && candidate.place.y < plot.area.bottom - 6
    }
    let best =
      fitting.first { Self.clear([$0.place], text, $0.anchor, of: lines) != nil } ?? fitting.first ?? all[0]
    plot.text(text, best.place, best.anchor, .local, fontSize: 14, isBold: true)
  }

  /// The first place at which text lies on none of some lines.
  private static func clear(_ places: [Point], _ text: String, _ anchor: Anchor, of lines: [[Point]])
    -> Point?
  {
    let width = TextWidth.points(text, size: 14, isBold: true)
    return places.first { place in
      let left = anchor == .start ? place.x : place.x - width
      let box = Box(left: left - 3, top: place.y - 14, width: width + 6, height: 20)
      return !lines.contains { box.isCrossed(by: $0) }
    }
  }
}
