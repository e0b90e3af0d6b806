import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// Backward passes that a program writes out itself.
@Suite struct ByHandTests {
  /// The lecture's staged example, from its formula: f = (x + σ(y)) / (σ(x) + (x + y)²).
  static let staged = """
    x = 3
    y = -4
    sigy = 1.0 / (1 + math.exp(-y))
    num = x + sigy
    sigx = 1.0 / (1 + math.exp(-x))
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1.0 / den
    f = num * invden
    dnum = invden
    dinvden = num
    dden = (-1.0 / (den**2)) * dinvden
    dsigx = (1) * dden
    dxpysqr = (1) * dden
    dxpy = (2 * xpy) * dxpysqr
    dx = (1) * dxpy
    dy = (1) * dxpy
    dx += ((1 - sigx) * sigx) * dsigx
    dx += (1) * dnum
    dsigy = (1) * dnum
    dy += ((1 - sigy) * sigy) * dsigy
    """

  /// Its neuron.
  static let neuron = """
    w = [2, -3, -3]
    x = [-1, -2]
    dot = w[0]*x[0] + w[1]*x[1] + w[2]
    f = 1.0 / (1 + math.exp(-dot))
    ddot = (1 - f) * f
    dx = [w[0] * ddot, w[1] * ddot]
    dw = [x[0] * ddot, x[1] * ddot, 1.0 * ddot]
    """

  /// Its two-layer net, from the formulas of a ReLU layer and a squared error.
  static let net = """
    import numpy as np
    N, D_in, H, D_out = 4, 6, 5, 3
    np.random.seed(1)
    x = np.random.randn(N, D_in)
    y = np.random.randn(N, D_out)
    w1 = np.random.randn(D_in, H)
    w2 = np.random.randn(H, D_out)
    learning_rate = 1e-3
    for t in range(4):
        h = x.dot(w1)
        h_relu = np.maximum(h, 0)
        y_pred = h_relu.dot(w2)
        loss = np.square(y_pred - y).sum()
        print(t, loss)
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.T.dot(grad_y_pred)
        grad_h_relu = grad_y_pred.dot(w2.T)
        grad_h = grad_h_relu.copy()
        grad_h[h < 0] = 0
        grad_w1 = x.T.dot(grad_h)
        w1 -= learning_rate * grad_w1
        w2 -= learning_rate * grad_w2
    """

  private func byHand(_ trace: Trace, pass: Int = 1) -> [String: Tensor] {
    var found: [String: Tensor] = [:]
    for step in trace.steps where step.pass == pass {
      for case .check(let check) in step.events {
        found[trace.node(check.node).shownName] = check.byHand?.gradient
      }
    }
    return found
  }

  @Test func `the staged example is the tape's, and its numbers stand beside those of the tape`() throws {
    let trace = try Program(Self.staged).run().trace
    let found = byHand(trace)
    let names = ["x", "y", "num", "invden", "den", "sigx", "xpysqr", "xpy", "sigy"]
    #expect(found.keys.sorted() == names.sorted())
    #expect(abs((found["x"]?.scalar ?? .nan) - 2.0595697955721652) < 1e-12)
    #expect(abs((found["y"]?.scalar ?? .nan) - 1.5922327514838093) < 1e-12)
    // What is computed by hand is no part of the circuit.
    #expect(trace.nodes.compactMap(\.name?.text).allSatisfy { !$0.hasPrefix("d") || $0 == "den" })
    #expect(trace.passes.count == 1)
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }

  @Test func `gradients in lists are those of the elements`() throws {
    let found = byHand(try Program(Self.neuron).run().trace)
    #expect(found.keys.sorted() == ["dot", "w[0]", "w[1]", "w[2]", "x[0]", "x[1]"])
    #expect(abs((found["w[0]"]?.scalar ?? .nan) + 0.19661193324148185) < 1e-12)
  }

