/// A number as a reader writes it: `-0.2`, `−0.20`, `-1/5`, `.5`, `3e-4`, `NaN`.
struct Answer: Equatable, Sendable {
  let value: Double
  /// How many decimals it was written with; nil for a fraction or a number with an exponent.
  let decimals: Int?
  /// How many digits it has, without zeros before the first other one.
  let digits: Int

  init?(_ text: String) {
    let text = text.trimmed.replacing("−", with: "-").replacing("⚠", with: "").trimmed
    if let named = Self.named(text.lowercased()) {
      (value, decimals, digits) = (named, nil, Int.max)
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.trimmed }
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == parts.count, let first = numbers.first, numbers.count <= 2 else { return nil }
    if numbers.count == 2 {
      guard numbers[1] != 0 else { return nil }
      (value, decimals, digits) = (first / numbers[1], nil, Int.max)
      return
    }
    value = first
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    digits = mantissa.filter(\.isNumber).drop { $0 == "0" }.count
    let isPlain = mantissa.count == text.count
    let point = text.firstIndex(of: ".")
    decimals = isPlain ? point.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0 : nil
  }

  private static func named(_ text: String) -> Double? {
    switch text {
    case "nan": .nan
    case "inf", "+inf", "infinity", "+infinity", "∞": .infinity
    case "-inf", "-infinity", "-∞": -.infinity
    default: nil
    }
  }

  /// A decimal number; other forms that Swift reads, such as hexadecimal ones, are none.
  private static func number(_ text: String) -> Double? {
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }) else { return nil }
    return Double(text)
  }
}
