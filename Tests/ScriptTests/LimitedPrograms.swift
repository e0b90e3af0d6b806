import Testing

@testable import Script

/// A program that would take too much, and the limit that it meets.
struct LimitedProgram: Sendable, CustomTestStringConvertible {
  var name: String
  var limit: Limit
  var source: String
  var testDescription: String { name }

  init(_ name: String, _ limit: Limit, _ source: String) {
    (self.name, self.limit, self.source) = (name, limit, source)
  }

  /// Only the limit that is to be met is low, so that it is met soon and none is met before it.
  var options: RunOptions {
    let low: [Limit: Int] = [
      .nodes: 1_000, .iterations: 5_000, .elements: 20_000, .operations: 50_000_000, .recursion: 200,
    ]
    return RunOptions(limits: low.filter { $0.key == limit })
  }
}

/// Programs of a few lines that would take hours, or all memory.
enum LimitedPrograms {
  static let all = calls + lists + texts + nesting + arrays + gates

  private static let calls: [LimitedProgram] = [
    .init("calls of calls", .iterations, "def f(n):\n    return n if n < 2 else f(n-1) + f(n-2)\nf(60)"),
    .init("calls of a lambda", .iterations, "while True:\n    x = map(lambda i: i, range(1000))"),
    .init("instances", .iterations, "class A:\n    def __init__(self):\n        pass\nwhile True:\n    A()"),
    .init("a long body of a loop", .operations, "for i in range(10000):\n" + many("    s = i + 1\n", 100)),
    .init("a sum of a range", .iterations, "sum(range(10**12))"),
    .init(
      "kept calls", .elements,
      "def m(i):\n    a = b = c = i\n    return lambda: a\nk = [m(i) for i in range(9999)]"),
    .init("kept instances", .elements, "class A:\n    pass\nk = [A() for i in range(19999)]"),
  ]

  private static let lists: [LimitedProgram] = [
    .init("a list too long", .elements, "x = [0] * 10**10"),
    .init("an empty list repeated", .operations, "x = []\ny = x * 10**18"),
    .init("a range written out", .elements, "x = list(range(10**12))"),
    .init(
      "copies of a dictionary", .elements, "d = {i: i for i in range(1000)}\nwhile True:\n    e = d.copy()"),
    .init("keys of a dictionary", .elements, "d = {}\nfor i in range(20000):\n    d[i] = i\n    d[-i] = [i]"),
    .init("a long comprehension", .iterations, "x = [i for i in range(1000) for j in range(1000)]"),
    .init("slices", .elements, "s = list(range(1000))\nwhile True:\n    t = s[1:]"),
    .init("shuffles", .operations, loop("s = list(range(9000))", "np.random.shuffle(s)")),
    .init("sorted lists", .operations, loop("s = list(range(5000))", "s.sort()")),
    .init("reversed lists", .operations, loop("s = list(range(9000))", "s.reverse()")),
    .init(
      "comparisons of lists", .operations, loop("s = list(range(5000))\nt = list(range(5000))", "s == t")),
    .init("searches in a list", .operations, loop("s = list(range(5000))", "-1 in s")),
    .init("places in a list", .operations, loop("s = list(range(5000))", "s.index(4999)")),
    .init("inserts at the front", .operations, loop("s = list(range(9000))", "s.insert(0, 1)")),
    .init("pops at the front", .operations, loop("s = list(range(9000))", "s.pop(0)")),
    .init(
      "keys taken out", .operations, "d = {i: i for i in range(9000)}\nfor i in range(9000):\n    d.pop(i)"),
    .init("inputs with names", .elements, "x = [1.0] * 15000; y = x[0] * 2"),
  ]

