import Autodiff
import Numbers
import Testing
import TraceModel

@testable import Rendering

/// What is told of a gate of the program's own.
@Suite struct OwnGateNarrationTests {
  /// `f = Times(x, y)` with what the gate kept.
  private func accounts(_ x: Tensor, _ y: Tensor, value: Tensor, equation: String, cached: [Cached]) throws
    -> [Account]
  {
    let gate = Gate(
      own: GateDescription(name: "add", symbol: "Times", equation: equation, slopes: []))
    var tape = Tape()
    let inputs = [tape.input(x, name: "x"), tape.input(y, name: "y")]
    let f = try tape.record(gate, inputs.map(Argument.node), value: value, cached: cached)
    tape.name(f, Name("f"))
    let seed = Tensor(shape: value.shape, elements: value.elements.map { _ in 2 }) ?? Tensor(.nan)
    let asked = try tape.startBackward(from: f, gradient: seed)
    let shares = (asked?.operands ?? []).map { operand in
      OwnShare(
        downstream: operand, local: operand.scalar.map { Local.number($0 / 2) } ?? .rule("add.backward(d)"))
    }
    _ = try tape.continueBackward(with: shares)
    let trace = tape.finish()
    let narrator = Narrator(States(trace), circuit: Circuit(trace, pass: trace.passes[0]))
    return narrator.circuit.moves(in: trace).filter { $0.kind == .forward || $0.kind == .backward }.map(
      narrator.account)
  }

  @Test func `numbers are told with what was kept and in which step`() throws {
    let told = try accounts(
      Tensor(-2), Tensor(5), value: Tensor(-10), equation: "Times(a, b)",
      cached: [Cached("x", Tensor(-2)), Cached("y", Tensor(5))])
    #expect(told.count == 2)
    let english = English()
    #expect(
      told[0].sentences.map(english.text) == [
        "add runs its own forward function and keeps for the way back: x = −2 and y = 5."
      ])
    #expect(told[0].equations.map(\.exact) == [nil])
    #expect(told[0].equations[0].numbers == "Times(−2, 5)")
    #expect(
      told[1].sentences.map(english.text) == [
        "add runs its own backward function, which has what was kept in step 1: x = −2 and y = 5."
      ])
    #expect(told[1].equations[0].symbols.hasSuffix("\\cdot \\frac{\\partial f}{\\partial x}"))
  }

  @Test func `an array that was kept is told by its shape if it is large`() throws {
    let numbers = { (shape: [Int], count: Int) in
      Tensor(shape: shape, elements: (0..<count).map(Double.init)) ?? Tensor(.nan)
    }
    let told = try accounts(
      numbers([2], 2), numbers([2], 2), value: numbers([2], 2), equation: "Times(a, b)",
      cached: [Cached("x", numbers([2], 2)), Cached("mask", numbers([2, 3], 6))])
    #expect(
      told[0].sentences.map(English().text) == [
        "add runs its own forward function and keeps for the way back: x = [0, 1] and mask (2×3)."
      ])
    #expect(told[1].equations[0].plainSymbols == "x̄ = add.backward(f̄)[0]")
  }

  @Test func `a gate that keeps nothing says so`() throws {
    let told = try accounts(Tensor(2), Tensor(3), value: Tensor(6), equation: "a * b", cached: [])
    #expect(
      told.flatMap { $0.sentences.map(English().text) } == [
        "add runs its own forward function and keeps nothing for the way back.",
        "add runs its own backward function, which needs nothing but the upstream gradient.",
      ])
  }
}
