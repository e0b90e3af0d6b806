import Foundation
import Numbers
import Recomputation
import Testing
import TraceModel

@Suite("Formulas that compute") struct ConformanceTests {
  @Test(arguments: ConformanceFile.cases) func `give what the gate gives`(_ expected: ConformanceCase) throws
  {
    let compute = try #require(Formula(expected.compute))
    let operands = expected.operands.map(\.tensor)
    var evaluator = FormulaEvaluator(operands, shape: expected.value.shape, budget: 1_000_000)
    let value = try evaluator.value(compute, shape: expected.value.shape)
    #expect(agrees(value, expected.value.tensor), "\(value) for \(expected.value)")
    for (position, downstream) in zip(expected.inputs, expected.downstream) {
      let text = expected.pull.count == 1 ? expected.pull[0] : expected.pull[position]
      let pull = try #require(Formula(text))
      let found = try evaluator.downstream(
        pull, upstream: expected.upstream.tensor, value: expected.value.tensor, to: position)
      #expect(agrees(found, downstream.tensor), "\(found) for \(downstream) at \(position)")
    }
  }

  /// Each would take all memory, or hours, or have no shape.
  @Test(arguments: [
    "zeros([100000000000])", "range(1e11)", "zeros([1e6, 1]) + zeros([1, 1e6])",
    "r = range(1e6); where(zeros([1e6, 1, 1]), zeros([1, 1e6, 1]), r)", "spread(1, zeros([1e9]))",
    "x = range(1e7); flat(x, x, x)", "x = range(1e7); [x, x]", "einsum('i,j->ij', range(1e6), range(1e6))",
    "put(1, 0, [1e12])", "sum(zeros([0, 1e10]), 0)", "patches(zeros([1e10, 0, 0]), [0, 0], [1, 0])",
    "patches(zeros([1e9, 0, 5]), [1, 1], [1, 1])", "cut(a, 7, 0, a, a)", "einsum('ij->', a)", "take(a, 9)",
  ]) func `take no more than there is`(_ text: String) throws {
    let formula = try #require(Formula(text))
    var evaluator = FormulaEvaluator([Tensor(2)], shape: [], budget: 20_000_000_000)
    #expect(throws: FormulaProblem.self) { try evaluator.value(formula, shape: []) }
  }

  private func agrees(_ found: Tensor, _ expected: Tensor) -> Bool {
    found.shape == expected.shape
      && zip(found.elements, expected.elements).allSatisfy { found, expected in
        found == expected || (found.isNaN && expected.isNaN)
          || (found - expected).magnitude <= 1e-12 * max(found.magnitude, expected.magnitude)
      }
  }

  @Test func `stand in a file that other evaluators are tested with`() throws {
    let current = try ConformanceFile.text(of: ConformanceCase.all)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try current.write(to: ConformanceFile.source, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: ConformanceFile.source, encoding: .utf8) == current)
  }
}

/// The cases as JSON Lines.
enum ConformanceFile {
  static let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/conformance.jsonl")

  /// The cases in the file; if it can't be read, none, which the test of the file tells.
  static let cases: [ConformanceCase] = {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let text = (try? String(contentsOf: source, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? decoder.decode(ConformanceCase.self, from: Data($0.utf8))
    }
  }()

  static func text(of cases: [ConformanceCase]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try cases.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
  }
}
