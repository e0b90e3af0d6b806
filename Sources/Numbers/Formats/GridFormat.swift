/// How the numbers of an array are shown: all in one form, so that a column of them is easy to compare.
///
/// They have so many decimals. Where some of them would then look like zero, or are too large, and one power of ten
/// suits all, that stands outside: `×10⁻³`. Where none does, only such numbers have an exponent: `3.0e−4`.
public struct GridFormat: Equatable, Sendable {
  public let format: NumberFormat
  /// The power of ten that is taken out of all numbers, if any.
  public let exponent: Int?
  /// How many decimals the numbers have behind a power of ten.
  private var digits: Int { max(format.digits, 1) }

  /// The form that suits the given numbers.
  public init(_ format: NumberFormat, for numbers: some Sequence<Double>) {
    self.format = format
    let magnitudes = numbers.lazy.map(\.magnitude).filter { $0.isFinite && $0 > 0 }
    let largest = magnitudes.max() ?? 0
    let smallest = magnitudes.min() ?? 0
    guard Self.needsExponent(largest, format) || Self.needsExponent(smallest, format) else {
      exponent = nil
      return
    }
    let place = Self.exponent(of: largest, digits: max(format.digits, 1))
    let isLost = Self.scaled(smallest, by: place, digits: max(format.digits, 1)).allSatisfy {
      "0.".contains($0)
    }
    exponent = isLost || -2 < place && place < 6 ? nil : place
  }

  /// The number as it stands in the grid.
  ///
  /// NaN and infinity have no warning sign, for which a column has no room: it stands beside the grid.
  public func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number > 0 ? "∞" : "−∞" }
    guard let exponent else { return format.text(number) }
    return (number < 0 ? "−" : "") + Self.scaled(number.magnitude, by: exponent, digits: digits)
  }

  /// The power of ten as text: `×10⁻³`.
  public var factor: String? { exponent.map { "×10" + $0.superscriptText } }

  private static func needsExponent(_ magnitude: Double, _ format: NumberFormat) -> Bool {
    magnitude > 0 && format.text(magnitude).contains("e")
  }

  /// The power of ten by which a number has one digit before the point, also after it was rounded.
  private static func exponent(of magnitude: Double, digits: Int) -> Int {
    let place = DecimalExpansion(shortest: magnitude).leadingPlace
    return scaled(magnitude, by: place, digits: digits).hasPrefix("10") ? place + 1 : place
  }

  /// A magnitude divided by a power of ten and rounded, from the exact value, ties to even.
  private static func scaled(_ magnitude: Double, by exponent: Int, digits: Int) -> String {
    var scaled = DecimalExpansion(magnitude)
    scaled.shift(by: -exponent)
    scaled.round(toDecimals: digits)
    return scaled.text(decimals: digits)
  }
}

extension NumberFormat {
  /// The smallest and the largest number of an array, `−0.31 … 0.80`; of numbers that are all the same, one.
  public func range(_ numbers: some Sequence<Double>) -> String? {
    var (least, largest) = (Double.infinity, -Double.infinity)
    for number in numbers where number.isFinite {
      if number < least { least = number }
      if number > largest { largest = number }
    }
    guard least <= largest else { return nil }
    return least == largest ? "= \(text(least))" : "\(text(least)) … \(text(largest))"
  }

  /// `⚠ NaN` where numbers are not finite.
  package static func warning(about numbers: [Double]) -> String? {
    var words: [String] = []
    if numbers.contains(where: { $0.isNaN }) { words.append("NaN") }
    if numbers.contains(where: { $0.isInfinite }) { words.append("infinity") }
    return words.isEmpty ? nil : "⚠ " + words.joined(separator: ", ")
  }
}
