import Figures
import Language
import Script
import Testing
import TraceModel

@testable import Rendering

struct `Two traces side by side` {
  private func trace(_ program: String) throws -> Trace {
    try Program(program).run(RunOptions(showsFaults: true)).trace
  }

  private func text(_ first: String, _ second: String, tolerance: Double = 1e-9) throws -> String {
    try TraceComparison(trace(first), trace(second), tolerance: tolerance)
      .text(names: ("first", "second"))
  }

  @Test(arguments: [
    "x = 3.0\nf = x * x",
    "W = np.ones((2, 3))\nx = np.ones(3)\nf = np.sum(W @ x)",
    "def g(a):\n  return a * a\nx = 2.0\nf = g(x) + g(x + 1)",
  ])
  func `a trace equals itself`(program: String) throws {
    let trace = try trace(program)
    #expect(TraceComparison(trace, trace).isEqual)
    #expect(try text(program, program).hasPrefix("The traces are equal: the same circuit"))
  }

  @Test func `each number that differs is listed`() throws {
    let found = try text(
      "x = 3.0; y = -4.0\nq = x * y\nf = q + x * 2", "x = 3.0; y = -5.0\nq = x * y\nf = q + x * 2")
    #expect(
      found == """
        The numbers differ on 4 of 5 wires.

        wire  number    first  second
        x     gradient     −2      −3
        y     value        −4      −5
        q     value       −12     −15
        f     value        −6      −9

        """)
  }

  @Test func `numbers are told with as many digits as tell them apart`() throws {
    let found = try text("x = 0.5\nf = x * 2", "x = 0.5000001\nf = x * 2")
    #expect(found.contains("x     value   0.5000000  0.5000001"))
    #expect(try text("x = 0.5\nf = x * 2", "x = 0.5000001\nf = x * 2", tolerance: 1e-6).contains("are equal"))
  }

  @Test(arguments: [
    (
      "x = 2.0\nf = x * 3", "x = 2.0\nf = x + 3",
      "The circuits differ at f (line 2): it is ×3 of x in the first, and +3 of x in the second.\n\nThe numbers differ on 2"
    ),
    (
      "x = 2.0\nf = exp(x)", "x = 2.0\nf = exp(x) * 1",
      "The first has 1 gate, the second 2.\n\nThe circuits are wired differently, so their numbers are not compared.\n"
    ),
    (
      "x = 2.0\nf = exp(x)", "y = 2.0\nf = exp(y)",
      "Only the first has the input x, only the second y.\n\nAll numbers on 2 wires agree.\n"
    ),
    (
      "x = 2.0; y = 3.0\nf = x * y", "x = 2.0; y = 3.0\nf = x * x",
      "Only the first has the input y.\n\nThe circuits differ at f (line 2): it is × of x and y in the first, and × of x and x in the second.\n"
    ),
    (
      "x = np.ones(2)\nf = np.sum(x)", "x = np.ones(3)\nf = np.sum(x)",
      "x has the shape (2,) in the first, and (3,) in the second.\n"
    ),
    (
      "x = 2.0\nf = np.sum(x * 3)", "x = np.ones(2)\nf = np.sum(x * 3)",
      "x is a number in the first, and has the shape (2,) in the second.\n"
    ),
  ])
  func `what differs in the circuits is told`(first: String, second: String, told: String) throws {
    let found = try text(first, second)
    #expect(found.hasPrefix(told), "\(found)")
  }

  @Test func `NaN and infinity agree with nothing, themselves included`() throws {
    let program = "x = np.array([-1.0, 4.0])\nf = np.sum(np.where(x > 0, np.sqrt(x), 2 * x))"
    #expect(
      try text(program, program) == "2 numbers are NaN or infinite in both, which is no agreement.\n")
    #expect(!(TraceComparison(try trace(program), try trace(program)).isEqual))
  }

  @Test func `passes are compared one by one`() throws {
    let loop =
      "w = 1.0\nfor i in range(2):\n  f = w * w\n  f.backward()\n  w -= 0.1 * w.grad\n  w.grad = 0"
    let uncleared = loop.replacing("\n  w.grad = 0", with: "")
    let comparison = TraceComparison(try trace(loop), try trace(uncleared))
    #expect(comparison.passes.map(\.isEqual) == [true, false])
    #expect(
      comparison.passes[1].differences.map {
        "\(comparison.passes[1].name(of: $0.wire)) \($0.first) \($0.second)"
      }
        == ["w 1.60 3.60"])
    #expect(
      try text(loop, loop.replacing("range(2)", with: "range(3)")).hasPrefix(
        "The first has 2 passes, the second 3.\n"))
  }

  @Test(arguments: CircuitDirection.allCases)
  func `the figure shows both numbers where they differ, and is as good as others`(
    _ direction: CircuitDirection
  ) throws {
    let programs = [
      (
        "x = 3.0; y = -4.0\nq = x * y\nf = q + x * 2", "x = 3.0; y = -5.0\nq = x * y\nf = q + x * 2",
        "−4 ≠ −5"
      ),
      (
        "W = np.array([[1.0, 2.0], [3.0, 4.0]])\nx = np.array([1.0, -1.0])\nf = np.sum(W @ x)",
        "W = np.array([[1.0, 2.0], [3.0, 4.5]])\nx = np.array([1.0, -1.0])\nf = np.sum(W @ x)", "≠"
      ),
    ]
    for (first, second, mark) in programs {
      let pass = try #require(TraceComparison(try trace(first), try trace(second)).pass(nil))
      let picture = Picture(pass.pictures(FigureOptions(direction: direction)).svg())
      #expect(picture.texts.contains { $0.content.contains(mark) })
      #expect(FigureChecks.textsApart(picture) == [])
      #expect(FigureChecks.outlinesClear(picture) == [])
      #expect(FigureChecks.readable(picture) == [])
    }
  }
}
