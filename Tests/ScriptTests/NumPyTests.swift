import Language
import Testing

@testable import Script

/// What programs print under Python with NumPy: kept from what random programs, and those that people brought, showed.
@Suite struct NumPyTests {
  @Test(arguments: [
    (
      "a = np.arange(6).reshape(2, 3)\nt = a.T.reshape(-1)\nt[0] = 9\nprint(a, t)",
      "[[0 1 2]\n [3 4 5]] [9 3 1 4 2 5]"
    ),
    ("a = np.arange(6).reshape(2, 3)\na.T.ravel()[0] = 9\na.ravel()[5] = 7\nprint(a)", "[[0 1 2]\n [3 4 7]]"),
    ("a = np.arange(4)\na[::2].reshape(-1)[0] = 9\na[::2].ravel()[1] = 9\nprint(a)", "[9 1 2 3]"),
    (
      "a = np.arange(6).reshape(2, 3)\na[:, ::2].reshape(-1)[0] = 9\na[:, :2].ravel()[0] = 9\nprint(a)",
      "[[0 1 2]\n [3 4 5]]"
    ),
    ("a = np.arange(8).reshape(2, 2, 2)\na[:, 0].reshape(2, 1, 2)[1] = 9\nprint(a[:, 0])", "[[0 1]\n [9 9]]"),
    (
      "a = np.arange(6).reshape(2, 3)\nb = a.T + 0\nb.reshape(-1)[0] = 9\nb.T.reshape(-1)[1] = 7\nprint(b)",
      "[[0 3]\n [7 4]\n [2 5]]"
    ),
    (
      "a = np.arange(6).reshape(2, 3)\nb = a[:, [0, 1]]\nb.reshape(-1)[0] = 9\nb.T.ravel()[1] = 7\nprint(b)",
      "[[0 1]\n [7 4]]"
    ),
    ("a = np.arange(3)\nnp.flip(a)[0] = 9\nb = +a\nb[0] = 7\nprint(a, b)", "[0 1 9] [7 1 9]"),
    ("a = np.array([1.0, 2.0])\nb = np.broadcast_to(a, (2, 2))\na[0] = 5\nprint(b)", "[[5. 2.]\n [5. 2.]]"),
    ("a = np.zeros((2, 3))\na[0].fill(4)\na[:, 1].fill(2.5)\nprint(a)", "[[4.  2.5 4. ]\n [0.  2.5 0. ]]"),
    ("L = [1, 2]\nM = L\nL *= 2\nprint(M, L is M)", "[1, 2, 1, 2] True"),
    (
      "u = [1.0, 2.0]\nh = np.mean(u)\nprint(list(enumerate(u)), list(reversed(u)), sorted(u), [v for v in u])",
      "[(0, 1.0), (1, 2.0)] [2.0, 1.0] [1.0, 2.0] [1.0, 2.0]"
    ),
    ("a = np.array([1.0, 2.0])\nb = np.array(a)\nb[0] = 9\nprint(np.minimum(b, 5), a)", "[5. 2.] [1. 2.]"),
  ])
  func `views and copies are those of NumPy`(program: String, printed: String) throws {
    try expect(program, prints: printed)
  }

