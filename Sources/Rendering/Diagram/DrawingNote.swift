public import Figures
import TraceModel

/// What is left out of the figures of a pass because its circuit is large.
public enum DrawingNote: Equatable, Sendable {
  /// Equal parts are folded, and calls are one gate each.
  case folded(CircuitFolds)
  /// The steps have no frames: there would be too many of them.
  case noFrames(Int, gates: Int)
}

/// What a figure does not show.
public struct CircuitFolds: Equatable, Sendable {
  /// How many gates the circuit has, and how many boxes the figure.
  public var gates: Int
  public var shown: Int
  public var folds: [Figures.Circuit.Fold]
  /// The functions whose calls are one gate each.
  public var closed: [String]
}

extension Figures.Circuit {
  /// The most shapes in all frames of a series: those of a few hundred megabytes.
  private static let mostParts = 100_000
  /// The most frames that anyone turns over.
  private static let mostFrames = 2_000

  /// What was folded that nobody asked to be one gate.
  func note(_ narrator: Narrator, asked: Set<String> = []) -> DrawingNote? {
    var closed: [String] = []
    for case .closed(let group) in boxes.map(\.kind) {
      let name = narrator.trace.groups[group].name
      if !asked.contains(name), !closed.contains(name) { closed.append(name) }
    }
    if folds.isEmpty, closed.isEmpty { return nil }
    let gates = narrator.circuit.gates.reduce(0) { $0 + $1.nodes.count }
    return .folded(CircuitFolds(gates: gates, shown: gateCount, folds: folds, closed: closed))
  }

  /// That a series of so many frames is not drawn, if it is not.
  func note(onFrames count: Int) -> DrawingNote? {
    count > Self.mostFrames || count * boxes.count > Self.mostParts
      ? .noFrames(count, gates: gateCount) : nil
  }
}

extension English {
  func text(_ note: DrawingNote) -> String {
    switch note {
    case .folded(let folded): "\(text(folded))."
    case .noFrames(let frames, let gates):
      "The steps are told without frames: there would be \(frames) of them, of a circuit of \(gates) gates."
    }
  }

  /// Which parts a figure folds, as a sentence without its full stop.
  package func text(_ folded: CircuitFolds) -> String {
    var parts: [String] = []
    for fold in folded.folds.map(hidden) where !parts.contains(fold) { parts.append(fold) }
    let folds = parts.isEmpty ? [] : ["\(list(parts)) are folded"]
    let closed = folded.closed.isEmpty ? [] : ["each call of \(list(folded.closed)) is drawn as one gate"]
    return
      "Of the \(folded.gates) gates the figure shows \(folded.shown): \((folds + closed).joined(separator: ", and "))"
  }
}
