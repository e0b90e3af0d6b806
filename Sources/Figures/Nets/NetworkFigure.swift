import Numbers

/// A net as columns of neurons with lines for the weights between them, and what colours mean below.
package struct NetworkFigure {
  /// The room that a net of several layers takes across, and how far apart its columns are at most and at least.
  private static let (width, mostPitch, leastPitch) = (770.0, 200.0, 107.0)
  private static let (leastDiameter, lineHeight, space, margin) = (35.0, 18.0, 11.0, 12.0)

  package private(set) var figure: Figure
  private let columns: [NetworkColumn]
  /// What is written above each gap between columns.
  private let gaps: [[String]]
  private let places: [[NetworkColumn.Place]]
  private let diameter: Double
  private var centers: [Double] = []
  private var gapCenters: [Double] = []
  private let top: Double

  /// - Parameters:
  ///   - legend: What is said of the colours of circles and of lines.
  ///   - hasCaption: Whether the figure keeps room for a line above it.
  package init(
    _ key: FigureKey, columns: [NetworkColumn], gaps: [[String]], legend: (neurons: String, weights: String),
    hasCaption: Bool
  ) {
    self.columns = columns
    self.gaps = gaps
    places = columns.map { NetworkColumn.places(of: $0.size) }
    diameter = max(Self.leastDiameter, (columns.map(\.textWidth).max() ?? 0) + 10)
    top = hasCaption ? 34 : 8
    figure = Figure(key, width: 0, height: 0)
    figure.captionPlace = hasCaption ? Point(Self.margin, 20) : nil
    placeColumns(legendWidth: NetworkLegend.width(legend))
    for column in columns.indices { addColumn(column) }
    for gap in gaps.indices { addWeights(gap) }
    let net = ((centers.first ?? 0) + (centers.last ?? 0)) / 2
    let left = max(
      Self.margin,
      min(net - NetworkLegend.width(legend) / 2, figure.width - Self.margin - NetworkLegend.width(legend)))
    NetworkLegend.add(legend, at: Point(left, bottom + 8), to: &figure)
    figure.height = bottom + 8 + NetworkLegend.height + 6
    figure.sortLayers()
  }

  /// Places the columns, with what is written above the gaps between them, from the left margin on.
  private mutating func placeColumns(legendWidth: Double) {
    let widths = columns.map { max(Self.width($0.heads), Self.width($0.feet, from: 1), diameter) }
    let pitch = min(Self.mostPitch, max(Self.leastPitch, Self.width / Double(max(gaps.count, 1))))
    centers = [widths[0] / 2]
    for (index, head) in gaps.enumerated() {
      let room = Self.width(head) + 2 * Self.space
      let (left, right) = (centers[index] + widths[index] / 2, widths[index + 1] / 2)
      centers.append(max(centers[index] + pitch, left + room + right))
      let end = centers[index + 1] - right
      let middle = (centers[index] + centers[index + 1]) / 2
      gapCenters.append(min(max(middle, left + room / 2), end - room / 2))
    }
    let netWidth = (centers.last ?? 0) + (widths.last ?? 0) / 2
    let width = max(netWidth, legendWidth)
    let shift = Self.margin + (width - netWidth) / 2
    centers = centers.map { $0 + shift }
    gapCenters = gapCenters.map { $0 + shift }
    figure.width = width + 2 * Self.margin
  }

  private static func width(_ lines: [String], from first: Int = 0) -> Double {
    lines.enumerated().map {
      TextWidth.points($1, size: size(ofLine: $0 + first), isBold: $0 + first == 0)
    }
    .max() ?? 0
  }

  /// The first line above is a name, and larger than what else is written.
  private static func size(ofLine line: Int) -> Double { line == 0 ? 15 : 12.5 }

  private var pitch: Double { diameter + ((places.map(\.count).max() ?? 0) > 8 ? 6 : 13) }
  private var height: Double { Double(places.map(\.count).max() ?? 1) * pitch }
  private var netTop: Double { top + 2 * Self.lineHeight + 8 }
  private func head(_ line: Int) -> Double { top + (Double(line) + 0.75) * Self.lineHeight }
  private func foot(_ line: Int) -> Double { netTop + height + (Double(line) + 0.75) * Self.lineHeight }
  private var bottom: Double { foot(columns.map(\.feet.count).max() ?? 0) }

  /// The middle of what stands at a height of a column.
  private func center(_ column: Int, _ place: Int) -> Point {
    let offset = Double(place) - Double(places[column].count) / 2 + 0.5
    return Point(centers[column], netTop + height / 2 + offset * pitch)
  }

  private mutating func addColumn(_ column: Int) {
    for (line, text) in columns[column].heads.enumerated() { write(text, centers[column], head(line), line) }
    for (line, text) in columns[column].feet.enumerated() { write(text, centers[column], foot(line), 1) }
    for (place, what) in places[column].enumerated() {
      let center = center(column, place)
      guard case .neuron(let neuron) = what else {
        let text = TextForm("⋮", at: center + Point(0, 8), anchor: .middle, fontSize: 24)
        figure.add(text)
        continue
      }
      let id = ShapeID(.neuron, column, neuron)
      let slot = Slot(
        SlotID(id, .number), at: center + Point(0, 0.35 * NetworkColumn.fontSize),
        width: NetworkColumn.mostWidth,
        fontSize: NetworkColumn.fontSize, ink: .ink, digits: columns[column].digits)
      figure.add(
        Shape(id, .neuron(NeuronForm(center: center, diameter: diameter, scale: column))), slots: [slot])
    }
  }

  private mutating func write(_ content: String, _ x: Double, _ y: Double, _ line: Int) {
    let text = TextForm(
      content, at: Point(x, y), anchor: .middle, fontSize: Self.size(ofLine: line),
      ink: line == 0 ? .ink : .soft, isBold: line == 0)
    figure.add(text, as: .name)
  }

  private mutating func addWeights(_ gap: Int) {
    for (line, text) in gaps[gap].enumerated() { write(text, gapCenters[gap], head(line), line) }
    for (lower, to) in places[gap + 1].enumerated() {
      for (upper, from) in places[gap].enumerated() {
        guard case .neuron(let head) = to, case .neuron(let tail) = from else { continue }
        addWeight(
          ShapeID(.weight, gap + 1, head, tail), center(gap, upper), center(gap + 1, lower),
          scale: columns.count + gap)
      }
    }
  }

  private mutating func addWeight(_ id: ShapeID, _ start: Point, _ end: Point, scale: Int) {
    let way = end - start
    let share = diameter / 2 / (way.x * way.x + way.y * way.y).squareRoot()
    let step = Point(share * way.x, share * way.y)
    let slot = Slot(SlotID(id, .number), at: start, width: 0, ink: .ink)
    figure.add(
      Shape(id, .weight(WeightForm(start: start + step, end: end - step, scale: scale))), slots: [slot])
  }
}
