import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// Gradients, updates and passes.
@Suite struct PassTests {
  @Test func `a gradient is None before the backward pass and a number after it`() throws {
    let outcome = try Program(
      "x = 3.0\ny = x * x\nprint(x.grad)\ny.backward()\nprint(x.grad, y.grad, x.data)"
    ).run()
    #expect(outcome.printed == ["None", "6.0 1.0 3.0"])
  }

  @Test func `a program without backward() is seeded at its last value`() throws {
    let outcome = try Program("x = 3.0\ny = x * x\nz = y + 1\nn = 5").run()
    #expect(outcome.gradients == ["x": 6, "y": 1, "z": 1])
    #expect(outcome.trace.passes[0].output == 2)
  }

  @Test func `the output may be named`() throws {
    let outcome = try Program("x = 3.0\ny = x * x\nz = y + 1").run(RunOptions(output: "y"))
    #expect(outcome.trace.passes[0].output == 1)
    #expect(outcome.gradients["x"] == 6)
  }

  @Test func `inputs that are named make all else constants`() throws {
    let outcome = try Program("w = 2.0\nx = 3.0\nf = w * x").run(RunOptions(inputs: ["w"]))
    #expect(outcome.inputs == ["w"])
    #expect(outcome.gates == ["f = ×(w, x:3.0)"])
  }

  @Test func `backward takes the gradient to start from`() throws {
    let outcome = try Program("x = 3.0\ny = x * x\ny.backward(2)").run()
    #expect(outcome.gradients == ["x": 12, "y": 2])
  }

  /// Forms of the same descent step.
  @Test(arguments: [
    "w -= lr * w.grad", "w = w - lr * w.grad", "w += -lr * w.grad", "w.data -= lr * w.grad",
    "w -= w.grad * lr", "w.data = w.data - lr * w.grad", "w = w.data - lr * w.grad",
  ]) func `a parameter moves`(_ form: String) throws {
    let program =
      "w = 1.0\nlr = 0.1\nfor i in range(2):\n    loss = w * w\n    loss.backward()\n    \(form)\n    w.grad = 0"
    let outcome = try Program(program).run()
    #expect(outcome.inputs == ["w"])
    #expect(outcome.updates.map(\.old.elements) == [[1], [0.8]])
    #expect(outcome.updates.map(\.new.elements) == [[0.8], [0.64]])
    #expect(outcome.updates.map(\.statement) == [form, form])
    let place = SourceRange(SourcePlace(line: 6, column: 5), length: form.count)
    #expect(outcome.updates.map(\.place) == [place, place])
    if !form.hasPrefix("w.data =") && !form.hasPrefix("w = w.data") {
      #expect(outcome.updates.map(\.rate) == [0.1, 0.1])
    }
    #expect(outcome.trace.passes.map(\.number) == [1, 2])
    #expect(outcome.gates == ["loss = ×(w, w)", "loss = ×(w, w)"])
  }

  @Test func `an update has the place of its own statement`() throws {
    let outcome = try Program(
      """
      W = np.array([1.0, 2.0]); b = 3.0
      def step(w):
          w.data -= 0.1 * w.grad  # W -= 1
      # W -= 1
      for i in range(2):
          f = np.sum(W * W) + b * b
          f.backward()
          step(b); W[0] -= 0.1 * W.grad[0]; W -= 0.1 * W.grad
          W.data -= (0.1 *
              W.grad)
      """
    ).run()
    let places = [
      SourceRange(SourcePlace(line: 3, column: 5), length: 22),
      SourceRange(SourcePlace(line: 8, column: 14), length: 23),
      SourceRange(SourcePlace(line: 8, column: 39), length: 17),
      SourceRange(SourcePlace(line: 9, column: 5), SourcePlace(line: 10, column: 16)),
    ]
    #expect(outcome.updates.map(\.place) == places + places)
  }

  @Test func `gradients of inputs accumulate until they are cleared`() throws {
    for (clear, gradients) in [
      ("pass", ["2.0", "4.0"]), ("w.grad = None", ["2.0", "2.0"]), ("w.grad.zero_()", ["2.0", "2.0"]),
    ] {
      let program =
        "w = 1.0\nfor i in range(2):\n    loss = w * w\n    loss.backward()\n    print(w.grad)\n    \(clear)"
      #expect(try Program(program).run().printed == gradients)
    }
  }

  @Test func `a sum and x += 1 are gates, also after a backward pass`() throws {
    let outcome = try Program("x = 1.0\ny = x * 2\ny.backward()\nx += 1\nz = x * 3").run()
    #expect(outcome.updates.isEmpty)
    #expect(outcome.gates == ["y = ×(x, 2.0)", "x₁ = +(x, 1.0)", "z = ×(x₁, 3.0)"])
  }

  @Test func `elements of a list move through a loop over them`() throws {
    let program = """
      params = [1.0, 2.0]
      loss = params[0] * params[1]
      loss.backward()
      for p in params:
          p.data -= 0.1 * p.grad
      for i in range(2):
          params[i] -= 0.5 * params[i].grad
      print(params)
      """
    let outcome = try Program(program).run()
    #expect(outcome.printed == ["[-0.19999999999999996, 1.4]"])
    #expect(outcome.updates.map(\.rate) == [0.1, 0.1, 0.5, 0.5])
  }

