import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// A program with the gradients of its inputs, as PyTorch gives them.
private struct DetachedProgram: CustomTestStringConvertible, Sendable {
  let name: String
  let program: String
  let gradients: [String: [Double]]
  var testDescription: String { name }

  init(_ name: String, _ program: String, _ gradients: [String: [Double]]) {
    (self.name, self.program, self.gradients) = (name, program, gradients)
  }
}

@Suite struct DetachTests {
  private static let programs = [
    DetachedProgram(
      "the largest element that is taken off",
      "x = np.array([1.0, 2.0, 3.0])\ne = np.exp(x - np.max(x).detach())\nf = -np.log(e[0] / np.sum(e))\nf.backward()",
      ["x": [-0.9099694268296, 0.2447284710548, 0.6652409557748]]),
    DetachedProgram(
      "a copy that is detached", "x = 2.0\ny = x.detach()\nf = 5 * x + 6 * y\nf.backward()", ["x": [5]]),
    DetachedProgram(
      "a target that is detached, which is an array",
      "x = np.array([1.0, 2.0])\nt = (3 * x).detach()\nf = np.sum((x - t)**2)\nf.backward()", ["x": [-4, -8]]),
    DetachedProgram(
      "the number of a gate's result", "x = 3.0\ny = x * x\nf = x * y.item() + y\nf.backward()", ["x": [15]]),
    DetachedProgram(
      "the data of a gate's result", "x = 3.0\ny = x * x\nf = x * y.data + y\nf.backward()", ["x": [15]]),
    DetachedProgram(
      "a straight-through estimate", "x = 2.6\nq = round(x)\nf = (x + (q - x).detach()) * 3\nf.backward()",
      ["x": [3]]),
    DetachedProgram(
      "a target that moves in a loop",
      "w = 1.0\nfor i in range(2):\n  t = w.detach() + 1\n  f = (w - t)**2\n  w.grad = 0\n  f.backward()\n  w -= 0.25 * w.grad",
      ["w": [-2]]),
    DetachedProgram(
      "an argument of a gate of one's own",
      """
      class Multiply:
        def forward(self, a, b):
          self.a, self.b = a, b
          return a * b
        def backward(self, d):
          return d * self.b, d * self.a
      x = 3.0
      f = Multiply().forward(x, x.detach())
      f.backward()
      """, ["x": [3]]),
  ]

  @Test(arguments: programs)
  private func `a detached number is a constant in what is computed from it`(_ program: DetachedProgram)
    throws
  {
    let outcome = try Program(program.program).run()
    for (name, expected) in program.gradients.sorted(by: { $0.key < $1.key }) {
      let found = outcome.arrayGradients[name]?.elements ?? [outcome.gradients[name] ?? .nan]
      #expect(
        found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
    }
  }

  @Test func `what a parameter is moved by stays off the tape`() throws {
    let outcome = try Program(
      """
      w = 1.0
      lr = 0.1
      v = 0.0
      mu = 0.9
      for i in range(3):
        y = w * w * 3.0
        y.backward()
        g = w.grad
        v = mu * v + g
        step = lr * v
        w = w - step
        w.grad = 0
        err = y.item() - 1
        w -= lr * err * 0.01
      """
    ).run()
    #expect(outcome.inputs == ["w"])
    #expect(outcome.trace.passes.count == 3)
    #expect(outcome.updates.count == 6)
    // As under Python.
    #expect(outcome.values["w"] == -0.8524639125105852)
  }
}
