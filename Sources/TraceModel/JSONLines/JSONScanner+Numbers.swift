/// The digits of a number: `mantissa` × 10^`exponent`.
struct JSONDigits {
  var isNegative = false
  var mantissa: UInt64 = 0
  var exponent = 0
  /// Whether there is neither a point nor an exponent.
  var isWhole = true
  /// Whether all digits went into the mantissa.
  var isExact = true
}

extension JSONScanner {
  /// The longest number, as text, that is accepted: the largest `Double` written out has 309 digits.
  static let numberLimit = 400

  /// Reads a number.
  @inline(__always)
  mutating func number() throws(Reason) -> JSONSlot {
    let start = position
    let digits = try digits()
    let number = try value(of: digits, from: start)
    guard digits.isWhole, digits.isExact, let whole = Int(exactly: digits.mantissa) else {
      return JSONSlot(form: .number, start: start, end: position, number: number)
    }
    return JSONSlot(
      form: .wholeNumber, start: start, end: position, number: number,
      whole: digits.isNegative ? -whole : whole)
  }

  /// Reads a number's digits by the grammar of JSON.
  mutating func digits() throws(Reason) -> JSONDigits {
    let start = position
    var digits = JSONDigits()
    digits.isNegative = take("-")
    if !take("0") { try run(into: &digits, isFraction: false) }
    if take(".") {
      digits.isWhole = false
      try run(into: &digits, isFraction: true)
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      digits.isWhole = false
      digits.exponent += try exponent()
    }
    guard position - start <= Self.numberLimit else {
      position = start
      throw failure(.smallerNumber)
    }
    return digits
  }

  /// Reads one digit or more.
  @inline(__always)
  private mutating func run(into digits: inout JSONDigits, isFraction: Bool) throws(Reason) {
    let start = position
    let bytes = bytes
    var next = start
    var mantissa = digits.mantissa
    while next < bytes.count, case let digit = bytes[next] &- UInt8(ascii: "0"), digit < 10 {
      if mantissa < UInt64.max / 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if isFraction { digits.exponent -= 1 }
      } else {
        digits.isExact = false
      }
      next += 1
    }
    digits.mantissa = mantissa
    position = next
    guard position > start else { throw missingDigit() }
  }

  private mutating func exponent() throws(Reason) -> Int {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let start = position
    var exponent = 0
    while byte &- UInt8(ascii: "0") < 10 {
      exponent = min(100_000, exponent * 10 + Int(byte &- UInt8(ascii: "0")))
      position += 1
    }
    guard position > start else { throw failure(.digit) }
    return isNegative ? -exponent : exponent
  }

  /// The `Double` nearest to what the digits say, which end here and began at `start`.
  @inline(__always)
  private mutating func value(of digits: JSONDigits, from start: Int) throws(Reason) -> Double {
    if digits.isExact, let magnitude = PowersOfTen.nearest(digits.mantissa, digits.exponent) {
      return digits.isNegative ? -magnitude : magnitude
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      position = start
      throw failure(.smallerNumber)
    }
    return number
  }
}

/// Correctly rounded products of whole numbers and powers of ten, where these are exact in few words.
enum PowersOfTen {
  /// 10^0 … 10^22, which a `Double` holds exactly.
  private static let tens: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
  /// 5^0 … 5^27, which 64 bits hold.
  private static let fives: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 5 }
  }

  /// The `Double` nearest to mantissa × 10^exponent; nil where the fast ways don't reach.
  @inline(__always)
  static func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if mantissa < 1 << 53, -22...22 ~= exponent {
      return exponent < 0 ? Double(mantissa) / tens[-exponent] : Double(mantissa) * tens[exponent]
    }
    return -27..<0 ~= exponent ? quotient(mantissa, -exponent) : nil
  }

  /// mantissa / 10^power by one division of 128 bits by 64, whose remainder decides the rounding.
  private static func quotient(_ mantissa: UInt64, _ power: Int) -> Double? {
    guard mantissa > 0 else { return 0 }
    let divisor = fives[power] << fives[power].leadingZeroBitCount
    let dividend = mantissa << mantissa.leadingZeroBitCount
    // dividend/2 < divisor, so that the quotient fits; it has 63 or 64 bits.
    let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
    let sticky: UInt64 = remainder == 0 ? 0 : 1
    // The lowest bit is far below the rounding place, so a remainder can only break a tie.
    let rounded = Double(quotient | sticky)
    let scale =
      fives[power].leadingZeroBitCount - mantissa.leadingZeroBitCount - 63 - power
    return Double(sign: .plus, exponent: scale, significand: rounded)
  }
}
