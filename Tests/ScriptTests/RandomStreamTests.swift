import Foundation
import Language
import Testing
import TraceModel

@testable import Script

@Suite struct RandomStreamTests {
  private struct Fixture: Decodable {
    var seeds: [Seed]

    struct Seed: Decodable {
      var seed: Int
      var numpy: [String: [Double]]
      var python: [String: [Double]]

      enum CodingKeys: String, CodingKey {
        case seed
        case numpy = "np.random"
        case python = "random"
      }
    }
  }

  private func fixture() throws -> Fixture {
    let url = try #require(
      Bundle.module.url(forResource: "random-values", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
  }

  @Test func `ten thousand draws are NumPy's and Python's, number for number`() throws {
    let seeds = try fixture().seeds
    #expect(seeds.count >= 2 && seeds.allSatisfy { !$0.numpy.isEmpty && !$0.python.isEmpty })
    for seed in seeds {
      for (module, draws) in [("np.random", seed.numpy), ("random", seed.python)] {
        for (call, expected) in draws {
          let program = """
            import random
            \(module).seed(\(seed.seed))
            values = [\(module).\(call) for i in range(10000)]
            kept = values[::100]
            x = 1.0
            f = x * x
            print([float(value) for value in kept])
            """
          let outcome = try Program(program).run()
          let line = try #require(outcome.trace.passes.flatMap(\.printed).first)
          let numbers = line.dropFirst().dropLast().split(separator: ", ").compactMap { Double($0) }
          #expect(numbers.count == 100 && expected.count == 100)
          let isRight = zip(numbers, expected).allSatisfy { abs($0 - $1) <= 1e-15 * max(1, abs($1)) }
          #expect(isRight, "\(module).\(call) after seed \(seed.seed)")
        }
      }
    }
  }

  @Test func `draws without a seed are those of seed 0, and the build says so`() throws {
    let outcome = try Program("x = np.random.randn()\nf = x * x\nassert abs(x - 1.764052345967664) < 1e-15\n")
      .run()
    #expect(
      outcome.diagnostics.map(\.message) == [
        "random numbers are drawn before np.random.seed(…): the seed 0 is used"
      ])
    #expect(outcome.diagnostics.first?.range?.start.line == 1)
  }

  @Test(arguments: [
    "np.random.seed(-1)", "np.random.seed(4294967296)", "np.random.seed(0.5)", "random.choice([])",
  ])
  func `seeds and lists that NumPy would refuse are refused`(_ call: String) {
    #expect(throws: ScriptFailure.self) { try Program("x = 1.0\nf = x * x\n\(call)\n").run() }
  }
}
