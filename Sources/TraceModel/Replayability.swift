/// Whether a trace can be computed anew with another value of an input, and what stands in the way.
public enum Replayability: Equatable, Sendable {
  case replayable
  case obstructed(Obstacle)

  /// Why the formulas of a trace do not tell what another input would give.
  public enum Obstacle: String, CaseIterable, Sendable {
    /// Some passes were not kept.
    case passes
    /// A gate has no formulas: it may read more than the trace tells.
    case gate
    /// A parameter was moved by what the record does not have as a formula.
    case update
    /// The program computes with numbers that were detached, or with gradients, as its constants tell.
    case detached
    /// The program decides by numbers that were detached, or by gradients: which way it goes, how often, what it takes.
    case decision
    /// The program computes with what it made of values outside of the record: rounded, sorted, counted, as a text.
    case plain
    /// The program works out gradients by hand.
    case byHand
    /// Backward passes make a mistake on purpose.
    case mistake
  }
}

extension Trace {
  /// Whether the trace can be computed anew with another value of an input; nil where the trace does not tell.
  public func replayability(of input: Int) -> Replayability? { replayabilities[input] }
}

extension Trace {
  /// Whether the program does something that no record tells: which way it goes by numbers out of no record, or what
  /// it makes of them. Of a function of its own that may be so, whatever its gates and comparisons show.
  package var hidesDecisions: Bool {
    replayabilities.values.contains { $0 == .obstructed(.decision) || $0 == .obstructed(.plain) }
  }
}

extension TraceBuilder {
  /// Says of all inputs whether they can be replayed, from what the run has met and what the trace itself shows.
  package mutating func setReplayabilities(met: Replayability.Obstacle?) {
    let obstacle = met ?? trace.obstacle
    for node in 0..<trace.nodeCount where trace.isInput(node) {
      set(obstacle.map { .obstructed($0) } ?? .replayable, of: node)
    }
  }
}

extension Trace {
  /// What the trace itself shows to stand in the way of its inputs.
  fileprivate var obstacle: Replayability.Obstacle? {
    if gates.contains(where: \.isUnknown) { return .gate }
    if mistake != nil { return .mistake }
    if passes.contains(where: { $0.steps == nil }) { return .passes }
    if checks.contains(where: { $0.byHand != nil }) { return .byHand }
    if constants.contains(where: \.comesFromNode) { return .detached }
    for case .update(let update) in asides.lazy.map(\.event) {
      guard let formula = update.formula else { return .update }
      let isDetached = formula.operands.contains { reading in
        if case .constant(let constant) = reading { constant.comesFromNode } else { false }
      }
      if isDetached { return .detached }
    }
    return nil
  }
}

extension GateDescription {
  fileprivate var isUnknown: Bool { compute == nil || pulls.isEmpty }
}

extension Constant {
  /// Whether its number was computed from nodes outside of the record. A mask is told as a branch.
  fileprivate var comesFromNode: Bool { from != nil && from != .mask }
}
