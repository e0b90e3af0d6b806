import Numbers
import Testing
import TraceModel

@testable import Rendering
@testable import Stepper

struct `Why a gradient is what it is` {
  @Test(arguments: LessonTrace.all)
  func `the paths of every wire of every lesson add up to its gradient`(_ lesson: LessonTrace) throws {
    let stepper = try Stepper([lesson.program()]).orFail()
    let scene = stepper.scene
    // Where the last branch replaces the others on purpose, nothing adds up.
    guard stepper.block.trace.mistake == nil else { return }
    let step = scene.narrator.lastBackwardStep
    for wire in scene.wires {
      guard let chain = scene.narrator.chain(to: wire, at: step), chain.rest == nil, !chain.hasArrays,
        case .final(let gradient) = chain.total, let number = gradient.scalar, chain.carried == nil
      else { continue }
      let sum = chain.paths.reduce(0) { $0 + ($1.number ?? .nan) }
      #expect(abs(sum - number) <= 1e-9 * max(1, number.magnitude), "\(chain.wire)")
    }
  }

  @Test func `two paths are written out with their sum`() throws {
    var stepper = try Samples.stepper(Samples.fork)
    try stepper.run("last; why x")
    #expect(
      stepper.text(of: .why)
        == """
        2 paths lead from f back to x; the local gradients along each multiply, and the products add:

        path 1 of 2
             f          = 1
          +  x  1  × 1  = 1

        path 2 of 2
             f            = 1
          +  ⟨2⟩  1  × 1  = 1
          ×  x    y  × 2  = 2

        ∂f/∂x = 1 + 2 = 3

        """)
  }

  @Test func `of very many paths some are written out and the rest is summed`() throws {
    let lines = (0..<30).map { _ in "x = x + x" }.joined(separator: "\n")
    var stepper = try Samples.stepper("x = 1.0\n\(lines)\nf = x * 1.5\nf.backward()")
    try stepper.run("last; why x₀")
    let chain = try stepper.scene.narrator.chain(to: 0, at: stepper.block.step).orFail()
    #expect(chain.paths.count == Chain.mostPaths && chain.count == "1.1e9")
    #expect(chain.rest?.sum == "1.6e9")
    #expect(stepper.text(of: .why).contains("more paths are not written out; together they give 1.6e9."))
  }

  @Test func `a long path is cut in its middle`() throws {
    let lines = (0..<3000).map { _ in "x = x * 1.0001" }.joined(separator: "\n")
    var stepper = try Samples.stepper("x = 1.0\n\(lines)\nx.backward()")
    try stepper.run("last; why x₀")
    let path = try stepper.scene.narrator.chain(to: 0, at: stepper.block.step).orFail().paths[0]
    #expect(path.links.count == Chain.mostLinks && path.omitted == 3000 - Chain.mostLinks)
    #expect(stepper.text(of: .why).contains("(2960)"))
  }

  @Test(arguments: [
    ("x = 2.0; y = 3.0\ng = x * y\nf = x * 4\nf.backward()", "y", "No path leads from f back to y"),
    ("x = 2.0\nf = x * 4\nf.backward()", "f", "f is the output itself"),
    (Samples.forwardOnly, "x", "There is no backward pass"),
    ("x = 2.0\nf = x * 4\nf.backward()\ng = x * 3\ng.backward()", "x", "x also holds 4"),
  ])
  func `says so where there is no chain, or more than one`(program: String, wire: String, text: String) throws
  {
    var stepper = try Samples.stepper(program)
    try stepper.run("last; why \(wire)")
    #expect(stepper.text(of: .why).contains(text), "\(stepper.text(of: .why))")
  }

  @Test func `what the backward pass has not reached is pending`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run("goto 11; why w0")
    let text = stepper.text(of: .why)
    #expect(
      text.contains("× 1.00   = −0.53") && text.contains("x0        × ◦") && text.contains("∂f/∂w0 = ◦"))
  }
}
