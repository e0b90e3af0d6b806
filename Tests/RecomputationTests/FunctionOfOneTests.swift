import Language
import Numbers
import Script
import Testing
import TraceModel

@testable import Recomputation

struct `A function of one number` {
  /// All gates of a program as one function.
  private static func function(_ program: String) throws -> (FunctionOfOne, Trace) {
    let trace = try Program(program).run().trace
    let gates = (0..<trace.nodeCount).filter { !trace.isInput($0) }
    let branches = trace.branches(inSteps: 0...trace.stepCount)
    return (
      try FunctionOfOne(gates, output: gates[gates.count - 1], in: trace, branches: branches), trace
    )
  }

  private static func number(_ function: FunctionOfOne, _ x: Double) throws -> (value: Double, slope: Double)
  {
    guard case .number(let value, let slope) = function(x) else {
      throw FunctionOfOne.Problem.severalNumbers
    }
    return (value, slope)
  }

  @Test(
    arguments: [
      "f = sigmoid(x)", "f = tanh(x) * x", "f = 1 / (1 + exp(-x))", "f = x**3 - 2 * x", "f = log(x * x + 1)",
      "f = leaky_relu(x)", "f = softplus(x) + x",
    ]) func `has the slope that small steps give`(_ program: String) throws
  {
    let (function, trace) = try Self.function("x = 0.7\n" + program)
    for x in [-3.1, -0.4, 0.7, 2.9] {
      let step = 1e-5
      let (here, after, before) = (
        try Self.number(function, x), try Self.number(function, x + step), try Self.number(function, x - step)
      )
      #expect(abs((after.value - before.value) / (2 * step) - here.slope) < 1e-6)
    }
    let recorded = try #require(trace.initialValue(of: function.output).scalar)
    #expect(abs(try Self.number(function, 0.7).value - recorded) <= 1e-15 * max(1, abs(recorded)))
  }

  @Test(
    arguments: [
      ("if x > 0: f = x * x\nelse: f = -x", 3.0, 0.5, -0.5),
      ("y = x\nwhile y > 1: y = y / 2\nf = y * 1", 6.0, 7.5, 3.5),
      ("f = x * (x < 4)", 2.0, 3.0, 4.5),
      ("f = np.where(x > 0, x * 2, 0.1 * x)", 2.0, 1.0, -1.0),
      ("f = x * 3\nif f > 2: f = f * f", 2.0, 1.0, 0.5),
    ])
  func `is known as far as the program goes the same way`(
    program: String, at x: Double, same: Double, other: Double
  ) throws {
    let (function, _) = try Self.function("x = \(x)\n" + program)
    #expect(throws: Never.self) { try Self.number(function, same) }
    guard case .otherWay = function(other) else {
      Issue.record("\(program) goes the same way at \(other)")
      return
    }
  }

  @Test func `is compared with other nodes as they are`() throws {
    let program = "x = 2.0; t = 3.0\nif x < t: f = x * x\nelse: f = x\ng = f + t\ng.backward()"
    let trace = try Program(program).run().trace
    let branches = trace.branches(inSteps: 0...trace.stepCount)
    #expect(branches.count == 1)
    let function = try FunctionOfOne(2..<3, output: 2, in: trace, branches: branches)
    #expect(function(2.5) == .number(value: 6.25, slope: 5) && function(3.5) == .otherWay(branches[0]))
  }

  @Test func `has no number where a formula gives none`() throws {
    let (function, _) = try Self.function("x = 2.0\nf = log(x)")
    #expect(function(-1) == .undefined && function(0) == .undefined)
  }

  @Test func `is none that reads two`() throws {
    let trace = try Program("x = 1.0; y = 2.0\nf = x * y").run().trace
    #expect(throws: FunctionOfOne.Problem.severalNumbers) { try FunctionOfOne(2..<3, output: 2, in: trace) }
  }

  @Test(
    arguments: [
      ("f = x * x.item()", Constant.Origin.item), ("f = x * round(x)", .rounded),
      ("f = x * x.detach()", .detached),
    ]) func `is none that uses numbers of unknown origin`(program: String, origin: Constant.Origin) throws
  {
    #expect(throws: FunctionOfOne.Problem.fixedNumber(origin)) { try Self.function("x = 2.5\n" + program) }
  }
}
