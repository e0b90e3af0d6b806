import Figures
import Numbers
import Testing
import TraceModel

@testable import Rendering

struct `A circuit by our own layout` {
  /// Each circuit once: the direction is that of the other layout.
  static let samples = Sample.figures.filter { $0.direction == nil && $0.collapsed.isEmpty }

  private static func pictures(_ sample: Sample) throws -> (CircuitPictures, [Int]) {
    let trace = try sample.trace()
    let narrator = Narrator(States(trace), circuit: Rendering.Circuit(trace, pass: trace.passes[0]))
    return (CircuitPictures(narrator), narrator.circuit.moves(in: trace).map(\.steps.upperBound))
  }

  @Test(arguments: samples) func `shows the numbers of its trace at each step`(_ sample: Sample) throws {
    let (pictures, steps) = try Self.pictures(sample)
    var compared = 0
    for step in steps {
      for text in Picture(pictures.svg(at: step)).texts {
        guard let shown = Self.number(in: text.slot, pictures.narrator.states, at: step) else { continue }
        compared += 1
        #expect(text.content == pictures.narrator.format.text(shown), "step \(step): \(text.slot ?? "")")
      }
    }
    #expect(compared >= steps.count)
  }

  /// The number that a slot should show, where that is a value, a gradient that is known, or what came down a branch.
  private static func number(in slot: String?, _ states: States, at step: Int) -> Double? {
    guard let parts = slot?.split(separator: "-"), parts.count == 2 else { return nil }
    let numbers = parts[0].dropFirst().split(separator: ".").compactMap { Int($0) }
    guard let node = numbers.first else { return nil }
    switch (parts[0].first, parts[1]) {
    case ("v", "value"): return states.value(of: node, at: step)?.scalar
    case ("v", "gradient"):
      guard case .final(let gradient) = states.gradient(of: node, at: step) else { return nil }
      return gradient.scalar
    case ("b", "downstream"):
      guard numbers.count == 2, states.trace.node(node).inputs.indices.contains(numbers[1]) else {
        return nil
      }
      return states.contributions(to: states.trace.node(node).inputs[numbers[1]], at: step)
        .last { $0.gate == node && $0.input == numbers[1] }?.downstream.scalar
    default: return nil
    }
  }

  @Test(arguments: samples) func `plays its steps, and stands on a slide`(_ sample: Sample) throws {
    let (pictures, steps) = try Self.pictures(sample)
    let played = try #require(PlayedSVG.svg(of: pictures.series(at: steps), key: FigureKey(["k"])))
    #expect(Picture(played).error == nil)
    for svg in [pictures.svg(), pictures.svg(at: steps[0])] {
      #expect(Picture(try #require(Slide(of: svg)).svg).error == nil)
    }
  }
}
