extension WrongArrayPrograms {
  private static func tooMany(_ place: String) -> String {
    place + ": the program's lists, arrays and texts have more than 10000000 elements"
      + " (--max-elements raises the limit)"
  }

  private static func ambiguous(_ place: String) -> String {
    place + ": an array of shape [2, 3] is neither true nor false"
      + " (np.any(…) or np.all(…) asks for some or for all of its elements)"
  }

  /// Truth, gradients, updates, and numbers that are none.
  static let gradients: [WrongProgram] = [
    .init("W = np.ones((2, 3))\nif W > 0: pass", ambiguous("2:4")),
    .init("W = np.ones((2, 3))\nwhile W: pass", ambiguous("2:7")),
    .init("W = np.ones((2, 3))\nassert W == 1", ambiguous("2:8")),
    .init("W = np.ones((2, 3))\nb = not W", ambiguous("2:5")),
    .init("W = np.ones((2, 3))\nb = W and 1", ambiguous("2:5")),
    .init("W = np.ones((2, 3))\nb = 1 if W else 2", ambiguous("2:10")),
    .init(
      "b = [np.ones(3)] == [np.zeros(3)]",
      "1:5: an array of shape [3] is neither true nor false (np.any(…) or np.all(…) asks for some or for all of its elements)"
    ),
    .init("W = np.ones((2, 3))\nb = 0 < W < 2", "2:7: a chain of comparisons does not work on arrays"),
    .init(
      "W = np.ones((2, 3))\nf = W * 2\nf.backward()",
      "3:1: backward() of an array needs the gradient to start from, of the shape [2, 3]"),
    .init(
      "W = np.ones((2, 3))\nf = W * 2\nf.backward(np.ones(2))",
      "3:1: the gradient to start from has the shape [2], the output [2, 3]"),
    .init(
      "W = np.ones((2, 3))\nf = W * 2\nf.backward('a')",
      "3:1: the gradient to start from must be a number or an array, not text"),
    .init(
      "W = np.ones((2, 3))\nf = np.sum(W * 2)\nf.backward([1, 2])",
      "3:1: the gradient to start from has the shape [2], the output is a number"),
    .init(
      "b = (np.ones(3) * 2).backward([1, 1, 1])",
      "1:5: backward() needs a value that was computed from an input"),
    .init("W = np.ones(3)\nW.grad = 5", "2:1: a gradient can only be set to 0 or None"),
    .init("W = np.ones(3)\nW.grad = [1, 2, 3]", "2:1: a gradient can only be set to 0 or None"),
    .init("W = np.ones(3)\nW.grad = 'a'", "2:1: a gradient can only be set to 0 or None"),
    .init(
      "W = np.ones(3)\nW -= 0.1 * W.grad",
      "2:6: '*' does not join a number and None (a gradient is None until backward() has reached its input)"),
    .init(
      "W = np.ones(3)\nb = W.grad.shape",
      "2:5: None has no attribute 'shape' (a gradient is None until backward() has reached its input)"),
    .init(
      "W = np.ones(3)\nf = W.sum()\nf.backward()\nW -= np.ones((2, 3))",
      "4:1: shape [2, 3] does not fit into [3]"),
    .init(
      "W = np.ones((1, 3))\nf = W.sum()\nf.backward()\nW = W - np.ones((2, 3)) * W.grad",
      "4:1: shape [2, 3] does not fit into [1, 3]"),
    .init(
      "W = np.ones(3)\nf = W.sum()\nf.backward()\nW.data -= np.ones(4)",
      "4:1: shapes [3] and [4] do not align for '-'"),
    .init(
      "W = np.ones(3)\nf = W.sum()\nf.backward()\nW[0] -= np.ones(2)",
      "4:1: shape [2] does not fit into a number"),
    .init(
      "W = np.ones(3)\nf = W.sum()\nf.backward()\nW.shape = (1, 3)",
      "4:1: the shape of an input cannot be set once a gate has read it"),
    .init(
      "w = 3.0\nf = w * 2\nf.backward()\nw -= np.ones(3) * w.grad",
      "4:1: shape [3] does not fit into a number"),
    .init("W = np.array([1.0, -1.0])\nf = np.sum(log(W))", "2:5: sum of an array at step 2 is not a number"),
    .init(
      "W = np.array([1.0, -1.0])\nf = log(W)\ng = f[1] * 2", "3:5: the element read at step 2 is not a number"
    ),
    .init("W = np.array([1.0, np.nan])\nf = W.mean()", "2:5: mean of an array at step 1 is not a number"),
    .init("W = np.array([1.0, np.inf])\nf = W.max()", "2:5: max of an array at step 1 is infinite"),
    .init("W = np.array([1e308, 1e308])\nf = W.sum()", "2:5: sum of an array at step 1 is infinite"),
    .init("W = np.array([1e200, 1.0])\nf = W @ W", "2:5: the product of two arrays at step 1 is infinite"),
    .init("w = np.ones(3)\nf = np.std(w)", "2:5: the gradient through sqrt of 0.00 at step 7 is infinite"),
    .init("b = np.sum(np.log([1.0, -1.0]))", "1:5: sum of an array of shape [2] is not a number"),
    .init("b = np.mean([1e308, 1e308])", "1:5: mean of an array of shape [2] is infinite"),
  ]

