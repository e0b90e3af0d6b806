import Numbers

extension Palette {
  /// The colour of a number inside a circle of a shade, which it stands out from on a light and a dark page.
  func text(onShade shade: Int?) -> Color {
    guard let shade else { return Self.textOnDeep }
    switch shade {
    case -3...2: return Self.textOnPale
    case -4, 3...5: return Self.textOnMiddle
    default: return Self.textOnDeep
    }
  }

  /// The colours of a drawing of a net beside those that all figures have.
  static var networkColors: [Color] { shades + [textOnPale, textOnMiddle, textOnDeep] }

  // A style sheet tells colours apart by how they are on a light page, so no two of these are the same there.
  private static let textOnPale = Color("#000000", "#fefefe")
  private static let textOnMiddle = Color("#010101", "#000000")
  private static let textOnDeep = Color("#fefefe", "#000000")
}

/// How large a number is against the largest of its kind, as a colour and as the width of a line.
struct NetworkScale {
  /// How many shades there are from zero to the largest number.
  static let shades = 6
  /// Lines are never paler than this shade, which a line as thin as theirs needs to be seen.
  private static let palestLine = 3
  private static let (thinnest, thickest) = (0.6, 3.4)

  let largest: Double

  /// The shade of a circle; nil for what is not finite.
  func shade(_ number: Double) -> Int? {
    guard number.isFinite else { return nil }
    if number == 0 { return 0 }
    let part = (number.magnitude / largest * Double(Self.shades)).rounded(.up)
    let shade = max(1, min(Self.shades, Int(part)))
    return number < 0 ? -shade : shade
  }

  /// The shade of a line.
  func lineShade(_ number: Double) -> Int? {
    shade(number).map { $0 == 0 ? 0 : $0 < 0 ? min($0, -Self.palestLine) : max($0, Self.palestLine) }
  }

  func lineWidth(_ number: Double) -> Double {
    guard number.isFinite, largest > 0 else { return Self.thinnest }
    let width = Self.thinnest + (Self.thickest - Self.thinnest) * min(number.magnitude / largest, 1)
    return width.nearly(decimals: 1)
  }
}

extension Palette {
  /// The colour of a neuron or a weight: blue below zero, orange above. In grey the signs look the same, so that
  /// neurons show their numbers or signs, and lines of negative weights are dashed.
  func color(ofShade shade: Int?) -> Color {
    guard let shade else { return Self.faultShade }
    return shade < 0
      ? Self.negativeShades[-shade - 1] : shade > 0 ? Self.positiveShades[shade - 1] : Self.zeroShade
  }

  /// All colours of neurons and weights.
  static var shades: [Color] { [zeroShade, faultShade] + negativeShades + positiveShades }

  private static let zeroShade = Color("#e7e8ec", "#2b303b")
  private static let faultShade = Color("#c2009f", "#ff5fe0")
  private static let negativeShades = [
    Color("#d3e0f4", "#2b3f63"), Color("#aac3e7", "#34568d"), Color("#82a6da", "#416fb4"),
    Color("#5c89ca", "#558bd4"), Color("#3765ac", "#7fadec"), Color("#123f86", "#b4d3ff"),
  ]
  private static let positiveShades = [
    Color("#fae0c0", "#523d24"), Color("#f1bf85", "#7a5522"), Color("#e5a051", "#a36e24"),
    Color("#d5832c", "#cb8b32"), Color("#af6416", "#e8b163"), Color("#7f4307", "#ffdca6"),
  ]
}