  @Test(arguments: [
    ("a = np.array([1, 2])\nb = a.astype(float)\nb[0] = 0.5\nb /= 4\nprint(a, b)", "[1 2] [0.125 0.5  ]"),
    (
      "a = np.array([1, 2])\nb = np.asarray(a, dtype=float)\nb -= 0.5\nprint(a, b, np.asarray(a) is a)",
      "[1 2] [0.5 1.5] True"
    ),
    (
      "a = np.arange(0, 2, 0.5)\nprint(np.array(a, dtype=int), np.asarray(a, dtype=bool))",
      "[0 0 1 1] [False  True  True  True]"
    ),
    ("n = 3\nprint(float(n), float(n) / 2, [float(n)], float(True))", "3.0 1.5 [3.0] 1.0"),
    ("a = np.array([2, 4])\na[0] += 0.5\na[1] /= 3\nprint(a)", "[2 1]"),
    ("a = np.array([3, 5])\na[0] *= 1.5\na[1:] = -2.7\nprint(a)", "[ 4 -2]"),
    ("x = 2.7\na = np.zeros(2, dtype=int)\na[1] = x\nprint(a)", "[0 2]"),
    (
      "a = np.array([3, 1])\na.fill(2.9)\nprint(a, np.full_like(a, 1.9), np.full_like(a, 1.5, dtype=float))",
      "[2 2] [1 1] [1.5 1.5]"
    ),
    (
      "print(np.full(2, 3), np.full(2, 1.5, dtype=int), np.full(2, True), np.zeros_like([1.0], dtype=int))",
      "[3 3] [1 1] [ True  True] [0]"
    ),
    ("a = np.array([True, False])\na[1] = 0.5\nprint(a)", "[ True  True]"),
    ("a = np.zeros(2)\na[:] = np.array([-0.75, 1], dtype=int)\nprint(a)", "[0. 1.]"),
    ("a = np.arange(6).reshape(2, 3)\na.T[1] = 0.5\nprint(a)", "[[0 0 2]\n [3 0 5]]"),
    (
      "a = np.array([[1, 2], [3, 4]])\nprint(a @ a, np.outer(a[0], a[1]), np.abs(-a[0]), np.clip(a[1], 0, 3), np.pad(a[0], 1))",
      "[[ 7 10]\n [15 22]] [[3 4]\n [6 8]] [1 2] [3 3] [0 1 2 0]"
    ),
  ])
  func `whole numbers stay whole until they are converted`(program: String, printed: String) throws {
    try expect(program, prints: printed)
  }

