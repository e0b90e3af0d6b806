package import Numbers

extension LossCurve {
  /// The texts of the figure, in the language of its document.
  package struct Words: Sendable {
    /// The name of the output.
    package var output: String
    package var pass: String
    package var logarithmic: String
    /// Which passes are not drawn, if so.
    package var leftOut: String
    /// What is said where the curve passes the reference, by the number of the pass.
    package var below: @Sendable (_ pass: Int) -> String

    package init(
      output: String, pass: String, logarithmic: String, leftOut: String = "",
      below: @escaping @Sendable (Int) -> String
    ) {
      self.output = output
      self.pass = pass
      self.logarithmic = logarithmic
      self.leftOut = leftOut
      self.below = below
    }
  }

  private static let size = (width: 720.0, height: 360.0)
  /// Lines of text at the right keep this distance.
  private static let lineHeight = 17.0

  package func figure(_ key: FigureKey, _ words: Words, format: NumberFormat) -> Figure {
    let numbers = values.map(\.value) + (reference.map { [$0] } ?? [])
    let passes = values.map(\.pass) + leftOut
    let labels = ([values.last?.value, reference].compactMap(\.self)).map { Self.text($0, format) }
    let right = (labels.map { TextWidth.points($0, size: Plot.fontSize, isBold: true) }.max() ?? 0) + 22
    let above = words.leftOut.isEmpty ? 0 : Plot.lineHeight
    var plot = Plot(
      key, size: (Self.size.width, Self.size.height + above),
      across: Axis(.counting, from: Double(passes.min() ?? 1), to: Double(passes.max() ?? 1), most: 8),
      up: Axis(
        isLogarithmic ? .logarithmic : .linear, from: numbers.min() ?? 0, to: numbers.max() ?? 1, most: 5),
      top: 54 + above, right: right)
    plot.addAxes()
    plot.text(words.pass, Point(plot.area.center.x, plot.area.bottom + 42), .middle, .soft)
    plot.addHeading(
      words.output, isLogarithmic ? words.logarithmic : "",
      lines: words.leftOut.isEmpty ? [] : [words.leftOut])
    let lines = pieces.map { $0.map { Self.place(of: $0, in: plot) } }
    plot.add(CurveForm(pieces: lines.filter { $0.count > 1 }, ink: .value, width: 2.2))
    for alone in lines where alone.count == 1 { plot.addDot(alone[0], radius: 2.5, .value) }
    addReference(to: &plot, words, format)
    addEnds(to: &plot, format)
    addBelow(to: &plot, words)
    plot.figure.sortLayers()
    return plot.figure
  }

  private static func place(of output: Output, in plot: Plot) -> Point {
    plot.point(Double(output.pass), output.value)
  }

  private func addEnds(to plot: inout Plot, _ format: NumberFormat) {
    guard let first = values.first, let last = values.last else { return }
    let (start, end) = (Self.place(of: first, in: plot), Self.place(of: last, in: plot))
    for place in [start, end] { plot.addDot(place, .value) }
    let isAtEdge = end.x > plot.area.right - 1
    if isAtEdge {
      plot.text(
        Self.text(last.value, format), end + Point(12, 4.5), .start, .value, isBold: true)
    }
    let beside = [-8.0, 20, -18, 30, -30, 44, 4.5]
    let places = [10.0, 24, 44, 70].flatMap { dx in
      beside.map { Plot.Place(start + Point(dx, $0), .start) }
    }
    plot.label(Self.text(first.value, format), at: places, .value, isBold: true)
    if isAtEdge { return }
    plot.label(
      Self.text(last.value, format),
      at: [10.0, 24, 44].flatMap { dx in
        beside.reversed().map { Plot.Place(end + Point(dx, $0), .start) }
          + beside.map { Plot.Place(end + Point(-dx, $0), .end) }
      }, .value, isBold: true)
  }

  private func addReference(to plot: inout Plot, _ words: Words, _ format: NumberFormat) {
    guard let reference, let last = values.last else { return }
    let (y, area) = (plot.y(reference), plot.area)
    plot.add(
      rule: .dashed, Point(area.left, y), Point(area.right, y), .activeLine, width: 1.6)
    let end = plot.y(last.value)
    // The label of the end and that of the reference keep a line's distance.
    let shift = abs(end - y) < Self.lineHeight ? (end < y ? 1 : -1) * (Self.lineHeight - abs(end - y)) : 0
    plot.text(
      Self.text(reference, format), Point(area.right + 12, y + 4.5 + shift), .start, .activeLine)
  }

  /// Says from where on the outputs are below the reference.
  private func addBelow(to plot: inout Plot, _ words: Words) {
    guard let reference, let pass = passBelowReference else { return }
    let place = plot.point(Double(pass), reference)
    plot.addDot(place, .activeLine)
    let places = [-10.0, 20, -26, 36, -44, 54, -70, 80].flatMap { dy in
      [
        Plot.Place(place + Point(10, dy), .start), Plot.Place(place + Point(-10, dy), .end),
        Plot.Place(place + Point(40, dy), .start), Plot.Place(place + Point(-40, dy), .end),
      ]
    }
    plot.label(words.below(pass), at: places, .soft)
  }

  /// Numbers from a thousand on have no decimals.
  private static func text(_ number: Double, _ format: NumberFormat) -> String {
    let isLarge = number.magnitude >= 1000 && number.magnitude < 1e6
    return (isLarge ? NumberFormat(digits: 0) : format).text(number)
  }
}
