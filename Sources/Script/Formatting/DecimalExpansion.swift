/// The exact decimal digits of a finite number: *0.d₁d₂d₃… × 10ᵖ*, with nothing lost.
///
/// A double is *m·2ᵉ*. Where *e* is negative it equals *m·5⁻ᵉ / 10⁻ᵉ*, so its digits are those of a whole
/// number.
struct DecimalExpansion {
  /// Without zeros at the front; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand before the decimal point; negative if zeros follow the point first.
  private(set) var point: Int

  init(_ number: Double) {
    guard number != 0, number.isFinite else {
      (digits, point) = ([], 0)
      return
    }
    let magnitude = number.magnitude
    let exponent = Int(magnitude.exponent) - 52
    let significand = UInt64(magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0))
    let scale = magnitude.isNormal ? exponent : -1074
    var whole = WholeNumber(significand)
    for _ in 0..<abs(scale) { whole.multiply(by: scale < 0 ? 5 : 2) }
    digits = whole.digits
    point = digits.count + min(scale, 0)
  }

  /// Rounds to so many digits, half to even. A count below 0 leaves nothing.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let isUp = roundsUp(at: count)
    digits.removeSubrange(count...)
    if isUp { increment() }
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

  /// The digit that stands so many places after the decimal point; before it for a negative number.
  func digit(afterPoint place: Int) -> UInt8 {
    let index = point + place
    return digits.indices.contains(index) ? digits[index] : 0
  }
}

/// A whole number of any size, in limbs of nine decimal digits, the lowest first.
private struct WholeNumber {
  private var limbs: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = [value % Self.base, value / Self.base % Self.base, value / Self.base / Self.base]
  }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// Its decimal digits, the highest first, without zeros at the front.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while result.last == 0 { result.removeLast() }
    return result.reversed()
  }
}
