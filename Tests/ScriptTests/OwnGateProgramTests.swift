import Language
import Testing
import TraceModel

@testable import Script

/// Gates that a program writes itself.
@Suite struct OwnGateProgramTests {
  /// The lecture's multiply gate, as it stands.
  static let multiplyGate = """
    class MultiplyGate(object):
        def forward(self, x, y):
            z = x * y
            self.x = x  # must keep these around!
            self.y = y
            return z
        def backward(self, dz):
            dx = self.y * dz  # [dz/dx * dL/dz]
            dy = self.x * dz  # [dz/dy * dL/dz]
            return [dx, dy]

    """

  /// The same gate in other spellings, with the product of x and y that each makes.
  static let spellings: [(name: String, definition: String, product: String)] = [
    ("forward of an instance", multiplyGate, "MultiplyGate().forward(x, y)"),
    ("an instance that is called", multiplyGate, "MultiplyGate()(x, y)"),
    ("by the names of its parameters", multiplyGate, "MultiplyGate().forward(y=y, x=x)"),
    (
      "__call__ in place of forward", multiplyGate.replacing("forward", with: "__call__"),
      "MultiplyGate()(x, y)"
    ),
    ("a tuple", multiplyGate.replacing("[dx, dy]", with: "dx, dy"), "MultiplyGate()(x, y)"),
    ("one array", multiplyGate.replacing("[dx, dy]", with: "np.array([dx, dy])"), "MultiplyGate()(x, y)"),
    (
      "static methods and a context",
      """
      class MultiplyGate(torch.autograd.Function):
          @staticmethod
          def forward(ctx, x, y):
              ctx.save_for_backward(x, y)
              return x * y
          @staticmethod
          def backward(ctx, dz):
              x, y = ctx.saved_tensors
              return y * dz, x * dz

      """, "MultiplyGate.apply(x, y)"
    ),
    (
      "a pair of functions",
      """
      def MultiplyGate_forward(x, y):
          cache = (x, y)
          return x * y, cache
      def MultiplyGate_backward(dz, cache):
          x, y = cache
          return y * dz, x * dz

      """, "MultiplyGate_forward(x, y)[0]"
    ),
  ]

  /// What x and y are: numbers, vectors and matrices.
  static let operands = [
    "x = -2.0; y = 5.0", "x = np.array([1.0, -2.0, 0.5]); y = np.array([4.0, 5.0, 6.0])",
    "x = np.array([[1.0, -2.0], [0.5, 3.0]]); y = np.array([[4.0, 5.0], [6.0, 7.0]])",
  ]

  /// The trace of a sum of squares of a product, without the numeric gradients, which each run finds by itself.
  private func events(_ definition: String, _ product: String, _ operands: String) throws -> [[Event]] {
    let program = "\(definition)\(operands)\nq = \(product)\nf = np.sum(q * q)\n"
    return try Program(program).run().trace.steps.map { step in
      step.events.filter { event in
        switch event {
        case .check, .binding: false
        default: true
        }
      }
    }
  }

