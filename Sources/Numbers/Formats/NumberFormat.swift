/// How numbers are shown: so many decimals, a true minus, and never a `0.00` for what is not zero.
public struct NumberFormat: Equatable, Sendable {
  public var digits: Int

  public init(digits: Int) { self.digits = max(0, min(digits, 15)) }

  /// The number as a reader sees it.
  ///
  /// From a million on, and where the decimals would leave nothing but zeros, it has an exponent: `1.2e6`, `3.0e−4`.
  /// NaN and infinity are words behind a warning sign.
  public func text(_ number: Double) -> String {
    if number.isNaN { return "⚠ NaN" }
    if number.isInfinite { return number > 0 ? "⚠ infinity" : "⚠ −infinity" }
    let sign = number < 0 ? "−" : ""
    if let plain = plain(number.magnitude) { return sign + plain }
    let exact = DecimalExpansion(number)
    if number.magnitude < 1e6 {
      var rounded = exact
      rounded.round(toDecimals: digits)
      if number == 0 { return rounded.text(decimals: digits) }
      if !rounded.isZero, rounded.point < 7 { return sign + rounded.text(decimals: digits) }
    }
    return sign + Self.scientific(exact)
  }

  /// A magnitude as text where a product tells it beyond doubt: it is not near the middle between two texts, and neither
  /// zero nor large. That is nearly always so, and takes a tenth of the time of an exact expansion.
  private func plain(_ magnitude: Double) -> String? {
    guard digits <= 3, magnitude < 1e5 else { return nil }
    let unit = [1, 10, 100, 1000][digits]
    // Below 10⁸, a product is wrong by less than 10⁻⁸.
    let scaled = magnitude * Double(unit)
    let rounded = scaled.rounded()
    guard rounded >= 1, ((scaled - rounded).magnitude - 0.5).magnitude > 1e-6 else { return nil }
    let whole = Int(rounded)
    if digits == 0 { return String(whole) }
    let fraction = String(whole % unit)
    return String(whole / unit) + "." + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
  }

  /// The numbers of a tensor: one number, or a list in brackets.
  public func text(_ tensor: Tensor) -> String {
    guard let first = tensor.shape.first else { return text(tensor.elements[0]) }
    let size = max(1, tensor.elements.count / max(first, 1))
    let rows = (0..<first).map { row in
      Tensor(
        shape: Array(tensor.shape.dropFirst()),
        elements: Array(tensor.elements[row * size..<(row + 1) * size]))
    }
    return "[" + rows.compactMap { $0.map(text) }.joined(separator: ", ") + "]"
  }

  /// More digits of a number, cut and not rounded, with an ellipsis: `0.3932…`.
  package func exact(_ number: Double) -> String {
    let shown = text(number)
    guard number.isFinite else { return shown }
    let sign = number < 0 ? "−" : ""
    if let exponent = shown.firstIndex(of: "e") {
      let shortest = DecimalExpansion(shortest: number)
      guard shown[exponent...] == Self.exponent(shortest.leadingPlace) else { return shown }
      let digits = shortest.leadingDigits(5)
      return "\(sign)\(digits.prefix(1)).\(digits.dropFirst())…\(shown[exponent...])"
    }
    var long = DecimalExpansion(number)
    let decimals = min(digits + 4, 15)
    long.round(toDecimals: decimals)
    return sign + long.text(decimals: decimals).dropLast(2) + "…"
  }

  /// A number behind × that a gradient is multiplied by; whole numbers stay whole.
  package func factorText(_ number: Double) -> String {
    if let whole = Int(exactly: number), whole.magnitude < 1000 {
      return "×" + (whole < 0 ? "−" : "") + String(whole.magnitude)
    }
    return "×" + text(number)
  }

  /// Whether what is shown of a number is all of it.
  package func isExact(_ number: Double) -> Bool { shown(number) == number }

  /// The number that a reader reads from what ``text(_:)`` shows.
  public func shown(_ number: Double) -> Double {
    Double(text(number).replacing("−", with: "-")) ?? number
  }

  /// Two digits and an exponent, `1.2e6`, rounded from the exact value, ties to even.
  private static func scientific(_ exact: DecimalExpansion) -> String {
    var rounded = exact
    rounded.round(toDigits: 2)
    let digits = rounded.leadingDigits(2)
    return "\(digits.prefix(1)).\(digits.suffix(1))\(exponent(rounded.leadingPlace))"
  }

  private static func exponent(_ place: Int) -> String { "e\(place < 0 ? "−" : "")\(place.magnitude)" }
}
