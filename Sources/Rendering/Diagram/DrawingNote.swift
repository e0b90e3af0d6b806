import TraceModel

/// What is left out of the figures of a pass because its circuit is large.
public enum DrawingNote: Equatable, Sendable {
  /// There are no figures: even with its functions folded, the circuit is too large.
  case notDrawn(gates: Int)
  /// Calls of functions are one gate each.
  case folded(functions: [String], gates: Int)
  /// The steps have no frames: there would be too many of them, or, where no number is given, the circuit alone is too
  /// large.
  case noFrames(frames: Int?, gates: Int)
}

extension Circuit {
  /// The most gates, wires and forks in all frames of a series: those of a few hundred megabytes.
  private static let mostParts = 100_000

  /// Whether the circuit is drawn with functions folded, or not at all.
  public var drawingNote: DrawingNote? {
    if !CircuitExtent(of: self).canBeDrawn { return .notDrawn(gates: gates.count) }
    return folded.isEmpty ? nil : .folded(functions: folded, gates: gates.reduce(0) { $0 + $1.nodes.count })
  }

  /// That a series of so many frames is not drawn, if it is not.
  public func note(onFrames count: Int) -> DrawingNote? {
    count * CircuitExtent(of: self).nodes > Self.mostParts
      ? .noFrames(frames: count, gates: gates.count) : nil
  }
}

extension English {
  func text(_ note: DrawingNote) -> String {
    switch note {
    case .notDrawn(let gates):
      "The circuit of \(gates) gates is too large for a figure."
    case .folded(let functions, let gates):
      "The circuit of \(gates) gates is too large for a figure; each call of \(list(functions)) is drawn as one gate."
    case .noFrames(nil, let gates):
      "The steps are told without frames: the circuit of \(gates) gates is too large for a figure."
    case .noFrames(let frames?, let gates):
      "The steps are told without frames: there would be \(frames) of them, of a circuit of \(gates) gates."
    }
  }
}
