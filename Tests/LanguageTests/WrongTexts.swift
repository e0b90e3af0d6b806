/// Programs that cannot be read, each with all that is said of it.
enum WrongTexts {
  static let texts: [WrongText] = [
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

  static let outside: [WrongText] = [
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
}
