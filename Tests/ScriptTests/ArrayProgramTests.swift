import Foundation
import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// A number, or nested lists of numbers, in a fixture. NaN and infinity are texts.
enum Nested: Decodable, Equatable {
  case number(Double)
  case list([Nested])

  init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      self = .number(number)
    } else if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .number(Double(text) ?? .nan)
    } else if let truth = try? decoder.singleValueContainer().decode(Bool.self) {
      self = .number(truth ? 1 : 0)
    } else {
      self = .list(try decoder.singleValueContainer().decode([Nested].self))
    }
  }

  var shape: [Int] {
    switch self {
    case .number: []
    case .list(let parts): [parts.count] + (parts.first?.shape ?? [])
    }
  }

  var elements: [Double] {
    switch self {
    case .number(let number): [number]
    case .list(let parts): parts.flatMap(\.elements)
    }
  }
}

/// Random programs of arrays with the values and gradients that other libraries give.
@Suite struct ArrayProgramTests {
  private struct Entry: Decodable {
    var name: String
    var program: String
    var output: String?
    var value: [String: Nested]
    var gradient: [String: Nested]
    var printed: [String]?
  }

  @Test func `hundreds of random array programs have the values and gradients of the reference`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "array-programs", withExtension: "jsonl", subdirectory: "Fixtures"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    let entries = try lines.map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
    #expect(entries.count >= 400)
    for entry in entries { try compare(entry) }
  }

  private func compare(_ entry: Entry) throws {
    let outcome: Outcome
    do throws(ScriptFailure) {
      outcome = try Program(entry.program).run(RunOptions(title: entry.name))
    } catch {
      let text = error.diagnostics.map { $0.text(file: entry.name, source: entry.program) }
      Issue.record("\(text.joined(separator: "\n"))\n\(entry.program)")
      return
    }
    #expect(!entry.value.isEmpty || entry.printed != nil, "\(entry.name) expects nothing")
    for (name, expected) in entry.value.sorted(by: { $0.key < $1.key }) {
      compare(
        outcome.arrays[name] ?? outcome.values[name].map { Tensor($0) }, expected, "value of \(name)", entry)
    }
    for (name, expected) in entry.gradient.sorted(by: { $0.key < $1.key }) {
      let found = outcome.arrayGradients[name] ?? outcome.gradients[name].map { Tensor($0) }
      // A gate keeps no gradient from a backward pass before the last.
      let isZero =
        found == nil && (expected.elements.allSatisfy { $0 == 0 } || entry.name.hasSuffix("several passes"))
      if !isZero { compare(found, expected, "gradient of \(name)", entry) }
    }
    if let printed = entry.printed {
      #expect(outcome.trace.passes.flatMap(\.printed) == printed, "\(entry.name)\n\(entry.program)")
    }
  }

  private func compare(_ found: Tensor?, _ expected: Nested, _ what: String, _ entry: Entry) {
    guard let found else {
      Issue.record("\(entry.name): no \(what)\n\(entry.program)")
      return
    }
    let elements = expected.elements
    #expect(
      found.elements.count == elements.count && (elements.isEmpty || found.shape == expected.shape),
      "\(entry.name): \(what) has the shape \(found.shape), not \(expected.shape)\n\(entry.program)")
    for (ours, theirs) in zip(found.elements, elements) {
      let isSame = ours == theirs || (ours.isNaN && theirs.isNaN)
      #expect(
        isSame || abs(ours - theirs) <= 1e-9 * max(1, abs(theirs)),
        "\(entry.name): \(what) is \(ours), not \(theirs)\n\(entry.program)")
    }
  }
}
