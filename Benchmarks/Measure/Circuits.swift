import Autodiff
import TraceModel

/// A circuit that is recorded to see how long that takes.
struct Circuit: Sendable {
  var name: String
  /// How many chains run side by side and are mixed.
  var width: Int

  static let net = Circuit(name: "scalar net", width: 64)
  static let chain = Circuit(name: "chain", width: 1)

  private static let weights = 1024

  /// Records so many gates of two inputs, sums and products in turn; gives the last.
  func record(gates: Int, on tape: inout Tape) throws(Fault) -> Reference {
    tape.reserve(gates: gates, inputs: Self.weights + 64)
    let weights = (0..<Self.weights).map { _ in tape.input(width == 1 ? -1 : 0.5) }
    var wires = (0..<64).map { tape.input(Double($0) / 64) }
    let second = wires[1]
    for turn in 0..<gates / 2 {
      let wire = turn % width
      let sum = try tape.apply(.add, wires[wire], width == 1 ? second : wires[(wire + 17) % width])
      wires[wire] = try tape.apply(.multiply, sum, weights[turn % Self.weights])
    }
    return wires[(gates / 2 - 1) % width]
  }

  /// Its trace, forward and backward.
  func trace(gates: Int) throws(Fault) -> Trace {
    var tape = Tape(title: name)
    let output = try record(gates: gates, on: &tape)
    try tape.backward(from: output)
    return tape.finish(isChecked: false)
  }
}
