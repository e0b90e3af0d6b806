/// A positive number with 128 significant bits: *mantissa · 2^(exponent − 127)*, the top bit of the mantissa set.
///
/// Zero has the mantissa 0. The sign of a result is kept beside it, where there is one.
struct Wide {
  let mantissa: UInt128
  let exponent: Int

  /// The number *fixed · 2^(exponent − 127)*; leading zeros are shifted away.
  init(_ fixed: UInt128, exponent: Int) {
    let zeros = fixed.leadingZeroBitCount
    self.mantissa = fixed &<< UInt128(truncatingIfNeeded: zeros)
    self.exponent = exponent - zeros
  }

  /// The magnitude of a finite number, exactly.
  init(magnitudeOf x: Double) {
    let normal: UInt64 = x.exponentBitPattern == 0 ? 0 : 1 << 52
    self.init(
      UInt128(normal | x.significandBitPattern) &<< 75, exponent: max(Int(x.exponentBitPattern), 1) - 1023)
  }

  /// The number in units of *2^−bits*, rounded down; it must be less than 2^(128 − bits).
  @inline(__always)
  func fixed(bits: Int) -> UInt128 {
    let shift = 127 - bits - exponent
    return shift > 127 ? 0 : mantissa &>> UInt128(truncatingIfNeeded: shift)
  }

  /// The product, at most 2⁻¹²⁵ too small, relatively.
  static func * (a: Wide, b: Wide) -> Wide {
    Wide(upperProduct(a.mantissa, b.mantissa), exponent: a.exponent + b.exponent + 1)
  }

  /// The quotient, off by less than 2⁻¹²⁰ relatively.
  ///
  /// With *R ≈ 1/d* from one division of doubles and *ε = 1 − d·R*, *n/d = n·R·(1 + ε + ε² + …)*.
  /// *|ε| < 2⁻⁵¹*, so two terms do. That *R* is a rounded double is no danger: IEEE 754 says to which bits.
  static func / (n: Wide, d: Wide) -> Wide {
    let reciprocal = 0x1p126 / Double(d.mantissa.upper)
    let r = UInt128(UInt64(reciprocal)) &<< 64
    let one: UInt128 = 1 << 126
    let error = Int128(truncatingIfNeeded: one &- upperProduct(d.mantissa, r))
    let root = error &>> 12
    let correction = error &+ ((root &* root) &>> 102)
    let quotient = upperProduct(n.mantissa, r)
    let change = upperProduct(quotient, correction.magnitude &<< 2)
    return Wide(
      correction < 0 ? quotient &- change : quotient &+ change, exponent: n.exponent - d.exponent + 1)
  }

  /// The nearest double, ties to even; subnormal below 2⁻¹⁰²², infinite from 2¹⁰²⁴ on.
  func rounded(negative: Bool = false) -> Double {
    if mantissa == 0 || exponent < -1075 { return negative ? -0.0 : 0 }
    if exponent > 1023 { return negative ? -.infinity : .infinity }
    // At most 128 of the bits; the shifts go in two parts because by 128 would be by 0.
    let dropped = UInt128(truncatingIfNeeded: max(75, -947 - exponent))
    let kept = ((mantissa &>> 1) &>> (dropped &- 1)).lower
    let rest = mantissa &<< (128 &- dropped)
    let half: UInt128 = 1 << 127
    let up: UInt64 = rest > half || (rest == half && kept & 1 == 1) ? 1 : 0
    // A carry out of the 53 bits goes into the exponent, as it should.
    let base = UInt64(max(0, exponent + 1022)) &<< 52
    return Double(bitPattern: (base &+ kept &+ up) | (negative ? 1 << 63 : 0))
  }
}

extension UInt128 {
  var upper: UInt64 { UInt64(truncatingIfNeeded: self &>> 64) }
  var lower: UInt64 { UInt64(truncatingIfNeeded: self) }
}

/// The upper 128 bits of the product of two 128-bit numbers, at most 3 too small.
@inline(__always)
func upperProduct(_ a: UInt128, _ b: UInt128) -> UInt128 {
  let cross = (UInt128(a.upper) &* UInt128(b.lower)) &>> 64
  let otherCross = (UInt128(a.lower) &* UInt128(b.upper)) &>> 64
  return UInt128(a.upper) &* UInt128(b.upper) &+ cross &+ otherCross
}