  private static let texts: [LimitedProgram] = [
    .init("text too long", .elements, "s = 'x' * 10**10"),
    .init("empty text repeated", .elements, "s = '' * 10**18"),
    .init("text that doubles", .elements, "s = 'x'\nwhile True:\n    s += s"),
    .init("joined text", .elements, "s = 'x' * 1000\nwhile True:\n    s = ','.join([s, s])"),
    .init("lengths of text", .operations, loop("s = 'x' * 10000", "len(s)")),
    .init("characters of text", .operations, loop("s = 'x' * 10000", "s[-1]")),
    .init("slices of text", .elements, loop("s = 'x' * 10000", "s[1:3]")),
    .init("comparisons of text", .operations, loop("s = 'x' * 99999\nt = 'x' * 99999", "s == t")),
    .init("orders of text", .operations, loop("s = 'x' * 99999\nt = 'x' * 99999", "s < t")),
    .init("searches in text", .operations, loop("s = 'a' * 10000", "'aaaaaab' in s")),
    .init("text as a key", .operations, loop("s = 'x' * 99999\nd = {}", "d.get(s)")),
    .init("capitals", .elements, loop("s = 'x' * 10000", "s.upper()")),
    .init("text split", .elements, "s = 'x ' * 12000\nt = s.split()"),
    .init("text with many formats", .elements, "s = '%d' * 12000\nt = s % (1,)"),
    .init("long formats", .elements, loop("x = 0.5", "f'{x:.900f}'")),
    .init("text as a number", .operations, loop("s = '1' * 10000", "float(s)")),
    .init("printed lines", .elements, loop("", "print('hello', 1, 2, 3)", "print()")),
    .init("line ends printed", .elements, "print('\\n' * 100000)"),
    .init("text printed without a line end", .elements, loop("", "print('x' * 1000, end='')")),
    .init("text of a list", .elements, loop("s = list(range(1000))", "str(s)")),
    .init("text of an array", .elements, loop("a = np.ones(1000)", "str(a)")),
  ]

  private static let nesting: [LimitedProgram] = [
    .init("a deep tuple as a key", .recursion, "s = ()\nfor i in range(1000):\n    s = (s,)\nd = {s: 1}"),
    .init("a deep list printed", .recursion, "s = []\nfor i in range(1000):\n    s = [s]\nprint(s)"),
    .init(
      "deep lists compared", .recursion,
      "s = []\nt = []\nfor i in range(1000):\n    s = [s]\n    t = [t]\nprint(s == t)"),
    .init(
      "lists that hold themselves compared", .recursion, "a = []\nb = []\na.append(a)\nb.append(b)\na == b"),
    .init("a shared tuple as a key", .elements, shared + "d = {s: 1}"),
    .init("shared tuples compared", .operations, shared + "print(s == t)"),
    .init("shared tuples in order", .operations, shared + "print(sorted([s, t]))"),
    .init("a shared tuple looked for", .operations, shared + "print(s in [t])"),
    .init("a shared tuple printed", .elements, shared + "print(s)"),
    .init("lists in lists", .elements, "s = []\nfor i in range(19999):\n    s = [[[[s]]]]"),
    .init("tuples in tuples", .elements, "s = ()\nfor i in range(19999):\n    s = ((((s,),),),)"),
    .init("functions in functions", .elements, "s = None\nfor i in range(19999):\n    s = lambda f=s: f"),
    .init("calls without end", .recursion, "def f(n):\n    return f(n + 1)\nf(0)"),
  ]

  private static let shared =
    "s = (1,)\nt = (1,)\nfor i in range(40):\n    s = (s, s)\n    t = (t, t)\n"