  @Test func `a net is trained by hand, pass by pass`() throws {
    let outcome = try Program(Self.net).run()
    #expect(outcome.trace.passes.count == 4)
    #expect(outcome.inputs == ["x", "y", "w1", "w2"])
    #expect(outcome.updates.count == 8)
    #expect(outcome.updates.allSatisfy { $0.rate == 1e-3 })
    for pass in 1...4 {
      #expect(byHand(outcome.trace, pass: pass).keys.sorted() == ["h", "h_relu", "w1", "w2", "y_pred"])
    }
    let tape = Self.net.split(separator: "\n").filter { !$0.contains(" grad_") || $0.contains("-=") }
    let same =
      tape.joined(separator: "\n").replacing("print(t, loss)", with: "print(t, loss); loss.backward()")
      .replacing("grad_w1", with: "w1.grad").replacing("grad_w2", with: "w2.grad")
      + "\n    w1.grad = 0; w2.grad = 0"
    #expect(try Program(same).run().printed == outcome.printed)
  }

  /// Forms in which a gradient may be named.
  @Test(arguments: [
    "dx = y\ndy = x", "d_x = y\nd_y = x", "grad_x = y\ngrad_y = x", "dfdx = y\ndfdy = x",
    "df_dx = y\ndf_dy = x", "df = 1.0\ndx = df * y\ndy = df * x",
    "grads = {}\ngrads['x'] = y\ngrads['y'] = x",
    "x_grad = y\ny_grad = x", "dL_dx = y\ndL_dy = x", "dLdx = y\ndLdy = x", "grads = {'x': y, 'y': x}",
    "dx, dy = y, x", "[dx, dy] = [y, x]", "dx = 0\ndx += y\ndy = x", "dy = x; dx = y",
  ])
  func `a gradient has one of these names`(_ pass: String) throws {
    let found = byHand(try Program("x = 2.0; y = 3.0\nf = x * y\n\(pass)").run().trace)
    #expect(found["x"] == Tensor(3))
    #expect(found["y"] == Tensor(2))
  }

  @Test func `the first gradient of the output is the seed`() throws {
    let outcome = try Program("x = 2.0; y = 3.0\nprice = x * y\ndprice = 10\ndx = dprice * y").run()
    #expect(outcome.gradients["x"] == 30)
    let vector = "x = np.array([1.0, 2.0])\nf = x * x\ndf = np.array([1.0, 3.0])\ndx = 2 * x * df"
    #expect(try Program(vector).run().arrayGradients["x"]?.elements == [2, 12])
  }

  @Test func `what is no gradient is computed as always`() throws {
    let cases: [(String, RunOptions)] = [
      // Not a gradient: the value comes before there is anything to go back through.
      ("x = 3.0; y = 1.0\ndx = x - y\nf = dx * dx", RunOptions()),
      // The program says so.
      ("x = 3.0; y = 1.0\nq = x * y\ndx = x - y\nf = dx * dx * q", RunOptions(readsByHand: false)),
      // The program goes on to a value whose backward pass it runs.
      ("x = 3.0; y = 1.0\nq = x * y\ndx = x - y\nf = dx * dx * q\nf.backward()", RunOptions()),
      ("x = 3.0; y = 1.0\nq = x * y\ndim = 2.0\nf = q * dim", RunOptions()),
    ]
    for (program, options) in cases {
      let outcome = try Program(program).run(options)
      #expect(byHand(outcome.trace).isEmpty, "\(program)")
      #expect(outcome.trace.passes[0].output == outcome.trace.nodeCount - 1, "\(program)")
    }
  }

  @Test func `the tape's own pass may run before or after`() throws {
    let forward = "x = 2.0; y = 3.0\nf = x * y\n"
    for pass in ["f.backward()\ndx = y\n", "dx = y\nf.backward()\n"] {
      let outcome = try Program(forward + pass + "print(dx, x.grad)").run()
      #expect(outcome.printed == ["3.0 3.0"])
      #expect(outcome.trace.passes.count == 1)
      #expect(byHand(outcome.trace)["x"] == Tensor(3))
    }
  }

