import Gradwalk
import Numbers
import Testing

// The example of README.md, which is this text.
// begin
/// A gate of one's own: it keeps its inputs, since each is the slope of the other.
struct MultiplyGate: CustomGate {
  let symbol = "×", equation = "a * b"
  var x = Tensor(0), y = Tensor(0)

  mutating func forward(_ inputs: [Tensor]) -> Tensor {
    (x, y) = (inputs[0], inputs[1])
    return x * y
  }
  func backward(_ upstream: Tensor) -> [Tensor] { [y * upstream, x * upstream] }
}

func walkBackward() throws -> (text: String, figures: [(name: String, content: [UInt8])]) {
  let graph = ComputationalGraph(title: "a neuron")
  let w = graph.input("w")
  let x = graph.input("x")
  let b = graph.input("b")
  let s = (graph.apply(MultiplyGate(), w, x) + b).named("s")
  s.sigmoid().named("rate")
  try graph.forward(["w": 2, "x": -1, "b": 3])
  try graph.backward()  // w.gradient is -0.20

  let trace = graph.trace()
  var walk = WalkThrough(trace)
  let text = walk.steps(of: trace.passes[0], .backward)
  return (text, walk.figures())  // Markdown, and the frames that it shows, as SVG
}
// end

@Test func `the Swift example of the README tells the backward pass`() throws {
  let (text, figures) = try walkBackward()
  #expect(text.contains("backward through `×`"))
  #expect(text.contains("upstream × local = 0.20 × −1.00 = **−0.20**"))
  #expect(figures.map(\.name) == (4...7).map { "step-0\($0).svg" })
}
