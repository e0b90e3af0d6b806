import Language
import Testing
import TraceModel

@testable import Script

/// Gates of a program's own that are wrong.
@Suite struct WrongGateTests {
  @Test(arguments: WrongGates.known) func `a wrong gate whose cause is named`(_ program: WrongProgram) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongGates.unknown) func `a wrong gate whose numbers are told`(_ program: WrongProgram) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongGates.broken) func `a gate that cannot run`(_ program: WrongProgram) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongGates.known + WrongGates.unknown)
  func `a wrong gate that is expected runs, and the numeric gradients tell`(_ program: WrongProgram) throws {
    let outcome = try Program(program.source).run(RunOptions(expectsWrongGradient: true))
    let checks = outcome.trace.steps.flatMap(\.events).compactMap { event in
      if case .check(let check) = event { check } else { nil }
    }
    #expect(!checks.isEmpty)
    // A gate that is right by chance for an upstream gradient of 1 is wrong only for others, and what has not the shape of
    // its input is not compared.
    let isCompared = ["for an upstream gradient", " gives a number for ", " gives an array of shape "]
      .allSatisfy {
        !program.errors[0].contains($0)
      }
    guard isCompared else { return }
    #expect(checks.contains { !($0.relativeError <= 1e-3) }, "\(checks)")
  }

  @Test func `a right gate is not the wrong one that was expected`() {
    let program =
      "class G:\n    def forward(self, x):\n        return x\n    def backward(self, dz):\n        return dz\nx = 1.0\nf = G()(x)"
    #expect(errors(of: program) == [])
    #expect(
      errors(of: program, RunOptions(expectsWrongGradient: true)) == [
        "expect=wrong-gradient, but every gradient agrees"
      ])
  }
}
