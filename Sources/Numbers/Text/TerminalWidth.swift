extension Sequence<Character> {
  /// How many columns the text takes on a terminal.
  package var terminalWidth: Int { reduce(0) { $0 + $1.terminalWidth } }
}

extension Character {
  /// 2 for East Asian wide characters and emoji, 0 for marks without a place of their own, 1 for others.
  package var terminalWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    if scalar.value < 0x300 { return scalar == "\u{AD}" ? 0 : 1 }
    if scalar.properties.isEmojiPresentation { return 2 }
    if Self.placeless.contains(where: { $0.contains(scalar.value) }) { return 0 }
    return Self.wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Combining marks, joiners, and marks of direction.
  private static let placeless: [ClosedRange<UInt32>] = [
    0x0300...0x036F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
    0xFEFF...0xFEFF,
  ]

  /// The blocks whose characters are wide, after Unicode's EastAsianWidth.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
