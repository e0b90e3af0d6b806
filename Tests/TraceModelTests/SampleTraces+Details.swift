import Autodiff
import Numbers
import Testing

@testable import TraceModel

extension SampleTrace {
  /// What few traces and nodes have beside the rest.
  static func details() throws -> Trace {
    let place = SourceRange(SourcePlace(line: 1, column: 5), SourcePlace(line: 1, column: 9))
    var builder = TraceBuilder(try product())
    builder.set(producer: Producer("torch \"nightly\"", version: "2.13.0\u{1b}"))
    builder.set(numberType: .float32)
    builder.set(details: NodeDetails(literal: place), of: 0)
    builder.set(details: NodeDetails(numberType: .float64, literal: place), of: 1)
    builder.set(details: NodeDetails(numberType: .bfloat16), of: 2)
    for (type, shape) in [
      (NumberType.float16, PictureShape(height: 2, width: 3)),
      (.float64, PictureShape(height: 1, width: 2, channels: 3)),
    ] {
      let node = builder.addNode(value: Tensor(filling: [2, 6], with: Array(repeating: 1, count: 12)))
      builder.set(details: NodeDetails(numberType: type, picture: shape), of: node)
      builder.addStep(ofInputs: node..<node + 1)
    }
    var pass = try #require(builder.trace.passes.last)
    pass.steps = pass.steps.map { $0.lowerBound..<builder.trace.stepCount }
    builder.set(passes: [pass])
    return builder.trace
  }

  /// A gate that says what stands in its circle, as its producer writes constants.
  static func toldSymbols() throws -> Trace {
    var tape = Tape(title: "symbols")
    let x = tape.input(2, name: "x")
    let y = try tape.apply(.multiply, [.node(x), .constant(0.123456789)])
    let z = try tape.apply(.divide, [.constant(2, name: "N"), .node(y)])
    try tape.backward(from: tape.apply(.power, [.node(z), .constant(3)]))
    let lines = String(decoding: tape.finish().jsonLines, as: UTF8.self)
    return try Trace(jsonLines: Array(lines.replacing("×0.1235", with: "×0.123456789").utf8))
  }

  /// Arrays of which only a sample is told.
  static func samples() -> Trace {
    var builder = HandBuiltTrace()
    let matmul = builder.gate("matmul", symbol: "@", rules: ["matmul(u, transpose(b))", "b"])
    let large = Tensor(filling: [100, 40], with: (0..<4000).map { Double($0) - 0.5 }).sampled(atMost: 3)
    let unbounded = Tensor(filling: [9], with: (0..<9).map { $0 == 4 ? .nan : Double($0) }).sampled(atMost: 2)
    let w = builder.node(value: large)
    let x = builder.node(value: unbounded)
    let v = builder.node(value: large)
    let constant = builder.builder.add(Constant(large, name: "data"))
    let y = builder.node(matmul, reads: [Int32(w), constant], value: large)
    let f = builder.node(matmul, reads: [Int32(y), Int32(x)], value: Tensor(1))
    builder.inputs(w..<v + 1)
    builder.forward(y)
    builder.forward(f)
    builder.seed(f, [1])
    builder.backward(f, [(.rule("r"), large), (.rule("r"), unbounded)], upstream: Tensor(1))
    builder.backward(y, [(.diagonal(large), large)], upstream: large)
    builder.update()
    builder.aside(.update(Update(node: w, old: large, change: large, new: large, statement: "w -= g")))
    builder.aside(.input(node: x, value: unbounded))
    builder.builder.set(passes: [
      Pass(
        number: 1, steps: 0..<builder.trace.stepCount, nodes: y..<f + 1, output: f,
        updates: [UpdateSize(node: w, largestChange: 3998.5)],
        held: [HeldGradient(node: v, gradient: large)])
    ])
    return builder.trace
  }
}
