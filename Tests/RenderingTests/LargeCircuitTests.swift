import DOT
import Graphviz
import Script
import Testing
import TraceModel

@testable import Rendering

struct `A large circuit` {
  /// The limit is one for a machine that does much else; without limits of the search these take up to hours.
  @Test(arguments: LargeCircuits.searched) func `is laid out by a short search`(_ sample: Sample) async throws
  {
    let trace = try sample.trace()
    let narrator = Narrator(States(trace), circuit: Circuit(trace, pass: trace.passes[0]))
    let diagram = Diagram(narrator)
    let attributes = diagram.graph().attributes
    guard case .number(let share)? = attributes["nslimit"] else {
      Issue.record("the search has no limit")
      return
    }
    // What Graphviz multiplies by the number of nodes, and how many places each of its steps may look at.
    #expect(share * Double(diagram.extent.nodes) * Double(2 * diagram.extent.places) < 8_000_000)
    #expect(attributes["nslimit1"] == attributes["nslimit"])
    try await finishing(within: .seconds(300)) {
      let pictures = try Pictures(narrator)
      #expect(try pictures.svgs(at: [nil])[0].count > 10_000)
    }
  }

  @Test func `of moderate size is laid out as well as can be`() throws {
    for sample in Sample.figures {
      let attributes = try sample.pictures().diagram.graph().attributes
      #expect(attributes["nslimit"] == nil && attributes["mclimit"] == nil)
    }
  }

  @Test(
    arguments: [
      ("x = 2.0\nf = exp(x)", 5, 5, 4), ("x = 2.0\nf = exp(x) * x", 8, 10, 7),
      (LargeCircuits.chain(10), 23, 23, 22), (LargeCircuits.chain(1000), 2003, 2003, 2002),
      (LargeCircuits.sum(4), 26, 32, 13),
    ])
  func `is measured before it is laid out`(_ program: String, _ nodes: Int, _ places: Int, _ ranks: Int)
    throws
  {
    let extent = CircuitExtent(of: try LargeCircuits.circuit(program))
    #expect([extent.nodes, extent.places, extent.ranks] == [nodes, places, ranks])
  }

  @Test func `takes as many places as Graphviz gives it, or a few more`() throws {
    for sample in Sample.figures + LargeCircuits.searched.prefix(1) {
      let diagram = try sample.pictures().diagram
      let circuit = diagram.circuit
      let names = circuit.wires.filter { circuit.gate(of: $0) == nil || diagram.narrator.isEnd($0) }.count
      #expect(diagram.extent.nodes == circuit.gates.count + circuit.wires.count + diagram.forks.count + names)
      #expect(diagram.extent.places >= diagram.extent.nodes)
    }
  }

  @Test func `with functions is drawn with the innermost folded`() throws {
    #expect(try LargeCircuits.circuit(LargeCircuits.calls(1)).folded == [])
    let circuit = try LargeCircuits.circuit(LargeCircuits.calls(10))
    #expect(circuit.folded == ["inner"])
    #expect(circuit.gates.count == 50)
    let whole = try LargeCircuits.circuit(LargeCircuits.calls(30))
    #expect(whole.folded == ["outer"])
    #expect(whole.gates.count == 30)
    #expect(whole.drawingNote == .folded(functions: ["outer"], gates: 4500))
  }

  @Test func `without functions is refused before anything is done about it`() throws {
    let trace = try LargeCircuits.trace(LargeCircuits.sum(3000))
    let circuit = Circuit(drawing: trace, pass: trace.passes[0])
    #expect(circuit.folded == [])
    #expect(circuit.drawingNote == .notDrawn(gates: 8999))
    let error = #expect(throws: GraphvizError.self) {
      try Pictures(Narrator(States(trace), circuit: circuit))
    }
    #expect(error?.description.hasPrefix("the circuit is too large to draw: its 8999 gates") ?? false)
    #expect(error?.hint?.contains("--collapse") ?? false)
  }

  @Test func `is told without figures where it is not drawn, and says so`() async throws {
    try await finishing(within: .seconds(300)) {
      let trace = try LargeCircuits.trace(LargeCircuits.sum(200) + "\nf.backward()")
      var walk = WalkThrough(trace)
      let pass = trace.passes[0]
      #expect(try walk.circuit(of: pass) == "The circuit of 599 gates is too large for a figure.")
      let steps = try walk.steps(of: pass, .all)
      #expect(
        steps.hasPrefix(
          "The steps are told without frames: the circuit of 599 gates is too large for a figure.\n\n### Step"
        ))
      #expect(!steps.contains("!["))
      #expect(try walk.figures().isEmpty && walk.dot() == nil)
    }
  }

  @Test func `has no frames where there would be too many`() throws {
    let program = "x = 0.3\nh = x\nfor i in range(150):\n    h = tanh(h)\n    h = sin(h)"
    let trace = try LargeCircuits.trace(program + "\nh.backward()")
    var walk = WalkThrough(trace)
    let steps = try walk.steps(of: trace.passes[0], .all)
    #expect(
      steps.hasPrefix(
        "The steps are told without frames: there would be 602 of them, of a circuit of 300 gates."))
    #expect(!steps.contains("!["))
    #expect(try walk.circuit(of: trace.passes[0]).hasPrefix("![The circuit of large](circuit.svg)"))
  }
}

/// Fails where work takes far longer than it ever should, instead of hanging until it ends.
func finishing(within limit: Duration, _ work: @escaping @Sendable () throws -> Void) async throws {
  let (results, continuation) = AsyncStream.makeStream(of: Result<Void, any Error>?.self)
  Task { continuation.yield(Result { try work() }) }
  Task {
    try? await Task.sleep(for: limit)
    continuation.yield(nil)
  }
  var iterator = results.makeAsyncIterator()
  let first = await iterator.next() ?? nil
  try #require(first, "not done after \(limit)").get()
}
