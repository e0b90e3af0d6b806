import Autodiff
import Numbers
import Testing

@testable import TraceModel

@Suite struct StatesTests {
  @Test(arguments: SampleTrace.all.filter { $0.name != "tensors" })
  func `the state at each step is what a replay of the events gives`(_ sample: SampleTrace) throws {
    try expectReplayAgrees(sample.make())
  }

  @Test(arguments: 1...60) func `so it is for random programs`(_ seed: Int) throws {
    try expectReplayAgrees(RandomProgram(seed: UInt64(seed)).trace())
  }

  private func expectReplayAgrees(_ trace: Trace) throws {
    let states = States(trace)
    var replay = Replay(trace)
    for step in trace.steps {
      replay.play(step)
      for node in 0..<trace.nodeCount {
        #expect(
          states.value(of: node, at: step.number) == replay.value(of: node),
          "value of node \(node) at step \(step.number)")
        #expect(
          states.gradient(of: node, at: step.number) == replay.gradient(of: node, at: step.number),
          "gradient of node \(node) at step \(step.number)")
      }
    }
  }

  @Test func `an input that is the output gathers its seeds`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    try tape.backward(from: x)
    try tape.backward(from: x, gradient: 2)
    let states = States(tape.finish())
    #expect(states.gradient(of: 0, at: 0) == .pending)
    #expect(states.gradient(of: 0, at: 1) == .final(Tensor(1)))
    #expect(states.gradient(of: 0, at: 2) == .final(Tensor(3)))
  }

  @Test func `a cleared gradient is known at its step and gone from the next`() throws {
    var tape = Tape()
    let w = tape.input(3, name: "w")
    try tape.backward(from: tape.apply(.multiply, w, w))
    tape.update(w, to: 2, statement: "w = 2")
    tape.clearGradient(of: w)
    try tape.backward(from: tape.apply(.exp, w))
    let states = States(tape.finish())
    #expect(states.gradient(of: 0, at: 4) == .final(Tensor(6)))
    #expect(states.value(of: 0, at: 4) == Tensor(2))
    #expect(states.gradient(of: 0, at: 5) == .pending)
  }

  @Test func `steps, passes and wires of many passes are found`() throws {
    let trace = try SampleTrace.training(passes: 2000, requested: [7, 1000])
    let kept = trace.passes.filter { !($0.steps ?? 0..<0).isEmpty }
    #expect(kept.map(\.number) == [1, 7, 1000, 2000])
    for pass in kept {
      for step in pass.steps ?? 0..<0 { #expect(trace.pass(ofStep: step)?.number == pass.number) }
    }
    #expect(trace.passes.count == 2000 && trace.passes.allSatisfy { $0.updates.map(\.node) == [0] })
    let touching = States(trace).steps(touching: 0)
    #expect(!touching.isEmpty && touching.allSatisfy { 0..<trace.stepCount ~= $0 })
  }

  @Test func `a step that a fault cut short is not recorded`() throws {
    var tape = Tape()
    let x = tape.input(0, name: "x")
    let f = try tape.apply(.multiply, [.node(tape.apply(.sqrt, x)), .constant(2)])
    #expect(throws: Fault.self) { try tape.backward(from: f) }
    let trace = tape.finish()
    #expect(trace.steps.map(\.kind) == [.inputs, .forward, .forward, .seed, .backward])
  }
}
