import Numbers
import Script
import Testing
import TraceModel

@testable import Recomputation

struct `A function of one number` {
  @Test(
    arguments: [
      "f = sigmoid(x)", "f = tanh(x) * x", "f = 1 / (1 + exp(-x))", "f = x**3 - 2 * x", "f = log(x * x + 1)",
      "f = leaky_relu(x)", "f = softplus(x) + x",
    ]) func `has the slope that small steps give`(_ program: String) throws
  {
    let trace = try Program("x = 0.7\n" + program).run().trace
    let gates = (0..<trace.nodeCount).filter { trace.node($0).gate != nil }
    let function = try FunctionOfOne(gates, output: gates[gates.count - 1], in: trace)
    for x in [-3.1, -0.4, 0.7, 2.9] {
      let step = 1e-5
      let (here, after, before) = (
        try #require(function(x)), try #require(function(x + step)), try #require(function(x - step))
      )
      #expect(abs((after.value - before.value) / (2 * step) - here.slope) < 1e-6)
    }
    let recorded = try #require(trace.initialValue(of: function.output).scalar)
    #expect(abs(try #require(function(0.7)).value - recorded) <= 1e-15 * max(1, abs(recorded)))
  }

  @Test func `is none that reads two`() throws {
    let trace = try Program("x = 1.0; y = 2.0\nf = x * y").run().trace
    #expect(throws: FunctionOfOne.Problem.severalNumbers) { try FunctionOfOne(2..<3, output: 2, in: trace) }
  }
}
