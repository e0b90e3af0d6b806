import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// A multiply gate that the tape does not know, run by the test.
private let product = Gate(
  own: GateDescription(name: "MyProduct", symbol: "×", equation: "a * b", slopes: []))

extension Tape {
  fileprivate mutating func multiply(_ x: Reference, _ y: Reference) throws -> Reference {
    let (a, b) = (tensor(of: x) ?? Tensor(.nan), tensor(of: y) ?? Tensor(.nan))
    let value = Tensor(filling: a.shape, with: zip(a.elements, b.elements).map { $0 * $1 })
    return try record(product, [.node(x), .node(y)], value: value, cached: [Cached("x", a), Cached("y", b)])
  }

  /// Runs a whole backward pass; gives how often it asked.
  @discardableResult
  fileprivate mutating func runBackward(from output: Reference, gradient: Tensor = Tensor(1)) throws -> Int {
    var question = try startBackward(from: output, gradient: gradient)
    var count = 0
    while let asked = question {
      count += 1
      let shares = asked.operands.indices.map { position in
        let other = asked.operands[1 - position]
        let times = { (upstream: Tensor) -> Tensor? in
          Tensor(filling: other.shape, with: zip(upstream.elements, other.elements).map { $0 * $1 })
        }
        return OwnShare(
          downstream: times(asked.upstream) ?? Tensor(.nan),
          local: asked.local(of: position, rule: "", product: times))
      }
      question = try continueBackward(with: shares)
    }
    return count
  }
}

@Suite struct OwnGateTests {
  /// `f = (x × y) × x + y` with the product of the program's own, or the built-in one.
  private func trace(_ x: Tensor, _ y: Tensor, isOwn: Bool) throws -> (trace: Trace, asked: Int) {
    var tape = Tape()
    let (x, y) = (tape.input(x, name: "x"), tape.input(y, name: "y"))
    let first = isOwn ? try tape.multiply(x, y) : try tape.apply(.multiply, x, y)
    let second = isOwn ? try tape.multiply(first, x) : try tape.apply(.multiply, first, x)
    let sum = try tape.apply(.add, second, y)
    let shape = tape.tensor(of: sum)?.shape ?? []
    let seed = Tensor(filling: shape, with: Array(repeating: 1, count: Tensor.count(of: shape)))
    let asked = try tape.runBackward(from: sum, gradient: seed)
    let trace = tape.finish { _, operands in
      Tensor(
        filling: operands[0].shape, with: zip(operands[0].elements, operands[1].elements).map { $0 * $1 })
    }
    return (trace, asked)
  }

  @Test(arguments: [
    (Tensor(-2), Tensor(5)),
    (Tensor(filling: [3], with: [1, -2, 0.5]), Tensor(filling: [3], with: [4, 5, 6])),
  ])
  func `a gate of a program's own gives the numbers of the built-in one`(_ x: Tensor, _ y: Tensor) throws {
    let (own, asked) = try trace(x, y, isOwn: true)
    let (builtin, never) = try trace(x, y, isOwn: false)
    #expect(asked == 2)
    #expect(never == 0)
    #expect(own.stepCount == builtin.stepCount)
    for (left, right) in zip(own.steps, builtin.steps) {
      #expect(left.kind == right.kind)
      #expect(left.node == right.node)
      #expect(left.events.count == right.events.count)
      for (ours, theirs) in zip(left.events, right.events) {
        switch (ours, theirs) {
        case (.forward(let node, let value, _), .forward(let other, let expected, _)):
          #expect(node == other)
          #expect(value == expected)
        case (.check(let check), .check(let expected)):
          #expect(check.node == expected.node)
          #expect(check.relativeError < 1e-9)
        default: #expect(ours == theirs)
        }
      }
    }
  }

  @Test func `no gate of the list passes for one of a program's own`() {
    for gate in Gate.all { #expect(!gate.description.isOwn, "\(gate.description.name)") }
    #expect(product.description.isOwn)
  }

  @Test func `what a gate cached is part of its forward event, and comes back from a file`() throws {
    let trace = try trace(Tensor(-2), Tensor(5), isOwn: true).trace
    #expect(
      trace.step(1).events == [
        .forward(node: 2, value: Tensor(-10), cached: [Cached("x", Tensor(-2)), Cached("y", Tensor(5))])
      ])
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }

  @Test func `an input that is given nothing has no gradient`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    let y = tape.input(2, name: "y")
    let f = try tape.multiply(x, y)
    #expect(try tape.startBackward(from: f, gradient: Tensor(1)) != nil)
    let share = OwnShare(downstream: Tensor(2), local: .number(2))
    #expect(try tape.continueBackward(with: [share, nil]) == nil)
    #expect(tape.gradient(of: x) == 2)
    #expect(tape.gradient(of: y) == nil)
  }

  @Test func `a pass that nobody answers for ends in zeros`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    let f = try tape.multiply(tape.apply(.exp, x), x)
    try tape.backward(from: f)
    #expect(tape.gradient(of: x) == 0)
  }

  @Test func `a gradient that is not finite is a fault at the gate`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    let f = try tape.multiply(x, x)
    _ = try tape.startBackward(from: f, gradient: Tensor(1))
    let share = OwnShare(downstream: Tensor(.infinity), local: .number(.infinity))
    #expect(throws: Fault.self) { _ = try tape.continueBackward(with: [share, share]) }
  }

  @Test func `passes follow each other, and the gates of each are asked once`() throws {
    var tape = Tape()
    let x = tape.input(3, name: "x")
    for pass in 1...15 {
      let f = try tape.multiply(tape.multiply(x, x), x)
      #expect(try tape.runBackward(from: f) == 2, "pass \(pass)")
      tape.clearGradient(of: x)
    }
    let trace = tape.finish()
    #expect(trace.passes.count == 15)
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }
}
