extension Elementary {
  /// The sine, exact to the last bit for any finite x; not a number for ±∞.
  package static func sin(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    if x == 0 { return x }
    let angle = Angle(magnitudeOf: x)
    return angle.sine(quarters: angle.quarters, negative: x < 0)
  }

  /// The cosine, exact to the last bit for any finite x; not a number for ±∞.
  package static func cos(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    if x == 0 { return 1 }
    let angle = Angle(magnitudeOf: x)
    return angle.sine(quarters: angle.quarters &+ 1, negative: false)
  }
}

/// A positive angle as *quarters·π/2 ± rest* with rest ≤ π/4, the rest off by less than 2⁻¹²³ relatively.
private struct Angle {
  let quarters: UInt64
  let rest: Wide
  let restIsNegative: Bool

  /// *sin r / r = Σ (−u)ᵏ/(2k+1)!* and *cos r = Σ (−u)ᵏ/(2k)!* with u = r².
  private static let sineSeries = Series { k in 2 * k * (2 * k + 1) }
  private static let cosineSeries = Series { k in (2 * k - 1) * 2 * k }

  /// π/2 in units of 2⁻¹²⁷: the first 128 bits, computed with mpmath and rounded to nearest.
  private static let halfPi = Wide(0xC90F_DAA2_2168_C234_C4C6_628B_80DC_1CD1, exponent: 0)

  /// Payne and Hanek's reduction: *x·2/π* is needed modulo 4 only, so of 2/π only the 256 bits that
  /// matter at the size of x, and all products modulo 2²⁵⁶. A double is never nearer to a multiple of
  /// π/2 than 2⁻⁶² or so; the 190 bits behind the point that can be trusted leave 128.
  init(magnitudeOf x: Double) {
    let magnitude = Wide(magnitudeOf: x)
    if x.magnitude < 0.78 {
      (quarters, rest, restIsNegative) = (0, magnitude, false)
      return
    }
    let bits = TwoOverPi.bits(from: magnitude.exponent + 63)
    let factor = UInt128(magnitude.mantissa.upper)
    // The product in units of 2⁻²⁵⁴: two bits before the point, and the fraction.
    let lowest = factor &* UInt128(bits.3)
    let low = factor &* UInt128(bits.2) &+ lowest &>> 64
    let high = factor &* UInt128(bits.1) &+ low &>> 64
    let top = bits.0 &* factor.lower &+ high.upper
    let front = UInt128(top) &<< 64 | UInt128(high.lower)
    let back = UInt128(low.lower) &<< 64 | UInt128(lowest.lower)
    // The fraction, in units of 2⁻²⁵⁶, and its distance from 1 where that is shorter.
    var fraction = (front: front &<< 2 | back &>> 126, back: back &<< 2)
    restIsNegative = fraction.front &>> 127 == 1
    quarters = top &>> 62 &+ (restIsNegative ? 1 : 0)
    if restIsNegative { fraction = (~fraction.front, ~fraction.back) }
    let zeros = fraction.front.leadingZeroBitCount
    let digits = fraction.front << zeros | fraction.back >> (128 - zeros)
    rest = Wide(digits, exponent: -1 - zeros) * Self.halfPi
  }

  /// The sine of *quarters·π/2 ± rest*, negated if asked for.
  func sine(quarters: UInt64, negative: Bool) -> Double {
    let fixed = rest.fixed(bits: 128)
    let u = upperProduct(fixed, fixed)
    let turned = negative != (quarters & 2 == 2)
    if quarters & 1 == 1 {
      return Wide(Self.cosineSeries.sum(at: u, alternating: true), exponent: 0).rounded(negative: turned)
    }
    let quotient = Wide(Self.sineSeries.sum(at: u, alternating: true), exponent: 0)
    return (rest * quotient).rounded(negative: turned != restIsNegative)
  }
}

private enum TwoOverPi {
  /// The first 1280 bits of 2/π (mpmath), after 128 zeros that stand before the point.
  private static let words: [UInt64] = [
    0, 0, 0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041, 0xFE51_63AB_DEBB_C561,
    0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C, 0xFE1D_EB1C_B129_A73E, 0xE882_35F5_2EBB_4484,
    0xE99C_7026_B45F_7E41, 0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B, 0x1FF8_97FF_DE05_980F,
    0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D, 0x7527_BAC7_EBE5_F17B,
    0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08, 0x5603_3046_FC7B_6BAB, 0xF0CF_BC20_9AF4_361D,
  ]

  /// 256 bits, from a place counted from the first of the zeros, with the highest word first.
  static func bits(from place: Int) -> (UInt64, UInt64, UInt64, UInt64) {
    let (word, shift) = (place &>> 6, UInt128(truncatingIfNeeded: place & 63))
    func at(_ i: Int) -> UInt64 {
      ((UInt128(words[word &+ i]) &<< 64 | UInt128(words[word &+ i &+ 1])) &<< shift).upper
    }
    return (at(0), at(1), at(2), at(3))
  }
}
