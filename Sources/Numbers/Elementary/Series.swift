/// A power series *1 ± c₁u + c₂u² ± …* for *0 ≤ u < 1*, whose coefficients fall at least as fast as 2⁻ᵏ.
///
/// Values are in units of 2⁻¹²⁷. Coefficients below 2⁻⁶⁵ need only half of the bits, so the far end of
/// the series is summed with 64-bit products. All in all the sum is off by less than 2⁻¹²².
struct Series {
  private let wide: [UInt128]
  private let narrow: [UInt64]

  /// The series with *cₖ = cₖ₋₁ / divisor(k)*, exact up to one unit each, as far as it can be seen.
  init(divisor: (UInt128) -> UInt128) {
    var coefficients: [UInt128] = [1 << 127]
    for k in 1... {
      let next = coefficients[k - 1] / divisor(UInt128(k))
      if next == 0 { break }
      coefficients.append(next)
    }
    self.init(coefficients)
  }

  init(_ coefficients: [UInt128]) {
    wide = coefficients.filter { $0 >= 1 << 62 }.reversed()
    narrow = coefficients.filter { $0 < 1 << 62 }.reversed().map(\.lower)
  }

  /// The sum at *u*, given in units of 2⁻¹²⁸, with all signs + or (alternating) with + and − in turn.
  @inline(__always)
  func sum(at u: UInt128, alternating: Bool) -> UInt128 {
    alternating
      ? sum(at: u, { $0 &- $1 }, { $0 &- $1 })
      : sum(at: u, { $0 &+ $1 }, { $0 &+ $1 })
  }

  /// Horner's rule.
  @inline(__always)
  private func sum(
    at u: UInt128, _ add: (UInt64, UInt64) -> UInt64, _ addWide: (UInt128, UInt128) -> UInt128
  ) -> UInt128 {
    var tail: UInt64 = 0
    for coefficient in narrow { tail = add(coefficient, tail.multipliedFullWidth(by: u.upper).high) }
    var sum = UInt128(tail)
    for coefficient in wide { sum = addWide(coefficient, upperProduct(sum, u)) }
    return sum
  }
}
