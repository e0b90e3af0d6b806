import Numbers
import Testing
import TraceModel

@testable import Figures
@testable import Rendering

struct `The curve over the passes` {
  static func trace(_ values: [Double]) throws -> Trace {
    var builder = TraceBuilder(try Sample("", "x = 2.0\nf = x * 3").trace())
    let first = builder.trace.passes[0]
    let passes = values.enumerated().map { index, value in
      var pass = index == 0 ? first : Pass(number: index + 1)
      pass.outputValue = Tensor(value)
      return pass
    }
    builder.set(passes: passes)
    return builder.trace
  }

  @Test(
    arguments: [
      [3, 2, 1], [1, 1, 1], [0, 0, 0], [-5, 3, -7.25], [1e-7, 2e-7, 1.5e-7], [1e12, 2e12, 1e3],
      (1...1000).map { 1 / Double($0) }, (1...7).map { Double($0) }, [.nan, 1, 2, .infinity, 3],
    ] as [[Double]]) func `is a picture as good as the figures`(_ values: [Double]) throws
  {
    for palette in Palette.all {
      let curve = try #require(
        try ShownCurve(Self.trace(values), options: FigureOptions(palette: palette), language: English()))
      let picture = Picture(curve.svg)
      #expect(FigureChecks.selfContained(picture, curve.svg) == [])
      #expect(FigureChecks.textsApart(picture) == [])
      #expect(FigureChecks.readable(picture) == [])
      #expect(picture.title == "f over the passes")
      #expect(picture.texts.map(\.content).contains("pass") && picture.texts.map(\.content).contains("f"))
    }
  }

  @Test func `runs from the first pass to the last inside its axes`() throws {
    let curve = try #require(
      try ShownCurve(Self.trace([4, 2, 1]), options: FigureOptions(), language: English()))
    let svg = String(decoding: curve.svg, as: UTF8.self)
    #expect(Picture(curve.svg).description == "f goes from 4.0000 in pass 1 to 1.0000 in pass 3.")
    #expect(svg.contains("class=\"curve\"") && svg.contains("prefers-color-scheme"))
  }

  private static func texts(_ values: [Double], reference: Double? = nil) throws -> [String] {
    let curve = try #require(
      try ShownCurve(
        trace(values), options: FigureOptions(), language: English(), reference: reference))
    let picture = Picture(curve.svg)
    #expect(FigureChecks.textsApart(picture) == [])
    return picture.texts.map(\.content)
  }

  @Test(
    arguments: [
      ([4, 2, 1], 3, "below the reference from pass 2 on"),
      ([4, 2, 1], 5, "below the reference from pass 1 on"),
      ([4, 2, 1], 0.5, nil), ([4, 2, 1, 3], 2.5, nil),
      ([4, 2, .nan, 1], 3, "below the reference from pass 4 on"),
      ([4, 2, 1, .infinity], 3, nil),
    ] as [([Double], Double, String?)])
  func `says from where on it is below a reference`(_ values: [Double], _ reference: Double, _ words: String?)
    throws
  {
    let said = try Self.texts(values, reference: reference).filter { $0.hasPrefix("below") }
    #expect(said == [words].compactMap(\.self))
  }

  @Test func `leaves out what is no number, with a word`() throws {
    let values = [3, .infinity, 2, 1, .nan, .infinity, .nan] as [Double]
    let words = "Not drawn: passes 2 and 5 to 7, where it is too large, or no number."
    #expect(try Self.texts(values).contains(words))
    let many = (0..<4000).map { $0 % 3 == 0 ? Double.infinity : 3 }
    #expect(
      try Self.texts(many).contains(
        "Not drawn: passes 1, 4, 7 and 1331 more, where it is too large, or no number."))
    let points = values.enumerated().map { LossCurve.Output(pass: $0 + 1, value: $1) }
    let curve = try #require(LossCurve(points))
    #expect(curve.pieces.map { $0.map(\.pass) } == [[1], [3, 4]])
    var walk = WalkThrough(try Self.trace([1, .infinity, .infinity]))
    #expect(
      walk.passTable().hasSuffix(
        "There is no curve: in 2 of 3 passes the output is too large, or no number."))
  }

  @Test(
    arguments: [
      ([1e-4, 3, 2e7], ["10⁻⁶", "10⁻³", "10⁰", "10³", "10⁶", "10⁹"]),
      ([0.1, 3, 80], ["0.1", "1", "10", "100"]), ([1, 2, 3], ["1.0", "1.5", "2.0", "2.5", "3.0"]),
      ([1e-6, 2e-6, 3e-6], ["1.0", "1.5", "2.0", "2.5", "3.0", "×10⁻⁶"]),
      ([2e7, 1e7, 2.5e7], ["1.0", "1.5", "2.0", "2.5", "×10⁷"]),
    ]) func `has numbers of one form at its axis`(_ values: [Double], _ ticks: [String]) throws
  {
    let texts = try Self.texts(values)
    #expect(ticks.filter { !texts.contains($0) } == [])
  }

  @Test func `needs three passes with a number each`() throws {
    #expect(try ShownCurve(Self.trace([1, 2]), options: FigureOptions(), language: English()) == nil)
    #expect(try ShownCurve(Self.trace([1, .nan, 2]), options: FigureOptions(), language: English()) == nil)
  }

  @Test func `stands below the table of the passes`() throws {
    var walk = WalkThrough(try Self.trace([4, 2, 1]), folder: "learning/")
    #expect(walk.passTable().hasSuffix("\n\n![f over the passes](learning/passes.svg)"))
    #expect(walk.figures().map(\.name) == ["passes.svg"])
    var short = WalkThrough(try Self.trace([4, 2]))
    #expect(!short.passTable().contains("!["))
    #expect(short.figures().map(\.name) == [])
  }
}