  @Test(arguments: spellings, operands)
  func `a gate in each spelling gives the numbers of the built-in one`(
    _ spelling: (name: String, definition: String, product: String), _ operands: String
  ) throws {
    if spelling.name == "one array", operands.contains("[[") { return }
    let own = try events(spelling.definition, spelling.product, operands)
    let builtin = try events("", "x * y", operands)
    #expect(own.count == builtin.count)
    for (left, right) in zip(own.joined(), builtin.joined()) {
      if case .forward(let node, let value, let cached) = left {
        #expect(right == .forward(node: node, value: value))
        if node == 2 { #expect(cached.map(\.name) == ["x", "y"], "\(spelling.name)") }
      } else {
        #expect(left == right, "\(spelling.name)")
      }
    }
  }

  @Test(arguments: spellings)
  func `numeric gradients agree through a gate in each spelling`(
    _ spelling: (name: String, definition: String, product: String)
  ) throws {
    let program = "\(spelling.definition)\(Self.operands[0])\nq = \(spelling.product)\nf = q * q + x\n"
    let trace = try Program(program).run().trace
    let checks = trace.steps.flatMap(\.events).compactMap { event in
      if case .check(let check) = event { check } else { nil }
    }
    #expect(checks.count == trace.nodeCount)
    for check in checks { #expect(check.relativeError < 1e-9, "\(spelling.name), node \(check.node)") }
    #expect(trace.node(2).gate?.name == "MultiplyGate")
  }

  @Test func `a class has its own symbol and equation if it says so`() throws {
    let program =
      "class Times:\n    symbol = '×'\n    equation = 'a * b'\n    def forward(self, a, b):\n        self.a, self.b = a, b\n"
      + "        return a * b\n    def backward(self, d):\n        return d * self.b, d * self.a\n"
    let outcome = try Program(program + "x = 2.0; y = 3.0\nf = Times()(x, y)").run()
    #expect(outcome.gates == ["f = ×(x, y)"])
    #expect(outcome.trace.node(2).gate?.equation == "a * b")
  }

  @Test func `nothing inside a gate is recorded, and constants stay inside it`() throws {
    let program =
      "class Power:\n    def forward(self, x, n):\n        y = 1.0\n        for i in range(n): y = y * x\n"
      + "        self.x, self.n = x, n\n        return y\n    def backward(self, dy):\n"
      + "        return self.n * self.x ** (self.n - 1) * dy, None\n"
    let outcome = try Program(program + "x = 2.0\nn = 3\nf = Power()(x, n)").run()
    #expect(outcome.inputs == ["x"])
    #expect(outcome.gates == ["f = Power(x, n:3.0)"])
    #expect(outcome.gradients["x"] == 12)
  }

  @Test func `None is for an input without a gradient, of which the others go on`() throws {
    let program =
      "class Pick:\n    def forward(self, x, y):\n        return x\n    def backward(self, d):\n        return d, None\n"
    let outcome = try Program(program + "x = 2.0; y = 3.0\nq = Pick()(x, y)\nf = q * y").run()
    #expect(outcome.gradients["x"] == 3)
    #expect(outcome.gradients["y"] == 2)
  }

  @Test func `a gate inside a gate belongs to it`() throws {
    let outer =
      "class Cube:\n    def forward(self, x):\n        self.first, self.second = MultiplyGate(), MultiplyGate()\n"
      + "        return self.second(self.first(x, x), x)\n    def backward(self, d):\n"
      + "        dsquare, dx = self.second.backward(d)\n        da, db = self.first.backward(dsquare)\n"
      + "        return dx + da + db\n"
    let outcome = try Program(Self.multiplyGate + outer + "x = 2.0\nf = Cube()(x)").run()
    #expect(outcome.gates == ["f = Cube(x)"])
    #expect(outcome.gradients["x"] == 12)
  }

  @Test func `an instance for each call keeps what its call needs`() throws {
    let program = Self.multiplyGate + "x = 2.0; y = 3.0; z = 4.0\ng = MultiplyGate(); h = MultiplyGate()\n"
    let outcome = try Program(program + "f = h.forward(g.forward(x, y), z)").run()
    #expect(outcome.gradients == ["f": 1, "x": 12, "y": 8, "z": 6])
  }

  @Test func `a loop trains through gates of its own`() throws {
    let loss =
      "class Squared:\n    def forward(self, p, y):\n        self.d = p - y\n        return self.d ** 2\n"
      + "    def backward(self, d):\n        return 2 * self.d * d, -2 * self.d * d\n"
    func program(_ definition: String, _ product: String, _ error: String) -> String {
      definition
        + "w = 1.0\nx = np.array(2.0)\nfor i in range(15):\n    loss = \(error.replacing("p", with: product))\n"
        + "    loss.backward()\n    w -= 0.05 * w.grad\n    w.grad = 0\nprint(w)"
    }
    let own = program(Self.multiplyGate + loss, "MultiplyGate()(w, 2.0)", "Squared()(p, 5.0)")
    #expect(try Program(own).run().printed == Program(program("", "w * 2.0", "(p - 5.0) ** 2")).run().printed)
  }

  @Test func `what random numbers a gate draws, it draws again when it is compared`() throws {
    let program =
      "class Dropout:\n    def forward(self, x):\n        self.mask = np.random.rand(4) < 0.5\n        return x * self.mask\n"
      + "    def backward(self, d):\n        return d * self.mask\nnp.random.seed(3)\n"
      + "x = np.array([1.0, 2.0, 3.0, 4.0])\nf = np.sum(Dropout()(x) ** 2)\nprint(np.random.rand())"
    let outcome = try Program(program).run()
    let plain = try Program("np.random.seed(3)\nx = np.random.rand(4)\nprint(np.random.rand())").run()
    #expect(outcome.printed == plain.printed)
  }

  @Test func `an array of the instance is a constant inside its gate`() throws {
    let program =
      "class Linear:\n    def __init__(self):\n        self.W = np.ones(2)\n    def forward(self, x):\n        self.x = x\n"
      + "        return np.dot(self.W, x)\n    def backward(self, d):\n        self.dW = d * self.x\n        return d * self.W\n"
      + "layer = Linear()\nx = np.array([2.0, 3.0])\nf = layer(x)\nf.backward()\nlayer.W -= 0.5 * layer.dW\nprint(layer.W)"
    let outcome = try Program(program).run()
    #expect(outcome.printed == ["[ 0.  -0.5]"])
    #expect(outcome.inputs == ["x"])
  }

  @Test func `what a gate prints is told once`() throws {
    let program =
      "class G:\n    def forward(self, x):\n        print('forward', x)\n        return 2 * x\n    def backward(self, d):\n"
      + "        print('backward', d)\n        return 2 * d\nx = 3.0\nf = G()(x) * 5"
    #expect(try Program(program).run().printed == ["forward 3.0", "backward 5.0"])
  }

  @Test func `a gate that counts its calls counts no comparison`() throws {
    let program =
      "class G:\n    def __init__(self):\n        self.calls = []\n        self.total = 0\n    def forward(self, x):\n"
      + "        self.calls.append(1)\n        return 2 * x\n    def backward(self, d):\n        self.total += 1\n        return 2 * d\n"
      + "x = np.array([1.0, 2.0])\ng = G()\nf = np.sum(g(x))\nf.backward()\nprint(len(g.calls), g.total)"
    #expect(try Program(program).run().printed == ["1 1"])
  }

  @Test func `kinks are stepped around, and large arrays sampled`() throws {
    let program =
      "class ReLU:\n    def forward(self, x):\n        self.x = x\n        return np.maximum(0, x)\n"
      + "    def backward(self, d):\n        return d * (self.x > 0)\nnp.random.seed(0)\nx = np.random.randn(30, 30)\n"
      + "x[0, 0] = 0\nf = np.sum(ReLU()(x))"
    #expect(errors(of: program) == [])
    let small = program.replacing("np.random.randn(30, 30)\nx[0, 0] = 0", with: "np.array([0.0, 1.0, -1.0])")
    #expect(errors(of: small) == [])
  }
}

/// Classes that are no gates: groups of what they compute.
@Suite struct GroupClassTests {
  private static let layer = """
    class Layer:
        scale = 2.0
        def __init__(self, n, m=1):
            self.W = np.ones((m, n))
            self.b = np.zeros(m)
        def __call__(self, x):
            return Layer.scale * (self.W @ x + self.b)
        def __repr__(self):
            return f"Layer{self.W.shape}"

    """

  @Test func `the attributes of an instance are inputs with its name`() throws {
    let program =
      Self.layer + "layer = Layer(2)\nx = np.array([1.0, 3.0])\nf = np.sum(layer(x))\nf.backward()\n"
    let outcome = try Program(program + "print(layer, layer.W.grad)").run()
    #expect(outcome.inputs == ["layer.W", "layer.b", "x"])
    #expect(outcome.trace.groups.map(\.name) == ["Layer"])
    #expect(outcome.printed == ["Layer(1, 2) [[2. 6.]]"])
  }

  @Test func `an attribute moves like any input`() throws {
    for update in ["layer.W -= 0.5 * layer.W.grad", "layer.W = layer.W - 0.5 * layer.W.grad"] {
      let program =
        Self.layer
        + "layer = Layer(2)\nx = np.array([1.0, 3.0])\nf = np.sum(layer(x))\nf.backward()\n\(update)\n"
      let outcome = try Program(program + "print(layer.W)").run()
      #expect(outcome.printed == ["[[ 0. -2.]]"], "\(update)")
      #expect(outcome.updates.map(\.statement) == [update])
    }
  }

  @Test func `instances in lists have names with their places`() throws {
    let program = Self.layer + "layers = [Layer(2, 2), Layer(2)]\nx = np.array([1.0, 3.0])\n"
    let outcome = try Program(program + "f = np.sum(layers[1](layers[0](x)))").run()
    #expect(outcome.inputs == ["layers[0].W", "layers[0].b", "layers[1].W", "layers[1].b", "x"])
  }

  @Test func `classes behave as in Python`() throws {
    let cases: [(String, String)] = [
      ("class A: pass\na = A()\na.x = 3\nprint(a.x, A, a)", "3 <class 'A'> <A object>"),
      ("class A:\n    n = 1\nA.n = 2\nprint(A.n, A().n)", "2 2"),
      ("class A:\n    n = 1\na = A()\na.n = 5\nprint(A.n, a.n)", "1 5"),
      ("class A:\n    def f(self): return self\na = A()\nprint(a.f() is a, A() is a)", "True False"),
      ("class A:\n    def f(self, x): return x\ng = A().f\nprint(g(3))", "3"),
      ("class A:\n    @staticmethod\n    def f(x): return x + 1\nprint(A.f(1), A().f(2))", "2 3"),
      ("class A:\n    def f(self, x=[]): return 1\nprint(A.f(A()))", "1"),
      (
        "class A:\n    def __str__(self): return 'a'\n    def __repr__(self): return 'r'\nprint(A(), [A()])",
        "a [r]"
      ),
      (
        "class A:\n    def __init__(self): self.v = []\na = A(); b = A()\na.v.append(1)\nprint(a.v, b.v)",
        "[1] []"
      ),
      ("class A:\n    def key(self, x): return -x\nprint(sorted([1, 2], key=A().key))", "[2, 1]"),
    ]
    for (program, output) in cases {
      #expect(try Program(program).run().printed == [output], "\(program)")
    }
  }
}
