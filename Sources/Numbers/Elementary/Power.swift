extension Elementary {
  /// *xʸ = e^(y·ln x)*, with the special values of C's `pow`: 1 for y = 0 or x = 1 whatever the other
  /// is, and not a number for negative x and a y that is no whole number.
  package static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let odd = isOdd(y)
    if x == 0 || x.isInfinite {
      let magnitude: Double = (x == 0) == (y < 0) ? .infinity : 0
      return x.sign == .minus && odd ? -magnitude : magnitude
    }
    if y.isInfinite {
      if x.magnitude == 1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    if x < 0, y.rounded(.towardZero) != y { return .nan }
    return Power.of(Wide(magnitudeOf: x), y).rounded(negative: x < 0 && odd)
  }

  private static func isOdd(_ y: Double) -> Bool {
    y.magnitude < 0x1p53 && Int64(y) & 1 == 1 && y.rounded(.towardZero) == y
  }
}

private enum Power {
  /// *xʸ* for x > 0 and finite y ≠ 0, exactly where it has 64 bits or fewer and a short exponent, else
  /// off by less than 2⁻⁹⁵ relatively.
  static func of(_ x: Wide, _ y: Double) -> Wide {
    if (y * 32).rounded(.towardZero) == y * 32, y.magnitude < 2048, let exact = exact(x, y) { return exact }
    let logarithm = Logarithm.of(x)
    let product = logarithm.magnitude * Wide(magnitudeOf: y)
    let negative = logarithm.negative != (y < 0)
    if product.exponent > 9 { return Wide(1 << 127, exponent: negative ? -2000 : 2000) }
    return Exponential.of(Exponential.fixed(product, negative: negative))
  }

  /// *xʸ* where it may be the middle between two doubles, which no approximation can tell.
  ///
  /// Of *x = m·2ᵉ* with odd m the power has finitely many bits only if y is a whole number (positive, or m = 1),
  /// or x a square often enough to make it one. A middle has 54 bits, so 3³⁴ is the highest power of an
  /// odd number that is one, and 3³² the highest of which a root must be taken.
  private static func exact(_ x: Wide, _ y: Double) -> Wide? {
    let zeros = x.mantissa.trailingZeroBitCount
    var (m, e, y) = ((x.mantissa >> zeros).lower, x.exponent - 127 + zeros, y)
    if m > 1, y < 0 || y > 34 { return nil }
    while y.rounded(.towardZero) != y {
      let root = UInt64(Double(m).squareRoot())
      if e & 1 == 1 || root * root != m { return nil }
      (m, e, y) = (root, e / 2, y * 2)
    }
    if m > 1, y > 34 { return nil }
    var power: UInt64 = 1
    if m > 1 {
      for _ in 0..<Int(y) {
        let (next, overflow) = power.multipliedReportingOverflow(by: m)
        if overflow { return nil }
        power = next
      }
    }
    return Wide(UInt128(power), exponent: 127 + e * Int(y))
  }
}
