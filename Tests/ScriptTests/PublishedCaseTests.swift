import Foundation
import Testing
import TraceModel

@testable import Script

/// Numbers printed in public lecture notes and slides; each case of the fixture names its source.
private struct PublishedCases: Decodable {
  struct Case: Decodable {
    var name: String
    var program: String?
    var programs: [Part]?
    var digits: Int?
    var value: [String: Numbers]?
    var gradient: [String: Numbers]?
    var exact: [String: Double]?
  }
  struct Part: Decodable {
    var program: String
    var gradient: [String: Double]
  }
  /// A number, or the numbers of an array.
  enum Numbers: Decodable {
    case one(Double)
    case many

    init(from decoder: any Decoder) throws {
      let number = try? decoder.singleValueContainer().decode(Double.self)
      self = number.map { .one($0) } ?? .many
    }
  }
  var cases: [Case]
}

@Suite struct PublishedCaseTests {
  private func cases() throws -> [PublishedCases.Case] {
    let url = try #require(
      Bundle.module.url(forResource: "published", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(PublishedCases.self, from: Data(contentsOf: url)).cases
  }

  /// The cases whose numbers are all scalars.
  private func scalarCases() throws -> [PublishedCases.Case] {
    try cases().filter { entry in
      let numbers = (entry.value ?? [:]).values.map { $0 } + (entry.gradient ?? [:]).values.map { $0 }
      return numbers.allSatisfy { if case .one = $0 { true } else { false } }
    }
  }

  @Test func `every scalar case that was published holds with its printed digits`() throws {
    let cases = try scalarCases()
    #expect(cases.count >= 6)
    for entry in cases {
      guard let program = entry.program else { continue }
      let outcome = try Program(program).run()
      let tolerance = entry.digits.map { 0.5000001 * pow(10, -Double($0)) } ?? 1e-12
      for (names, found) in [(entry.value, outcome.values), (entry.gradient, outcome.gradients)] {
        for (name, numbers) in names ?? [:] {
          guard case .one(let number) = numbers else { continue }
          #expect(abs((found[name] ?? 0) - number) <= tolerance, "\(entry.name): \(name)")
        }
      }
    }
  }

  @Test func `every scalar case agrees with the exact numbers to twelve digits`() throws {
    for entry in try scalarCases() {
      guard let program = entry.program, let exact = entry.exact else { continue }
      let outcome = try Program(program).run()
      for (name, number) in exact {
        // The output is given by its value, an input by its gradient.
        let found = outcome.gradients[name] == 1 ? outcome.values[name] : outcome.gradients[name]
        #expect(abs((found ?? .nan) - number) <= 1e-12 * max(1, abs(number)), "\(entry.name): \(name)")
      }
    }
  }

  @Test func `the single gates of the slides pass their upstream gradients on`() throws {
    for part in try cases().flatMap({ $0.programs ?? [] }) {
      let outcome = try Program(part.program).run()
      for (name, number) in part.gradient { #expect(outcome.gradients[name] == number) }
    }
  }

  @Test func `the sigmoid neuron has the gates of the slide, in order`() throws {
    let entry = try #require(try cases().first { $0.name == "sigmoid neuron" })
    let outcome = try Program(try #require(entry.program)).run()
    #expect(outcome.trace.nodeCount == 13)
    #expect(outcome.trace.stepCount == 18)
    let symbols = outcome.trace.nodes.compactMap(\.gate?.symbol)
    #expect(symbols == ["×", "×", "+", "+", "×", "exp", "+", "÷"])
    #expect(outcome.trace.node(5).place.line == 6)
  }
}
