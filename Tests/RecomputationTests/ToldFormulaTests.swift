import Autodiff
import Testing
import TraceModel

@testable import Recomputation

@Suite("What is told of a gate") struct ToldFormulaTests {
  /// The gates whose formulas have numbers to compare.
  private static let compared = Gate.elementwise.map(\.description).filter { gate in
    var wrong = gate
    wrong.equation = "(\(gate.equation)) + 1"
    return wrong.lie != nil
  }

  @Test func `is what the gate does`() {
    for gate in Gate.all.map(\.description) { #expect(gate.lie == nil, "\(gate.name)") }
    #expect(Self.compared.count >= 15)
  }

  @Test(arguments: Self.compared.map(\.name)) func `is found wrong, formula by formula`(_ name: String) throws
  {
    let gate = try #require(Self.compared.first { $0.name == name })
    for input in gate.slopes.indices {
      for change in ["-(%)", "(%) + 0.01", "a + 0.123 + 0 * (%)"] {
        var wrong = gate
        wrong.slopes[input] = change.replacing("%", with: gate.slopes[input])
        guard !["0", "-(0)"].contains(gate.slopes[input]) || change != "-(%)" else { continue }
        #expect(
          wrong.lie?.input == input && wrong.lie?.formula == wrong.slopes[input], "\(wrong.slopes[input])")
      }
    }
  }

  @Test func `is not compared where a formula calls what is no primitive`() {
    let gate = GateDescription(
      name: "mine", symbol: "m", equation: "mine(a)", slopes: ["1"], compute: "a", pulls: ["u"])
    #expect(gate.lie == nil)
  }
}
