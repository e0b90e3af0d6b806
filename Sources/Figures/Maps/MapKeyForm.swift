import Numbers

/// The key of a map as a standing bar: its colours from the largest number, above, to the least, each as wide as the
/// others, and where among them zero is.
struct MapKeyForm {
  static let width = 20.0

  /// What of the bar has one colour, from 0 at its top to 1.
  struct Part: Equatable {
    var top: Double
    var bottom: Double
    var tone: HeatMap.Tone
  }

  let parts: [Part]
  /// Where zero is, if it is between the ends.
  let zero: Double?
  private let ends: (least: Double, largest: Double)
  private let tones: MapForm.Tones

  init(_ range: NumberRange, _ tones: MapForm.Tones) {
    self.tones = tones
    switch tones {
    case .signed:
      // As far below zero as above.
      let largest = max(-range.least, range.largest)
      ends = (-largest, largest)
      zero = 0.5
      parts = Self.signedParts
    case .range:
      ends = (range.least, range.largest)
      zero = Self.zero(in: range)
      parts = Self.parts(of: range, zero: zero)
    }
  }

  private static let signedParts: [Part] = {
    let levels = HeatMap.levels
    let tones =
      (0..<levels).reversed().map { HeatMap.Tone(level: $0, isNegative: false) }
      + (0..<levels).map { HeatMap.Tone(level: $0, isNegative: true) }
    return tones.enumerated().map { index, tone in
      Part(
        top: Double(index) / Double(2 * levels), bottom: Double(index + 1) / Double(2 * levels), tone: tone)
    }
  }()

  /// The least part is that of the least number alone, so that zero is in one above it.
  private static func zero(in range: NumberRange) -> Double? {
    guard range.least < 0, range.largest > 0 else { return nil }
    let share = -range.least / 2 / (range.largest / 2 - range.least / 2)
    return 1 - (1 + share * Double(HeatMap.levels - 1)) / Double(HeatMap.levels)
  }

  private static func parts(of range: NumberRange, zero: Double?) -> [Part] {
    let tones = range.key
    if tones.count == 1 { return tones.map { Part(top: 0, bottom: 1, tone: $0) } }
    return tones.reversed().enumerated().flatMap { index, tone -> [Part] in
      let (top, bottom) = (Double(index) / Double(tones.count), Double(index + 1) / Double(tones.count))
      var (above, below) = (tone, tone)
      guard let zero else { return [Part(top: top, bottom: bottom, tone: tone)] }
      (above.isNegative, below.isNegative) = (false, true)
      return [
        Part(top: top, bottom: min(bottom, max(top, zero)), tone: above),
        Part(top: min(bottom, max(top, zero)), bottom: bottom, tone: below),
      ].filter { $0.top < $0.bottom }
    }
  }

  /// What stands at its ends: above and below the largest and the least number, or one number for all.
  func endLabels(_ format: NumberFormat) -> [(share: Double, text: String)] {
    let (least, largest) = ends
    if least == largest { return [(0.5, format.text(least))] }
    return [(0, format.text(largest)), (1, format.text(least))]
  }

  func add(at corner: Point, height: Double, to figure: inout Figure) {
    for (index, part) in parts.enumerated() {
      let (top, bottom) = (corner.y + part.top * height, corner.y + part.bottom * height)
      add(.area, Point(corner.x, top), Point(corner.x + Self.width, bottom), .tone(part.tone), to: &figure)
      if tones == .signed, part.tone.isNegative, index % 2 == 0 {
        let middle = (top + bottom) / 2
        add(
          .line, Point(corner.x + 6, middle), Point(corner.x + Self.width - 6, middle),
          part.tone.level < HeatMap.levels / 2 ? .onPale : .onDeep, width: 1.6, to: &figure)
      }
    }
  }

  /// Marks zero at the left of the bar, with its number.
  func addZero(at corner: Point, height: Double, _ format: NumberFormat, to figure: inout Figure) {
    guard let zero else { return }
    let y = corner.y + zero * height
    add(.line, Point(corner.x - 7, y), Point(corner.x + Self.width, y), .ink, width: 1.4, to: &figure)
    figure.write(format.text(0), Point(corner.x - 11, y + 4.5), .end, ink: .value)
  }

  /// The room that its mark of zero takes at the left.
  func zeroWidth(_ format: NumberFormat) -> Double {
    zero == nil ? 0 : TextWidth.points(format.text(0), size: 13) + 14
  }

  private func add(
    _ kind: RuleForm.Kind, _ from: Point, _ to: Point, _ ink: Ink, width: Double = 1, to figure: inout Figure
  ) {
    let rule = RuleForm(kind, from: from, to: to, ink: ink, width: width, isOnTop: kind == .line)
    figure.add(rule)
  }
}
