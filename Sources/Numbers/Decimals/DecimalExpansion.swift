/// The decimal digits of a finite number's magnitude: *0.d₁d₂d₃… × 10ᵖ*.
///
/// Every decimal text of a double is made from one of these: either all its digits are exact, with nothing lost, or they
/// are the shortest that read back the same. Rounding is half to even.
package struct DecimalExpansion: Sendable {
  /// Without zeros at the front; empty for zero.
  package private(set) var digits: [UInt8]
  /// How many of the digits stand before the decimal point; negative if zeros follow the point first.
  package private(set) var point: Int

  /// The exact digits.
  ///
  /// A double is *m·2ᵉ*. Where *e* is negative it equals *m·5⁻ᵉ / 10⁻ᵉ*, so its digits are those of a whole number.
  package init(_ number: Double) {
    guard number != 0, number.isFinite else {
      (digits, point) = ([], 0)
      return
    }
    let magnitude = number.magnitude
    let exponent = magnitude.isNormal ? Int(magnitude.exponent) - 52 : -1074
    let significand = magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0)
    // Whole digits are all that the number has where its lowest bits are 0, as those of 0.5.
    let zeros = significand.trailingZeroBitCount
    let scale = exponent + zeros
    var whole = WholeNumber(significand >> UInt64(zeros))
    whole.multiply(by: scale < 0 ? 5 : 2, times: abs(scale))
    digits = whole.digits
    point = digits.count + min(scale, 0)
  }

  /// The shortest digits that read back the same, read out of Swift's own text for the number.
  package init(shortest number: Double) {
    guard number != 0, number.isFinite else {
      (digits, point) = ([], 0)
      return
    }
    (digits, point) = ([], 0)
    var exponent = 0
    var isBehindPoint = false
    var text = number.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"):
        exponent = Int(Substring(text)) ?? 0
        text = text[text.endIndex...]
      case UInt8(ascii: "0") where digits.isEmpty: if isBehindPoint { point -= 1 }
      default:
        digits.append(byte - UInt8(ascii: "0"))
        if !isBehindPoint { point += 1 }
      }
    }
    point += exponent
    while digits.last == 0 { digits.removeLast() }
  }

  /// Whether there is no digit other than 0.
  package var isZero: Bool { digits.isEmpty }

  /// The power of ten of the first digit: 2 for 384, −4 for 0.0003; 0 for zero.
  package var leadingPlace: Int { digits.isEmpty ? 0 : point - 1 }

  /// Multiplies by a power of ten.
  package mutating func shift(by places: Int) {
    if !digits.isEmpty { point += places }
  }
}

extension DecimalExpansion {
  /// The exact digits, rounded to so many decimals, half to even.
  package init(_ number: Double, roundedToDecimals decimals: Int) {
    self.init(number) { $0.point + decimals }
  }

  /// The exact digits, rounded to so many, at least one, half to even.
  package init(_ number: Double, roundedToDigits count: Int) {
    self.init(number) { _ in count }
  }

  /// Rounds the shortest digits where that gives the same as rounding the exact ones, in a fraction of the time.
  ///
  /// Between the two there is no number with fewer digits than the shortest have, so none in the middle between two that
  /// are rounded to; but the shortest itself may be such a middle. Of 16 digits and more, and below the normal numbers,
  /// doubles lie too far apart for that.
  private init(_ number: Double, count: (DecimalExpansion) -> Int) {
    self.init(shortest: number)
    let place = count(self)
    let isMiddle = place >= 0 && place + 1 == digits.count && digits[place] == 5
    if isMiddle || place > 15 || !number.isNormal { self.init(number) }
    round(toDigits: count(self))
  }

  /// Rounds to so many decimals, half to even.
  package mutating func round(toDecimals decimals: Int) { round(toDigits: point + decimals) }

  /// Rounds to so many digits, half to even. A count below 0 leaves nothing.
  package mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      (digits, point) = ([], 0)
      return
    }
    let isUp = roundsUp(at: count)
    digits.removeSubrange(count...)
    if isUp { increment() } else if digits.isEmpty { point = 0 }
  }

  private func roundsUp(at count: Int) -> Bool {
    let next = digits[count]
    if next != 5 { return next > 5 }
    if digits[(count + 1)...].contains(where: { $0 != 0 }) { return true }
    return count > 0 && digits[count - 1] % 2 == 1
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }
}

extension DecimalExpansion {
  /// The digits with so many decimals, which must not be fewer than there are: `0.30`, `1200`.
  package func text(decimals: Int) -> String {
    let whole = max(point, 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(whole + 1 + decimals)
    for place in -whole..<max(decimals, 0) {
      if place == 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + digit(afterPoint: place))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first digits, so many: zeros are added where there are fewer.
  package func leadingDigits(_ count: Int) -> String {
    let bytes = (0..<count).map { UInt8(ascii: "0") + (digits.indices.contains($0) ? digits[$0] : 0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The digit that stands so many places after the decimal point; before it for a negative number.
  package func digit(afterPoint place: Int) -> UInt8 {
    let index = point + place
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// The nearest double.
  package var value: Double {
    Double("0\(leadingDigits(digits.count))e\(point - digits.count)") ?? .infinity
  }
}
