/// How large a number is against the largest of its kind, as a colour and as the width of a line.
struct NetworkScale {
  /// Lines are never paler than this shade, which a line as thin as theirs needs to be seen.
  private static let palestLine = 3
  static let thinnest = 0.8
  private static let thickest = 4.4

  let largest: Double

  init(_ range: NumberRange?) { largest = range.map { max(-$0.least, $0.largest) } ?? 0 }
  init(largest: Double) { self.largest = largest }

  /// The shade of a circle; nil for what is not finite.
  func shade(_ number: Double) -> Int? {
    guard number.isFinite else { return nil }
    if number == 0 { return 0 }
    let part = (number.magnitude / largest * Double(Ink.shades)).rounded(.up)
    let shade = max(1, min(Ink.shades, Int(part)))
    return number < 0 ? -shade : shade
  }

  /// The shade of a line.
  func lineShade(_ number: Double) -> Int? {
    shade(number).map { $0 == 0 ? 0 : $0 < 0 ? min($0, -Self.palestLine) : max($0, Self.palestLine) }
  }

  func lineWidth(_ number: Double) -> Double {
    guard number.isFinite, largest > 0 else { return Self.thinnest }
    return Self.thinnest + (Self.thickest - Self.thinnest) * min(number.magnitude / largest, 1)
  }
}

extension Ink {
  /// The colour of a number inside a circle of a shade, which it stands out from on a light and a dark page.
  static func text(onShade shade: Int) -> Ink {
    switch shade {
    case -2...3: .onPale
    case -5 ... -3, 4: .onMiddle
    default: .onDeep
    }
  }
}
