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
  /// Lines are never paler than this shade, which a line as thin as theirs needs to be seen.
  private static let palestLine = 3
  private static let (thinnest, thickest) = (0.6, 3.4)

  let largest: Double

  /// The shade of a circle; nil for what is not finite.
  func shade(_ number: Double) -> Int? { HeatMap.shade(number, of: largest) }

  /// The shade of a line.
  func lineShade(_ number: Double) -> Int? {
    shade(number).map { $0 == 0 ? 0 : $0 < 0 ? min($0, -Self.palestLine) : max($0, Self.palestLine) }
  }

  func lineWidth(_ number: Double) -> Double {
    guard number.isFinite, largest > 0 else { return Self.thinnest }
    let width = Self.thinnest + (Self.thickest - Self.thinnest) * min(number.magnitude / largest, 1)
    return (width * 10).rounded() / 10
  }
}
