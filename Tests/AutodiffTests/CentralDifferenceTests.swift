import Foundation
import Testing

@testable import Autodiff

@Suite struct CentralDifferenceTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let center: Double
    let derivative: Double
    let noise: Double
    let value: @Sendable (Double) -> Double
    var testDescription: String { name }

    init(
      _ name: String, at center: Double, _ derivative: Double, noise: Double = 1e-15,
      _ value: @escaping @Sendable (Double) -> Double
    ) {
      (self.name, self.center, self.derivative) = (name, center, derivative)
      (self.noise, self.value) = (noise, value)
    }
  }

  private static let cases = [
    Case("a cube", at: 3, 27) { $0 * $0 * $0 },
    Case("many waves", at: 0.7, 1e6 * cos(0.7e6), noise: 1e-9) { sin(1e6 * $0) },
    Case("a large exponential", at: 300, exp(300), noise: 1e116) { exp($0) },
    Case("a sum with a large number", at: 3, 1, noise: 1e-3) { $0 + 1e12 },
    Case("a logarithm near its end", at: 1e-7, 1e7) { log($0) },
    Case("a kink close by", at: 1e-4, 1) { $0 > 0 ? $0 : 0 },
    Case("a level side of a kink", at: -1e-4, 0) { $0 > 0 ? $0 : 0 },
  ]

  @Test(arguments: cases)
  private func `a second look finds what the first one does not see`(_ it: Case) throws {
    // What is expected wrongly makes it look twice.
    for expected in [it.derivative, 2 * it.derivative + 1] {
      let difference = CentralDifference(
        of: it.value, at: it.center, noise: it.noise, expecting: expected)
      let found = try #require(difference)
      #expect(!found.isAtKink)
      let error = abs(found.slope - it.derivative)
      #expect(error <= 1e-5 * abs(it.derivative) || error <= found.uncertainty, "\(found)")
      #expect(found.uncertainty <= 1e-2 * max(abs(it.derivative), 1e-6), "\(found)")
    }
  }

  @Test(arguments: [
    (0.0, { @Sendable (x: Double) in abs(x) }), (2.0, { @Sendable (x: Double) in max(x, 2) }),
    (1e-3, { @Sendable (x: Double) in abs(x - 1e-3) + x * x }),
  ])
  func `a kink is told where it is`(center: Double, value: @escaping @Sendable (Double) -> Double) throws {
    let found = CentralDifference(of: value, at: center, noise: 1e-16, expecting: 7)
    #expect(found?.isAtKink == true)
  }

  @Test func `what rounding hides has no derivative to rely on`() {
    let found = CentralDifference(of: { $0 + 1e20 }, at: 3, noise: 1e5, expecting: 1)
    #expect(found.map { $0.uncertainty > 1 } ?? true)
    #expect(CentralDifference(of: { _ in .nan }, at: 3, expecting: 1) == nil)
  }
}
