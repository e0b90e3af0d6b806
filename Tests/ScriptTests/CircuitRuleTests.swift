import Language
import Testing
import TraceModel

@testable import Script

/// A program and what must become of its names.
struct CircuitCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var program: String
  var inputs: [String]
  var gates: [String]
  var testDescription: String { rule }
}

/// What becomes an input, a constant, a gate and a name: one program a rule.
@Suite struct CircuitRuleTests {
  @Test(arguments: CircuitCases.inputsAndConstants) func `inputs and constants`(_ example: CircuitCase) throws
  {
    try check(example)
  }

  @Test(arguments: CircuitCases.names) func names(_ example: CircuitCase) throws { try check(example) }

  @Test(arguments: CircuitCases.sums) func `sums and fused constants`(_ example: CircuitCase) throws {
    try check(example)
  }

  private func check(_ example: CircuitCase) throws {
    let outcome = try Program(example.program).run()
    #expect(outcome.inputs == example.inputs)
    #expect(outcome.gates == example.gates)
  }

}

enum CircuitCases {
  static let inputsAndConstants: [CircuitCase] = [
    CircuitCase(
      rule: "named plain values are inputs in the order of assignment, literals are constants",
      program: "b = 2.0\na = 3\nf = a * b + 1", inputs: ["b", "a"],
      gates: ["⟨2⟩ = ×(a, b)", "f = +(⟨2⟩, 1.0)"]),
    CircuitCase(
      rule: "arithmetic on literals alone records no gate", program: "a = 2/3\nf = a * (1 + 2)",
      inputs: ["a"],
      gates: ["f = ×(a, 3.0)"]),
    CircuitCase(
      rule: "an alias keeps the first name", program: "a = 2.0\nb = a\nf = b * b", inputs: ["a"],
      gates: ["f = ×(a, a)"]),
    CircuitCase(
      rule: "elements of lists, tuples and dictionaries are inputs of their own",
      program: "w = [1.0, [2.0]]\np = {'k': 3.0}\nf = w[0] * w[1][0] + p['k']",
      inputs: ["w[0]", "w[1][0]", "p['k']"], gates: ["⟨3⟩ = ×(w[0], w[1][0])", "f = +(⟨3⟩, p['k'])"]),
    CircuitCase(
      rule: "unused names are no inputs", program: "a = 1.0\nb = 2.0\nf = a + 1", inputs: ["a"],
      gates: ["f = +(a, 1.0)"]),
    CircuitCase(
      rule: "a loop's variable is a constant with its name",
      program: "x = 2.0\nf = 1 * x\nfor i in range(1, 3):\n    f = f * i",
      inputs: ["x"], gates: ["f = ×(1.0, x)", "f₁ = ×(f, i:1.0)", "f₂ = ×(f₁, i:2.0)"]),
    CircuitCase(
      rule: "parameters that get literals, locals and defaults are constants with their names",
      program:
        "alpha = 0.5\ndef g(x, k, a=alpha):\n    slope = 0.01\n    return x * k + slope - a\nx = 2.0\nf = g(x, 3)",
      inputs: ["x"], gates: ["⟨1⟩ = ×(x, k:3.0)", "⟨2⟩ = +(⟨1⟩, slope:0.01)", "f = −(⟨2⟩, alpha:0.5)"]),
    CircuitCase(
      rule: "a value that reaches a range is a constant, also where a gate used it before",
      program: "n = 2\nx = 3.0\nf = x / n\nfor i in range(n):\n    f = f + x", inputs: ["x"],
      gates: ["f = ÷(x, n:2.0)", "f₁ = +(f, x)", "f₂ = +(f₁, x)"]),
    CircuitCase(
      rule: "what a gate made of a value that reaches an index is a constant with it",
      program: "n = 1\nm = n + 1\nw = [1.0, 2.0, 3.0]\nf = w[m] * w[0]", inputs: ["w[0]", "w[2]"],
      gates: ["f = ×(w[2], w[0])"]),
    CircuitCase(
      rule: "a whole exponent is a constant, a floating one is not",
      program: "x = 2.0\nn = 3\np = 2.0\nf = x**n + x**p", inputs: ["x", "p"],
      gates: ["⟨2⟩ = pow(x, n:3.0)", "⟨3⟩ = pow(x, p)", "f = +(⟨2⟩, ⟨3⟩)"]),
    CircuitCase(
      rule: "a size is a constant", program: "w = [1.0, 3.0]\nn = len(w)\nf = sum(w) / n",
      inputs: ["w[0]", "w[1]"], gates: ["⟨2⟩ = +(w[0], w[1])", "f = ÷(⟨2⟩, n:2.0)"]),
    CircuitCase(
      rule: "a number that is compared stays an input", program: "x = 3\nif x > 0:\n    y = x * x",
      inputs: ["x"],
      gates: ["y = ×(x, x)"]),
    CircuitCase(
      rule: "a number that is counted and compared is a constant",
      program: "i = 0\nx = 2.0\nf = 1 * x\nwhile i < 2:\n    i += 1\n    f = f * i", inputs: ["x"],
      gates: ["f = ×(1.0, x)", "f₁ = ×(f, i:1.0)", "f₂ = ×(f₁, i:2.0)"]),
    CircuitCase(
      rule: "requires_grad makes all else constants",
      program: "x = array(2.0, requires_grad=True)\nk = 3.0\nf = x * k", inputs: ["x"],
      gates: ["f = ×(x, k:3.0)"]),
    CircuitCase(
      rule: "requires_grad may be set afterwards",
      program: "x = 2.0\nk = 3.0\nx.requires_grad = True\nf = k * x",
      inputs: ["x"], gates: ["f = ×(k:3.0, x)"]),
    CircuitCase(
      rule: "gates with only constant inputs are not recorded",
      program: "def g(x):\n    h = 0.5\n    return x * exp(h * 2)\nx = 1.0\nf = g(x)", inputs: ["x"],
      gates: ["f = ×(x, 2.718281828459045)"]),
  ]

