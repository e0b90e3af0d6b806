extension Elementary {
  /// The natural logarithm; −∞ at 0, not a number below.
  package static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == 1 || x == .infinity { return x == 1 ? 0 : x }
    let result = Logarithm.of(Wide(magnitudeOf: x))
    return result.magnitude.rounded(negative: result.negative)
  }

  /// *ln(1 + x)*, exact to the last bit also where x is tiny; −∞ at −1, not a number below.
  package static func log1p(_ x: Double) -> Double {
    if x.isNaN || x < -1 { return .nan }
    if x == -1 { return -.infinity }
    if x == 0 || x == .infinity { return x }
    let a = Wide(magnitudeOf: x)
    if a.exponent < -8 {
      return (a * Logarithm.quotient(at: a.fixed(bits: 135), negative: x < 0)).rounded(negative: x < 0)
    }
    let result = Logarithm.of(Logarithm.onePlus(a, negative: x < 0))
    return result.magnitude.rounded(negative: result.negative)
  }
}

enum Logarithm {
  /// *ln(1 + z)/z = Σ (−z)ᵏ/(k+1)* with u = 128·|z|.
  private static let series = Series(
    (0..<18).map { (k: Int) -> UInt128 in (1 << 127) / (UInt128(k + 1) << UInt128(7 * k)) })

  /// *ln(512/q)* for q = ⌊2¹⁶/j⌉ and j from 90 to 181, in units of 2⁻¹²⁶, off by less than 2⁻¹²⁰: the plain
  /// sum of *2·s^(2k+1)/(2k+1)* with *s = (512 − q)/(512 + q)*.
  private static let logarithms: [Int128] = (90...181).map { j in
    let q = Int(reciprocal(j))
    let s = ((1 << 127) / UInt128(512 + q) * UInt128(abs(512 - q))) << 1
    let square = upperProduct(s, s)
    var (sum, power): (UInt128, UInt128) = (0, s)
    for k in 0..<32 {
      sum += power / UInt128(2 * k + 1)
      power = upperProduct(power, square)
    }
    return q < 512 ? Int128(sum >> 1) : -Int128(sum >> 1)
  }

  /// 512 times the reciprocal of *j/128*, to the nearest whole number.
  private static func reciprocal(_ j: Int) -> UInt128 { UInt128((65536 + j / 2) / j) }

  /// *ln(1 ± z)/z* without the sign, for z < 2⁻⁷ in units of 2⁻¹³⁵, off by less than 2⁻¹²¹.
  static func quotient(at u: UInt128, negative: Bool) -> Wide {
    Wide(series.sum(at: u, alternating: !negative), exponent: 0)
  }

  /// *1 ± x* to 127 bits, for x < 1 where the sign is −.
  static func onePlus(_ x: Wide, negative: Bool) -> Wide {
    let one: UInt128 = 1 << 127
    if negative { return Wide(one &- x.fixed(bits: 127), exponent: 0) }
    let exponent = max(x.exponent, 0) + 1
    return Wide(x.mantissa >> (exponent - x.exponent) &+ one >> exponent, exponent: exponent)
  }

  /// *ln x* for x > 0, off by less than 2⁻¹¹² relatively.
  ///
  /// *x = 2ᵉ·v* with v near *j/128* between √½ and √2, *q/512* near *128/j*, and *z = v·q/512 − 1*; then
  /// *ln x = e·ln 2 + ln(512/q) + ln(1 + z)*. Next to 1 the first two are 0 and z is exact, so
  /// the result keeps all its bits there.
  static func of(_ x: Wide) -> (magnitude: Wide, negative: Bool) {
    var j = Int((x.mantissa &>> 119 &+ 1) &>> 1)
    let halved = j > 181
    if halved { j = Int((x.mantissa &>> 120 &+ 1) &>> 1) }
    let e = x.exponent + (halved ? 1 : 0)
    // In units of 2⁻¹³⁴, where the 1 that is subtracted is a multiple of 2¹²⁸.
    let z = Int128(truncatingIfNeeded: (x.mantissa &>> (halved ? 3 : 2)) &* reciprocal(j))
    let u = z.magnitude &<< 1
    let factor = z < 0 ? series.sum(at: u, alternating: false) : series.sum(at: u, alternating: true)
    if e == 0, j == 128 {
      return (Wide(z.magnitude, exponent: -7) * Wide(factor, exponent: 0), z < 0)
    }
    let near = Int128(truncatingIfNeeded: upperProduct(u, factor) &>> 8)
    let rest = logarithms[j - 90] &+ (z < 0 ? 0 &- near : near)
    if e == 0 { return (Wide(rest.magnitude, exponent: 1), rest < 0) }
    let sum = Int128(e) &* Int128(truncatingIfNeeded: Exponential.ln2 &>> 12) &+ rest &>> 10
    return (Wide(sum.magnitude, exponent: 11), sum < 0)
  }
}
