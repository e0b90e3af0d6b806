/// Gates that are wrong on purpose, each with all that is said of it.
enum WrongGates {
  /// A multiply gate with another backward function; what comes back to it is 3.
  private static func multiply(_ lines: String..., product: String = "3 * MultiplyGate()(x, y)") -> String {
    """
    class MultiplyGate(object):
        def forward(self, x, y):
            self.x, self.y = x, y
            return x * y
        def backward(self, dz):
    \(lines.map { "        " + $0 }.joined(separator: "\n"))
    x = -2.0; y = 5.0
    f = \(product)
    """
  }

  /// A layer with a matrix product and a bias that is stretched over its rows.
  private static func affine(dx: String = "dout @ self.w.T", dw: String = "self.x.T @ dout", db: String)
    -> String
  {
    """
    class Affine:
        def forward(self, x, w, b):
            self.x, self.w = x, w
            return x @ w + b
        def backward(self, dout):
            dx = \(dx)
            dw = \(dw)
            db = \(db)
            return dx, dw, db
    x = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, 1.5]])
    w = np.array([[0.3, -0.7], [1.1, 0.4]])
    b = np.array([0.1, 0.2])
    f = np.sum(Affine()(x, w, b) ** 2)
    """
  }

  /// A gate of one input.
  private static func unary(_ forward: String, _ backward: String, x: String = "3.0", kept: String = "x")
    -> String
  {
    """
    class Gate:
        def forward(self, x):
            y = \(forward)
            self.kept = \(kept)
            return y
        def backward(self, dy):
            return \(backward)
    x = \(x)
    f = np.sum(2 * Gate()(x))
    """
  }

  /// With the cause named.
  static let known: [WrongProgram] = [
    .init(
      multiply("return self.x * dz, self.y * dz"),
      "6:16: backward of 'MultiplyGate' gives -6.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: that is the gradient of 'y', the operands are swapped",
      "6:29: backward of 'MultiplyGate' gives 15.00 for the gradient of 'y', but the numeric gradient of its forward is -6.00: that is the gradient of 'x', the operands are swapped"
    ),
    .init(
      multiply("dx = self.x * dz", "return dx, self.x * dz"),
      "6:14: backward of 'MultiplyGate' gives -6.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: that is the gradient of 'y'"
    ),
    .init(
      multiply("dx = self.y", "dy = self.x", "return [dx, dy]"),
      "6:14: backward of 'MultiplyGate' gives 5.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: the factor 'dz', the upstream gradient, is missing",
      "7:14: backward of 'MultiplyGate' gives -2.00 for the gradient of 'y', but the numeric gradient of its forward is -6.00: the factor 'dz', the upstream gradient, is missing"
    ),
    .init(
      multiply("dx = self.y", "return dx, self.x * dz", product: "MultiplyGate()(x, y)"),
      "6:14: backward of 'MultiplyGate' gives 5.00 for the gradient of 'x', but the numeric gradient of its forward is 6.85 for an upstream gradient of 1.37: the factor 'dz', the upstream gradient, is missing"
    ),
    .init(
      multiply("return self.y + dz, self.x * dz"),
      "6:16: backward of 'MultiplyGate' gives 8.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: the upstream gradient 'dz' is added where it should be a factor"
    ),
    .init(
      multiply("return self.y * dz, self.x * dz * dz"),
      "6:29: backward of 'MultiplyGate' gives -18.00 for the gradient of 'y', but the numeric gradient of its forward is -6.00: the upstream gradient 'dz' is a factor twice"
    ),
    .init(
      multiply("dx = self.y * dz", "dx = -dx", "return dx, self.x * dz"),
      "7:14: backward of 'MultiplyGate' gives -15.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: the sign is wrong"
    ),
    .init(
      multiply("return self.y * dz, None", product: "MultiplyGate()(x, exp(y)) + y"),
      "6:29: backward of 'MultiplyGate' gives no gradient of 'y', but its value depends on it (None is for a value through which no gradient goes)"
    ),
    .init(
      affine(dw: "(self.x.T @ dout).T", db: "dout.sum(axis=0)"),
      "7:14: backward of 'Affine' gives 35.55 for the gradient of 'w' at [0, 1], but the numeric gradient of its forward is -3.95: it is transposed"
    ),
    .init(
      affine(db: "dout"),
      "8:14: backward of 'Affine' gives an array of shape [3, 2] for the gradient of 'b', which has the shape [2]: the sum over axis 0, along which it was stretched, is missing (np.sum(…, axis=0) adds them up)"
    ),
    .init(
      affine(db: "dout.mean(axis=0)"),
      "8:14: backward of 'Affine' gives 2.73 for the gradient of 'b' at [0], but the numeric gradient of its forward is 8.20: it is averaged over 3 where it should be summed"
    ),
    .init(
      affine(db: "np.sum(dout)"),
      "8:14: backward of 'Affine' gives a number for the gradient of 'b', which has the shape [2]: it is summed over every axis"
    ),
    .init(
      affine(db: "dout.sum(axis=0, keepdims=True)"),
      "8:14: backward of 'Affine' gives an array of shape [1, 2] for the gradient of 'b', which has the shape [2]: the numbers are right, the shape is not (the gradient of a value has the shape of the value)"
    ),
    .init(
      unary("x ** 2", "self.kept * dy"),
      "7:16: backward of 'Gate' gives 6.00 for the gradient of 'x', but the numeric gradient of its forward is 12.00: the factor 2 is missing"
    ),
    .init(
      unary("x ** 2", "4 * self.kept * dy", x: "np.array([1.0, -2.0])"),
      "7:16: backward of 'Gate' gives 8.00 for the gradient of 'x' at [0], but the numeric gradient of its forward is 4.00: it is too large by the factor 2"
    ),
    .init(
      """
      class Scale:
          def forward(self, x, k):
              self.x, self.k = x, k
              return x * k
          def backward(self, dz):
              dx = self.k * dz
              return dx, self.x * dz
      x = 2.0; k = 3.0; m = 5.0
      scale = Scale()
      q = scale(x, k)
      f = scale(q, m)
      """,
      "6:14: backward of 'Scale' gives 25.00 for the gradient of 'x', but the numeric gradient of its forward is 15.00: the call in line 11 has overwritten what it had kept (an instance keeps what its last call needs; make one for each call, another Scale())",
      "7:20: backward of 'Scale' gives 30.00 for the gradient of 'k', but the numeric gradient of its forward is 10.00: the call in line 11 has overwritten what it had kept (an instance keeps what its last call needs; make one for each call, another Scale())"
    ),
  ]

