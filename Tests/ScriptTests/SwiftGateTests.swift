import Autodiff
import Foundation
import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// A gate that is the same in Swift and in a lesson.
private struct SquashedProduct: CustomGate {
  let symbol = "×σ"
  let equation = "a * b"
  var x = Tensor(0)
  var y = Tensor(0)

  mutating func forward(_ inputs: [Tensor]) -> Tensor {
    (x, y) = (inputs[0], inputs[1])
    return x * y
  }

  func backward(_ upstream: Tensor) -> [Tensor] { [y * upstream, x * upstream] }
}

/// Gates written in Swift and in the lesson language leave the same trace.
@Suite struct SwiftGateTests {
  private static let type = """
    class SquashedProduct:
        symbol = '×σ'
        equation = 'a * b'
        def forward(self, x, y):
            self.x = x
            self.y = y
            return x * y
        def backward(self, upstream):
            return [self.y * upstream, self.x * upstream]

    """

  @Test(arguments: [
    (Tensor(-2), Tensor(5), "-2.0", "5.0"),
    (
      Tensor(filling: [3], with: [1, -2, 0.5]), Tensor(filling: [3], with: [4, 5, 6]),
      "np.array([1.0, -2.0, 0.5])",
      "np.array([4.0, 5.0, 6.0])"
    ),
    (
      Tensor(filling: [30], with: (0..<30).map(Double.init)),
      Tensor(filling: [30], with: (0..<30).map { Double($0) / 2 }),
      "np.arange(30.0)", "np.arange(30.0) / 2"
    ),
  ])
  func `the traces are equal but for name and place`(
    x: Tensor, y: Tensor, first: String, second: String
  ) throws {
    let graph = ComputationalGraph(title: "both")
    let (a, b) = (graph.input("x", x), graph.input("y", y))
    let product = graph.apply(SquashedProduct(), a, b).named("q")
    (product * a).sum().named("f")
    try graph.forward()
    try graph.backward()

    let program =
      Self.type
      + "x = \(first)\ny = \(second)\nq = SquashedProduct()(x, y)\nf = np.sum(q * x)\nf.backward()\n"
    let lesson = try Program(program).run(RunOptions(title: "both")).trace
    #expect(records(of: graph.trace()) == records(of: lesson))
  }

  /// The records of a trace without the program, the places in it, and what only a program tells.
  private func records(of trace: Trace) -> [String] {
    String(decoding: trace.jsonLines, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("{\"kind\":\"program\"") && !$0.hasPrefix("{\"kind\":\"binding\"") }
      .map { $0.replacing(/,"literal":{[^}]*}/, with: "") }
      .map { $0.replacing(/,"(events":\d+|replayable":false,"obstacle":"gate")/, with: "") }
      .map { String($0).replacing(/,"line":\d+,"column":\d+,"endLine":\d+,"endColumn":\d+/, with: "") }
  }
}
