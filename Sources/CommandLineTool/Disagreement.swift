import Gradwalk

/// Two numbers of a trace that should agree and do not.
///
/// A trace that was recorded agrees with itself unless a gate is wrong; one that was read from a file may say anything.
struct Disagreement: CustomStringConvertible {
  let description: String

  /// All disagreements of a trace: of each backward step with its parts, and of each gradient with its numeric twin.
  static func all(in trace: Trace) -> [Disagreement] {
    var audit = Audit(trace)
    for step in trace.steps { audit.read(step) }
    return audit.found
  }
}

/// Follows the gradients of a trace from its backward events.
private struct Audit {
  private let trace: Trace
  private let labels: Labels
  private(set) var found: [Disagreement] = []
  /// What each node got since the last seed.
  private var gathered: [Int: Double] = [:]
  /// The gradient that each node had after its last event.
  private var gradients: [Int: Double] = [:]

  init(_ trace: Trace) {
    self.trace = trace
    labels = Labels(trace, format: NumberFormat(digits: 12))
  }

  mutating func read(_ step: Step) {
    for event in step.events {
      switch event {
      case .seed(let node, let gradient): gathered = [node: gradient.scalar ?? .nan]
      case .clear(let node): gradients[node] = 0
      case .backward(let backward): read(backward, in: step.number)
      case .check(let check): compare(check)
      case .input, .forward, .update, .print: break
      }
    }
  }

  private mutating func read(_ backward: Backward, in step: Int) {
    guard let downstream = backward.downstream.scalar, let upstream = backward.upstream.scalar,
      let gradient = backward.gradient.scalar, case .number(let local) = backward.local
    else { return }
    let name = labels.name(of: backward.to)
    if differ(downstream, upstream * local) {
      complain(
        "step \(step): the downstream gradient into \(name) is \(downstream), but upstream × local is \(upstream * local)"
      )
    }
    // What a run before this one left behind may be there still or have been cleared.
    if trace.mistake == .overwrite { return }
    let before = [gradients[backward.to], gathered[backward.to], 0].compactMap { $0 }
    if !before.contains(where: { !differ(gradient, $0 + downstream) }) {
      complain(
        "step \(step): the gradient of \(name) is \(gradient), but what came down to it is \((before.first ?? 0) + downstream)"
      )
    }
    gathered[backward.to, default: 0] += downstream
    gradients[backward.to] = gradient
  }

  private mutating func compare(_ check: Check) {
    // A mistake that is made on purpose is shown, not complained of.
    guard trace.mistake == nil, !check.isAtKink, let numeric = check.numeric.scalar,
      let gradient = gathered[check.node]
    else {
      return
    }
    let error = (gradient - numeric).magnitude / max(1, gradient.magnitude, numeric.magnitude)
    guard error > Narrator.tolerance || check.relativeError > Narrator.tolerance else { return }
    complain(
      "the gradient of \(labels.name(of: check.node)) is \(gradient), but the numeric one is \(numeric)")
  }

  private func differ(_ left: Double, _ right: Double) -> Bool {
    guard left.isFinite, right.isFinite else { return false }
    return (left - right).magnitude > 1e-9 * max(1, left.magnitude, right.magnitude)
  }

  private mutating func complain(_ text: String) { found.append(Disagreement(description: text)) }
}
