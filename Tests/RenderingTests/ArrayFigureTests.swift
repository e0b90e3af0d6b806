import Testing

@testable import Rendering

struct `Every circuit of arrays` {
  @Test(arguments: ArraySample.figures) func `has figures as good as those of numbers`(_ sample: ArraySample)
    throws
  {
    let set = try sample.figures()
    let pictures = set.figures.map { ($0.name, Picture($0.svg), $0.svg) }
    let faults = pictures.flatMap { name, picture, svg in
      Self.faults(picture, svg).map { "\(name): \($0)" }
    }
    #expect(faults == [])
    #expect(set.faultsInSeries() == [])
    #expect(set.falseNumbers() == [])
    let frames = pictures.dropFirst().map(\.1)
    #expect(frames.flatMap { FigureChecks.sameColumns(frames[0], $0) } == [])
  }

  private static func faults(_ picture: Picture, _ svg: [UInt8]) -> [String] {
    [
      FigureChecks.textsApart(picture), FigureChecks.outlinesClear(picture), FigureChecks.readable(picture),
      FigureChecks.selfContained(picture, svg), FigureChecks.textsOnLines(picture),
      FigureChecks.pointsAligned(picture), FigureChecks.bracketsFit(picture),
    ].flatMap { $0 }
  }

  @Test(arguments: ArraySample.figures) func `keeps its operands in order`(_ sample: ArraySample) throws {
    #expect(FigureChecks.operandsInOrder(try sample.pictures()) == [])
  }
}