  /// More than there is room for, and less than nothing.
  static let sizes: [WrongProgram] = [
    .init("x = np.zeros(10**12)", tooMany("1:5")),
    .init("x = np.zeros((10**6, 10**6))", tooMany("1:5")),
    .init("x = np.zeros((0, 10**12, 10**12))", tooMany("1:5")),
    .init("x = np.zeros((1,) * 40)", "1:5: an array has up to 32 axes, not 40"),
    .init("x = np.arange(1e18)", tooMany("1:5")),
    .init("x = np.arange(0, 1, 1e-300)", tooMany("1:5")),
    .init("x = np.arange(0, np.nan)", "1:5: the bounds of this range are no numbers"),
    .init("x = np.arange(0, 1, 0)", "1:5: the step of a range is 0"),
    .init("x = np.eye(10**6)", tooMany("1:5")),
    .init("x = np.linspace(0, 1, 10**10)", tooMany("1:5")),
    .init("x = np.tile(np.ones(3), 10**9)", tooMany("1:5")),
    .init("x = np.tile(np.ones(3), 9000000000000000000)", tooMany("1:5")),
    .init("x = np.repeat(np.ones(3), 10**12)", tooMany("1:5")),
    .init("x = np.broadcast_to(np.ones(3), (10**9, 3))", tooMany("1:5")),
    .init("x = np.outer(np.ones(10**6), np.ones(10**6))", tooMany("1:5")),
    .init("x = np.ones((5000, 1)) @ np.ones((1, 5000))", tooMany("1:5")),
    .init("x = np.ones((100000, 1)) + np.ones(100000)", tooMany("1:5")),
    .init("x = np.ones((100000, 1)) > np.ones(100000)", tooMany("1:5")),
    .init("x = np.pad(np.ones((3, 3)), 10**5)", tooMany("1:5")),
    .init("x = np.ones((1000, 1000))[np.zeros(1000000, dtype=int)]", tooMany("1:27")),
    .init(
      "i = np.zeros((1000, 1, 1), dtype=int)\nx = np.ones((9, 9, 9))[i, i.T, np.zeros((1000, 1), dtype=int)]",
      tooMany("2:24")),
    .init("x = conv2d(np.ones((5, 5)), np.ones((2, 2)), padding=9000000000000000000)", tooMany("1:5")),
    .init("x = conv2d(np.ones((1000, 1000)), np.ones((300, 300)))", tooMany("1:5")),
    .init("x = max_pool2d(np.ones((1000, 1000)), 500, stride=1)", tooMany("1:5")),
    .init("np.random.seed(0)\nx = np.random.randn(10**9)", tooMany("2:5")),
    .init("np.random.seed(0)\nx = np.random.choice(10**12, 3, replace=False)", tooMany("2:5")),
    .init("np.random.seed(0)\nx = np.random.permutation(10**12)", tooMany("2:5")),
    .init("x = [np.zeros(10**6) for i in range(1000)]", tooMany("1:6")),
    .init("x = []\nwhile True: x.append(np.ones(100000))", tooMany("2:22")),
    .init("x = np.ones(1000000)\ny = x * 2\nfor i in range(100000): y = y * 1.01", tooMany("3:29")),
    .init("x = np.ones(100000)\nf = np.sum(x * 2)\nfor i in range(100000): f.backward()", tooMany("3:25")),
    .init("x = np.zeros(-1)", "1:5: the length of an axis must be a size from 0 up, not -1"),
    .init("x = np.zeros((2, -1))", "1:5: the length of an axis must be a size from 0 up, not -1"),
    .init("x = np.eye(-1)", "1:5: the length of an axis must be a size from 0 up, not -1"),
    .init("x = np.linspace(0, 1, -3)", "1:5: the length of an axis must be a size from 0 up, not -3"),
    .init("x = np.tile(np.ones(3), -1)", "1:5: the length of an axis must be a size from 0 up, not -1"),
    .init("x = np.repeat(np.ones(3), -1)", "1:5: the length of an axis must be a size from 0 up, not -1"),
    .init(
      "np.random.seed(0)\nx = np.random.randn(-1)",
      "2:5: the length of an axis must be a size from 0 up, not -1"),
    .init(
      "np.random.seed(0)\nx = np.random.permutation(-5)",
      "2:5: the length of an axis must be a size from 0 up, not -5"),
    .init("x = np.ones(2.5)", "1:5: the length of an axis must be a whole number, not 2.5"),
    .init("x = np.ones('a')", "1:5: the length of an axis must be a whole number, not text"),
    .init("x = np.zeros(None)", "1:5: the length of an axis must be a whole number, not None"),
    .init("x = np.full((2, 2), [1, 2])", "1:5: an argument of 'full' must be a number, not a list"),
    .init("np.random.seed(-1)", "1:1: a seed must be a whole number from 0 to 4294967295, not -1"),
    .init(
      "np.random.seed(0)\nx = np.random.randint(5, 2, 3)",
      "2:5: there is no whole number from 5 up to, but without, 2"),
    .init(
      "np.random.seed(0)\nx = np.random.choice(3, 5, replace=False)",
      "2:5: 5 different ones cannot be chosen from 3"),
    .init("np.random.seed(0)\nx = np.random.choice(3, 5, p=[0.5, 0.5])", "2:5: 2 probabilities for 3 items"),
    .init(
      "np.random.seed(0)\nx = np.random.permutation(2.5)",
      "2:5: what is put in order must be a whole number or an array, not 2.5"),
    .init(
      "np.random.seed(0)\nnp.random.shuffle(5)",
      "2:1: what is shuffled must be a list or an array, not a number"),
    .init(
      "np.random.seed(0)\nx = np.random.normal(np.zeros(3), 1)",
      "2:5: an argument of 'normal' must be a number, not an array of shape [3]"),
    .init(
      "x = np.var(np.ones(3), ddof=-9223372036854775807)",
      "1:5: this integer is too large; integers go up to 9223372036854775807 (make one of the numbers a float, as in 1e20)"
    ),
    .init(
      "x = enumerate([1, 2, 3], 9223372036854775807)",
      "1:5: this integer is too large; integers go up to 9223372036854775807 (make one of the numbers a float, as in 1e20)"
    ),
  ]
}