  @Test func `other names keep the old number of a parameter that moved`() throws {
    let program =
      "w = 1.0\nloss = w * w\nloss.backward()\nold = w\nw -= 0.1 * w.grad\nprint(old, w, round(w - old, 3))"
    #expect(try Program(program).run().printed == ["1.0 0.8 -0.2"])
  }

  @Test func `what is computed from gradients stays off the tape`() throws {
    let program = """
      w = 3.0
      m = 0.0
      v = 0.0
      beta1 = 0.9
      beta2 = 0.999
      eps = 1e-8
      lr = 0.1
      for t in range(1, 4):
          loss = (w - 1.0)**2
          loss.backward()
          g = w.grad
          m = beta1*m + (1-beta1)*g
          v = beta2*v + (1-beta2)*g**2
          mhat = m / (1 - beta1**t)
          vhat = v / (1 - beta2**t)
          w -= lr * mhat / (sqrt(vhat) + eps)
          w.grad = 0
          print(f"{w:.4f}")
      """
    let outcome = try Program(program).run()
    #expect(outcome.printed == ["2.9000", "2.8002", "2.7006"])
    #expect(outcome.inputs == ["w"])
    #expect(outcome.gates.count == 6)
    #expect(outcome.trace.passes.count == 3)
  }

  @Test func `momentum and weight decay are updates`() throws {
    let program = """
      w = 1.0
      v = 0.0
      mu = 0.9
      lr = 0.1
      reg = 0.01
      for i in range(3):
          loss = w * w
          loss.backward()
          v = mu * v - lr * (w.grad + reg * w)
          w += v
          w.grad = 0
          lr = lr * 0.5
      """
    let outcome = try Program(program).run()
    #expect(outcome.inputs == ["w"])
    #expect(outcome.gates.count == 3)
    #expect(outcome.updates.count == 3)
  }

  @Test func `looking at values after a backward pass starts no new pass`() throws {
    let program =
      "w = 1.0\nloss = w * w\nloss.backward()\nprint(loss / 2, f'{w * 3:.1f}')\nassert abs(loss * 2 - 2) < 1e-9"
    let outcome = try Program(program).run()
    #expect(outcome.trace.passes.count == 1)
    #expect(outcome.printed == ["0.5 3.0"])
  }

  @Test func `a call of a def is a group, nested in the call around it, a lambda is none`() throws {
    let program = """
      def square(x):
          return x * x
      def f(x):
          return square(x) + square(x + 1)
      g = lambda x: x * 3
      x = 2.0
      y = g(f(x))
      """
    let trace = try Program(program).run().trace
    #expect(trace.groups.map(\.name) == ["f", "square", "square"])
    #expect(trace.groups.map(\.parent) == [nil, 0, 0])
    #expect(trace.groups.map(\.nodes) == [1..<5, 1..<2, 3..<4])
    #expect(trace.groups[0].place.start == SourcePlace(line: 7, column: 7))
  }

  @Test func `a loop of a thousand passes keeps the first and the last`() throws {
    let program =
      "w = 5.0\nfor i in range(1000):\n    loss = (w - 3)**2\n    loss.backward()\n    w -= 0.1 * w.grad\n    w.grad = 0\n    total = loss"
    let outcome = try Program(program).run(RunOptions(steps: [500]))
    #expect(outcome.trace.passes.count == 1000)
    #expect(outcome.trace.passes.filter { $0.steps != nil }.map(\.number) == [1, 500, 1000])
  }

  @Test func `values of passes that were not kept can still be read`() throws {
    let program = """
      w = 5.0
      losses = []
      total = 0
      for i in range(50):
          loss = (w - 3)**2
          loss.backward()
          w -= 0.1 * w.grad
          w.grad = 0
          losses.append(loss)
      print(f"{losses[3]:.4f} {losses[-1] * 2:.4f} {sum(losses):.4f}")
      """
    #expect(try Program(program).run().printed == ["1.0486 0.0000 11.1111"])
  }
}

extension PassTests {
  @Test func `two names of one input cannot be trained apart`() {
    let program = "w = b = 1.0\nloss = w * b\nloss.backward()\nw -= w.grad\nb -= b.grad"
    let hint = "to have two inputs, assign their first values separately"
    #expect(
      errors(of: program) == ["5:1: 'b' is another name of the input 'w', which has moved already (\(hint))"])
  }

  @Test func `a fault that may flow is a warning`() throws {
    let outcome = try Program("x = -1.0\nf = log(x) * 2").run(RunOptions(showsFaults: true))
    #expect(outcome.diagnostics.map(\.message) == ["log of -1.00 at step 1 is not a number"])
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.values["f"]?.isNaN == true)
  }

  @Test func `all functions of a module can be imported at once`() throws {
    let outcome = try Program(
      "from math import *\nfrom lesson import *\nx = 4.0\nf = sqrt(x) * floor(2.5) * pi"
    ).run()
    #expect(outcome.gates == ["⟨1⟩ = √(x)", "⟨2⟩ = ×(⟨1⟩, 2.0)", "f = ×(⟨2⟩, 3.141592653589793)"])
  }
}

extension PassTests {
  @Test func `many counters are found out in a bounded number of runs`() throws {
    let loops = (0..<80).map { "i\($0) = 0\nwhile i\($0) < 3:\n    i\($0) += 1\n    f = f * i\($0)\n" }
    let outcome = try Program("x = 1.0\nf = 1 * x\n" + loops.joined()).run()
    #expect(outcome.inputs == ["x"])
    #expect(outcome.gates.count == 241)
  }
}
