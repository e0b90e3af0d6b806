import Numbers
import TraceModel

/// What gates handed back last in some steps, looked up once for all that read a circuit's values.
struct HandedBack: Sendable {
  private let trace: Trace
  /// For each node the last of the steps in which its gate handed something back; −1 if there is none.
  private let last: [Int32]

  init(_ trace: Trace, in steps: Range<Int>) {
    self.trace = trace
    var last = [Int32](repeating: -1, count: trace.nodeCount)
    for step in steps where trace.kind(ofStep: step) == .backward {
      last[trace.node(ofStep: step)] = Int32(step)
    }
    self.last = last
  }

  /// The step in which the gate of a use handed something back.
  func step(of use: Circuit.Use) -> Int? {
    last[use.node] < 0 ? nil : Int(last[use.node])
  }

  /// What the gate of a use handed back.
  func backward(of use: Circuit.Use) -> Backward? {
    step(of: use).map { trace.backwards(ofStep: $0)[use.input] }
  }

  /// What came down a branch by a step, from all uses behind it; nil as long as one is missing.
  func downstream(along operand: Circuit.Operand, by last: Int = .max) -> Tensor? {
    let parts = operand.uses.compactMap { use in
      step(of: use).flatMap { $0 <= last ? backward(of: use)?.downstream : nil }
    }
    guard parts.count == operand.uses.count, let first = parts.first else { return nil }
    return parts.count == 1 ? first : Tensor.sum(parts)
  }
}
