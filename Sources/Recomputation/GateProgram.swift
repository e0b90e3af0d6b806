import TraceModel

/// The formulas of a gate, read once.
struct GateProgram {
  let compute: Formula
  private let pulls: [Formula]

  /// Nil if the gate has none.
  init?(_ gate: GateDescription) {
    guard let compute = gate.compute.flatMap({ Formula($0) }) else { return nil }
    self.compute = compute
    pulls = gate.pulls.compactMap { Formula($0) }
  }

  /// The first text of a gate that is no formula.
  static func unreadable(of gate: GateDescription) -> String? {
    ([gate.compute].compactMap(\.self) + gate.pulls).first { Formula($0) == nil }
  }

  func pull(_ position: Int) -> Formula? {
    pulls.count == 1 ? pulls[0] : pulls.indices.contains(position) ? pulls[position] : nil
  }
}
