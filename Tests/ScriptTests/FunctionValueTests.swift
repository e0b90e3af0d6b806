import Foundation
import Language
import Testing

@testable import Script

/// Functions of one argument at several points, as mpmath has them.
private struct FunctionTable: Decodable {
  struct Point: Decodable {
    var x: Double
    var value: Double
    var derivative: Double
  }
  var functions: [String: [Point]]
}

@Suite struct FunctionValueTests {
  @Test func `functions have the values and derivatives of an arbitrary-precision reference`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "activation-values", withExtension: "json", subdirectory: "Fixtures"))
    let table = try JSONDecoder().decode(FunctionTable.self, from: Data(contentsOf: url))
    #expect(table.functions.count >= 10)
    for (name, points) in table.functions.sorted(by: { $0.key < $1.key }) {
      #expect(points.count >= 3, "\(name)")
      for point in points {
        let call = name.contains("(") ? name : "\(name)(x)"
        let outcome = try Program("x = \(point.x)\nf = \(call)").run()
        let (value, gradient) = (outcome.values["f"] ?? .nan, outcome.gradients["x"] ?? .nan)
        #expect(isNear(value, point.value), "\(name) at \(point.x): \(value)")
        #expect(isNear(gradient, point.derivative), "slope of \(name) at \(point.x): \(gradient)")
      }
    }
  }

  private func isNear(_ found: Double, _ expected: Double) -> Bool {
    abs(found - expected) <= 1e-13 * max(1e-3, abs(expected)) || abs(found - expected) <= 1e-15
  }

  @Test func `every function of the language works, and nothing else does`() {
    func shown(_ functions: [KnownFunction]) -> [String] {
      functions.map { "\($0.name) \($0.homes.rawValue)" }
    }
    #expect(shown(Builtin.all.map(\.function)) == shown(KnownFunction.all))
  }
}
