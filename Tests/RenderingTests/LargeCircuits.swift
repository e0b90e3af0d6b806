import Language
import Script
import TraceModel

@testable import Rendering

/// Programs whose circuits are long, wide, or have one wire with very many uses.
enum LargeCircuits {
  /// `dot` alone takes minutes to hours for these.
  static let searched = [
    Sample(
      "forty uses further on each time", "x = 0.5; c = 1.0\nfor i in range(40):\n    c = c * 1.001 + x * 0.1"),
    Sample(
      "a line through 80 points",
      "w = 1.0; b = 0.5\nxs = [k / 40 - 1 for k in range(80)]\nloss = 0\nfor x in xs:\n    loss += (w * x + b - 2 * x) ** 2\nloss = loss / 80"
    ),
    Sample(
      "25 turns of a recurrence",
      "w = 0.8; u = 0.4; h = 0.0\nfor x in [0.1 * k - 1 for k in range(25)]:\n    h = tanh(w * h + u * x)\nf = h * h"
    ),
    Sample("a chain", chain(1000)),
  ]

  static func chain(_ gates: Int) -> String { "x = 0.3\nh = x\nfor i in range(\(gates)):\n    h = tanh(h)" }

  /// The same in calls of functions: `outer` calls `inner` five times, which adds ten terms.
  static func calls(_ count: Int) -> String {
    """
    def inner(f, x, k):
        for i in range(10):
            f = f + tanh(x * (k + i))
        return f
    def outer(f, x, k):
        for i in range(5):
            f = inner(f, x, k + 10 * i)
        return f
    x = 0.5; f = 0.1
    for k in range(\(count)):
        f = outer(f, x, k + 2)
    """
  }

  static func trace(_ program: String) throws -> Trace {
    try Program(program).run(RunOptions(title: "large")).trace
  }
}
