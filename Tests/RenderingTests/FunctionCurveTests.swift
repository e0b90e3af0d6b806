import Foundation
import Testing
import TraceModel

@testable import Figures
@testable import Rendering

struct `The curve of a function` {
  private static let program = """
    s = 1.0; t = -2.0; u = 0.5
    def swish(x):
      return x * sigmoid(x)
    h = 1 / u
    f = sigmoid(s) + tanh(t) + relu(u) + exp(s) + log(u) + h + swish(t) + u**2 + softplus(s * 10)
    f.backward()
    """

  private static func curve(_ name: String, _ palette: Palette = .board) throws -> (
    text: String, svg: [UInt8]
  ) {
    let trace = try Sample("curves", program).trace()
    var walk = WalkThrough(trace, options: FigureOptions(palette: palette), folder: "a/")
    let text = try walk.curve(of: name, in: trace.passes[0])
    return (text, try #require(walk.figures().first).content)
  }

  @Test(
    arguments: ["sigmoid", "tanh", "relu", "exp", "log", "h", "swish", "power", "softplus"])
  func `is a picture as good as the figures`(_ name: String) throws {
    for palette in Palette.all {
      let svg = try Self.curve(name, palette).svg
      let picture = Picture(svg)
      #expect(FigureChecks.selfContained(picture, svg) == [])
      #expect(FigureChecks.textsApart(picture) == [])
      #expect(FigureChecks.readable(picture) == [])
    }
  }

  @Test(
    arguments: [
      ("sigmoid", "sigmoid(s): at s = 1.00 it gives 0.73, and its slope there is 0.20."),
      ("swish", "swish(t): at t = −2.00 it gives −0.24, and its slope there is −0.09."),
      ("h", "h = 1/u: at u = 0.50 it gives 2.00, and its slope there is −4.00."),
      ("power", "u²: at u = 0.50 it gives 0.25, and its slope there is 1.00."),
      ("relu", "relu(u): at u = 0.50 it gives 0.50, and its slope there is 1.00."),
    ]) func `tells the value and the slope where the program uses it`(name: String, words: String) throws
  {
    let (text, svg) = try Self.curve(name)
    #expect(Picture(svg).description == "The curve of " + words)
    #expect(text.hasSuffix("](a/curve-\(name).svg)"))
  }

  @Test(arguments: [
    "x = 10.0\nf = sigmoid(x)", "x = -9.5\nf = tanh(x)", "x = 0.0\nf = sigmoid(x)", "x = 40.0\nf = x**2",
  ])
  func `keeps its texts apart also at the ends`(_ program: String) throws {
    let trace = try Sample("end", program + "\nf.backward()").trace()
    var walk = WalkThrough(trace)
    _ = try walk.curve(of: "f", in: trace.passes[0])
    let picture = Picture(try #require(walk.figures().first).content)
    #expect(FigureChecks.textsApart(picture) == [])
  }

  /// The curve of a name in a program, as it is sampled.
  private static func shown(_ program: String, _ name: String) throws -> ShownFunction {
    let trace = try Sample("", program).trace()
    return try WalkThrough(trace).narrator(of: trace.passes[0]).function(named: name)
  }

  private static let program2 = """
    def piece(q):
      if q > 0:
        return q * q
      return -q
    def halved(q):
      while q > 1:
        q = q / 2
      return q
    def middle(q):
      if -2 < q:
        if q < 0.5:
          return q * q
      return q
    def masked(q):
      return q * (q > 0) + q
    def one(q):
      if q == 0.25: return q * q
      return q
    x = 0.25
    f = piece(x) + halved(x * 12) + middle(x) + masked(x)
    f.backward()
    """

  @Test(
    arguments: [
      ("piece", 0.0, nil, "Below x = 0.00 the program goes another way: there q > 0 does not hold (line 2)."),
      (
        "halved", 2, 4,
        "Below ⟨2⟩ = 2.00 the program goes another way: there q > 1 does not hold (line 6). Above ⟨2⟩ = 4.00 the program goes another way: there q > 1 holds (line 6)."
      ),
      ("masked", 0, nil, "Below x = 0.00 the program goes another way: there q > 0 does not hold (line 15)."),
    ] as [(String, Double?, Double?, String)])
  func `ends where the program goes another way, and says so`(
    _ name: String, _ low: Double?, _ high: Double?, _ words: String
  ) throws {
    let curve = try Self.shown(Self.program2, name).curve
    #expect(curve.ends.low?.place == low && curve.ends.high?.place == high)
    let xs = curve.pieces.joined().map(\.x)
    #expect(xs.allSatisfy { (low ?? -.infinity) - 1e-9 <= $0 && $0 <= (high ?? .infinity) + 1e-9 })
    let trace = try Sample("", Self.program2).trace()
    var walk = WalkThrough(trace)
    _ = try walk.curve(of: name, in: trace.passes[0])
    let picture = Picture(try #require(walk.figures().first).content)
    #expect(picture.description.hasSuffix(words))
    #expect(FigureChecks.textsApart(picture) == [])
  }

  @Test(
    arguments: [
      ("f = one(x) + piece(x)", CurveProblem.onlyThere("one")),
      ("def item(q): return q * q.item()\nf = item(x)", .fixedNumber("item", .item)),
      ("def rounded(q): return q * round(q + 3)\nf = rounded(x)", .fixedNumber("rounded", .rounded)),
      (
        "def times(q):\n  s = q\n  for i in range(int(q) + 2): s = s * q\n  return s\nf = times(x)",
        .hidden("times")
      ),
      ("def way(q):\n  if q.item() > 0: return q * q\n  return q\nf = way(x)", .hidden("way")),
      ("def pick(q): return q * [1.0, 2.0][int(q)]\nf = pick(x)", .hidden("pick")),
      ("def two(q): return [q * 2, q * 3]\na, b = two(x)\nf = a * b", .severalNumbers("two")),
      ("def same(q):\n  t = q * 2\n  return q\nf = same(x) * 3", .noValue("same")),
    ])
  func `is refused where other numbers might be computed otherwise`(end: String, problem: CurveProblem) throws
  {
    let program = Self.program2.components(separatedBy: "\nf = ")[0] + "\n" + end + "\nf.backward()"
    let name =
      switch problem {
      case .onlyThere(let name), .hidden(let name), .severalNumbers(let name), .noValue(let name): name
      case .fixedNumber(let name, _): name
      default: ""
      }
    #expect(throws: problem) { try Self.shown(program, name) }
  }

  @Test(arguments: [
    ("x = 0.001\nf = log(x)", -6.0, 6.0), ("x = 1.0\nf = x * 2", -6, 6), ("x = -300.5\nf = x * 2", -400, 400),
    ("x = 3e7\nf = x * x", -4e7, 4e7), ("x = 0.002\nf = 1 / x", -6, 6),
  ])
  func `holds the point, and goes to the ends of its axes`(program: String, low: Double, high: Double) throws
  {
    let curve = try Self.shown(program + "\nf.backward()", "f").curve
    #expect(curve.across.ends == (low, high))
    let (down, up) = curve.up.ends
    #expect((down...up).contains(curve.point.y))
    #expect(curve.pieces.contains { $0[0].x <= curve.point.x && curve.point.x <= $0[$0.count - 1].x })
    let last = try #require(curve.pieces.last?.last)
    #expect(last.x == high || !(down...up).contains(last.y))
  }

  @Test func `has room for all that is said of it`() throws {
    let program =
      "the_number_with_a_long_name = 3.0\ndef a_function_with_a_long_name(q):\n"
      + "  if q * q - 2 * q + 1 > 1.5 - 0.25 * q: return q * q\n  return q\n"
      + "f = a_function_with_a_long_name(the_number_with_a_long_name) * 2\nf.backward()"
    let trace = try Sample("", program).trace()
    var walk = WalkThrough(trace)
    _ = try walk.curve(of: "a_function_with_a_long_name", in: trace.passes[0])
    let picture = Picture(try #require(walk.figures().first).content)
    #expect(FigureChecks.textsApart(picture) == [])
    #expect(picture.description.contains("there q * q - 2 * q + 1 > 1.5 - 0.25 * q does not hold (line 3)"))
  }

  @Test func `is refused where there is no function of one number`() throws {
    let trace = try Sample(
      "", "x = 2.0; y = 3.0; W = np.ones(3)\nf = x * y + np.sum(sigmoid(W)) + leaky_relu(x) * 2\nf.backward()"
    )
    .trace()
    var walk = WalkThrough(trace)
    #expect(throws: CurveProblem.severalNumbers("sigmoid")) {
      try walk.curve(of: "sigmoid", in: trace.passes[0])
    }
    // What is named works, if asked for.
    #expect(throws: CurveProblem.unknown("tanh", names: ["leaky_relu", "multiply"])) {
      try walk.curve(of: "tanh", in: trace.passes[0])
    }
    for name in ["leaky_relu", "multiply"] { _ = try walk.curve(of: name, in: trace.passes[0]) }
  }

  @Test func `uses a parameter as it was when the function used it`() throws {
    let trace = try Sample(
      "", "w = 2.0\nfor i in range(2):\n  f = w ** 2\n  f.backward()\n  w -= 0.25 * w.grad\n  w.grad = 0"
    )
    .trace()
    #expect(try WalkThrough(trace).narrator(of: trace.passes[0]).function(named: "f").point.x == 2)
  }
}
