import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// What the trace of a program carries beside its nodes and steps.
@Suite struct TraceRecordTests {
  private func trace(_ program: String) throws -> Trace { try Program(program).run().trace }

  @Test func `each turn of a loop is a group of its own`() throws {
    let trace = try trace(
      """
      x = 2.0; s = 0.0; n = 0
      def half(a):
          return a / 2
      for i, j in [(0, 1), (1, 2)]:
          s = s + half(x)
          while n < 2 * j:
              s = s * x; n = n + 1
      for k in range(1000): m = k * 2
      f = s * 3
      """)
    #expect(
      trace.groups.map { "\($0.name) \($0.turn.map { "\($0.loop).\($0.number)" } ?? "")" } == [
        "i, j 0.1", "half ", "while 1.1", "while 1.2", "i, j 0.2", "half ", "while 2.1", "while 2.2",
      ])
    #expect(trace.groups.map(\.parent) == [nil, 0, 0, 0, nil, 4, 4, 4])
    #expect(
      trace.groups[0].place
        == SourceRange(SourcePlace(line: 4, column: 5), SourcePlace(line: 4, column: 29)))
    #expect(trace.calls.map(\.parent) == [nil, nil])
  }

  @Test func `a turn that is a pass holds the gates of that pass`() throws {
    let trace = try trace(
      "w = 1.0\nfor i in range(3):\n    f = w * w\n    f.backward()\n    w -= 0.1 * w.grad\n    w.grad = 0")
    #expect(trace.groups.map(\.turn?.number) == [1, 2, 3])
    #expect(trace.groups.map(\.nodes) == trace.passes.map(\.nodes))
    #expect(trace.calls == [])
  }

  @Test(arguments: [
    (
      "x = 2.0\nf = x * x\ng = 3 * f\ndx = 2 * x", Note(.otherOutput, name: "f", last: "g"), [4, 1, 11]
    ),
    (
      "import matplotlib.pyplot as plt\nx = 2.0\nf = x * x\nplt.plot(f)",
      Note(.leftOut, text: "plt.plot(f)"), [4, 1, 12]
    ),
    (
      "w = 2.0\nslope = 2 * w\nw = w - 0.1 * slope\nf = w * 1.0",
      Note(.updateAsGate, name: "slope", of: "w", text: "w = w - 0.1 * slope"), [3, 1, 20]
    ),
    ("import numpy as np\nx = np.array([1.0, 2.0])\nf = x * x", Note(.noGradient, name: "f"), []),
  ]) func `what a program is told in a note stands in its trace`(
    _ program: String, _ note: Note, _ place: [Int]
  ) throws {
    let outcome = try Program(program).run()
    var expected = note
    if place.count == 3 {
      let start = SourcePlace(line: place[0], column: place[1])
      expected.place = SourceRange(start, SourcePlace(line: place[0], column: place[2]))
    }
    #expect(outcome.trace.notes == [expected])
    #expect(outcome.diagnostics.count == 1)
  }

  @Test func `a gradient by hand has its name and its place`() throws {
    let trace = try trace("x = 3.0; y = -2.0\nf = x * y\ndy = x\ndx = y")
    let byHand = trace.checks.compactMap(\.byHand)
    #expect(byHand.map(\.name) == ["dx", "dy"])
    #expect(byHand.map(\.place.line) == [4, 3])
    #expect(byHand.map(\.gradient) == [Tensor(-2), Tensor(3)])
  }
}
