public import Numbers
public import TraceModel

/// How numbers are shown: so many decimals, a true minus, and never a `0.00` for what is not zero.
public struct NumberFormat: Equatable, Sendable {
  public var digits: Int

  public init(digits: Int) { self.digits = max(0, min(digits, 15)) }

  /// The format of a trace: its decimals, or none if every number in it is whole.
  public init(for trace: Trace) { self.init(digits: trace.holdsOnlyIntegers ? 0 : trace.digits) }

  /// The number as a reader sees it.
  ///
  /// From a million on, and where the decimals would leave nothing but zeros, it has an exponent: `1.2e6`, `3.0e−4`.
  /// NaN and infinity are words behind a warning sign.
  public func text(_ number: Double) -> String {
    if number.isNaN { return "⚠ NaN" }
    if number.isInfinite { return number > 0 ? "⚠ infinity" : "⚠ −infinity" }
    let sign = number < 0 ? "−" : ""
    let magnitude = number.magnitude
    if magnitude < 1e6, let fixed = Self.fixed(magnitude, digits: digits) {
      let isLost = magnitude != 0 && fixed.allSatisfy { $0 == "0" || $0 == "." }
      if !isLost, !fixed.hasPrefix("1000000") { return magnitude == 0 ? fixed : sign + fixed }
    }
    return sign + Self.scientific(magnitude)
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
  public func exact(_ number: Double) -> String {
    let shown = text(number)
    if let exponent = shown.firstIndex(of: "e") {
      let digits = "\(number.magnitude)".prefix { $0 != "e" }.filter { $0 != "." }.drop { $0 == "0" }
      let sign = number < 0 ? "−" : ""
      let place = Self.leadingPlace(of: number.magnitude)
      guard shown.hasSuffix("e\(place < 0 ? "−" : "")\(place.magnitude)") else { return shown }
      return "\(sign)\(digits.prefix(1)).\(digits.dropFirst().prefix(4).padded(to: 4))…\(shown[exponent...])"
    }
    let long = Self.fixed(number.magnitude, digits: min(digits + 4, 15)) ?? "\(number.magnitude)"
    return (number < 0 ? "−" : "") + long.dropLast(2) + "…"
  }

  /// Whether what is shown of a number is all of it.
  func isExact(_ number: Double) -> Bool { shown(number) == number }

  /// The number that a reader reads from what ``text(_:)`` shows.
  public func shown(_ number: Double) -> Double {
    Double(text(number).replacing("−", with: "-")) ?? number
  }

  /// A magnitude rounded to so many decimals, ties to even on the exact binary value; nil from 2⁵³ on.
  static func fixed(_ magnitude: Double, digits: Int) -> String? {
    guard magnitude < 0x1p53 else { return nil }
    var scale: UInt128 = 1
    for _ in 0..<digits { scale *= 10 }
    let shift = 52 - Int(magnitude.exponentBitPattern == 0 ? -1022 : magnitude.exponent)
    let significand =
      UInt128(magnitude.significandBitPattern) | (magnitude.exponentBitPattern == 0 ? 0 : 1 << 52)
    var rounded = round(significand * scale, shiftedBy: shift)
    var digitsOut: [Character] = []
    repeat {
      digitsOut.append(Character(String(rounded % 10)))
      rounded /= 10
    } while rounded > 0 || digitsOut.count <= digits
    let text = String(digitsOut.reversed())
    return digits == 0 ? text : text.dropLast(digits) + "." + text.suffix(digits)
  }

  /// A whole number divided by a power of two, ties to even.
  private static func round(_ number: UInt128, shiftedBy shift: Int) -> UInt128 {
    if shift <= 0 { return number << UInt128(-shift) }
    if shift >= 127 { return 0 }
    let quotient = number >> UInt128(shift)
    let rest = number & ((1 << UInt128(shift)) - 1)
    let half: UInt128 = 1 << UInt128(shift - 1)
    return rest > half || (rest == half && quotient & 1 == 1) ? quotient + 1 : quotient
  }

  /// Two digits and an exponent, `1.2e6`, rounded from the exact binary value, ties to even.
  private static func scientific(_ magnitude: Double) -> String {
    let digits = "\(magnitude)".prefix { $0 != "e" }.filter { $0 != "." }
    let significant = digits.drop { $0 == "0" }
    var exponent = leadingPlace(of: magnitude)
    var tenths = (Int(significant.prefix(2).padded(to: 2)) ?? 10) - 1
    while Decimal(digits: 10 * tenths + 5, exponent: exponent - 2).isPassed(
      by: magnitude, atTie: tenths % 2 == 1)
    {
      tenths += 1
    }
    if tenths == 100 { (tenths, exponent) = (10, exponent + 1) }
    return "\(tenths / 10).\(tenths % 10)e\(exponent < 0 ? "−" : "")\(exponent.magnitude)"
  }
}

/// A few digits times a power of ten, compared with binary numbers exactly.
struct Decimal {
  /// Not negative.
  var digits: Int
  var exponent: Int

  /// Whether a number is larger, or, if ties count, as large.
  func isPassed(by number: Double, atTie: Bool) -> Bool {
    let (decimal, binary) = sides(number)
    return Self.isLess(decimal, binary) || (atTie && !Self.isLess(binary, decimal))
  }

  /// Both numbers times what makes them whole, in base 2³², lowest first.
  private func sides(_ number: Double) -> (decimal: [UInt32], binary: [UInt32]) {
    let shift = number.exponentBitPattern == 0 ? -1074 : Int(number.exponent) - 52
    let significand = number.significandBitPattern | (number.exponentBitPattern == 0 ? 0 : 1 << 52)
    var decimal = [UInt32(truncatingIfNeeded: digits), UInt32(digits >> 32)]
    var binary = [UInt32(truncatingIfNeeded: significand), UInt32(significand >> 32)]
    Self.multiply(&decimal, by: 10, times: exponent)
    Self.multiply(&binary, by: 10, times: -exponent)
    Self.multiply(&decimal, by: 2, times: -shift)
    Self.multiply(&binary, by: 2, times: shift)
    return (decimal, binary)
  }

  private static func multiply(_ number: inout [UInt32], by factor: UInt64, times: Int) {
    for _ in 0..<max(0, times) {
      var carry: UInt64 = 0
      for index in number.indices {
        let product = UInt64(number[index]) * factor + carry
        number[index] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      if carry > 0 { number.append(UInt32(carry)) }
    }
  }

  private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    func digit(_ number: [UInt32], _ index: Int) -> UInt32 { index < number.count ? number[index] : 0 }
    for index in (0..<max(left.count, right.count)).reversed()
    where digit(left, index) != digit(right, index) {
      return digit(left, index) < digit(right, index)
    }
    return false
  }
}

extension StringProtocol {
  fileprivate func padded(to length: Int) -> String {
    String(self) + String(repeating: "0", count: Swift.max(0, length - count))
  }
}
