#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Inside `Elementary` the names of the C library's functions would mean its own.
private func exponential(_ x: Double) -> Double { exp(x) }
private func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
private func logarithm(_ x: Double) -> Double { log(x) }
private func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
private func sine(_ x: Double) -> Double { sin(x) }
private func cosine(_ x: Double) -> Double { cos(x) }
private func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

/// The elementary functions that the gates are made of, in one place.
enum Elementary {
  static func exp(_ x: Double) -> Double { exponential(x) }
  static func expm1(_ x: Double) -> Double { exponentialMinusOne(x) }
  static func log(_ x: Double) -> Double { logarithm(x) }
  static func log1p(_ x: Double) -> Double { logarithmOfOnePlus(x) }
  static func sin(_ x: Double) -> Double { sine(x) }
  static func cos(_ x: Double) -> Double { cosine(x) }
  static func tanh(_ x: Double) -> Double { hyperbolicTangent(x) }
  static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

  /// The logistic function 1/(1 + e⁻ˣ), computed so that neither tail overflows.
  static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
  }
}
