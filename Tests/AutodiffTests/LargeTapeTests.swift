import Testing
import TraceModel

@testable import Autodiff

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many gates a large tape has. A million work too; a debug build takes seconds for them.
private let gateCount = 200_000

/// A chain in which each gate reads the one before: −x + ¼, again and again.
private func chain(gates: Int) throws -> Trace {
  var tape = Tape()
  let weight = tape.input(-1)
  let bias = tape.input(0.25)
  var x = tape.input(3)
  for _ in 0..<gates / 2 {
    x = try tape.apply(.add, tape.apply(.multiply, x, weight), bias)
  }
  try tape.backward(from: x)
  return tape.finish(isChecked: false)
}

/// Chains side by side, each gate mixing two of them.
private func net(gates: Int) throws -> Trace {
  var tape = Tape()
  let weights = (0..<100).map { _ in tape.input(0.5) }
  var wires = (0..<64).map { tape.input(Double($0)) }
  for turn in 0..<gates / 2 {
    let sum = try tape.apply(.add, wires[turn % 64], wires[(turn + 17) % 64])
    wires[turn % 64] = try tape.apply(.multiply, sum, weights[turn % 100])
  }
  try tape.backward(from: wires[(gates / 2 - 1) % 64])
  return tape.finish(isChecked: false)
}

/// Runs a body on a thread with a stack of 64 KB, which any recursion over gates overflows, and waits for its end.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  unsafe pthread_attr_setstacksize(&attributes, 64 * 1024)
  defer { unsafe pthread_attr_destroy(&attributes) }
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
  let status = unsafe pthread_create(
    &thread, &attributes,
    { argument in
      #if canImport(Darwin)
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
      #else
        if let argument = unsafe argument {
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        }
      #endif
      return nil
    }, work)
  #expect(status == 0)
  #if canImport(Darwin)
    if let thread = unsafe thread { unsafe pthread_join(thread, nil) }
  #else
    pthread_join(thread, nil)
  #endif
}

/// Builds, runs backward, finishes, asks for states and releases, and says what is wrong with the counts.
@Sendable private func expectAllSteps(of make: (Int) throws -> Trace, gates: Int, inputs: Int) {
  do {
    let trace = try make(gates)
    #expect(trace.nodeCount == gates + inputs)
    // Steps: the inputs, each gate forward, the seed, each gate backward that the output was computed from.
    let reached = trace.circuit(of: trace.passes[0]).filter { trace.node($0).gate != nil }.count
    #expect(trace.stepCount == 2 + gates + reached)
    #expect(trace.numberCount == trace.nodeCount + 1 + 5 * reached)
    #expect(trace.storedBytes < 100 * (gates + inputs))
    let states = States(trace)
    guard case .final = states.gradient(of: inputs - 1, at: trace.stepCount - 1) else {
      Issue.record("the last input has no gradient")
      return
    }
    #expect(states.gradient(of: inputs, at: gates) == .pending)
  } catch {
    Issue.record(error)
  }
}

@Suite struct LargeTapeTests {
  @Test func `a long chain needs no stack, and its steps are as many as its gates ask for`() {
    onSmallStack { expectAllSteps(of: chain, gates: gateCount, inputs: 3) }
    onSmallStack { expectAllSteps(of: chain, gates: gateCount / 2, inputs: 3) }
  }

  @Test func `a large net needs no stack, and its steps are as many as its gates ask for`() {
    onSmallStack { expectAllSteps(of: net, gates: gateCount, inputs: 164) }
  }
}
