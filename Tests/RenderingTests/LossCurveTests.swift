import Figures
import Numbers
import Testing
import TraceModel

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
