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
    if let text = plain(number) ?? tiny(number) { return text }
    let sign = number < 0 ? "−" : ""
    if number.magnitude < 1e6 {
      let rounded = DecimalExpansion(number, roundedToDecimals: digits)
      if number == 0 { return rounded.text(decimals: digits) }
      if !rounded.isZero, rounded.point < 7 { return sign + rounded.text(decimals: digits) }
    }
    return sign + Self.scientific(number)
  }

  /// A number as text where a product tells it beyond doubt: it is not near the middle between two texts, and neither
  /// zero nor large. That is nearly always so, and takes a tenth of the time of an exact expansion.
  private func plain(_ number: Double) -> String? {
    guard digits <= 3, number.magnitude < 1e5 else { return nil }
    // Below 10⁸, a product is wrong by less than 10⁻⁸.
    guard let whole = Self.rounded(number.magnitude * Self.powers[digits]), whole >= 1 else { return nil }
    return ShortText.text { text in
      if number < 0 { text.appendMinus() }
      text.append(whole, decimals: digits)
    }
  }

  /// The same of a number whose decimals would be nothing but zeros, with an exponent.
  private func tiny(_ number: Double) -> String? {
    guard digits < 15, number.magnitude < 0.4 / Self.powers[digits], number.magnitude > 1e-20 else {
      return nil
    }
    // A power of ten up to 10²² is exact, so that a product is wrong by its rounding alone.
    var place = Int((Double(number.exponent) * 0.30103).rounded(.down))
    if number.magnitude * Self.powers[-place] >= 10 { place += 1 }
    let scaled = number.magnitude * Self.powers[1 - place]
    guard let whole = Self.rounded(scaled), scaled >= 10.1, whole < 100 else { return nil }
    return ShortText.text { text in
      if number < 0 { text.appendMinus() }
      text.append(whole, decimals: 1)
      text.append(UInt8(ascii: "e"))
      text.appendMinus()
      text.append(-place, decimals: 0)
    }
  }

  /// The nearest whole number; nil where an error of the last digits could make it another.
  private static func rounded(_ number: Double) -> Int? {
    let rounded = number.rounded()
    return ((number - rounded).magnitude - 0.5).magnitude > 1e-6 ? Int(rounded) : nil
  }

  private static let powers: [Double] = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

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
    let decimals = min(digits + 4, 15)
    let long = DecimalExpansion(number, roundedToDecimals: decimals)
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
  private static func scientific(_ number: Double) -> String {
    let rounded = DecimalExpansion(number, roundedToDigits: 2)
    let digits = rounded.leadingDigits(2)
    return "\(digits.prefix(1)).\(digits.suffix(1))\(exponent(rounded.leadingPlace))"
  }

  private static func exponent(_ place: Int) -> String { "e\(place < 0 ? "−" : "")\(place.magnitude)" }
}
