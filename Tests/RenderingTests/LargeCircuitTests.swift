import Figures
import Script
import Testing
import TraceModel

@testable import Rendering

struct `A large circuit` {
  private static func walk(_ program: String, _ options: FigureOptions = FigureOptions()) throws
    -> WalkThrough
  {
    WalkThrough(try LargeCircuits.trace(program + "\nf.backward()"), options: options)
  }

  @Test func `is drawn with equal calls folded, and says so`() throws {
    var walk = try Self.walk(LargeCircuits.calls(10))
    let pass = walk.keptPasses[0]
    let text = walk.circuit(of: pass)
    #expect(text.hasPrefix("![The circuit of large](circuit.svg)\n\nOf the "))
    #expect(text.contains("folded"))
    guard case .folded(let folded)? = walk.drawingNote(of: pass) else {
      Issue.record("nothing is folded")
      return
    }
    #expect(folded.shown <= Figures.Circuit.mostInView)
    #expect(folded.gates == walk.narrator(of: pass).circuit.gates.count)
  }

  @Test func `is not told to be folded where that was asked for`() throws {
    var walk = try Self.walk(LargeCircuits.calls(3), FigureOptions(collapsed: ["outer"]))
    #expect(walk.drawingNote(of: walk.keptPasses[0]) == nil)
  }

  @Test func `of moderate size is not folded`() throws {
    for sample in Sample.figures where !sample.name.contains("wide sum") {
      #expect(try sample.pictures().note == nil, "\(sample)")
    }
  }

  @Test(arguments: LargeCircuits.searched) func `has a figure, whatever its form`(_ sample: Sample) throws {
    #expect(try sample.pictures().svg().count > 1_000)
  }

  @Test func `has no frames where there would be too many`() throws {
    let program = "x = 0.3\nh = x\nfor i in range(3000):\n    h = tanh(h)\n    h = sin(h)\nf = h"
    var walk = try Self.walk(program)
    let steps = walk.steps(of: walk.keptPasses[0], .gates)
    #expect(steps.hasPrefix("The steps are told without frames: there would be 12002 of them"))
    #expect(!steps.contains("!["))
    #expect(walk.circuit(of: walk.keptPasses[0]).hasPrefix("![The circuit of large](circuit.svg)"))
  }
}
