import Numbers
import Script
import Testing
import TraceModel

@testable import Rendering

/// Sentences and equations that a student takes at their word.
struct `What is told is true` {
  /// Programs with what must be said of them, and what must not.
  static let said: [(program: String, says: String, not: String)] = [
    ("x = 3.0\nf = x / 4", "The divisor 4 stays inside the gate: the slope will be 1/4.", "remembers"),
    ("x = 3.0\nf = x / -4", "the slope will be 1/(−4).", "1/−4"),
    ("x = 3.5\nf = x % 3", "The slope is the same whatever the input, so nothing has to be", "depends"),
    ("x = 3.5\nf = x // 2", "between them the value does not change, so the slope is 0.", "depends"),
    ("x = 3.5\nf = 2 / x", "The gate remembers its input, x: the slope depends on it.", "same"),
    (arrays + "f = np.sum(x / 4)", "The divisor 4 stays inside the gate: 1/4 will be the slope", "depends"),
    (arrays + "f = np.sum(x / [1, 2, 4])", "1 over each of its elements will be a slope.", "depends"),
    (arrays + "f = np.sum(x % 3)", "Its slope is the same whatever the input, so nothing", "depends"),
    (
      arrays + "f = np.sum(2 / x)", "remembers its input: the slope for each element depends on it.",
      "whatever"
    ),
    (
      arrays + "f = np.sum(x ** 2)", "remembers its input: the slope for each element depends on it.",
      "whatever"
    ),
    (arrays + "f = x[:1] * 2\nf.backward()", "it changes one for one: ∂f/∂f = 1.", "that the program gave"),
    (arrays + "f = x * 2\nf.backward([1, 1, 1])", "with the gradient that the program gave", "∂f/∂f"),
    (
      "w = 4.0\nfor i in range(2):\n  l = w * w\n  l.backward()\n  w -= 0.25 * w.grad",
      "w steps against all the gradient that it holds, that of earlier backward passes included: 2 − 0.25 × 12 = −1.",
      "NaN"
    ),
    (
      "x = 0.1; y = 0.2; z = 0.3\ns = x + y - z\nf = s * 1000.0",
      "The slopes are 1 and −1", "e−1"
    ),
  ]

  private static let arrays = "import numpy as np\nx = np.array([1.0, 2.0, 4.0])\n"

