import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// Backward passes that are wrong on purpose give what the wrong code would give.
@Suite struct MistakeTests {
  /// The gradients of `x` and `q` for `q = 3x`, `f = q + 2q²` at `x = 2`.
  private func gradients(_ mistake: BackwardMistake?, _ x: Tensor = Tensor(2)) throws -> (
    x: [Double], q: [Double]
  ) {
    var tape = Tape(mistake: mistake)
    let input = tape.input(x, name: "x")
    let q = try tape.apply(.multiply, [.node(input), .constant(3)])
    let square = try tape.apply(.multiply, q, q)
    let f = try tape.apply(
      .add, q, tape.apply(.multiply, [.node(square), .constant(2)]))
    try tape.backward(from: f, gradient: Tensor(filling: x.shape, with: x.elements.map { _ in 1 }))
    return (tape.gradientTensor(of: input)?.elements ?? [], tape.gradientTensor(of: q)?.elements ?? [])
  }

  @Test(arguments: [
    // df/dq = 1 + 4q = 25, and 3 times that reaches x.
    (BackwardMistake?.none, 75.0, 25.0),
    // The square's second branch, 2q, comes last.
    (.overwrite, 36, 12),
    // q hands on the 1 that it got straight from the output.
    (.order, 3, 25),
  ])
  func `a fork shows each mistake, for numbers and for arrays`(
    mistake: BackwardMistake?, x: Double, q: Double
  ) throws {
    let found = try gradients(mistake)
    #expect(found.x == [x] && found.q == [q])
    let arrays = try gradients(mistake, Tensor(filling: [2], with: [2, 2]))
    #expect(arrays.x == [x, x] && arrays.q == [q, q])
  }

  @Test func `overwriting also replaces what an earlier pass left`() throws {
    var tape = Tape(mistake: .overwrite)
    let w = tape.input(2, name: "w")
    for _ in 0..<2 { try tape.backward(from: tape.apply(.exp, w)) }
    #expect(tape.gradient(of: w) == tape.value(of: w).map { Gate.exp.value([$0]) })
  }

  @Test(arguments: BackwardMistake.allCases)
  func `a chain has nothing to get wrong`(mistake: BackwardMistake) throws {
    let gradients = try [mistake, nil].map { mistake in
      var tape = Tape(mistake: mistake)
      let x = tape.input(0.5, name: "x")
      try tape.backward(from: tape.apply(.exp, tape.apply(.sigmoid, tape.apply(.tanh, x))))
      return tape.gradient(of: x)
    }
    #expect(gradients[0] != nil && gradients[0] == gradients[1])
  }
}
