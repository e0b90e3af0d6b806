import Numbers
import TraceModel

/// The gradients of gates, as a backward run left them.
struct GateGradients {
  /// As in ``PassRecording/gradients`` and ``PassRecording/arrayGradients``.
  var numbers: [Double]
  var arrays: [Tensor]
}

/// What the last backward run of a pass left at gates: at its own, and at those of earlier passes that it came to.
struct RunGradients {
  var own: GateGradients
  /// By the numbers of the passes, in order.
  var visited: [(pass: Int, gradients: GateGradients)]
}

extension PassRecording {
  var gateGradients: GateGradients { GateGradients(numbers: gradients, arrays: arrayGradients) }

  /// Makes the gradients of a run those of this pass.
  mutating func take(_ run: GateGradients) { (gradients, arrayGradients) = (run.numbers, run.arrays) }

  /// This pass with the gradients that a run left; without any if it left none.
  func taking(_ run: GateGradients?) -> PassRecording {
    var pass = self
    if let run { pass.take(run) } else { pass.clearGradients() }
    return pass
  }
}
