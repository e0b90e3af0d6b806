extension Elementary {
  /// The hyperbolic tangent *(1 − e^(−2|x|)) / (1 + e^(−2|x|))* with the sign of x.
  package static func tanh(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x }
    if x.magnitude > 20 { return x < 0 ? -1 : 1 }
    let magnitude = Wide(magnitudeOf: x)
    let numerator = Exponential.minusOne(
      Wide(magnitude.mantissa, exponent: magnitude.exponent + 1), negative: true)
    let denominator = Wide((1 << 127) &- numerator.fixed(bits: 126), exponent: 1)
    return (numerator / denominator).rounded(negative: x < 0)
  }

  /// The logistic function *1/(1 + e⁻ˣ)*, computed as *e⁻|x|/(1 + e⁻|x|)* for negative x.
  package static func sigmoid(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 40 { return 1 }
    if x < -746 { return 0 }
    let (magnitude, half) = (Wide(magnitudeOf: x), UInt128(1) << 126)
    if magnitude.exponent < -30 {
      // ½ + x/4 − x³/48 + …, and where ½ + x/4 is a middle between doubles the third term counts:
      // its sign suffices, one unit of 2⁻¹²⁷ towards ½.
      let quarter = magnitude.fixed(bits: 125)
      let inner = quarter == 0 ? 0 : quarter &- 1
      return Wide(x < 0 ? half &- inner : half &+ inner, exponent: 0).rounded()
    }
    let power = Exponential.of(Exponential.fixed(magnitude, negative: true))
    let denominator = Wide(half &+ power.fixed(bits: 126), exponent: 1)
    return ((x < 0 ? power : Wide(1 << 127, exponent: 0)) / denominator).rounded()
  }
}
