/// Wrong programs, each with all that is said of it.
enum WrongPrograms {
  static let texts: [WrongProgram] = [
    .init("x = 1.0\nf = sigmod(x)", "2:5: unknown function 'sigmod'; did you mean 'sigmoid'?"),
    .init("weight = 1.0\nf = wieght * 2", "2:5: unknown name 'wieght'; did you mean 'weight'?"),
    .init("f = np.sqr(2.0)", "1:5: 'np' has no 'sqr' in the lesson language; did you mean 'sqrt'?"),
    .init("f = (1 + 2\ng = 3", "1:5: '(' was never closed"),
    .init("f = [1, 2\ng = q", "1:5: '[' was never closed", "2:5: unknown name 'q'"),
    .init("f = 1 + 2)", "1:10: ')' closes nothing"),
    .init("f = (1 + 2]", "1:11: ']' does not close '('"),
    .init("x = 1\nif x = 1:\n    pass", "2:6: '=' assigns; it does not compare (to compare, write '==')"),
    .init(
      "x = 1\nif x == 1\n    y = 2\nz = q", "2:10: expected ':' after the condition of 'if'",
      "4:5: unknown name 'q'"),
    .init("def f(x)\n    return x", "1:9: expected ':' after the header of 'f'"),
    .init("for i in range(3):\nprint(i)", "2:1: expected an indented block after the header of 'for'"),
    .init("x = 1\n  y = 2", "2:3: this line is indented, but no block starts here"),
    .init("if 1:\n    x = 1\n  y = 2", "3:3: this indentation matches no line above it"),
    .init("if 1:\n\tx = 2\n\ty = 3", "2:1: this line is indented with a tab (indent with spaces)"),
    .init(
      "x = 2\nf = x ^ 2", "2:7: the operator '^' is outside the lesson language (a power is written '**')"),
    .init("x = 1\nx++", "2:2: '++' is not an operator of Python (write '+= 1')"),
    .init("print \"hi\"", "1:1: print is a function (write print(…))"),
    .init("if 1:\n    pass\nelse if 2:\n    pass", "3:1: 'else if' is not Python (write 'elif')"),
    .init("x = 'abc", "1:5: this text was never closed"),
    .init("x = \"\"\"abc\n", "1:5: this text was never closed"),
    .init("x = 3 − 2", "1:7: '−' (U+2212) has no meaning here (write '-')"),
    .init("x = 3\ny = x²", "2:6: '²' (U+00B2) has no meaning here (write '**2')"),
    .init("x = 1.2.3", "1:8: expected an operator or the end of the line before a number"),
    .init("x = 12abc", "1:5: '12abc' is not a number"),
    .init(
      "x = 99999999999999999999",
      "1:5: the integer 99999999999999999999 is too large; integers go up to 9223372036854775807 (write it as a float, as in 1e20)"
    ),
    .init("f(x) = 3", "1:1: cannot assign to the result of a call"),
    .init("3 = x", "1:1: cannot assign to a number"),
    .init("def = 3", "1:5: expected the function's name, found '='"),
    .init("for = 3", "1:5: expected a value, found '='"),
    .init("x = lambda = 3", "1:12: expected a parameter's name, found '='"),
    .init("x = 1 2", "1:7: expected an operator or the end of the line before a number"),
    .init("x = ", "1:5: expected a value, found the end of the line"),
    .init("x = 1 +", "1:8: expected a value, found the end of the line"),
    .init("break", "1:1: 'break' stands outside a loop"),
    .init("return 3", "1:1: 'return' stands outside a function"),
    .init("f(a=1, 2)", "1:8: an argument without a name follows one with a name"),
    .init("def f(a, a): pass", "1:10: 'a' is given twice"),
    .init("def f(a=1, b): pass", "1:12: the parameter 'b' needs a default, as the one before it has one"),
    .init("print(f'{x')", "1:9: '{' in this f-string was never closed"),
    .init("print(f'}')", "1:9: a single '}' in an f-string; write '}}'"),
    .init("print(f'{1 +}')", "1:13: expected a value, found '}'"),
    .init("", "1:1: the program is empty"),
    .init("# only a comment\n\n", "1:1: the program is empty"),
    .init("x = $3", "1:5: '$' has no meaning here"),
    .init("a = b\nc = d", "1:5: unknown name 'b'", "2:5: unknown name 'd'"),
  ]

  static let outside: [WrongProgram] = [
    .init(
      "open(\"x\")",
      "1:1: 'open' is outside the lesson language (a program of a lesson reads and writes no files)"),
    .init(
      "import os",
      "1:8: the module 'os' is outside the lesson language ('numpy', 'math' and 'random' are known, and their functions need no import)"
    ),
    .init(
      "from torch import nn",
      "1:6: the module 'torch' is outside the lesson language (tensor(…), sigmoid(x), x.grad and f.backward() stand without 'torch.')"
    ),
    .init(
      "try:\n    x = 1\nexcept:\n    pass", "1:1: 'try' is outside the lesson language",
      "3:1: 'except' is outside the lesson language"),
    .init("with f() as g:\n    pass", "1:1: 'with' is outside the lesson language"),
    .init("def f():\n    yield 3", "2:5: 'yield' is outside the lesson language"),
    .init("def f():\n    global x\n    x = 1", "2:5: 'global' is outside the lesson language"),
    .init("del x", "1:1: 'del' is outside the lesson language"),
    .init("raise 3", "1:1: 'raise' is outside the lesson language"),
    .init("async def f():\n    pass", "1:1: 'async' is outside the lesson language"),
    .init("@cache\ndef f():\n    pass", "1:1: the decorator '@cache' is outside the lesson language"),
    .init(
      "class A(B):\n    pass",
      "1:9: inheritance is outside the lesson language (a class stands alone: write (object), or nothing)"),
    .init("x = {1, 2}", "1:5: a set is outside the lesson language"),
    .init("a, *b = [1, 2]", "1:4: unpacking with '*' is outside the lesson language"),
    .init("print(**{})", "1:7: an argument with '**' is outside the lesson language"),
    .init("def f(*a): pass", "1:7: a parameter with '*' is outside the lesson language"),
    .init("x = 1\nx.__class__", "2:3: the attribute '__class__' is outside the lesson language"),
    .init(
      "if (x := 3):\n    pass",
      "1:7: ':=' is outside the lesson language (assign on a line of its own, with '=')"),
    .init("x = 3\nmatch x:\n    pass", "2:1: 'match' is outside the lesson language"),
    .init("x = 2j", "1:5: complex numbers are outside the lesson language"),
    .init("x = eval('1')", "1:5: 'eval' is outside the lesson language"),
    .init("x = b'1'", "1:5: bytes are outside the lesson language"),
  ]

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