  @Test(arguments: said) func `in sentences`(_ program: String, _ says: String, _ not: String) throws {
    let text = PlainWalkThrough(try Sample("", program).trace(), collapsing: []).text
    let told = text.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.hasSuffix(".") }.joined(
      separator: "\n")
    #expect(told.contains(says), "\(told)")
    #expect(!told.contains(not), "\(told)")
  }

  /// Programs with an equation in symbols, the groups to collapse, and the text of the symbols.
  static let equations: [(program: String, collapsed: String, symbols: String)] = [
    // A gradient of what does not start from 1 is none of the wire it started at.
    ("a = 3; b = 4\nc = a * b\nc.backward(2)", "", "ā = c̄ × b"),
    ("a = 3; b = 4\nc = a * b\nc.backward()", "", "∂c/∂a = ∂c/∂c × b"),
    ("first = 3; b = 4\nc = first * b\nc.backward(2)", "", "first.grad = c̄ × b"),
    ("x = 3.0\ny = x * 2\ny.backward(5)", "", "ȳ"),
    // Nothing equals itself times something.
    (own + "f = Twice().forward(x)\nf.backward()", "", "∂f/∂x = ∂f/∂f × (∂Twice/∂x)"),
    (own + "f = Twice().forward(x) * 3\nf.backward()", "", "∂f/∂x = ∂f/∂⟨1⟩ × (∂⟨1⟩/∂x)"),
    ("def g(a):\n  return a * a * 2\nx = 3.0\nf = g(x)", "g", "∂f/∂x = ∂f/∂f × ∂g/∂x"),
    ("def f(a):\n  return a * a * 2\nx = 3.0\nf = f(x)", "f", "∂f/∂x = ∂f/∂f × ∂f()/∂x"),
    ("a = 2.5; b = 2.5\nf = max(a, b)", "", "∂f/∂a = ∂f/∂f × 0.50"),
    // What holds several gradients is none of them.
    (twice, "", "w.grad += ∂m/∂m × 3"),
    (twice, "", "w ← w − 0.10 × w.grad"),
    ("w = 2.0\nl = w * 3\nl.backward()\nw -= 0.1 * w.grad", "", "w ← w − 0.10 × ∂l/∂w"),
  ]

  private static let twice = "w = 2.0\nl = w * w\nl.backward()\nm = w * 3\nm.backward()\nw -= 0.1 * w.grad"
  private static let own =
    "class Twice:\n  def forward(self, x):\n    return 2 * x\n  def backward(self, d):\n    return 2 * d\nx = 3.0\n"

  @Test(arguments: equations)
  func `in equations`(_ program: String, _ collapsed: String, _ symbols: String) throws {
    let sample = Sample("", program, collapsed: collapsed.isEmpty ? [] : [collapsed])
    let equations = try sample.told().flatMap(\.account.equations)
    #expect(equations.contains { $0.readableSymbols == symbols }, "\(equations.map(\.readableSymbols))")
    for equation in equations {
      let sides = (equation.readableSymbols ?? "").split(separator: " = ", maxSplits: 1)
      #expect(sides.count < 2 || !sides[1].hasSuffix("× " + sides[0]), "\(sides)")
    }
  }

  @Test func `a matrix of derivatives and a gradient are not written alike`() throws {
    let program = "import numpy as np\nx = np.array([1.0, 2.0])\ny = x * x\ny.backward([1, 2])"
    let trace = try Sample("", program).trace()
    var walk = WalkThrough(trace)
    let section = walk.jacobians(of: 1, in: trace.passes[0]) ?? ""
    #expect(section.contains("$$\\frac{\\partial y}{\\partial x} = \\begin{array}"))
    #expect(section.contains("\\right)^{\\top} \\bar{y} = "))
    #expect(section.contains("$$\\bar{x} \\mathrel{+}= \\bar{y} \\odot x = "))
    #expect(section.contains("A bar above a name, or .grad behind it, stands for the gradient of that wire."))
    let steps = walk.steps(of: trace.passes[0], .backward)
    #expect(!steps.contains("\\partial") && steps.contains("$\\bar{y}$ = "))
  }

  @Test func `equal elements of two arrays are told by their shares`() throws {
    let program =
      "import numpy as np\na = np.array([1.0, 2.0])\nb = np.array([1.0, 5.0])\nf = np.sum(np.maximum(a, b))"
    let equations = try Sample("", program).told().flatMap(\.account.equations)
    #expect(equations.contains { $0.readableSymbols == "∂f/∂a = ∂f/∂⟨2⟩ ⊙ share(a)" })
  }

  @Test func `the transpose of a gradient is not one by a transpose`() throws {
    let program = "import numpy as np\nA = np.array([[1.0, 2.0], [3.0, 4.0]])\nB = A.T\nf = np.sum(B * B)"
    let equations = try Sample("", program).told().flatMap(\.account.equations)
    #expect(equations.contains { $0.readableSymbols == "∂f/∂A = (∂f/∂B)ᵀ" })
  }
}

struct `A number that is 0 but for rounding` {
  private func settled(_ program: String) throws -> (values: [Double], gradients: [Double]) {
    let trace = try Sample("", "import numpy as np\n" + program).trace().settled
    let states = States(trace)
    let last = trace.stepCount - 1
    let gradients = (0..<trace.nodeCount).flatMap { node -> [Double] in
      if case .final(let gradient) = states.gradient(of: node, at: last) { gradient.elements } else { [] }
    }
    return (trace.nodes.flatMap { trace.initialValue(of: $0.id).elements }, gradients)
  }

  @Test(arguments: [
    "x = 0.1; y = 0.2\nf = x + y - 0.3", "x = 0.1; y = 0.2; z = 0.3\nf = (x + y - z) * 1000 / 7",
    "x = np.array([0.1, 0.2, -0.3])\nf = np.sum(x)",
    "W = np.array([[0.1, 0.2, 0.3]])\nx = np.array([1.0, 1.0, -1.0])\nf = np.sum(W @ x)",
  ])
  func `is told as 0, and what is computed from it`(_ program: String) throws {
    #expect(try settled(program).values.last == 0)
  }

  @Test func `is told as 0 where gradients add up to it`() throws {
    let found = try settled("x = 1.0\nf = 0.1 * x + 0.2 * x - 0.3 * x")
    #expect(found.gradients.first == 0)
  }

  @Test(arguments: [
    "x = 1e-13; y = 2.0\nf = x * y", "x = np.array([1.0, 1e-13])\nf = np.sum(x * x)",
    "s = np.array([0.0, -31.0])\np = softmax(s)\nf = p[1] * 2", "x = 1.0\nf = exp(-32 * x)",
    "x = 1e-13; y = 2e-13\nf = y - x",
  ])
  func `is none that is small and right`(_ program: String) throws {
    let trace = try Sample("", "import numpy as np\n" + program).trace()
    #expect(trace.settled == trace)
  }
}
