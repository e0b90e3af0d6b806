import Autodiff
import Numbers
import Testing
import TraceModel

@testable import Rendering

struct `What steps say` {
  static let neuron =
    "w0 = 2.0; x0 = -1.0; w1 = -3.0; x1 = -2.0; w2 = -3.0\nf = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))"
  static let learning = """
    w = 2.0; x = -1.0; b = 3.0
    for i in range(3):
        f = sigmoid(w * x + b) * 2
        f.backward()
        w -= 0.1 * w.grad
        w.grad = 0
    """

  /// Programs with sentences that must come out word for word; the first are the model sentences.
  static let said: [(program: String, sentence: String)] = [
    (neuron, "The add gate passes the upstream gradient (0.20) unchanged to both inputs."),
    (
      neuron,
      "Each input gets the upstream gradient times the other input's value: w0 gets 0.20 × −1.00 = −0.20, and x0 gets 0.20 × 2.00 = 0.39, more exactly 0.3932…."
    ),
    (
      "x = 3.0; y = -4.0; z = 2.0; w = -1.0\nf = (x * y + max(z, w)) * 2",
      "The whole gradient (2) goes to the larger input, z; w gets 0."
    ),
    (neuron, "The slope of exp is its own output: −0.53 × 0.37 = −0.20."),
    (neuron, "The slope of 1/x is −1/x²: 1.00 × (−1/1.37²) = −0.53."),
    ("s = 1.0\nf = sigmoid(s)", "Its output alone gives its slope: 0.73 × (1 − 0.73) = 0.20."),
    (
      "x = 3.0; y = 2.0\nf = x * y + x + 0.5",
      "x is used twice, so the gradients of its branches add: 1.00 + 2.00 = 3.00."
    ),
    (
      neuron,
      "Backpropagation starts at the output; measured against itself it changes one for one: ∂f/∂f = 1."
    ),
    (
      "w = 2.0; x = 0.39\nf = w * x\nf.backward()\nw -= 0.1 * w.grad",
      "w steps against its gradient: 2.00 − 0.10 × 0.39 = 1.96."
    ),
    (learning, "The gradient of w is cleared, so that a later pass starts from nothing."),
    (
      learning,
      "b still holds its gradient from before this backward pass, and the new one is added to it: 0.39 + 0.40 = 0.79."
    ),
    (
      "x = 3.0\nf = x * x",
      "Both inputs are x, so it gets the upstream gradient times its own value twice, 1 × 3 = 3 along each branch."
    ),
    ("x = 3.0\nf = x * x", "x is used twice, so the gradients of its branches add: 3 + 3 = 6."),
    (
      "x = 0.5\nf = x * 2 + exp(x) + sin(x)",
      "x is used 3 times, so the gradients of its branches add: 0.88 + 1.65 + 2.00 = 4.53."
    ),
    ("x = 0.5\nf = x * 2 + exp(x) + sin(x)", "x is used 3 times; 2 branches are still to come."),
    (
      "x = 0.5; y = 0.5\nf = max(x, y)",
      "x and y are equal here, so they share the upstream gradient (1.00) equally."
    ),
    ("x = 2.0; y = 5.0\nf = min(x, y)", "The whole gradient (1) goes to the smaller input, x; y gets 0."),
    (
      "x = -2.0\nf = relu(x)",
      "The input of ReLU was not above 0 (−2), so the gate is shut: its slope is 0 and no gradient passes."
    ),
    (
      "x = 2.0\nf = relu(x)",
      "The input of ReLU was above 0 (2), so the gate is open: the upstream gradient (1) passes unchanged."
    ),
    (
      "x = 3.0; y = 1.0\nf = x - y",
      "x gets the upstream gradient (1) as it is; y, which is subtracted, gets it with its sign turned."
    ),
    (
      "x = 3.0\nf = 5 - x",
      "The input is subtracted, so the upstream gradient (1) passes with its sign turned."
    ),
    (
      "x = 3.0\nf = x - 5",
      "Subtracting a constant shifts the value and leaves every slope alone: the upstream gradient (1) passes unchanged."
    ),
    ("x = 3.0\nf = x * 5", "The slope of a product with the constant 5 is that constant: 1 × 5 = 5."),
    ("x = 3.0\nf = x / 4", "Dividing by 4 divides the gradient as well: 1.00 × (1/4) = 0.25."),
    (
      "x = 3.0; y = 4.0\nf = x / y",
      "x, on top, gets the upstream gradient divided by y; y, below, gets it times −x/y²."
    ),
    (
      "w = 2.0\nf = (w - 1)**2.0\nf.backward()\nw.data += 0.1 * w.grad",
      "w steps along its gradient: 2.00 + 0.10 × 2.00 = 2.20."
    ),
    (
      "x = 2.0\nf = x * x\ng = x * 3\nf.backward()\ng.backward()",
      "x is used twice, so the gradients of its branches add: 2 + 2 = 4."
    ),
    (
      "a = 2.5; b = 2.5\nf = max(a, b)\nf.backward()",
      "Both inputs are equal, so their value goes on; the gate remembers that they will share the gradient."
    ),
    ("x = 3.0\nf = x ** 3", "The slope of x³ is 3 × x²: 1 × (3 × 3²) = 27."),
    (
      "x = 3.0\nf = x * 2\nf.backward(4)",
      "Backpropagation starts at f with the gradient that the program gave: 4."
    ),
  ]

