import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// The lecture's own multiply gate.
private struct MultiplyGate: CustomGate {
  let symbol = "×"
  let equation = "a * b"
  var x = Tensor(0)
  var y = Tensor(0)

  mutating func forward(_ inputs: [Tensor]) -> Tensor {
    (x, y) = (inputs[0], inputs[1])
    return x * y
  }

  func backward(_ upstream: Tensor) -> [Tensor] { [y * upstream, x * upstream] }
}

/// A gate whose backward gives too few gradients.
private struct HalfGate: CustomGate {
  let symbol = "½"
  let equation = "a * b"
  mutating func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] * inputs[1] }
  func backward(_ upstream: Tensor) -> [Tensor] { [upstream] }
}

struct `A computational graph` {
  @Test func `runs forwards and backwards in topological order, as in the lecture`() throws {
    let graph = ComputationalGraph(title: "(x + y) z")
    let (x, y, z) = (graph.input("x"), graph.input("y"), graph.input("z"))
    let q = (x + y).named("q")
    let f = (q * z).named("f")
    #expect(try graph.forward(["x": -2, "y": 5, "z": -4]) == Tensor(-12))
    #expect(try graph.backward() == ["x": Tensor(-4), "y": Tensor(-4), "z": Tensor(3)])
    #expect(q.value == Tensor(3) && q.gradient == Tensor(-4) && f.gradient == Tensor(1))
    let trace = graph.trace()
    #expect(trace.nodes.map { $0.name?.text } == ["x", "y", "z", "q", "f"])
    #expect(trace.title == "(x + y) z")
  }

  @Test func `can be run again with other numbers, starting from no gradients`() throws {
    let graph = ComputationalGraph()
    let x = graph.input("x", 3)
    _ = x * x
    for value in [3.0, 5] {
      try graph.forward(["x": value])
      #expect(try graph.backward() == ["x": Tensor(2 * value)])
    }
  }

  @Test(arguments: [
    (Tensor(-2), Tensor(5)),
    (Tensor(filling: [3], with: [1, -2, 0.5]), Tensor(filling: [3], with: [4, 5, 6])),
    (Tensor(filling: [2, 2], with: [1, 2, 3, 4]), Tensor(filling: [2, 2], with: [0, 1, -1, 2])),
  ])
  func `a gate of one's own does what the built-in one does, and shows what it kept`(x: Tensor, y: Tensor)
    throws
  {
    var results: [([String: Tensor], Trace)] = []
    for isOwn in [true, false] {
      let graph = ComputationalGraph()
      let (a, b) = (graph.input("x", x), graph.input("y", y))
      let product = isOwn ? graph.apply(MultiplyGate(), a, b) : a * b
      _ = (isOwn ? graph.apply(MultiplyGate(), product, a) : product * a).sum()
      try graph.forward()
      results.append((try graph.backward(), graph.trace()))
    }
    #expect(results[0].0 == results[1].0)
    let gate = try #require(results[0].1.nodes.first { $0.gate?.name == "MultiplyGate" })
    #expect(results[0].1.cached(by: gate.id) == [Cached("x", x), Cached("y", y)])
    let checks = results[0].1.steps.flatMap(\.events).compactMap { event in
      if case .check(let check) = event { check } else { nil }
    }
    #expect(checks.count >= 2 && checks.allSatisfy { $0.relativeError < 1e-8 })
  }

  @Test func `its operators have the values and gradients of their gates`() throws {
    let graph = ComputationalGraph()
    let (x, y) = (graph.input("x", 0.6), graph.input("y", 1.7))
    let first = (2 * x - y / 3 + 1).exp() - (1 / y).tanh() + x.power(3)
    let second = (5 - x).log() * (y + 2).sqrt() + (-x).sigmoid() + (x - y).relu() + x.maximum(y) + 1 - 2 / x
    _ = first * second
    try graph.forward()
    try graph.backward()
    var count = 0
    for step in graph.trace().steps {
      for case .check(let check) in step.events {
        count += 1
        #expect(check.relativeError < 1e-7)
      }
    }
    #expect(count > 20)
  }

  @Test func `matrices and means work as well`() throws {
    let graph = ComputationalGraph()
    let weights = graph.input("W", Tensor(filling: [2, 3], with: [1, 2, 3, 4, 5, 6]))
    let x = graph.input("x", Tensor(filling: [3], with: [1, 0, -1]))
    _ = weights.matmul(x).mean()
    #expect(try graph.forward() == Tensor(-2))
    #expect(try graph.backward()["W"] == Tensor(filling: [2, 3], with: [0.5, 0, -0.5, 0.5, 0, -0.5]))
  }

  @Test func `what cannot be run is told`() throws {
    let graph = ComputationalGraph()
    let x = graph.input("x")
    let y = graph.input("y", Tensor(filling: [2], with: [1, 2]))
    #expect(throws: GraphError.notRun) { try graph.backward() }
    #expect(throws: GraphError.noValue(input: "x")) { try graph.forward() }
    #expect(throws: GraphError.unknownInput("w")) { try graph.forward(["w": 1]) }
    _ = x + y
    #expect(throws: GraphError.shapes(gate: "add", [[3], [2]])) {
      try graph.forward(["x": Tensor(filling: [3], with: [1, 2, 3])])
    }
    try graph.forward(["x": 1])
    #expect(throws: GraphError.seed(shape: [], output: [2])) { try graph.backward() }
    let half = ComputationalGraph()
    _ = half.apply(HalfGate(), half.input("x", 1), half.input("y", 2))
    try half.forward()
    #expect(throws: GraphError.gradients(gate: "HalfGate", expected: [[], []], found: [[]])) {
      try half.backward()
    }
    let log = ComputationalGraph()
    _ = log.input("x", -1).log()
    #expect(throws: GraphError.self) { try log.forward() }
  }
}
