import Numbers

/// The key of a map as a standing bar: its colours from the largest number, above, to the least.
struct MapKeyForm {
  static let width = 20.0
  private let range: NumberRange
  private let tones: MapForm.Tones

  init(_ range: NumberRange, _ tones: MapForm.Tones) {
    self.range = range
    self.tones = tones
  }

  /// The numbers at its ends: of a map with signs as far below zero as above.
  private var ends: (least: Double, largest: Double) {
    let largest = max(-range.least, range.largest)
    return tones == .signed ? (-largest, largest) : (range.least, range.largest)
  }

  /// What stands beside it, from 0 at the top to 1.
  func labels(_ format: NumberFormat) -> [(share: Double, text: String)] {
    let (least, largest) = ends
    if least == largest { return [(0.5, format.text(least))] }
    let middle = tones == .signed ? [(0.5, format.text(0))] : []
    return [(0, format.text(largest))] + middle + [(1, format.text(least))]
  }

  func add(at corner: Point, height: Double, to figure: inout Figure) {
    let count = tones == .signed ? 2 * HeatMap.levels - 1 : HeatMap.levels
    let step = height / Double(count)
    let (least, largest) = ends
    for index in 0..<count {
      // The middles of the parts, so that a colour stands for numbers that have it.
      let share = (Double(index) + 0.5) / Double(count)
      guard let tone = range.tone(of: largest * (1 - share) + least * share, tones) else { continue }
      let top = corner.y + Double(index) * step
      add(
        .area, Point(corner.x, top), Point(corner.x + Self.width, top + step), .tone(tone), to: &figure)
      if tones == .signed, tone.isNegative, index % 2 == 0 {
        let middle = top + step / 2
        add(
          .line, Point(corner.x + 6, middle), Point(corner.x + Self.width - 6, middle),
          tone.level < HeatMap.levels / 2 ? .onPale : .onDeep, width: 1.6, to: &figure)
      }
    }
  }

  private func add(
    _ kind: RuleForm.Kind, _ from: Point, _ to: Point, _ ink: Ink, width: Double = 1, to figure: inout Figure
  ) {
    let rule = RuleForm(kind, from: from, to: to, ink: ink, width: width)
    figure.add(rule)
  }
}
