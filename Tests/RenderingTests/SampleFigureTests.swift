import Figures
import Testing

@testable import Rendering

struct `Every circuit that is hard to draw` {
  @Test(arguments: Sample.figures) func `has figures as good as the lessons'`(_ sample: Sample) throws {
    let set = try sample.figures()
    #expect(set.faults(FigureChecks.textsApart) == [])
    #expect(set.faults(FigureChecks.outlinesClear) == [])
    #expect(set.faults(FigureChecks.readable) == [])
    #expect(set.figures.flatMap { FigureChecks.selfContained(Picture($0.svg), $0.svg) } == [])
    #expect(set.faultsInSeries() == [])
    #expect(set.falseNumbers() == [])
    #expect(set.faults(FigureChecks.textsOnLines) == [])
  }

  @Test(arguments: Sample.figures) func `keeps its operands in order`(_ sample: Sample) throws {
    #expect(FigureChecks.operandsInOrder(try sample.pictures()) == [])
  }

  @Test(arguments: Sample.figures) func `plays its steps, and stands on a slide`(_ sample: Sample) throws {
    let pictures = try sample.pictures()
    let steps = pictures.moves.map(\.steps.upperBound)
    #expect(Picture(pictures.played(at: steps, key: FigureKey(["k"]))).error == nil)
    for step in [nil, steps[0]] {
      #expect(Picture(pictures.svg(at: step, on: .slide)).error == nil)
    }
  }
}