  @Test(arguments: [
    ("print(np.argmax([1.0, np.nan, 2.0]), np.argmin([1.0, np.nan, 2.0]))", "1 1"),
    ("a = np.array([1.25, 2.35])\nprint(a.round(), a.round(1), a.sum().round(1))", "[1. 2.] [1.2 2.4] 3.6"),
    ("print(1 // 0.1, 7 // -2.0, -1 // 1e300, 1 % 0.1, -6.0 % 3.0)", "9.0 -4.0 -1.0 0.09999999999999995 0.0"),
    ("a = np.array([1.0, -6.0])\nx = 1.0\nprint(a // 0.1, a % 3.0, x // 0.1)", "[  9. -60.] [1. 0.] 9.0"),
    (
      "print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(1234.5, -2), round(15, -1))",
      "1200 1200 1400 -1200 1200.0 20"
    ),
    ("print(round(2.5, None), round(2.675, 2), round(5e-324, 2))", "2 2.67 0.0"),
    ("print(np.maximum(np.nan, 1), np.minimum(1, np.nan), max(1, np.nan), max(np.nan, 1))", "nan nan 1 nan"),
    ("a = np.array([7, -3])\nprint(a // 0, a % 0, a // np.array([2, 0]))", "[0 0] [0 0] [3 0]"),
    (
      "a = np.array([True, False])\nprint(np.max(a), a.min(axis=0), np.repeat(a, 2), np.repeat(True, 2), max(True, False))",
      "True False [ True  True False False] [ True  True] True"
    ),
    ("n = 0\na = np.array([0, 3])\nprint(-n * 1.0, n * -1 / 2, -a * 1.0)", "0.0 0.0 [ 0. -3.]"),
    ("n = 2\nprint(math.pow(n, 3), math.pow(2, 3), pow(2, 3), math.fabs(-3))", "8.0 8.0 8 3.0"),
    ("x = -1.5\nprint(max(0, x), max(0.0, x), max(0, 2.5), max(0, 0.0), min(x, -1.5))", "0 0.0 2.5 0 -1.5"),
    ("print(np.maximum(3, 0.5), np.maximum(0, -1.5), np.clip(3, -1.5, 2))", "3.0 0.0 2.0"),
    ("print(np.flip(5), np.transpose(5), np.flip(2.5))", "5 5 2.5"),
    ("print({'a': 1} == {'a': 1}, {1: [2], 3: 4} == {3: 4, 1: [2]}, {'a': 1} != {'a': 2})", "True True True"),
    (
      "print(np.isclose([1.0, 2.0], 1.0), np.isclose(1, 1 + 1e-7), math.isclose(1, 1 + 1e-7), None == np.array([1]))",
      "[ True False] True False [False]"
    ),
    ("print(np.array([3]).item() + 1, np.array([1.0, -2.0]).clip(0, 1))", "4 [1. 0.]"),
    (
      "a = np.array([[1, 2], [3, 4]])\ntotal = 0\nfor v in a:\n    total += v\n    a += 1\nprint(a, total)",
      "[[3 4]\n [5 6]] [5 7]"
    ),
    ("a = np.array([1.0, 2.0])\nfor v in a:\n    print(v)\n    a *= -4", "1.0\n-8.0"),
    (
      "v = np.array([1, 2])\nprint(sum([v for v in v]), [i for i in range(2) for v in v] if False else 0)",
      "3 0"
    ),
    (
      "z = np.arange(4).reshape(1, 2, 2)\nprint(np.c_[z, z], np.c_[[1], [2]])",
      "[[[0 1 0 1]\n  [2 3 2 3]]] [[1 2]]"
    ),
    ("x = 3\ntotal = 0.0\ntotal += x\nprint(total, sum([x], 0.0))", "3.0 3.0"),
    ("a = np.array([1, 2])\ns = sum([a])\ns += 1\nprint(a, s)", "[1 2] [2 3]"),
    ("L = [1, 2]\nL += np.array([3, 4])\nprint(L)", "[4 6]"),
    ("a = np.array([2, 3])\nprint(a[0] is 2, a[0] == 2, a[:0] > 1)", "False True []"),
    ("a = np.ones((1, 3))\na[np.arange(0) > 1] = 5\nprint(a)", "[[1. 1. 1.]]"),
    (
      "a = np.array([1.0, 3.0])\nprint([a.std(), np.var(a), np.linalg.norm(a * 0)])",
      "[np.float64(1.0), np.float64(1.0), np.float64(0.0)]"
    ),
  ])
  func `functions give what Python and NumPy give`(program: String, printed: String) throws {
    try expect(program, prints: printed)
  }

  @Test(arguments: [
    (
      "x = np.array([1.5, 2.0])\nprint([x[0], x.sum()], (x.mean(),), x[0], {'a': x[1]})",
      "[np.float64(1.5), np.float64(3.5)] (np.float64(1.75),) 1.5 {'a': np.float64(2.0)}"
    ),
    (
      "x = np.array([3, 1])\nprint([x[0] * 2, x.argmax(), np.sum(x)], [x[0] > 1, np.any(x > 5)])",
      "[np.int64(6), np.int64(0), np.int64(4)] [np.True_, np.False_]"
    ),
    (
      "x = np.array([1.5])\nprint([float(x[0]), x[0].item(), int(x[0]), round(x[0]), math.exp(x[0] * 0)], x.tolist())",
      "[1.5, 1.5, 1, 2, 1.0] [1.5]"
    ),
    (
      "x = np.array([1.5])\nprint(f'{x[0]} {x[0]!r} {x[0]:.2f}', '%s %r' % (x[0], x[0]), str(x[0]), repr(np.sqrt(4)))",
      "1.5 np.float64(1.5) 1.50 1.5 np.float64(1.5) 1.5 np.float64(2.0)"
    ),
    (
      "b = np.round(123.456, 1)\nprint([abs(b), abs(-2.5)], ['a' == np.all(np.array([1.0])), 'a' == 2])",
      "[np.float64(123.5), 2.5] [np.False_, False]"
    ),
    ("c = np.array([-0.0, -0.0])\ns = 0.0\nfor v in c:\n    s += v\nprint(s, sum([-0.0], 0.0))", "0.0 0.0"),
    ("x = 2.0\nprint([x * 3, np.exp(x * 0), max(x, 1)])", "[6.0, np.float64(1.0), 2.0]"),
    ("np.random.seed(0)\nprint([np.random.randint(3), np.random.choice([4, 4.5])])", "[0, np.float64(4.5)]"),
  ])
  func `numbers of NumPy are told from those of Python inside lists`(program: String, printed: String) throws
  {
    try expect(program, prints: printed)
  }

