import TraceModel

/// Something that changes at some steps and holds between them.
struct Timeline<Content: Equatable & Sendable>: Sendable {
  private var changes: [(step: Int, content: Content)] = []

  /// All that is ever shown.
  var contents: [Content] { changes.map(\.content) }

  /// Notes what holds from a step on, which is none before those noted already.
  mutating func append(_ content: Content, from step: Int) {
    if changes.last?.content != content { changes.append((step, content)) }
  }

  /// What holds after a step, if it comes after the first change. Linear in the number of changes, which are few.
  subscript(step: Int) -> Content? { changes.last { $0.step <= step }?.content }
}

extension Narrator {
  /// The steps of the pass after which a wire may show something else than before.
  func changes(of wire: Int) -> [Int] {
    let pass = circuit.pass.steps ?? 0..<0
    let touching = states.steps(touching: wire).filter(pass.contains)
    let seeds = pass.filter { trace.kind(ofStep: $0) == .seed }
    let cleared = trace.clears(of: wire).map { $0 + 1 }
    return Set([pass.lowerBound] + touching + seeds + cleared.filter(pass.contains)).sorted()
  }
}
