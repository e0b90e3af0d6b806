extension Elementary {
  /// *eˣ*; infinite from x = 709.79 on, 0 below −745.13.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x + 1 }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    return Exponential.of(Exponential.fixed(Wide(magnitudeOf: x), negative: x < 0)).rounded()
  }

  /// *eˣ − 1*, exact to the last bit also where x is tiny.
  package static func expm1(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x }
    if x > 710 { return .infinity }
    if x < -40 { return -1 }
    return Exponential.minusOne(Wide(magnitudeOf: x), negative: x < 0).rounded(negative: x < 0)
  }
}

enum Exponential {
  /// ln 2 in units of 2⁻¹²⁸: the first 128 bits, computed with mpmath and rounded to nearest.
  static let ln2: UInt128 = 0xB172_17F7_D1CF_79AB_C9E3_B398_03F2_F6AF

  /// 1024/ln 2 in units of 2⁻⁵², rounded down (mpmath).
  private static let stepsPerUnit: Int64 = 0x5C55_1D94_AE0B_F85D

  /// *e^(u/1024) = Σ uᵏ/(1024ᵏ·k!)*.
  private static let series = Series { k in 1024 * k }

  /// *(eˣ − 1)/x = Σ uᵏ/(64ᵏ·(k+1)!)* with u = 64x.
  private static let quotientSeries = Series { k in 64 * (k + 1) }

  /// *2^(i/32)* for i from 0 to 31, and *2^(i/1024)*.
  private static let roots = powersOfTwo(divisor: 32)
  private static let smallRoots = powersOfTwo(divisor: 1024)

  /// The first 32 of *2^(i/divisor)* in units of 2⁻¹²⁷, off by less than 2⁻¹²⁰: the plain sum of
  /// *(i·ln 2/divisor)ᵏ/k!*.
  private static func powersOfTwo(divisor: UInt128) -> [UInt128] {
    (0..<32).map { (i: UInt128) -> UInt128 in
      let x: UInt128 = ln2 / divisor * i
      var (sum, term): (UInt128, UInt128) = (0, 1 << 127)
      var k: UInt128 = 0
      while term > 0 {
        sum += term
        k += 1
        term = upperProduct(term, x) / k
      }
      return sum
    }
  }

  /// A number below 2¹¹ in units of 2⁻¹¹⁶, with its sign.
  static func fixed(_ magnitude: Wide, negative: Bool) -> Int128 {
    let fixed = Int128(truncatingIfNeeded: magnitude.fixed(bits: 116))
    return negative ? 0 &- fixed : fixed
  }

  /// *eᵗ* for |t| < 2¹¹ in units of 2⁻¹¹⁶, off by less than 2⁻¹¹⁵ relatively.
  ///
  /// *t = n·ln 2/1024 + r*, so *eᵗ = 2^⌊n/1024⌋ · 2^((n mod 1024)/1024) · eʳ*, with r between 0 and a
  /// little above ln 2/1024: *n* is rounded down after a small amount was taken away, which no error
  /// of the estimate can outweigh. The subtraction may wrap around, the small difference stays.
  static func of(_ t: Int128) -> Wide {
    let estimate = Int64(truncatingIfNeeded: t &>> 64).multipliedFullWidth(by: stepsPerUnit).high
    let n = Int((estimate &- 1 &<< 20) &>> 40)
    let u = UInt128(truncatingIfNeeded: t) &<< 22 &- UInt128(truncatingIfNeeded: n) &* ln2
    let root = upperProduct(roots[n &>> 5 & 31], smallRoots[n & 31])
    let power = upperProduct(series.sum(at: u, alternating: false), root)
    return Wide(power, exponent: n &>> 10 &+ 2)
  }

  /// *|eˣ − 1|* for |x| < 2¹¹, off by less than 2⁻¹⁰⁸ relatively.
  static func minusOne(_ x: Wide, negative: Bool) -> Wide {
    if x.exponent < -6 {
      let u = x.fixed(bits: 134)
      return x * Wide(quotientSeries.sum(at: u, alternating: negative), exponent: 0)
    }
    let power = of(fixed(x, negative: negative))
    let one: UInt128 = 1 << 127
    if negative { return Wide(one &- power.fixed(bits: 127), exponent: 0) }
    return Wide(power.mantissa &- one >> power.exponent, exponent: power.exponent)
  }
}