  /// With another cause, of which only the numbers are told.
  static let unknown: [WrongProgram] = [
    .init(
      unary("1 / (1 + np.exp(-x))", "self.kept * (1 - self.kept) * dy", x: "0.3"),
      "7:16: backward of 'Gate' gives 0.42 for the gradient of 'x', but the numeric gradient of its forward is 0.49"
    ),
    .init(
      unary("np.maximum(0, x)", "dy * (self.kept < 0)", x: "np.array([1.0, -2.0])"),
      "7:16: backward of 'Gate' gives 0.00 for the gradient of 'x' at [0], but the numeric gradient of its forward is 2.00"
    ),
    .init(
      affine(dx: "dout @ self.w", db: "dout.sum(axis=0)"),
      "6:14: backward of 'Affine' gives -3.77 for the gradient of 'x' at [2, 1], but the numeric gradient of its forward is 4.69"
    ),
    .init(
      """
      def affine_forward(x, w, b):
          out = x.dot(w) + b
          cache = (x, w, b)
          return out, cache
      def affine_backward(dout, cache):
          x, w, b = cache
          dw = x.T.dot(dout) + 0.1
          return dout.dot(w.T), dw, dout.sum(axis=0)
      x = np.array([[1.0, 2.0]]); w = np.array([[0.5], [0.25]]); b = np.array([1.0])
      out, cache = affine_forward(x, w, b)
      f = out.sum()
      """,
      "7:10: backward of 'affine' gives 1.10 for the gradient of 'w' at [0, 0], but the numeric gradient of its forward is 1.00"
    ),
  ]