  @Test(arguments: [
    ("max(a, b, c)", "0.3333333333333333 0.3333333333333333 0.3333333333333333"),
    ("min([c, a, b])", "0.3333333333333333 0.3333333333333333 0.3333333333333333"),
    ("max(a, -1.0, b)", "0.5 0.5 0.0"), ("max([a, b, c, b])", "0.25 0.5 0.25"),
    ("max(a, 1.0, b)", "0.3333333333333333 0.3333333333333333 0.0"),
  ])
  func `all numbers of a tie share the gradient equally`(expression: String, gradients: String) throws {
    let inputs = "a = 1.0\nb = 1.0\nc = 1.0\n"
    let pass = "f = \(expression) + 0 * (a + b + c)\nf.backward()\n"
    try expect(inputs + pass + "print(a.grad, b.grad, c.grad)", prints: gradients)
  }

  @Test(arguments: [
    ("x.grad.zero_()\nprint(x.grad)", "[0. 0.]"), ("x.grad = 0\nprint(x.grad)", "[0. 0.]"),
    ("x.grad = None\nprint(x.grad)", "None"),
    ("g = x.grad\ng.zero_()\nprint(g, x.grad)", "[0. 0.] [0. 0.]"),
    ("x.grad[:] = 0\nnp.sum(x).backward()\nprint(x.grad)", "[1. 1.]"),
    ("x.grad *= 0\nnp.sum(x).backward()\nprint(x.grad)", "[1. 1.]"),
    ("x.grad.fill(0)\nnp.sum(x).backward()\nprint(x.grad)", "[1. 1.]"),
    ("v = x[:1]\nx -= 0.5 * x.grad\nprint(v)", "[0.]"),
  ])
  func `a gradient is cleared to 0 or to None`(ending: String, printed: String) throws {
    try expect("x = np.array([1.0, 2.0])\nf = np.sum(x * x)\nf.backward()\n\(ending)", prints: printed)
  }

  @Test func `a reshaped copy has a gradient of its own`() throws {
    let program =
      "w = np.array([[1.0, 2.0], [3.0, 4.0]])\nx = w * 2\nt = x.T.reshape(4)\nt[1] = 50\n"
      + "f = np.sum(x**2) + np.sum(t)\nf.backward()"
    try expect(program + "\nprint(f, w.grad)", prints: "184.0 [[10. 18.]\n [24. 34.]]")
  }

  @Test(arguments: [
    (
      "a = np.broadcast_to(np.ones(2), (2, 2))\na[0] = 1",
      "2:1: what 'broadcast_to' gives can only be read; make a copy to change it"
    ),
    ("a = np.array([1, 2])\na += 0.5", "2:1: '+=' makes floats, which this array of dtype int64 cannot hold"),
    ("a = np.array([1, 2])\na[0] = np.nan", "2:1: an array of whole numbers cannot hold nan"),
  ])
  func `what NumPy refuses is an error`(program: String, message: String) {
    #expect(errors(of: program + "\n").map { String($0.prefix(message.count)) } == [message])
  }

  private func expect(_ program: String, prints printed: String) throws {
    let lines = try Program("import numpy as np, math\n" + program + "\n").run(RunOptions()).printed
    #expect(lines.joined(separator: "\n") == printed)
  }
}
