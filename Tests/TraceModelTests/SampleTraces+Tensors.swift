import Numbers

@testable import TraceModel

/// Builds a trace node by node and step by step, as a recorder of tensors would.
struct HandBuiltTrace {
  var builder = TraceBuilder(title: "by hand")
  var trace: Trace { builder.trace }

  mutating func gate(_ name: String, symbol: String, rules: [String] = []) -> UInt16 {
    builder.add(
      GateDescription(
        name: name, symbol: symbol, equation: "a", slopes: rules.isEmpty ? ["1"] : [], rules: rules))
  }

  /// Adds a node with its value; gate 0 is an input.
  mutating func node(_ gate: UInt16 = 0, reads operands: [Int32] = [], value: Tensor) -> Int {
    builder.addNode(
      gate: gate, reads: operands, value: value, place: SourceRange(SourcePlace(line: 1, column: 1)))
  }

  mutating func inputs(_ nodes: Range<Int>) { builder.addStep(ofInputs: nodes) }
  mutating func forward(_ node: Int) { builder.addStep(forward: node) }
  mutating func seed(_ node: Int, _ gradient: [Double]) { builder.addStep(seed: node, gradient) }

  mutating func backward(_ node: Int, _ events: [(local: Local, downstream: Tensor)], upstream: Tensor) {
    let inputs = trace.node(node).inputs
    builder.addStep(
      backward: node,
      events.enumerated().map { input, event in
        Backward(
          node: node, input: input, to: inputs[input], upstream: upstream, local: event.local,
          downstream: event.downstream, gradient: event.downstream)
      })
  }

  mutating func aside(_ event: Event) { builder.add(event) }
  mutating func update() { builder.addUpdateStep() }
}

/// A tensor whose elements are told one by one; a scalar NaN if they don't fill the shape.
func tensor(_ shape: [Int], _ elements: [Double]) -> Tensor {
  Tensor(shape: shape, elements: elements) ?? Tensor(.nan)
}

extension SampleTrace {
  static func tensors() -> Trace {
    var builder = HandBuiltTrace()
    let matmul = builder.gate(
      "matmul", symbol: "@", rules: ["matmul(u, transpose(b))", "0", "matmul(transpose(a), u)"])
    let sum = builder.gate("sum", symbol: "Σ", rules: ["spread(u)"])
    let w = builder.node(value: tensor([2, 3], [1, -0.0, .nan, 4.5, .infinity, 6]))
    let x = builder.node(value: tensor([3], [0.1, 0.2, 0.3]))
    let empty = builder.node(value: tensor([0, 3], []))
    let deep = builder.node(value: tensor(Array(repeating: 1, count: 40), [7]))
    let cube = builder.node(value: tensor([2, 1, 2], [1, 2, 3, 4]))
    let constants = [
      Constant(tensor([2, 2], [1, 0, 0, 1]), name: "I"), Constant(tensor([0], [])), Constant(Tensor(3)),
    ].map { builder.builder.add($0) }
    let y = builder.node(
      matmul, reads: [Int32(w), constants[0], Int32(x), constants[1]], value: tensor([2], [0.5, 1e-300]))
    let s = builder.node(sum, reads: [constants[2], Int32(y)], value: Tensor(0.5))
    builder.inputs(w..<cube + 1)
    builder.aside(.print(text: "shapes"))
    builder.forward(y)
    builder.forward(s)
    builder.seed(s, [1])
    builder.backward(s, [(.number(1), tensor([2], [1, 1]))], upstream: Tensor(1))
    let upstream = tensor([2], [1, 1])
    builder.backward(
      y,
      [
        (.rule("W̄ = ȳ xᵀ"), tensor([2, 3], [0.1, 0.2, 0.3, 0.1, 0.2, 0.3])),
        (.matrix(tensor([2, 3], [1, 0, 2, 4.5, 5, 6])), tensor([3], [5.5, .nan, -.infinity])),
      ], upstream: upstream)
    builder.aside(
      .check(Check(node: x, numeric: tensor([3], [5, 7, 9]), relativeError: .nan, isAtKink: true)))
    builder.aside(
      .check(
        Check(
          node: w, numeric: tensor([2, 3], [1, 2, 3, 4, 5, 6]), relativeError: 0,
          byHand: HandGradient(
            tensor([2, 3], [1, 2, 3, 4, 5, .nan]), name: "dw\u{1b}",
            place: SourceRange(SourcePlace(line: 3, column: 4), length: 2)))))
    builder.builder.set(
      cached: [
        Cached("x", Tensor(-0.0)), Cached("mask < 0 \"", tensor([2, 2], [1, 0, 0, 1])),
        Cached("", tensor([0], [])),
      ], of: y)
    builder.seed(cube, [1, 2, 3, 4])
    builder.update()
    builder.aside(
      .update(
        Update(
          node: x, old: tensor([3], [0.1, 0.2, 0.3]), change: tensor([3], [1, 1, 1]),
          new: tensor([3], [1.1, 1.2, 1.3]), statement: "x += 1",
          place: SourceRange(SourcePlace(line: 7, column: 3), SourcePlace(line: 9, column: 1)))))
    builder.aside(.clear(node: w))
    builder.seed(empty, [])
    builder.seed(deep, [2])
    return builder.trace
  }

  /// Two gates of one name and one that is called as inputs are.
  static func equalNames() -> Trace {
    var builder = HandBuiltTrace()
    let gates = [
      builder.gate("relu", symbol: "0.1"), builder.gate("relu", symbol: "0.2"),
      builder.gate("input", symbol: "in"), builder.gate("relu", symbol: "0.3"),
    ]
    let x = builder.node(value: Tensor(1))
    let nodes = gates.map { builder.node($0, reads: [Int32(x)], value: Tensor(2)) }
    builder.inputs(0..<1)
    for node in nodes { builder.forward(node) }
    for node in nodes.prefix(1) {
      builder.seed(node, [1])
      builder.backward(node, [(.diagonal(Tensor(2)), Tensor(2))], upstream: Tensor(1))
    }
    return builder.trace
  }

  /// Steps whose kind no event tells.
  static func emptySteps() -> Trace {
    var builder = HandBuiltTrace()
    builder.inputs(0..<0)
    builder.aside(.print(text: "nothing"))
    builder.update()
    let x = builder.node(value: Tensor(1))
    builder.inputs(x..<x + 1)
    builder.update()
    builder.aside(.print(text: "first"))
    builder.aside(.clear(node: x))
    builder.update()
    return builder.trace
  }
}