  @Test func `gates are gone through by hand, one after the other`() throws {
    let gates =
      OwnGateProgramTests.multiplyGate + """
        class AddGate(object):
            def forward(self, x, y):
                return x + y
            def backward(self, dz):
                return [1.0 * dz, 1.0 * dz]

        x = -2; y = 5; z = -4
        add = AddGate(); mul = MultiplyGate()
        q = add.forward(x, y)
        f = mul.forward(q, z)

        """
    let byHand = try Program(
      gates + "[a, b] = mul.backward(1.0)\n[c, d] = add.backward(a)\nprint(a, b, c, d)"
    ).run()
    let byTape = try Program(gates + "f.backward()").run()
    #expect(byHand.printed == ["-4.0 3.0 -4.0 -4.0"])
    #expect(byHand.gradients == byTape.gradients)
    func moves(_ trace: Trace) -> [[Event]] {
      trace.steps.map { step in
        step.events.filter { event in
          switch event {
          case .print, .binding: false
          default: true
          }
        }
      }
    }
    #expect(moves(byHand.trace) == moves(byTape.trace))
    let named = try Program(gates + "df = 1.0\n[dq, dz] = mul.backward(df)\n[dx, dy] = add.backward(dq)")
      .run()
    #expect(self.byHand(named.trace).keys.sorted() == ["f", "q", "x", "y", "z"])
    let doubled = try Program(gates + "g = mul.backward(2.0)").run()
    #expect(doubled.gradients["x"] == -8)
  }

  @Test func `the halves of a pair are gone through by hand`() throws {
    let program = """
      def affine_forward(x, w, b):
          return x.dot(w) + b, (x, w)
      def affine_backward(dout, cache):
          x, w = cache
          return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
      x = np.array([[1.0, 2.0], [0.5, -1.0]]); w = np.array([[0.5], [0.25]]); b = np.array([1.0])
      out, cache = affine_forward(x, w, b)
      loss = np.sum(out * out)
      dout = 2 * out
      dx, dw, db = affine_backward(dout, cache)
      """
    #expect(byHand(try Program(program).run().trace).keys.sorted() == ["b", "out", "w", "x"])
  }

  /// Wrong passes, each with all that is said of it.
  static let wrong: [WrongProgram] = [
    .init(
      "x = 2.0; y = 3.0\nf = x * y\ndx = x\ndy = x",
      "3:6: 'dx' is 2.00, but the gradient of 'f' with respect to 'x' is 3.00 (if 'dx' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      "x = 2.0; y = 3.0\nf = x * y + x\ndx = y\ndx = 1.0",
      "4:6: 'dx' is 1.00, but the gradient of 'f' with respect to 'x' is 4.00: a branch was overwritten where '+=' should add it (if 'dx' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      "x = 2.0; y = 3.0\nf = x * y\ndx = -y",
      "3:6: 'dx' is -3.00, but the gradient of 'f' with respect to 'x' is 3.00: the sign is wrong (if 'dx' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      "x = np.array([1.0, 2.0])\nf = np.sum(x ** 2)\ndx = 2 * np.sum(x)",
      "3:6: 'dx' is a number, but the gradient of 'f' with respect to 'x' is an array of shape [2] (if 'dx' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      "x = np.array([1.0, 2.0])\nf = np.sum(x ** 2)\ngrads = {}\ngrads['x'] = x",
      "4:14: 'grads['x']' is 2.00 at [1], but the gradient of 'f' with respect to 'x' is 4.00 (if 'grads['x']' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      "w = [1.0, 2.0]\nx = 3.0\nf = w[0] * x + w[1] * x\ndw = [x, 1.0]",
      "4:6: 'dw' is 1.00, but the gradient of 'f' with respect to 'w' is 3.00 (if 'dw' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      ByHandTests.net.replacing("grad_h[h < 0] = 0", with: "pass"),
      "18:14: 'grad_h' is -12.42 at [1, 0], but the gradient of 'loss' with respect to 'h' is 0.00 (if 'grad_h' is no gradient, byhand=no on the fence says so)",
      "20:15: 'grad_w1' is 0.55 at [4, 0], but the gradient of 'loss' with respect to 'w1' is 13.19 (if 'grad_w1' is no gradient, byhand=no on the fence says so)"
    ),
    .init(
      OwnGateProgramTests.multiplyGate
        + "x = 2.0; y = 3.0; z = 4.0\ng = MultiplyGate(); h = MultiplyGate()\nq = g(x, y)\nf = h(q, z)\na = h.backward(1.0)\nb = g.backward(1.0)",
      "16:5: the upstream gradient handed to 'MultiplyGate' is 1.00, but the gradient of 'f' with respect to its output is 4.00"
    ),
  ]

