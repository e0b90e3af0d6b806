import Testing

@testable import Numbers

/// SampleNumbers that are the same in every run.
struct SampleNumbers {
  enum Kind: CaseIterable {
    /// Both signs, many magnitudes: hardly a sum without a rounding.
    case ordinary
    /// Zeros of both signs, subnormal numbers, and numbers whose products are subnormal.
    case tiny
    /// Now and then the largest numbers, infinities and NaN.
    case wild
  }

  private var state: UInt64 = 2026

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  private mutating func number(_ kind: Kind) -> Double {
    let random = bits()
    let sign = random & 1 == 0 ? 1.0 : -1.0
    let ordinary =
      sign * Double(random >> 11) * Double(sign: .plus, exponent: Int(random >> 1 & 31) - 68, significand: 1)
    switch (kind, random >> 6 & 31) {
    case (.tiny, 0..<8): return 0 * sign
    case (.tiny, 8..<16): return sign * Double(bitPattern: random >> 13)
    case (.tiny, _): return ordinary * 0x1p-530
    case (.wild, 0): return sign * .greatestFiniteMagnitude
    case (.wild, 1): return random & 96 == 96 ? .nan : sign * .infinity
    default: return ordinary
    }
  }

  static func array(_ count: Int, _ kind: Kind, seed: UInt64 = 0) -> [Double] {
    var numbers = SampleNumbers()
    numbers.state &+= seed
    return (0..<count).map { _ in numbers.number(kind) }
  }

  /// Lengths about the widths of all vectors and blocks.
  static let lengths = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100]
}

/// Expects the same bits from every variant, where any NaN is as good as another.
func expectEverywhere(
  _ expected: [Double], _ comment: @autoclosure () -> Comment, location: SourceLocation = #_sourceLocation,
  _ work: () -> [Double]
) {
  for variant in ArrayMath.Variant.available {
    let found = ArrayMath.withVariant(variant, work)
    let same = found.count == expected.count
    let differs = same ? zip(found, expected).enumerated().first { !isSame($1.0, $1.1) } : nil
    if let (index, (number, wanted)) = differs {
      Issue.record(
        "\(variant.name), \(comment()): \(number) in place of \(wanted) at \(index)", sourceLocation: location
      )
    }
    #expect(
      same, "\(variant.name), \(comment()): \(found.count) numbers in place of \(expected.count)",
      sourceLocation: location)
  }
}

private func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN) }
