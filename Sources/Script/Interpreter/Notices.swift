import Language
import TraceModel

/// What the author is told of a run.
struct Notices {
  private(set) var diagnostics: [Diagnostic] = []
  /// Gradients of the program's own that are wrong.
  private(set) var mistakes: [Diagnostic] = []
  /// Whether a warning was of a gradient that a layer keeps.
  private(set) var keepsWrongGradient = false
  /// Whether NaN or infinity was met in an array that no gate has computed.
  private(set) var hasNotedConstant = false
  /// Where calls were passed over that draw what a lesson has no place for.
  private var notedPlots: Set<SourcePlace> = []

  mutating func tell(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Warns of the first array whose elements constants have made NaN or infinite.
  mutating func tellConstant(_ diagnostic: Diagnostic) {
    hasNotedConstant = true
    diagnostics.append(diagnostic)
  }

  /// Tells once that a call was passed over; whether it is the first time.
  mutating func tellPlot(at range: SourceRange) -> Bool {
    guard notedPlots.insert(range.start).inserted else { return false }
    diagnostics.append(.plotting(at: range))
    return true
  }

  mutating func tellMistake(_ mistake: Diagnostic) { mistakes.append(mistake) }

  /// Warns of a gradient that a layer keeps: nothing else is computed from it, so the trace is right.
  mutating func tellKept(_ mistake: Diagnostic) {
    var warning = mistake
    warning.severity = .warning
    diagnostics.append(warning)
    keepsWrongGradient = true
  }

  mutating func forgetMistakes() { mistakes = [] }
}