  @Test(arguments: wrong) func `a wrong backward pass by hand`(_ program: WrongProgram) throws {
    #expect(errors(of: program.source) == program.errors)
    _ = try Program(program.source).run(RunOptions(expectsWrongGradient: true))
  }

  @Test func `byhand=no takes every name for a name`() throws {
    let program = "x = 2.0; y = 3.0\nf = x * y\ndx = x * f"
    #expect(errors(of: program).count == 1)
    let outcome = try Program(program).run(RunOptions(readsByHand: false))
    #expect(outcome.gates == ["f = ×(x, y)", "dx = ×(x, f)"])
  }

  @Test func `what the pass starts from is worked out once`() throws {
    let program = """
      calls = []
      def make():
          calls.append(1)
          print('made')
          return 1.0
      x = 2.0
      y = x * x
      dy = make()
      dx = 2 * x * dy
      print(len(calls))
      """
    #expect(try Program(program).run().printed == ["made", "1"])
    let random = """
      np.random.seed(4)
      x = np.array([1.0, 2.0])
      y = x * x
      dy = np.random.randn(2)
      dx = 2 * x * dy
      print(np.random.randn())
      """
    #expect(try Program(random).run().printed == ["-0.9959089311068651"])
  }

  /// Programs, each with the output that its gradients belong to, and what a note says.
  @Test(
    arguments: [
      (
        "x = 2.0\nloss = x * x\nerr = x - 1\ndx = 2 * x", "loss",
        "the output is 'loss', although 'err' is computed later"
      ),
      ("x = 2.0\nf = x * x\ng = 3 * f\ndx = 2 * x", "f", "the output is 'f', although 'g' is computed later"),
      ("x = 2.0\nerror = x - 1\nf = error * error\ndx = 2 * error", "f", nil),
      (
        "x = 2.0\nf = x * x\nup = 10.0\ndx = 2 * x * up", "f",
        "the gradient of 'f' that the backward pass starts from is 'up'"
      ),
      (
        "x = 2.0\nloss = x * x\nerr = x - 1", "loss", "the output is 'loss', although 'err' is computed later"
      ),
    ] as [(String, String, String?)])
  func `the output is what the program says it is`(_ program: String, _ output: String, _ note: String?)
    throws
  {
    let outcome = try Program(program).run()
    #expect(outcome.trace.passes.last?.output.map { outcome.trace.node($0).shownName } == output)
    #expect(outcome.diagnostics.map(\.message) == [note].compactMap(\.self))
  }

