import Testing

@testable import Numbers

struct `A number as a reader sees it` {
  /// The text by the exact expansion alone.
  private static func exact(_ number: Double, _ digits: Int) -> String? {
    var rounded = DecimalExpansion(number)
    rounded.round(toDecimals: digits)
    guard number == 0 || !rounded.isZero, rounded.point < 7 else { return nil }
    return (number < 0 ? "−" : "") + rounded.text(decimals: digits)
  }

  @Test(
    arguments: [
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (2.5, 0, "2"), (3.5, 0, "4"), (0.995, 2, "0.99"),
      (1.005, 2, "1.00"), (99999.995, 2, "99999.99"), (-0.005, 2, "−0.01"), (0.05, 1, "0.1"),
      (1e5, 3, "100000.000"),
    ] as [(Double, Int, String)]) func `is rounded from its exact value`(
      number: Double, digits: Int, text: String
    )
  {
    #expect(NumberFormat(digits: digits).text(number) == text)
    #expect(Self.exact(number, digits) == text)
  }

  @Test func `is the same by the short way and by the exact one`() {
    var state: UInt64 = 88_172_645_463_325_252
    for round in 0..<4000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      var number = (Double(state >> 11) / 0x1p53 - 0.5) * [0.01, 2, 20, 2000, 199_999][round % 5]
      if round % 3 == 0 { number = (number * 200).rounded() / 200 }
      for digits in 0...4 {
        guard let exact = Self.exact(number, digits) else { continue }
        #expect(NumberFormat(digits: digits).text(number) == exact)
      }
    }
  }
}
