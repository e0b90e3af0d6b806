import Figures
import Testing
import TraceModel

@testable import Rendering

struct `Every figure of every lesson` {
  @Test func `is looked at`() {
    #expect(FigureSet.files.count >= 8)
    let names = Set(FigureSet.lessons.map { $0.name.prefix { $0 != "/" } })
    #expect(names.count == FigureSet.files.count)
    #expect(FigureSet.lessons.map(\.figures.count).reduce(0, +) > 150)
  }

  @Test(arguments: FigureSet.lessons) func `keeps texts apart and inside`(_ set: FigureSet) {
    #expect(set.faults(FigureChecks.textsApart) == [])
  }

  @Test(arguments: FigureSet.lessons) func `keeps texts off the gates' outlines`(_ set: FigureSet) {
    #expect(set.faults(FigureChecks.outlinesClear) == [])
  }

  @Test(arguments: FigureSet.lessons) func `can be read on light and dark pages`(_ set: FigureSet) {
    #expect(set.faults(FigureChecks.readable) == [])
  }

  @Test(arguments: FigureSet.lessons) func `is an SVG that stands alone`(_ set: FigureSet) {
    #expect(set.figures.flatMap { FigureChecks.selfContained(Picture($0.svg), $0.svg) } == [])
  }

  @Test(arguments: FigureSet.lessons) func `shows the numbers of its trace`(_ set: FigureSet) {
    #expect(set.falseNumbers() == [])
  }

  @Test(arguments: FigureSet.lessons) func `moves nothing and shows no gradient too early`(_ set: FigureSet) {
    #expect(set.faultsInSeries() == [])
  }

  @Test func `has no text on a line`() {
    let labels = FigureSet.lessons.flatMap { set in
      set.faults(FigureChecks.textsOnLines).map { "\(set.name)\($0)" }
    }
    #expect(labels == [])
  }

  @Test(arguments: FigureSet.lessons.filter { $0.palette == .board })
  func `keeps operands in order`(_ set: FigureSet) {
    let states = States(set.trace)
    for pass in set.trace.passes where pass.steps != nil {
      let pictures = CircuitPictures(
        Narrator(states, circuit: Rendering.Circuit(set.trace, pass: pass)), FigureOptions(),
        key: FigureKey([]))
      #expect(FigureChecks.operandsInOrder(pictures) == [])
    }
  }
}
