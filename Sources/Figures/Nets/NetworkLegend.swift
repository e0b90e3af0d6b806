import Numbers

/// What the colours of circles and the lines of a net say.
enum NetworkLegend {
  private static let (cellWidth, cellHeight, rowHeight, signWidth, fontSize) = (11.0, 13.0, 22.0, 16.0, 12.5)
  private static let samples = [-1, -0.5, -0.1, 0.1, 0.5, 1]
  private static let bar = Double(2 * Ink.shades + 1) * cellWidth
  static let height = 2 * rowHeight

  static func width(_ legend: (neurons: String, weights: String)) -> Double {
    let widths = [legend.neurons, legend.weights].map { TextWidth.points($0, size: fontSize) }
    return bar + 2 * signWidth + 8 + (widths.max() ?? 0)
  }

  static func add(_ legend: (neurons: String, weights: String), at corner: Point, to figure: inout Figure) {
    for (row, text) in [legend.neurons, legend.weights].enumerated() {
      let middle = corner.y + (Double(row) + 0.5) * rowHeight
      let left = corner.x + signWidth
      write("−", Point(corner.x + signWidth / 2, middle + 4), .middle, to: &figure)
      write("+", Point(left + bar + signWidth / 2, middle + 4), .middle, to: &figure)
      write(text, Point(left + bar + signWidth + 8, middle + 4), .start, to: &figure)
      if row == 0 { addShades(left, middle, to: &figure) } else { addLines(left, middle, to: &figure) }
    }
  }

  private static func write(_ text: String, _ place: Point, _ anchor: Anchor, to figure: inout Figure) {
    let form = TextForm(text, at: place, anchor: anchor, fontSize: fontSize, ink: .soft)
    figure.add(form)
  }

  private static func addShades(_ left: Double, _ middle: Double, to figure: inout Figure) {
    for shade in -Ink.shades...Ink.shades {
      let x = left + Double(shade + Ink.shades) * cellWidth
      let area = RuleForm(
        .area, from: Point(x, middle - cellHeight / 2), to: Point(x + cellWidth, middle + cellHeight / 2),
        ink: .shade(shade))
      figure.add(area)
    }
  }

  private static func addLines(_ left: Double, _ middle: Double, to figure: inout Figure) {
    let scale = NetworkScale(largest: 1)
    let length = bar / Double(samples.count)
    for (index, number) in samples.enumerated() {
      let x = left + Double(index) * length + 2
      let line = RuleForm(
        number < 0 ? .dashed : .line, from: Point(x, middle), to: Point(x + length - 4, middle),
        ink: scale.lineShade(number).map(Ink.shade) ?? .fault, width: scale.lineWidth(number))
      figure.add(line)
    }
  }
}
