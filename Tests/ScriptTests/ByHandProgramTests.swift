import Foundation
import Language
import Testing
import TraceModel

@testable import Script

/// Programs as they stand in assignments and notes, with what Python and NumPy print for them.
struct ByHandProgram: Decodable, Sendable, CustomTestStringConvertible {
  struct Cases: Decodable { var cases: [ByHandProgram] }

  var name: String
  /// What each backward pass starts from; none for a value without a name.
  var outputs: [String]
  /// The values whose gradients are worked out by hand and compared.
  var compared: [String]
  var program: String
  var printed: String

  var testDescription: String { name }

  static let all: [ByHandProgram] = {
    guard
      let url = Bundle.module.url(
        forResource: "by-hand-programs", withExtension: "json", subdirectory: "Fixtures"),
      let data = try? Data(contentsOf: url), let cases = try? JSONDecoder().decode(Cases.self, from: data)
    else { return [] }
    return cases.cases
  }()
}

@Suite struct ByHandProgramTests {
  @Test func `the programs are there`() { #expect(ByHandProgram.all.count >= 24) }

  @Test(arguments: ByHandProgram.all)
  func `a program that works its gradients out is right, and prints what Python prints`(
    _ program: ByHandProgram
  )
    throws
  {
    let outcome = try Program(program.program).run()
    let trace = outcome.trace
    let outputs = trace.passes.compactMap(\.output).compactMap { trace.node($0).name?.text }
    #expect(Set(outputs) == Set(program.outputs))
    var compared: Set<String> = []
    for case .check(let check) in trace.steps.flatMap(\.events) where check.byHand != nil {
      compared.insert(trace.node(check.node).name?.text ?? "")
    }
    #expect(compared.sorted() == program.compared.sorted())
    let printed = outcome.printed.joined(separator: "\n")
    #expect(isSame(printed, as: program.printed), "\(printed)")
  }

  /// Whether two texts are equal, but for the last digits of numbers: sums have another order.
  private func isSame(_ found: String, as expected: String) -> Bool {
    let (left, right) = (words(found), words(expected))
    return left.count == right.count
      && zip(left, right).allSatisfy { left, right in
        if left == right { return true }
        guard let left = Double(left), let right = Double(right) else { return false }
        return abs(left - right) <= 1e-12 * max(1, abs(left), abs(right))
      }
  }

  private func words(_ text: String) -> [Substring] {
    text.split { $0.isWhitespace || "[](),".contains($0) }
  }
}
