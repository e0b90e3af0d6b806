import Autodiff
import Testing
import TraceModel

@Suite struct GateTests {
  /// Numbers from both sides of 0, near and far.
  private static let samples = [-7.3, -2.0, -1.1, -0.4, 0.3, 0.9, 1.0, 2.5, 6.0]

  private static func inputs(of gate: Gate) -> [[Double]] {
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

  @Test(arguments: Gate.all) func `every slope agrees with central differences`(_ gate: Gate) {
    for inputs in Self.inputs(of: gate) {
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
