import Figures
import Testing
import TraceModel

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
      ("h", "h(u): at u = 0.50 it gives 2.00, and its slope there is −4.00."),
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

  @Test func `is refused where there is no function of one number`() throws {
    let trace = try Sample(
      "", "x = 2.0; y = 3.0; W = np.ones(3)\nf = x * y + np.sum(sigmoid(W))\nf.backward()"
    )
    .trace()
    var walk = WalkThrough(trace)
    #expect(throws: CurveProblem.severalNumbers("sigmoid")) {
      try walk.curve(of: "sigmoid", in: trace.passes[0])
    }
    #expect(throws: CurveProblem.unknown("tanh", names: ["sigmoid", "sum"])) {
      try walk.curve(of: "tanh", in: trace.passes[0])
    }
  }
}