  private static let arrays: [LimitedProgram] = [
    .init("zeros", .elements, "a = np.zeros((10**6, 10**6))"),
    .init("no zeros along a long axis", .elements, "a = np.zeros((0, 10**18))"),
    .init("a matrix of ones and zeros", .elements, "a = np.eye(10**5)"),
    .init("numbers at even distances", .elements, "a = np.linspace(0, 1, 10**9)"),
    .init("numbers in a range", .elements, "a = np.arange(1e300)"),
    .init("repeated elements", .elements, "a = np.repeat(np.ones(1000), 10**7)"),
    .init("tiles", .elements, "a = np.tile(np.ones(1000), 10**7)"),
    .init("no tiles", .elements, "a = np.tile(np.ones(0), 10**18)"),
    .init("a border", .elements, "a = np.pad(np.ones(10), 10**8)"),
    .init("stretched arrays", .elements, "a = np.ones((10**4, 1)) * np.ones(10**4)"),
    .init("an outer product", .elements, "a = np.outer(np.ones(10**4), np.ones(10**4))"),
    .init("patches of an image", .elements, "a = conv2d(np.ones((200, 200)), np.ones((100, 100)))"),
    .init("stacked arrays", .elements, "a = np.ones(10000)\nb = np.stack([a] * 100)"),
    .init("many arrays", .elements, "k = []\nwhile True:\n    k.append(np.ones(1))"),
    .init("copies", .elements, "a = np.ones(10000)\nk = []\nwhile True:\n    k.append(a.copy())"),
    .init("views", .elements, "a = np.ones(10000)\nk = []\nwhile True:\n    k.append(a[:])"),
    .init("rows", .elements, "a = np.ones((9000, 1))\nfor r in a:\n    pass"),
    .init("lists of arrays", .elements, loop("a = np.ones((100, 100))", "a.tolist()")),
    .init("elements set", .operations, loop("a = np.ones(50000)", "a[i] = 1")),
    .init("slices set", .operations, loop("a = np.ones(50000)", "a[:] = 1")),
    .init("arrays filled", .operations, loop("a = np.ones(50000)", "a.fill(1)")),
    .init("arrays shuffled", .operations, loop("a = np.ones(50000)", "np.random.shuffle(a)")),
    .init("masks", .operations, loop("m = np.ones(50000) > 2\na = np.ones(50000)", "a[m]")),
    .init("element by element", .operations, loop("a = np.ones(50000)", "np.exp(a)")),
    .init("sums", .operations, loop("a = np.ones(50000)", "a.sum()")),
    .init("largest elements", .operations, loop("a = np.ones(50000)", "a.argmax()")),
    .init("truth of elements", .operations, loop("a = np.ones(50000)", "np.any(a)")),
    .init("nearly equal arrays", .operations, loop("a = np.ones(50000)", "np.allclose(a, a)")),
    .init("transposed arrays", .operations, loop("a = np.ones((200, 200))", "a.T")),
    .init("reshaped arrays", .operations, loop("a = np.ones((200, 200))", "a.reshape(40000)")),
    .init("products", .operations, loop("a = np.ones((200, 200))", "a @ a")),
    .init("draws", .operations, loop("", "np.random.randn(50000)")),
    .init("draws without repeating", .operations, loop("", "np.random.choice(50000, 3, replace=False)")),
  ]

  private static let gates: [LimitedProgram] = [
    .init("gates", .nodes, "x = 1.5\nfor i in range(9999):\n    x = x * 1.01"),
    .init(
      "gradients of large arrays", .elements,
      "x = np.ones(5000)\ny = 0\nfor i in range(99):\n    y = y + x.sum()\ny.backward()"),
    .init(
      "a pass run again", .elements,
      "x = np.ones(1000)\ny = (x * x).sum()\nfor i in range(19999):\n    y.backward()"),
    .init(
      "updates", .elements,
      "x = np.ones(1000)\ny = (x * x).sum()\ny.backward()\nwhile True:\n    x -= 0.1 * x.grad"),
    .init(
      "a pass through those before", .operations,
      "x = np.ones((50, 50))\nh = x * 1\nwhile True:\n    h = h @ x\n    h.sum().backward()"),
    .init(
      "gradients by hand", .operations, "x = np.ones(5000)\nf = (x * x).sum()\nwhile True:\n    dx = 2 * x"),
  ]

  private static func loop(_ start: String, _ body: String...) -> String {
    start + "\nfor i in range(20000):\n" + body.map { "    \($0)\n" }.joined()
  }

  private static func many(_ line: String, _ count: Int) -> String { String(repeating: line, count: count) }
}
