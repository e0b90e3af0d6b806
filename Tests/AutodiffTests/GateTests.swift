import Numbers
import Testing
import TraceModel

@testable import Autodiff

@Suite struct GateTests {
  /// Numbers from both sides of 0, near and far.
  private static let samples = [-7.3, -2.0, -1.1, -0.4, 0.3, 0.9, 1.0, 2.5, 6.0]

  static func inputs(of gate: Gate) -> [[Double]] {
    let all =
      gate.inputCount == 1
      ? samples.map { [$0] } : samples.flatMap { a in samples.map { b in [a, b] } }
    return all.filter { inputs in
      switch gate.domain {
      case .all: true
      case .positive: inputs.allSatisfy { $0 > 0 }
      case .nonzero: inputs.allSatisfy { $0 != 0 }
      case .positiveBase: inputs[0] > 0
      case .distinct: inputs[0] != inputs[1]
      case .betweenMultiples: abs((inputs[0] / inputs[1]).remainder(dividingBy: 1)) > 0.01
      }
    }
  }

  @Test(arguments: Gate.elementwise) func `every slope agrees with central differences`(_ gate: Gate) {
    #expect(Self.inputs(of: gate).count >= 5)
    for inputs in Self.inputs(of: gate) {
      #expect(gate.slopes(inputs).count == gate.inputCount)
      for (index, slope) in gate.slopes(inputs).enumerated() {
        let width = 1e-4 * max(0.1, abs(inputs[index]))
        func value(_ shift: Double) -> Double {
          var moved = inputs
          moved[index] += shift
          return gate.value(moved)
        }
        let numeric =
          (8 * (value(width) - value(-width)) - (value(2 * width) - value(-2 * width))) / (12 * width)
        let scale = max(1, abs(slope), abs(numeric))
        #expect(
          abs(slope - numeric) / scale < 1e-8,
          "\(gate.description.name)\(inputs), input \(index): analytic \(slope), numeric \(numeric)")
      }
    }
  }

  @Test func `kinks and ties have the documented slopes`() {
    #expect(Gate.relu.slopes([0]) == [0])
    #expect(Gate.maximumWithZero.slopes([0]) == [0])
    #expect(Gate.absolute.slopes([0]) == [0])
    #expect(Gate.maximum.slopes([2, 2]) == [0.5, 0.5])
    #expect(Gate.minimum.slopes([2, 2]) == [0.5, 0.5])
    #expect(Gate.leakyReLU.slopes([0, 0.01])[0] == 0.01)
  }

  @Test func `names of gates are unique`() {
    #expect(Set(Gate.all.map(\.description.name)).count == Gate.all.count)
  }
}

@Suite struct FormulaTests {
  private static let functions: [String: @Sendable ([Double]) -> Double] = [
    "exp": { Elementary.exp($0[0]) }, "log": { Elementary.log($0[0]) },
    "sqrt": { $0[0].squareRoot() }, "sin": { Elementary.sin($0[0]) }, "cos": { Elementary.cos($0[0]) },
    "tanh": { Elementary.tanh($0[0]) }, "abs": { abs($0[0]) }, "floor": { $0[0].rounded(.down) },
    "sign": { $0[0] > 0 ? 1 : $0[0] < 0 ? -1 : 0 }, "max": { max($0[0], $0[1]) },
    "min": { min($0[0], $0[1]) }, "^": { Elementary.power($0[0], $0[1]) },
  ]

  private func evaluate(_ text: String, _ inputs: [Double], _ output: Double) -> Double? {
    let numbers = ["a": inputs[0], "b": inputs.last ?? .nan, "y": output]
    return Formula(text)?.replacing { numbers[$0].map(Formula.number) }
      .evaluated(with: Self.functions)
  }

  @Test(arguments: Gate.elementwise) func `the formulas that are shown give what the gate computes`(
    _ gate: Gate
  )
    throws
  {
    for inputs in GateTests.inputs(of: gate) {
      let output = gate.value(inputs)
      let shown = try #require(evaluate(gate.description.equation, inputs, output))
      #expect(abs(shown - output) <= 1e-12 * max(1, abs(output)), "\(gate.description.name)\(inputs)")
      #expect(gate.description.slopes.count == gate.inputCount)
      for (formula, slope) in zip(gate.description.slopes, gate.slopes(inputs)) {
        let shown = try #require(evaluate(formula, inputs, output))
        #expect(abs(shown - slope) <= 1e-12 * max(1, abs(slope)), "\(gate.description.name)\(inputs)")
      }
    }
  }

  @Test(arguments: [
    ("2 * a^(2 - 1)", "2 * a"), ("1 * b", "b"), ("-1 / b^2", "-1 / b^2"), ("a^(3 - 1)", "a^2"),
  ]) func `arithmetic on literals is done`(_ text: String, _ expected: String) {
    #expect(Formula(text)?.simplified == Formula(expected)?.simplified)
  }

  @Test(arguments: [
    "", "a +", "(a", "[a > ]", "f(a", "a b", String(repeating: "-", count: 100_000) + "a",
    String(repeating: "(", count: 100_000), "a" + String(repeating: " + a", count: 100_000),
    "a" + String(repeating: "^a", count: 200),
  ]) func `text that is no formula is refused`(
    _ text: String
  ) { #expect(Formula(text) == nil) }
}
