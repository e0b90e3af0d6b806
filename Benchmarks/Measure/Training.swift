import Autodiff
import Numbers
import Script
import TraceModel

/// A training step of the lecture's 2-layer net, with the sizes it has there: 64 examples, 1000 → 100 → 10.
struct TrainingStep {
  private static let (examples, inputs, hidden, outputs) = (64, 1000, 100, 10)

  /// The step as a lesson has it.
  static func program(steps: Int) -> String {
    """
    np.random.seed(0)
    x, y = np.random.randn(64, 1000), np.random.randn(64, 10)
    w1, w2 = np.random.randn(1000, 100), np.random.randn(100, 10)
    for t in range(\(steps)):
        h = np.maximum(0, x.dot(w1))
        loss = np.square(h.dot(w2) - y).sum()
        loss.backward()
        w1 -= 1e-6 * w1.grad
        w2 -= 1e-6 * w2.grad
        w1.grad = None
        w2.grad = None
    """
  }

  private let x = numbers(examples, inputs)
  private let y = numbers(examples, outputs)
  private let w1 = numbers(inputs, hidden)
  private let w2 = numbers(hidden, outputs)

  private static func numbers(_ rows: Int, _ columns: Int) -> Tensor {
    let elements = (0..<rows * columns).map { Double(($0 &* 7919) % 1009) / 504 - 1 }
    return Tensor(shape: [rows, columns], elements: elements) ?? Tensor(0)
  }

  /// Steps through the library: forward and backward, every event kept as long as a tape keeps passes.
  func run(times: Int) throws {
    var tape = Tape()
    let (w1, w2) = (tape.input(w1), tape.input(w2))
    for _ in 0..<times {
      let h = try tape.apply(.maximumWithZero, tape.apply(.matmul, [.array(x), .node(w1)]))
      let error = try tape.apply(.subtract, [.node(tape.apply(.matmul, h, w2)), .array(y)])
      let square = try tape.apply(.power, [.node(error), .constant(2)])
      try tape.backward(from: tape.apply(.sum, square))
      for w in [w1, w2] { tape.clearGradient(of: w) }
    }
  }

  /// The products of matrices alone.
  func multiply() {
    let h = ArrayMath.matrixProduct(
      x.elements, w1.elements, rows: Self.examples, inner: Self.inputs, columns: Self.hidden)
    _ = ArrayMath.matrixProduct(
      h, w2.elements, rows: Self.examples, inner: Self.hidden, columns: Self.outputs)
    _ = ArrayMath.matrixProduct(
      h, y.elements, rows: Self.hidden, inner: Self.examples, columns: Self.outputs, transposingFirst: true)
    _ = ArrayMath.matrixProduct(
      y.elements, w2.elements, rows: Self.examples, inner: Self.outputs, columns: Self.hidden,
      transposingSecond: true)
    _ = ArrayMath.matrixProduct(
      x.elements, h, rows: Self.inputs, inner: Self.examples, columns: Self.hidden, transposingFirst: true)
  }
}
