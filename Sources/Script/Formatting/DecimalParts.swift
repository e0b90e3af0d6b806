import Numbers

/// A finite number in decimal, as its text is put together from: `-12.5`, or *-1.25 × 10¹*.
struct DecimalParts: Equatable {
  /// The sign and the digits before the point.
  let whole: String
  /// The digits after the point.
  let fraction: String
  /// The power of ten; 0 where there is none.
  let exponent: Int

  /// The shortest digits that read back the same; rounded where these are more decimals than allowed.
  init(_ number: Double, upTo decimals: Int, hasExponent: Bool) {
    let magnitude = number.magnitude
    let shortest = NumberText.shortestDigits(magnitude)
    if hasExponent {
      let isShort = shortest.digits.count - 1 <= decimals
      let rounded = isShort ? shortest : NumberText.significant(magnitude, count: decimals + 1)
      whole = Self.sign(of: number) + rounded.digits.prefix(1)
      fraction = NumberText.trimmed(String(rounded.digits.dropFirst()), false)
      exponent = rounded.exponent
    } else {
      let isShort = shortest.digits.count - 1 - shortest.exponent <= decimals
      let text =
        isShort
        ? NumberText.plain(shortest.digits, shortest.exponent)
        : NumberText.fixed(magnitude, decimals: decimals)
      let digits = text.prefix { $0 != "." }
      whole = Self.sign(of: number) + digits
      fraction = NumberText.trimmed(String(text.dropFirst(digits.count + 1)), false)
      exponent = 0
    }
  }

  /// So many decimals and a power of ten, rounded from the exact number.
  init(_ number: Double, exactly decimals: Int) {
    let rounded = NumberText.significant(number.magnitude, count: decimals + 1)
    whole = Self.sign(of: number) + rounded.digits.prefix(1)
    fraction = String(rounded.digits.dropFirst())
    exponent = rounded.exponent
  }

  private static func sign(of number: Double) -> String { number.sign == .minus ? "-" : "" }
}
