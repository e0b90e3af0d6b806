/// Wrong programs, each with all that is said of it.
enum WrongPrograms {
  static let runs: [WrongProgram] = [
    .init("x = \"a\" + 1", "1:5: '+' does not join text and a number (str(…) makes text of a number)"),
    .init("x = 1.0\nf = sigmoid(x, 2)", "2:5: 'sigmoid' takes 1 argument, 2 given"),
    .init("def g(a, b=1): return a\ng()", "2:1: 'g' takes 1 to 2 arguments, 0 given"),
    .init("def g(rate): return rate\ng(rte=1)", "2:3: 'g' has no parameter 'rte'; did you mean 'rate'?"),
    .init("def g(a): return a\ng(1, a=1)", "2:6: 'g' gets its argument 'a' twice"),
    .init("x = 1.0\ny = 0.0\nz = x / y", "3:5: division by zero at step 1"),
    .init("x = 1 / 0", "1:5: division by zero"),
    .init("a = -1.0\nx = a * 1\nf = log(x)", "3:5: log of -1.00 at step 2 is not a number"),
    .init("f = log(0)", "1:5: log of 0.00 is infinite"),
    .init("x = 0.0\nf = sqrt(x)", "2:5: the gradient through sqrt of 0.00 at step 3 is infinite"),
    .init("x = 1000.0\nf = exp(x)", "2:5: exp of 1000.00 at step 1 is infinite"),
    .init(
      "x = 10**30",
      "1:5: this integer is too large; integers go up to 9223372036854775807 (make one of the numbers a float, as in 1e20)"
    ),
    .init("x = 2.0\nassert x == 3", "2:8: the assertion does not hold: 2.0 == 3"),
    .init("x = 2.0\nassert x > 3, 'small'", "2:8: the assertion does not hold: small: 2.0 > 3"),
    .init(
      "x = 2.0\nassert abs(x - 3) < 0.5",
      "2:8: the assertion does not hold: 2.0 and 3 differ by 1.0, not < 0.5"),
    .init("x = [1, 2]\ny = x[2]", "2:7: index 2 is outside of 2 elements"),
    .init("x = [1, 2]\ny = x[0.5]", "2:7: an index must be a whole number, not 0.5"),
    .init("d = {'a': 1}\nx = d['b']", "2:7: the dictionary has no key 'b'"),
    .init("a, b = 1, 2, 3", "1:1: 2 names for 3 values"),
    .init("x = 3\nx(1)", "2:1: 'x' cannot be called"),
    .init("def f():\n    y = z\n    z = 1\nf()", "2:9: 'z' has no value yet"),
    .init("x = 3.0\nx.backwards()", "2:1: a number has no attribute 'backwards'; did you mean 'backward'?"),
    .init("for i in 3:\n    pass", "1:10: what is gone through must be a list or a range, not a number"),
    .init("x = 'a' < 1", "1:5: '<' does not join text and a number"),
    .init("x = max([])", "1:5: 'max' needs at least one value"),
    .init("x = 3\nx.grad = 5", "2:1: a gradient can only be set to 0 or None"),
    .init("x = '%d' % 'a'", "1:5: '%d' needs a number, not text"),
    .init("x = '%d %d' % 1", "1:5: the text has 2 formats for 1 value"),
    .init("x = f'{1.0:.2q}'", "1:8: the format type 'q' does not fit a number"),
    .init("x = range(1.5)", "1:5: a bound of a range must be a whole number, not 1.5"),
    .init("x = int('a')", "1:5: 'int' cannot read 'a' as a number"),
    .init("x = sigmoid('a')", "1:5: an argument of 'sigmoid' must be a number or an array, not text"),
    .init(
      "def f(n):\n    s = 2.0\n    return s\nf(1).backward()",
      "4:1: backward() needs a value that was computed from an input"),
  ]
}
