/// How wide text may come out on a reader's machine, whatever font it finds.
///
/// The widths are those of DejaVu Sans, the widest of the common sans-serif fonts, so that text laid out by them
/// fits in Helvetica, Arial and Liberation Sans as well.
package enum TextWidth {
  /// The width of a line in points.
  package static func points(_ text: String, size: Double, isBold: Bool = false) -> Double {
    (ems(ofSingle: text) ?? text.reduce(0) { $0 + ems($1) }) * size * (isBold ? bold : 1)
  }

  /// The width of text each of whose scalars is a character, such as numbers and most names; nil of other text.
  ///
  /// Finding where characters end takes longer than all else here.
  private static func ems(ofSingle text: String) -> Double? {
    var sum = 0.0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x7f, 0xa0..<0x300, 0x2070...0x20cf, 0x2100...0x22ff, 0x25a0...0x25ff:
        sum += ems(scalar.value)
      default: return nil
      }
    }
    return sum
  }

  /// How much wider bold text is.
  private static let bold = 1.09

  /// The width of a character in units of the font size.
  private static func ems(_ character: Character) -> Double {
    character.unicodeScalars.first.map { ems($0.value) } ?? 0
  }

  private static func ems(_ scalar: UInt32) -> Double {
    switch scalar {
    case 0x30...0x39: return 0.64
    case 0x20, 0x2c, 0x2e, 0x3a, 0x3b, 0x69, 0x6c, 0x6a, 0x7c: return 0.34
    case 0x28, 0x29, 0x5b, 0x5d, 0x66, 0x72, 0x74: return 0.42
    case 0x2212, 0xd7, 0x2b, 0x3d, 0xf7, 0x6d, 0x77, 0x25, 0x3c, 0x3e: return 0.84
    case 0x41...0x5a: return 0.78
    case 0x61...0x7a, 0x5f: return 0.64
    case 0xb2, 0xb3, 0xb9, 0x2070...0x208e: return 0.42
    case 0x1100...0x11ff, 0x2e80...0xd7ff, 0xf900...0xfaff, 0xff00...0xff60, 0x1f000...0x3ffff:
      return 1.05
    default: return 0.72
    }
  }
}