  /// Gates that cannot run.
  static let broken: [WrongProgram] = [
    .init(
      multiply("return self.y * dz"),
      "6:9: backward of 'MultiplyGate' gives 1 gradient, its forward takes 2 values: 'x' and 'y' (None stands for the gradient of a value that has none)"
    ),
    .init(
      multiply("return self.y * dz, self.x * dz, dz"),
      "6:9: backward of 'MultiplyGate' gives 3 gradients, its forward takes 2 values: 'x' and 'y' (None stands for the gradient of a value that has none)"
    ),
    .init(
      multiply("dx = self.y * dz"),
      "5:9: backward of 'MultiplyGate' gives no gradient of 'x' and 'y' (end it with 'return' and the gradient of each value that forward takes)"
    ),
    .init(
      multiply("return self.y * dz, 'a'"), "6:29: the gradient of 'y' must be a number or an array, not text"),
    .init(
      multiply("return self.yy * dz, self.x * dz"),
      "6:16: an instance of 'MultiplyGate' has no attribute 'yy'; did you mean 'y'?"),
    .init(
      affine(dx: "self.w @ dout", db: "dout.sum(axis=0)"),
      "6:14: shapes [2, 2] and [3, 2] do not align for '@'"),
    .init(
      unary("None", "dy"),
      "5:9: forward of 'Gate' gives no value (end it with 'return' and what the gate computes)"),
    .init(unary("'a'", "dy"), "5:9: what forward of 'Gate' gives must be a number or an array, not text"),
    .init(
      multiply("return self.y * dz, self.x * dz", product: "MultiplyGate()(x)"),
      "8:5: 'forward' takes 2 arguments, 1 given"),
    .init(
      "class G:\n    def forward(self, d):\n        return d['x']\n    def backward(self, dz):\n        return dz\nx = 1.0\nq = x * 2\nf = G()({'x': q})",
      "8:5: the argument 'd' of the gate 'G' must be a number or an array, not a dictionary of such"),
    .init(
      "class G:\n    def forward():\n        return 1\nG().forward()",
      "2:9: the function 'forward' of the class 'G' has no parameter for the instance (its first parameter is the instance, def forward(self, …); without one it is a @staticmethod)"
    ),
    .init(
      "class G:\n    def __init__(self, w):\n        self.w = w\nG()", "4:1: 'G' takes 1 argument, 0 given"),
    .init(
      "class G:\n    def __init__(self, w):\n        self.weight = w\n    def f(self):\n        return self.wieght\nG(1).f()",
      "5:16: an instance of 'G' has no attribute 'wieght'; did you mean 'weight'?"),
    .init(
      "class G:\n    pass\nG()(1)",
      "3:1: an instance of 'G' cannot be called (an instance can be called if its class has __call__ or forward)"
    ),
    .init("class G:\n    pass\nG(1)", "3:1: 'G' takes no arguments, 1 given"),
    .init(
      "class M:\n    @staticmethod\n    def forward(ctx, x):\n        return x\n    @staticmethod\n    def backward(ctx, g):\n        return g\nM.aply(1)",
      "8:1: the class 'M' has no attribute 'aply'; did you mean 'apply'?"),
    .init(
      "class M:\n    @staticmethod\n    def forward(ctx, x):\n        ctx.save_for_backward(x)\n        return x\n    @staticmethod\n    def backward(ctx, g):\n        return g * ctx.saved_tensor[0]\nx = 1.0\nf = M.apply(x)",
      "8:20: the context has no attribute 'saved_tensor'; did you mean 'saved_tensors'?"),
    .init("class A:\n    w = q", "2:9: unknown name 'q'"),
    .init("class A:\n    w = 1\n    def f(self):\n        return w", "4:16: unknown name 'w'"),
    .init(
      "class A(nn.Module):\n    pass",
      "1:9: inheritance is outside the lesson language (a class stands alone: write (object), or nothing)"),
    .init(
      "class A:\n    def __add__(self, other):\n        return self",
      "2:9: the method '__add__' is outside the lesson language (of the methods that Python calls by itself there are __init__, __call__, __repr__ and __str__)"
    ),
    .init(
      "class A:\n    @property\n    def w(self):\n        return 1",
      "2:5: the decorator '@property' is outside the lesson language"),
  ]
}
