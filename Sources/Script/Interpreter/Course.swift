import Language
import TraceModel

/// How the evaluation goes on at the moment: in what manner, and what it has come from.
struct Course {
  /// Whether what is evaluated now is computed from gradients and therefore records no gates.
  var isDetached = false
  /// Whether what is worked out is only printed or asserted.
  var isShown = false
  /// Whether an input that a backward pass has reached is about to be moved: what is detached then stays off the tape.
  var isUpdating = false
  /// Whether what runs is only looked at, so that nothing it prints is told.
  var isSilent = false
  /// How many gates of the program's own are running, one inside the other.
  var gateDepth = 0
  /// How many statements that work out gradients beside a value are running, one inside the other.
  var plainDepth = 0
  /// Of the call that comes next, which of the results are no gradients.
  var resultsWanted: ResultsWanted?
  /// The value that was given back last, and the scope of the call that ended last inside a gate.
  var lastReturn: LastReturn?
  var finishedScope: Scope?
  /// How many runs of loops have begun.
  var loopsBegun = 0
  /// What print() has not ended with a line break yet.
  var pendingLine = ""

  /// Where a function gave a value back, and with what expression.
  struct LastReturn {
    var range: SourceRange
    var value: Expression?
  }
}
