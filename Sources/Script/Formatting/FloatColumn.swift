import Numbers

/// The texts of an array's floats: points below each other, and either all with an exponent or none.
struct FloatColumn {
  /// At most so many decimals where there is no exponent, exactly so many where there is.
  private let decimals: Int
  /// How many digits an exponent has; nil if there is none.
  private let exponentDigits: Int?
  /// The widths on both sides of the point; the right one includes the exponent.
  private let (left, right): (Int, Int)

  /// A column for the numbers, whose floats have at most so many decimals.
  init(_ numbers: [Double], precision: Int, suppressesSmall: Bool) {
    let finite = numbers.filter(\.isFinite)
    let hasExponent = Self.needsExponent(finite, suppressesSmall)
    let parts = finite.map { DecimalParts($0, upTo: precision, hasExponent: hasExponent) }
    let fraction = parts.map(\.fraction.count).max() ?? 0
    let exponent = parts.map { String($0.exponent.magnitude).count }.max() ?? 0
    decimals = hasExponent ? fraction : precision
    exponentDigits = hasExponent ? max(2, exponent) : nil
    right = fraction + (exponentDigits.map { $0 + 2 } ?? 0)
    let widest = numbers.filter { !$0.isFinite }.map { NumberText.notFinite($0).count }.max() ?? 0
    left = max(parts.map(\.whole.count).max() ?? 0, widest - right - 1)
  }

  /// Whether the numbers are so large, or some so small, that a point alone does not show them well.
  private static func needsExponent(_ finite: [Double], _ suppressesSmall: Bool) -> Bool {
    let magnitudes = finite.map(\.magnitude).filter { $0 != 0 }
    guard let low = magnitudes.min(), let high = magnitudes.max() else { return false }
    return high >= 1e8 || !suppressesSmall && (low < 0.0001 || high / low > 1000)
  }

  func text(_ number: Double) -> String {
    guard number.isFinite else {
      return ElementColumn.padded(NumberText.notFinite(number), to: left + 1 + right)
    }
    guard let exponentDigits else {
      let parts = DecimalParts(number, upTo: decimals, hasExponent: false)
      let blanks = String(repeating: " ", count: max(0, right - parts.fraction.count))
      return ElementColumn.padded(parts.whole, to: left) + "." + parts.fraction + blanks
    }
    let parts = DecimalParts(number, exactly: decimals)
    let digits = String(parts.exponent.magnitude)
    let zeros = String(repeating: "0", count: max(0, exponentDigits - digits.count))
    return ElementColumn.padded(parts.whole, to: left) + "." + parts.fraction + "e"
      + (parts.exponent < 0 ? "-" : "+") + zeros + digits
  }
}
