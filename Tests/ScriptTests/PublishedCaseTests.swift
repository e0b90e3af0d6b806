import Foundation
import Language
import Numbers
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
    var value: [String: Nested]?
    var gradient: [String: Nested]?
    var exact: [String: Double]?
    var jacobian: Nested?
  }
  struct Part: Decodable {
    var program: String
    var gradient: [String: Double]
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
      return numbers.allSatisfy { $0.shape.isEmpty }
    }
  }

  @Test func `every scalar case that was published holds with its printed digits`() throws {
    let cases = try scalarCases()
    #expect(cases.count >= 6)
    var compared = 0
    for entry in cases {
      guard let program = entry.program else { continue }
      let outcome = try Program(program).run()
      let tolerance = entry.digits.map { 0.5000001 * pow(10, -Double($0)) } ?? 1e-12
      for (names, found) in [(entry.value, outcome.values), (entry.gradient, outcome.gradients)] {
        for (name, numbers) in names ?? [:] {
          let number = numbers.elements[0]
          #expect(abs((found[name] ?? .nan) - number) <= tolerance, "\(entry.name): \(name)")
          compared += 1
        }
      }
    }
    #expect(compared >= 20)
  }

  @Test func `every scalar case agrees with the exact numbers to twelve digits`() throws {
    var compared = 0
    for entry in try scalarCases() {
      guard let program = entry.program, let exact = entry.exact else { continue }
      let outcome = try Program(program).run()
      for (name, number) in exact {
        // The output is given by its value, an input by its gradient.
        let found = outcome.gradients[name] == 1 ? outcome.values[name] : outcome.gradients[name]
        #expect(abs((found ?? .nan) - number) <= 1e-12 * max(1, abs(number)), "\(entry.name): \(name)")
        compared += 1
      }
    }
    #expect(compared >= 5)
  }

  @Test func `every case of arrays that was published holds`() throws {
    let cases = try cases().filter { entry in
      (entry.gradient ?? [:]).values.contains { !$0.shape.isEmpty }
    }
    #expect(cases.count == 3)
    for entry in cases {
      let outcome = try Program(try #require(entry.program)).run()
      for (name, numbers) in entry.value ?? [:] {
        try expect(outcome.arrays[name] ?? outcome.values[name].map { Tensor($0) }, numbers, entry, name)
      }
      for (name, numbers) in entry.gradient ?? [:] {
        try expect(
          outcome.arrayGradients[name] ?? outcome.gradients[name].map { Tensor($0) }, numbers, entry, name)
      }
    }
  }

  private func expect(_ found: Tensor?, _ numbers: Nested, _ entry: PublishedCases.Case, _ name: String)
    throws
  {
    let found = try #require(found, "\(entry.name): \(name)")
    #expect(found.shape == numbers.shape, "\(entry.name): \(name)")
    for (ours, printed) in zip(found.elements, numbers.elements) {
      #expect(abs(ours - printed) <= 1e-12, "\(entry.name): \(name) is \(found.elements)")
    }
  }

  @Test func `the ReLU of a vector has the Jacobian of the slide`() throws {
    let entry = try #require(try cases().first { $0.jacobian != nil })
    let outcome = try Program(try #require(entry.program)).run()
    let step = try #require(outcome.trace.steps.last { $0.kind == .backward })
    guard case .diagonal(let diagonal)? = outcome.trace.backwards(ofStep: step.number).first?.local else {
      Issue.record("no diagonal")
      return
    }
    let count = diagonal.elements.count
    let entries = (0..<count * count).map { $0 / count == $0 % count ? diagonal.elements[$0 / count] : 0 }
    #expect(entries == entry.jacobian?.elements)
  }

  @Test func `the matrix product of the slide is not what the slide prints`() throws {
    let entry = try #require(try cases().first { $0.name == "matrix product" })
    let outcome = try Program(try #require(entry.program)).run()
    #expect(outcome.arrays["y"]?.elements == [-1, -1, 2, 6, 5, 2, 11, 7])
    #expect(outcome.arrays["y"]?.elements != [13, 9, -2, -6, 5, 2, 17, 1])
  }

  @Test func `the single gates of the slides pass their upstream gradients on`() throws {
    let parts = try cases().flatMap { $0.programs ?? [] }
    #expect(parts.count >= 3 && parts.allSatisfy { !$0.gradient.isEmpty })
    for part in parts {
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
