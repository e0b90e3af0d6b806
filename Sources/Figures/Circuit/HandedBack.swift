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
  func downstream(of use: Circuit.Use) -> Tensor? {
    step(of: use).map { trace.downstream(ofStep: $0, input: use.input) }
  }

  /// By what the gate of a use multiplied to hand it back.
  func local(of use: Circuit.Use) -> Local? {
    step(of: use).map { trace.local(ofStep: $0, input: use.input) }
  }

  /// What came down a branch by a step, from all uses behind it; nil as long as one is missing.
  func downstream(along operand: Circuit.Operand, by last: Int = .max) -> Tensor? {
    var parts: [Tensor] = []
    for use in operand.uses {
      guard let step = step(of: use), step <= last else { return nil }
      let part = trace.downstream(ofStep: step, input: use.input)
      if operand.uses.count == 1 { return part }
      parts.append(part)
    }
    return parts.isEmpty ? nil : Tensor.sum(parts)
  }
}