  @Test func `a wrong gradient of a loss stays wrong though it is right of another value`() {
    #expect(
      errors(of: "w = 3.0; x = 2.0\ny = w * x\nloss = (y - 5.0)**2\ndw = x") == [
        "4:6: 'dw' is 2.00, but the gradient of 'loss' with respect to 'w' is 4.00 (if 'dw' is no gradient, byhand=no on the fence says so)"
      ])
  }

  @Test func `gradients that a function gives beside a loss are no gates`() throws {
    let program = """
      def square_loss(s, t):
          d = s - t
          loss = d ** 2
          ds = 2 * d
          d *= 0
          return loss, ds * 1.0
      w = 3.0; x = 2.0
      s = w * x
      loss, ds = square_loss(s, 5.0)
      dw = x * ds
      """
    let outcome = try Program(program).run()
    #expect(outcome.gates == ["s = ×(w, x)", "⟨3⟩ = −(s, t:5.0)", "loss = pow(⟨3⟩, 2.0)"])
    #expect(byHand(outcome.trace).keys.sorted() == ["s", "w"])
    let wrong = program.replacing("ds = 2 * d\n", with: "ds = d\n")
    #expect(
      errors(of: wrong).map { $0.prefix(62) } == [
        "9:12: 'ds' is 1.00, but the gradient of 'loss' with respect to",
        "10:6: 'dw' is 2.00, but the gradient of 'loss' with respect to",
      ])
  }

  @Test func `values that a function changes under another name are on the tape all the same`() throws {
    let program = """
      def loss_fn(z):
          shifted = z
          shifted -= 1.0
          loss = np.sum(z * z)
          dz = 2 * z
          return loss, dz
      x = np.array([1.0, 3.0])
      z = x * 2
      loss, dz = loss_fn(z)
      dx = 2 * dz
      """
    let outcome = try Program(program).run()
    #expect(byHand(outcome.trace)["x"]?.elements == [4, 20])
  }

  @Test func `a gradient on the way may be another where those of the inputs are right`() throws {
    let program = """
      w = np.array([1.0, 2.0]); x = np.array([3.0, -1.0])
      z = w * x
      loss = np.mean(z * z)
      dz = 2 * z
      dw = x * dz / 2
      """
    let outcome = try Program(program).run()
    #expect(byHand(outcome.trace).keys.sorted() == ["w"])
    #expect(
      outcome.diagnostics.map(\.message) == [
        "'dz' is not the gradient of 'loss' with respect to 'z', but those of the inputs are right: it is not compared"
      ])
  }

  @Test func `options that a gate notes something in are noted once`() throws {
    let program = """
      def scale_forward(x, param):
          param['calls'] = param['calls'] + 1
          return x * param['k'], (param,)
      def scale_backward(dout, cache):
          param, = cache
          return dout * param['k']
      x = np.array([1.0, 2.0])
      param = {'k': 3.0, 'calls': 0}
      y, cache = scale_forward(x, param)
      upstream = np.array([1.0, 10.0])
      dx = scale_backward(upstream, cache)
      print(param['calls'], dx)
      """
    let outcome = try Program(program).run()
    #expect(outcome.printed == ["1 [ 3. 30.]"])
    #expect(outcome.arrayGradients["x"]?.elements == [3, 30])
  }

  @Test(arguments: [
    "dw = dw / n", "dw = np.clip(dw, -1, 1)", "dw *= 1.0 / n", "dw /= n", "dw = -dw",
    "dw[:] = np.clip(dw, -1, 1)", "dw[...] = dw / n", "dw[:] *= 0.5", "for d in [dw]:\n    d /= n",
    "dw[dw > 1] = 1.0", "dw[0] = 0.0", "g = {'w': dw}\nfor k in g:\n    g[k] *= 0.1",
    "g = {'w': dw}\ng['w'][:] = np.clip(g['w'], -1, 1)",
  ]) func `a gradient that is changed before it is used was right`(_ change: String) throws {
    let program = """
      w = np.array([1.0, -2.0, 3.0])
      loss = np.sum(w**2)
      dw = 2 * w
      n = np.sqrt(np.sum(dw**2))
      \(change)
      w -= 0.1 * dw
      """
    let outcome = try Program(program).run()
    #expect(
      outcome.diagnostics.map(\.message) == [
        "'dw' was the gradient of 'loss' with respect to 'w' before it was changed; that is what is compared"
      ])
    #expect(byHand(outcome.trace)["w"]?.elements == [2, -4, 6])
    #expect(!errors(of: program.replacing("dw = 2 * w", with: "dw = 3 * w")).isEmpty)
  }

  @Test func `an update by a gradient that was changed is none by the gradient`() throws {
    let program = "w = 3.0\nloss = w**2\ndw = 2 * w\nCHANGE\nw -= 0.1 * dw"
    func rate(_ change: String) throws -> Double? {
      let updates = try Program(program.replacing("CHANGE", with: change)).run().trace.steps.flatMap(\.events)
        .compactMap { if case .update(let update) = $0 { update } else { nil } }
      return try #require(updates.first).rate
    }
    #expect(try rate("pass") == 0.1)
    #expect(try rate("dw = np.clip(dw, -1, 1)") == nil)
    #expect(try rate("dw *= 0.5") == nil)
    #expect(try rate("dw *= 1.0") == 0.1)
  }

  @Test func `gradients that are changed by their keys were right`() throws {
    let program = """
      p = {'w': np.array([1.0, -2.0, 3.0]), 'b': np.array([0.5, 1.0, 2.0])}
      loss = np.sum((p['w'] + p['b'])**2)
      grads = {}
      grads['w'] = 2 * (p['w'] + p['b'])
      grads['b'] = 2 * (p['w'] + p['b'])
      for key in grads:
          grads[key] = np.clip(grads[key], -1, 1)
      for key in p:
          p[key] -= 0.1 * grads[key]
      """
    let outcome = try Program(program).run()
    #expect(
      outcome.diagnostics.map(\.message)
        == ["w", "b"].map {
          "'grads['\($0)']' was the gradient of 'loss' with respect to 'p['\($0)']' before it was changed; that is what is compared"
        })
    #expect(!errors(of: program.replacing("grads['b'] = 2", with: "grads['b'] = 3")).isEmpty)
  }

  @Test func `what is drawn with probabilities of the circuit leaves them on it`() throws {
    let program = """
      np.random.seed(0)
      w = np.array([1.0, 2.0])
      p = np.exp(w) / np.sum(np.exp(w))
      k = np.random.choice(2, p=p)
      loss = -np.log(p[k])
      """
    let gradient = try #require(Program(program).run().arrayGradients["w"]?.elements)
    // The draw is 1, so that the gradient is p − [0, 1].
    #expect(zip(gradient, [0.2689414213699951, -0.2689414213699951]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `a number that is called like a gradient and read further on is a number`() throws {
    let outcome = try Program("t = 0.5; x = 1.0\nv = x * t\ndt = 0.1\ny = x + v * dt").run()
    #expect(byHand(outcome.trace).isEmpty)
    #expect(outcome.trace.passes.last?.output.map { outcome.trace.node($0).shownName } == "y")
  }

  @Test func `a run that says less than it could says what to add`() throws {
    let cases: [(String, String, String)] = [
      (
        "x = np.array([1.0, 2.0])\ny = x * x", "no gradient is computed: 'y' is an array of shape [2]",
        "add y.backward(…) with the gradient to start from, or name a number: output=… on the fence"
      ),
      (
        "w = 0.5; x = 2.0\npred = x * w\nslope = 2 * x * pred\nw -= 0.1 * slope",
        "'w -= 0.1 * slope' is drawn as a gate, not as an update of 'w'",
        "if 'slope' is the gradient of 'w', call it dw or grad_w"
      ),
    ]
    for (program, message, hint) in cases {
      let found = try Program(program).run().diagnostics
      #expect(found.map(\.message) == [message])
      #expect(found.map(\.hint) == [hint])
      #expect(found.allSatisfy { $0.severity == .note })
    }
  }

  @Test func `a hint for a bare program names its option`() {
    var options = RunOptions()
    options.spelling = .commandLine
    #expect(
      errors(of: "x = 2.0; y = 3.0\nf = x * y\ndx = x", options) == [
        "3:6: 'dx' is 2.00, but the gradient of 'f' with respect to 'x' is 3.00 (if 'dx' is no gradient, --byhand no says so)"
      ])
    options.output = "g"
    #expect(errors(of: "x = 2.0\nf = x * x", options) == ["--gradient-of g names no number of the program"])
  }
}
