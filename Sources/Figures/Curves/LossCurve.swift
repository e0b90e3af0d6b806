package import Numbers

/// The output of each pass as a line, for a program that learns.
package struct LossCurve: Equatable, Sendable {
  /// The texts of the figure, in the language of its document.
  package struct Words: Equatable, Sendable {
    /// The name of the output.
    package var output: String
    package var pass: String
    package var logarithmic: String
    /// What is said where the curve passes the reference, by the number of the pass.
    package var below: @Sendable (_ pass: Int) -> String

    package init(
      output: String, pass: String, logarithmic: String, below: @escaping @Sendable (Int) -> String
    ) {
      self.output = output
      self.pass = pass
      self.logarithmic = logarithmic
      self.below = below
    }

    package static func == (left: Words, right: Words) -> Bool {
      left.output == right.output && left.pass == right.pass && left.logarithmic == right.logarithmic
    }
  }

  /// Fewer passes than these are told well enough by their table.
  package static let fewestPasses = 3
  /// Of more passes, for each of so many stretches the least and the largest are drawn.
  private static let mostStretches = 300
  /// From this factor between the least and the largest number on, the scale is logarithmic.
  private static let decades = 100.0
  private static let size = (width: 720.0, height: 360.0)

  package let points: [(pass: Double, value: Double)]
  package let isLogarithmic: Bool
  private let values: [(pass: Double, value: Double)]
  private let reference: Double?

  /// - Parameters:
  ///   - values: The finite outputs by the numbers of their passes; nil if they are too few.
  ///   - reference: A number to compare with, such as the loss of a program that always answers 0.
  package init?(_ values: [(pass: Int, value: Double)], reference: Double? = nil) {
    let all = values.filter(\.value.isFinite).map { (pass: Double($0.pass), value: $0.value) }
    guard all.count >= Self.fewestPasses else { return nil }
    self.values = all
    self.reference = reference.flatMap { $0.isFinite ? $0 : nil }
    points = Self.thinned(all)
    let numbers = all.map(\.value) + (self.reference.map { [$0] } ?? [])
    let (least, largest) = (numbers.min() ?? 0, numbers.max() ?? 0)
    isLogarithmic = least > 0 && largest / least >= Self.decades
  }

  /// Points enough for the picture, with every peak: of each stretch the least and the largest.
  private static func thinned(_ all: [(pass: Double, value: Double)]) -> [(pass: Double, value: Double)] {
    guard all.count > 2 * mostStretches else { return all }
    var kept = [0]
    for stretch in 0..<mostStretches {
      let range = stretch * all.count / mostStretches..<(stretch + 1) * all.count / mostStretches
      let least = range.min { all[$0].value < all[$1].value } ?? range.lowerBound
      let largest = range.max { all[$0].value < all[$1].value } ?? range.lowerBound
      kept += [least, largest].sorted()
    }
    var last = -1
    return (kept + [all.count - 1]).filter { index in
      defer { last = index }
      return index != last
    }.map { all[$0] }
  }

  /// The first pass from which on the outputs stay below the reference, if they were above it before.
  package var passBelowReference: Int? {
    guard let reference, let first = values.first, first.value > reference else { return nil }
    let last = values.lastIndex { $0.value >= reference } ?? -1
    return last + 1 < values.count ? Int(values[last + 1].pass) : nil
  }

  package func figure(_ key: FigureKey, _ words: Words, format: NumberFormat) -> Figure {
    let numbers = values.map(\.value) + (reference.map { [$0] } ?? [])
    let (first, last) = (values[0], values[values.count - 1])
    let labels = [last.value, reference].compactMap(\.self).map { Self.text($0, format) }
    let right = (labels.map { TextWidth.points($0, size: Plot.fontSize, isBold: true) }.max() ?? 0) + 22
    var plot = Plot(
      key, size: Self.size, across: Axis(.counting, from: first.pass, to: last.pass, most: 8),
      up: Axis(
        isLogarithmic ? .logarithmic : .linear, from: numbers.min() ?? 0, to: numbers.max() ?? 1, most: 5),
      top: 48, right: right)
    plot.addAxes(title: words.pass)
    plot.addHeading(words.output, isLogarithmic ? words.logarithmic : "")
    let line = CurveForm(
      pieces: [points.map { plot.point($0.pass, $0.value) }], ink: .value, width: 2.2)
    plot.figure.add(Shape(ShapeID(.curve, 0), .curve(line)))
    addReference(to: &plot, words, format)
    addEnds(to: &plot, format)
    plot.figure.sortLayers()
    return plot.figure
  }

  private func addEnds(to plot: inout Plot, _ format: NumberFormat) {
    let (first, last) = (values[0], values[values.count - 1])
    let (start, end) = (plot.point(first.pass, first.value), plot.point(last.pass, last.value))
    for place in [start, end] { plot.addDot(place, .value) }
    let label = Self.text(first.value, format)
    plot.text(label, clearPlace(of: label, beside: start, in: plot), .start, .value, isBold: true)
    plot.text(Self.text(last.value, format), end + Point(12, 4.5), .start, .value, isBold: true)
  }

  /// A place to the right of a point where text lies on no line of the grid and on no part of the curve, if there is one.
  private func clearPlace(of text: String, beside point: Point, in plot: Plot) -> Point {
    let width = TextWidth.points(text, size: Plot.fontSize, isBold: true)
    let lines = plot.up.ticks.map { plot.y($0.number) } + (reference.map { [plot.y($0)] } ?? [])
    let curve = points.map { plot.point($0.pass, $0.value) }
    let candidates = [-8.0, 20, -13, 25, -18, 30].map { point + Point(10, $0) }
    return candidates.first { place in
      let box = Box(left: place.x - 2, top: place.y - 12, width: width + 4, height: 16)
      return !lines.contains { box.top < $0 && $0 < box.bottom } && !box.isCrossed(by: curve)
    } ?? candidates[0]
  }

  private func addReference(to plot: inout Plot, _ words: Words, _ format: NumberFormat) {
    guard let reference else { return }
    let (y, area) = (plot.y(reference), plot.area)
    plot.add(rule: .dashed, Point(area.left, y), Point(area.right, y), .activeLine, width: 1.6)
    let end = plot.y(values[values.count - 1].value)
    // The label of the end and that of the reference keep a line's distance.
    let shift = abs(end - y) < 17 ? (end < y ? 17 - (y - end) : -(17 - (end - y))) : 0
    plot.text(Self.text(reference, format), Point(area.right + 12, y + 4.5 + shift), .start, .activeLine)
    guard let pass = passBelowReference else { return }
    let x = plot.x(Double(pass))
    plot.addDot(Point(x, y), .activeLine)
    let isLeft = x > area.center.x
    plot.text(
      words.below(pass), Point(x + (isLeft ? -10 : 10), y - 10), isLeft ? .end : .start, .soft)
  }

  /// Numbers from a thousand on have no decimals.
  private static func text(_ number: Double, _ format: NumberFormat) -> String {
    let isLarge = number.magnitude >= 1000 && number.magnitude < 1e6
    return (isLarge ? NumberFormat(digits: 0) : format).text(number)
  }

  package static func == (left: LossCurve, right: LossCurve) -> Bool {
    left.reference == right.reference
      && left.values.map(\.pass) == right.values.map(\.pass)
      && left.values.map(\.value) == right.values.map(\.value)
  }
}
