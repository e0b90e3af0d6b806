import Gradwalk
import Testing

/// The example of README.md, which is this text.
func sigmoidNeuron() throws -> String {
  // begin
  var tape = Tape(title: "a neuron")
  let w = tape.input(2, name: "w")
  let x = tape.input(-1, name: "x")
  let f = try tape.apply(.sigmoid, tape.apply(.multiply, w, x))
  try tape.backward(from: f)

  let trace = tape.finish()
  var walk = WalkThrough(trace)
  let markdown = try walk.steps(of: trace.passes[0], .backward)
  let figures = try walk.figures()  // the frames that it shows, as SVG
  // end
  #expect(figures.count == 3)
  return markdown
}

@Test func `the Swift example of the README tells the backward pass`() throws {
  let markdown = try sigmoidNeuron()
  #expect(markdown.contains("backward through `×`"))
  #expect(markdown.contains("0.10 × −1.00 = **−0.10**"))
}
