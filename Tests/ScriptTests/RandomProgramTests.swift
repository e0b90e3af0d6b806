import Foundation
import Language
import Testing

@testable import Script

/// Random scalar programs with the values and gradients that HIPS autograd and JAX give.
private struct RandomPrograms: Decodable {
  struct Entry: Decodable {
    var name: String
    var program: String
    var output: String
    var value: [String: Double]
    var gradient: [String: Double]
  }
  var programs: [Entry]
}

@Suite struct RandomProgramTests {
  @Test func `hundreds of random programs have the values and gradients of the reference`() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "random-scalar-programs", withExtension: "json", subdirectory: "Fixtures"))
    let fixture = try JSONDecoder().decode(RandomPrograms.self, from: Data(contentsOf: url))
    #expect(fixture.programs.count >= 300)
    for entry in fixture.programs {
      let outcome: Outcome
      do {
        outcome = try Program(entry.program).run(RunOptions(title: entry.name))
      } catch {
        let text = error.diagnostics.map { $0.text(file: entry.name, source: entry.program) }
        Issue.record("\(text.joined(separator: "\n"))\n\(entry.program)")
        continue
      }
      compare(outcome.values, entry.value, "value", entry)
      compare(outcome.gradients, entry.gradient, "gradient", entry)
    }
  }

  private func compare(
    _ found: [String: Double], _ expected: [String: Double], _ what: String, _ entry: RandomPrograms.Entry
  ) {
    for (name, number) in expected.sorted(by: { $0.key < $1.key }) {
      let ours = found[name] ?? (what == "gradient" ? 0 : .nan)
      let error = abs(ours - number) / max(1, abs(number))
      #expect(error < 1e-9, "\(entry.name): \(what) of \(name) is \(ours), not \(number)\n\(entry.program)")
    }
  }
}
