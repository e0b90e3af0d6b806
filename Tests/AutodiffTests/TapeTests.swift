import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// The sigmoid neuron of CS231n, lecture 4, gate by gate.
private func sigmoidNeuron() throws -> Trace {
  var tape = Tape(title: "sigmoid neuron")
  let w0 = tape.input(2, name: "w0")
  let x0 = tape.input(-1, name: "x0")
  let w1 = tape.input(-3, name: "w1")
  let x1 = tape.input(-2, name: "x1")
  let w2 = tape.input(-3, name: "w2")
  let products = try tape.apply(.add, tape.apply(.multiply, w0, x0), tape.apply(.multiply, w1, x1))
  let sum = try tape.apply(.add, products, w2)
  let negated = try tape.apply(.multiply, [.node(sum), .constant(-1)])
  let exponential = try tape.apply(.exp, negated)
  let f = try tape.apply(
    .divide, [.constant(1), .node(tape.apply(.add, [.node(exponential), .constant(1)]))])
  tape.name(f, Name("f"))
  try tape.backward(from: f)
  return tape.finish()
}

@Suite struct TapeTests {
  @Test func `the sigmoid neuron has 13 nodes, 26 events and the steps 0 to 17`() throws {
    let trace = try sigmoidNeuron()
    #expect(trace.nodeCount == 13)
    #expect(trace.stepCount == 18)
    let events = trace.steps.flatMap(\.events).filter { if case .check = $0 { false } else { true } }
    #expect(events.count == 26)
    #expect(trace.step(9).kind == .seed)
    #expect(trace.passes.count == 1)
    #expect(trace.passes[0].output == 12)
  }

  @Test func `the sigmoid neuron has the gradients that the lecture prints`() throws {
    let trace = try sigmoidNeuron()
    let states = States(trace)
    let expected = [-0.19661193324148185, 0.3932238664829637, -0.3932238664829637, -0.5898357997244456]
    for (node, gradient) in expected.enumerated() {
      guard case .final(let tensor) = states.gradient(of: node, at: 17) else {
        Issue.record("no gradient at node \(node)")
        continue
      }
      #expect(abs((tensor.scalar ?? .nan) - gradient) < 1e-12)
    }
    #expect(states.gradient(of: 0, at: 8) == .pending)
    let checks = trace.steps.flatMap(\.events).compactMap { event in
      if case .check(let check) = event { check } else { nil }
    }
    #expect(checks.count >= 5 && checks.allSatisfy { $0.relativeError < 1e-9 && !$0.isAtKink })
  }

  @Test func `what a fork receives is added, and shown as it arrives`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    let y = tape.input(2, name: "y")
    let f = try tape.apply(.add, x, tape.apply(.multiply, x, y))
    try tape.backward(from: f)
    let states = States(tape.finish())
    #expect(states.gradient(of: 0, at: 3) == .pending)
    #expect(states.gradient(of: 0, at: 4) == .accumulating(arrived: [Tensor(1)], outstanding: 1))
    #expect(states.gradient(of: 0, at: 5) == .final(Tensor(3)))
    #expect(states.contributions(to: 0, at: 5).map(\.downstream) == [Tensor(1), Tensor(2)])
  }

  @Test func `gradients of inputs accumulate over passes until they are cleared`() throws {
    for clears in [false, true] {
      var tape = Tape()
      let w = tape.input(1, name: "w")
      for _ in 0..<2 {
        let f = try tape.apply(.multiply, w, w)
        try tape.backward(from: f)
        tape.update(w, to: 2, statement: "w = 2")
        if clears { tape.clearGradient(of: w) }
      }
      let trace = tape.finish()
      #expect(trace.passes.count == 2)
      let states = States(trace)
      let second = try #require(trace.passes[1].steps)
      let end = second.upperBound - 2
      #expect(trace.step(end).kind == .backward)
      #expect(states.gradient(of: 0, at: end) == .final(Tensor(clears ? 4 : 6)))
      #expect(states.value(of: 0, at: second.lowerBound) == Tensor(2))
      #expect(states.value(of: 0, at: 0) == Tensor(1))
      if !clears {
        #expect(
          states.gradient(of: 0, at: second.lowerBound)
            == .accumulating(arrived: [Tensor(2)], outstanding: 2))
      }
    }
  }

  @Test func `a long loop keeps the first pass, the last and those asked for`() throws {
    var tape = Tape(requested: [7])
    let w = tape.input(1, name: "w")
    for pass in 1...50 {
      let f = try tape.apply(.multiply, [.node(w), .constant(2)])
      try tape.backward(from: f)
      tape.update(w, to: 1 + Double(pass), statement: "w += 1")
      tape.clearGradient(of: w)
    }
    let trace = tape.finish()
    #expect(trace.passes.count == 50)
    #expect(trace.passes.filter { $0.steps != nil }.map(\.number) == [1, 7, 50])
    #expect(trace.passes.allSatisfy { $0.outputValue != nil && $0.updates.count == 1 })
    let last = try #require(trace.passes[49].steps)
    #expect(States(trace).value(of: 0, at: last.lowerBound) == Tensor(50))
  }

  @Test(arguments: [Set<Int>(), [7], [6, 7], [12]])
  func `what a pass reads of one that is not kept is a constant with its value`(requested: Set<Int>) throws {
    var tape = Tape(requested: requested)
    let w = tape.input(0.5, name: "w")
    var h = tape.input(1, name: "h")
    var held: [Double] = []
    for _ in 1...20 {
      // h ← w·h + w reads the h of the pass before.
      held.append(try #require(tape.value(of: h)))
      h = try tape.apply(.add, tape.apply(.multiply, w, h), w)
      try tape.backward(from: h)
      tape.clearGradient(of: w)
    }
    let trace = tape.finish()
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
    let kept = trace.passes.filter { $0.steps != nil }
    #expect(kept.map(\.number) == ([1, 20] + requested).sorted())
    for pass in kept {
      let product = try #require(pass.nodes).lowerBound
      let before = kept.contains { $0.number == pass.number - 1 }
      switch trace.node(product).operands[1] {
      case .constant(let constant):
        #expect(!before && constant.value == Tensor(held[pass.number - 1]))
      case .node(let node):
        #expect((before || pass.number == 1) && trace.initialValue(of: node) == Tensor(held[pass.number - 1]))
      }
      // Every step that remains is about a gate that is there, and hands on upstream × local.
      for step in try #require(pass.steps) {
        for backward in trace.backwards(ofStep: step) {
          #expect(trace.node(backward.node).inputs[backward.input] == backward.to)
          #expect(
            backward.downstream.elements[0] == backward.upstream.elements[0] * 0.5 || backward.to == 0
              || backward.local == .number(1))
        }
      }
      #expect(pass.output == product + 1)
    }
  }

  @Test func `a scalar that is not finite is a fault with its step and place`() throws {
    var tape = Tape()
    let x = tape.input(-1, name: "x")
    let place = SourceRange(SourcePlace(line: 3, column: 5), length: 6)
    #expect {
      _ = try tape.apply(.log, x, at: place)
    } throws: { error in
      let fault = error as? Fault
      return fault?.step == 1 && fault?.place == place && fault?.inputs == [-1]
    }
  }
}