  static let names: [CircuitCase] = [
    CircuitCase(
      rule: "a name bound again is numbered", program: "c = 2.0\nc += c + 1\nc = c * c", inputs: ["c"],
      gates: ["⟨1⟩ = +(c, 1.0)", "c₁ = +(c, ⟨1⟩)", "c₂ = ×(c₁, c₁)"]),
    CircuitCase(
      rule: "parameters and locals never name a node",
      program: "def g(a):\n    h = a * a\n    return h\nx = 2.0\ny = g(x)", inputs: ["x"],
      gates: ["y = ×(x, x)"]),
    CircuitCase(
      rule: "a node keeps its first name", program: "x = 2.0\ny = x * x\nz = y\nf = z + 1", inputs: ["x"],
      gates: ["y = ×(x, x)", "f = +(y, 1.0)"]),
    CircuitCase(
      rule: "all names of a chain are the same input", program: "a = b = 2.0\nf = a * b", inputs: ["a"],
      gates: ["f = ×(a, a)"]),
    CircuitCase(
      rule: "unpacked names are inputs of their own", program: "a, (b, c) = 1.0, (2.0, 3.0)\nf = a * b + c",
      inputs: ["a", "b", "c"], gates: ["⟨3⟩ = ×(a, b)", "f = +(⟨3⟩, c)"]),
    CircuitCase(
      rule: "names may have any letters", program: "σ = 2.0\n한글 = 3.0\nf = σ * 한글", inputs: ["σ", "한글"],
      gates: ["f = ×(σ, 한글)"]),
    CircuitCase(
      rule: "a program's own name shadows a function",
      program: "def sigmoid(x):\n    return x * 2\nx = 1.0\nf = sigmoid(x)", inputs: ["x"],
      gates: ["f = ×(x, 2.0)"]),
  ]

  static let sums: [CircuitCase] = [
    CircuitCase(
      rule: "a zero that only starts a sum is not drawn",
      program: "x = 2.0\ntotal = 0\ntotal += x * x\ntotal += x", inputs: ["x"],
      gates: ["total = ×(x, x)", "total₁ = +(total, x)"]),
    CircuitCase(
      rule: "also where the sum is written out", program: "x = 2.0\ns = 0.0\ns = s + x * x", inputs: ["x"],
      gates: ["s = ×(x, x)"]),
    CircuitCase(
      rule: "a zero that is added elsewhere is an input", program: "x = 2.0\nb = 0.0\nf = x + b",
      inputs: ["x", "b"],
      gates: ["f = +(x, b)"]),
    CircuitCase(
      rule: "the minus sign multiplies by a constant", program: "x = 2.0\nf = -x", inputs: ["x"],
      gates: ["f = ×(x, -1.0)"]),
    CircuitCase(
      rule: "constants stand inside their gates", program: "x = 2.0\nf = 1 / x + x**2 - 3", inputs: ["x"],
      gates: ["⟨1⟩ = ÷(1.0, x)", "⟨2⟩ = pow(x, 2.0)", "⟨3⟩ = +(⟨1⟩, ⟨2⟩)", "f = −(⟨3⟩, 3.0)"]),
    CircuitCase(
      rule: "max with a constant 0 is the ReLU of the lecture's code",
      program: "x = 2.0\nf = max(0, x) + maximum(x, 0)",
      inputs: ["x"], gates: ["⟨1⟩ = max(0,□)(x)", "⟨2⟩ = max(0,□)(x)", "f = +(⟨1⟩, ⟨2⟩)"]),
    CircuitCase(
      rule: "max of several numbers is a chain of gates",
      program: "a = 1.0\nb = 2.0\nc = 3.0\nf = max(a, b, c)",
      inputs: ["a", "b", "c"], gates: ["⟨3⟩ = max(a, b)", "f = max(⟨3⟩, c)"]),
    CircuitCase(
      rule: "functions of several gates", program: "x = 2.0\nf = square(clip(x, 0.5, 1.5))", inputs: ["x"],
      gates: ["⟨1⟩ = max(x, 0.5)", "⟨2⟩ = min(⟨1⟩, 1.5)", "f = pow(⟨2⟩, 2.0)"]),
  ]
}