  @Test(arguments: said) func `comes out word for word`(_ program: String, _ sentence: String) throws {
    let all = try Sample("", program).told().flatMap(\.sentences)
    #expect(all.contains(sentence), "\(all)")
  }

  /// A program for each gate, with its inputs as nodes.
  static let programs: [String: String] = [
    "add": "x + y", "subtract": "x - y", "multiply": "x * y", "divide": "x / y", "power": "x ** y",
    "floor divide": "x // y", "remainder": "x % y", "exp": "exp(x)", "log": "log(x)", "sqrt": "sqrt(x)",
    "sin": "sin(x)", "cos": "cos(x)", "max": "max(x, y)", "min": "min(x, y)", "max with 0": "max(0, x)",
    "abs": "abs(x)", "sigmoid": "sigmoid(x)", "tanh": "tanh(x)", "relu": "relu(x)",
    "leaky relu": "leaky_relu(x)", "elu": "elu(x)", "softplus": "softplus(x)",
  ]

  @Test(arguments: Gate.elementwise.map(\.description)) func `of every gate has words and formulas`(
    _ gate: GateDescription
  ) throws {
    let expression = try #require(Self.programs[gate.name], "a program for \(gate.name)")
    for number in [2.25, -0.75] where number > 0 || !["log", "sqrt", "power"].contains(gate.name) {
      let told = try Sample("", "x = \(number); y = 1.5\nf = \(expression)").told()
      let moves = told.filter { $0.heading.contains("through \(symbol(gate))") }
      #expect(moves.count == 2, "\(told.map(\.heading))")
      for move in moves {
        #expect(!move.sentences.isEmpty && !move.account.equations.isEmpty)
        for sentence in move.sentences { #expect(sentence.hasSuffix(".") && !sentence.contains("  ")) }
        for equation in move.account.equations {
          let text = equation.symbols + equation.numbers + equation.result
          #expect(!text.contains("?") && !text.contains("NaN") && !equation.numbers.isEmpty, "\(text)")
          #expect(equation.symbols.count { $0 == "{" } == equation.symbols.count { $0 == "}" })
        }
      }
    }
    for formula in [gate.equation] + gate.slopes { #expect(Formula(formula) != nil) }
  }

  private func symbol(_ gate: GateDescription) -> String { gate.symbol }

  @Test func `shows a number for every sum that its terms give, or says what it is more exactly`() throws {
    let told = try Sample("", "x = 0.333\nf = x * 0.333 + x * 0.333 + x * 0.333").told()
    let fork = try #require(told.flatMap(\.sentences).last { $0.hasPrefix("x is used 3 times, so") })
    #expect(fork.hasSuffix("0.33 + 0.33 + 0.33 = 1.00, more exactly 0.9990…."))
  }

  @Test func `shows faults as words`() throws {
    let told = try Sample("", "x = -1.0; y = 0.0\nf = log(x) + x / y", faults: true).told()
    let results = told.flatMap { $0.account.equations.map(\.result) }
    #expect(results.contains("⚠ NaN") && results.contains("⚠ −infinity"))
    let set = try Sample("", "x = -1.0; y = 0.0\nf = log(x) + x / y", faults: true).figures()
    #expect(Picture(set.figures[0].svg).texts.contains { $0.content == "⚠ NaN (Step 1)" })
    #expect(set.faults(FigureChecks.textsApart) == [])
  }
}

struct `A collapsed group` {
  static let bodies = [
    "a * b", "a * a + b", "exp(a) * sin(b) + a * b", "sigmoid(a * b) / (1 + a * a)", "max(a, b) * a - b / a",
    "tanh(a + h(b, a))",
  ]

  @Test(arguments: bodies) func `has the local gradients of the function as a whole`(_ body: String) throws {
    func program(_ x: Double, _ y: Double) -> Sample {
      Sample(
        "g",
        "def h(a, b):\n    return a * a * b\ndef g(a, b):\n    return \(body)\nx = \(x); y = \(y)\nf = 3 * g(x, y)",
        collapsed: ["g"])
    }
    func value(_ x: Double, _ y: Double) throws -> Double {
      try #require(try program(x, y).trace().passes[0].outputValue?.scalar) / 3
    }
    let sample = program(0.7, 1.3)
    let trace = try sample.trace()
    let narrator = Narrator(
      States(trace), circuit: Circuit(trace, pass: trace.passes[0], collapsing: sample.collapsed))
    let gate = try #require(narrator.circuit.gates.first { $0.group != nil })
    let move = try #require(
      narrator.circuit.moves(in: trace).first {
        $0.kind == .backward && $0.gate.map { narrator.circuit.gates[$0].group != nil } == true
      })
    let locals = narrator.locals(inside: gate, from: gate.outputs[0], steps: move.steps)
    let step = 1e-5
    let slopes = [
      "x": (try value(0.7 + step, 1.3) - value(0.7 - step, 1.3)) / (2 * step),
      "y": (try value(0.7, 1.3 + step) - value(0.7, 1.3 - step)) / (2 * step),
    ]
    #expect(gate.branches.count == 2)
    for branch in gate.branches {
      let slope = try #require(slopes[narrator.labels.name(of: narrator.circuit.branches[branch].wire)])
      #expect(abs((locals[branch] ?? .nan) - slope) < 1e-8)
    }
  }

  @Test func `has the text of its own call where loops made groups too`() throws {
    let program = """
      def g(a, c):
          return a * c + 1
      x = 2.0
      s = 0
      for i in range(3):
          s += x * g(x, i)
      f = s + g(x, 5)
      """
    let trace = try Sample("", program).trace()
    #expect(trace.calls.indices.map(trace.callText) == ["g(x, i)", "g(x, i)", "g(x, i)", "g(x, 5)"])
  }

  @Test func `is told as one gate`() throws {
    let sample = Sample(
      "", "def g(a):\n    return 1 / (1 + exp(-a))\nx = 0.5\nf = g(x) * 2", collapsed: ["g"])
    let told = try sample.told()
    #expect(
      told.map(\.heading) == [
        "Step 0 · the inputs", "Steps 1–4 · forward through g", "Step 5 · forward through ×2",
        "Step 6 · the seed", "Step 7 · backward through ×2", "Steps 8–11 · backward through g",
      ])
    #expect(
      told[1].sentences == ["Drawn as one gate, g stands for the 4 gates of its body, which have all run."])
    #expect(
      told[5].sentences == [
        "Seen from outside, g is one gate: its local gradient is the product of the local gradients inside, summed over the paths: 2.00 × 0.24 = 0.47, more exactly 0.4700…."
      ])
  }
}
