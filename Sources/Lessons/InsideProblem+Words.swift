public import Language
public import Rendering
import TraceModel

extension InsideProblem {
  public var diagnostic: Diagnostic { LessonProblem.inside(self).diagnostic(at: nil) }

  /// What is said of it in an error, and what helps.
  var words: (message: String, hint: String?) {
    switch self {
    case .unknown(let name, let names):
      (
        "the circuit has no function, loop or sum named '\(name)'"
          + (nearest(name, among: names).map { "; did you mean '\($0)'?" } ?? ""),
        names.isEmpty ? nil : "it has \(names.joined(separator: ", "))"
      )
    case .noSuch(let number, let name, let kind, let count):
      switch kind {
      case .call: ("'\(name)' is not called \(number) times", "it is called \(times(count))")
      case .turn: ("the loop over '\(name)' has no turn \(number)", "it has \(count)")
      case .sum:
        ("there is no sum '\(name)' number \(number)", "there \(count == 1 ? "is 1" : "are \(count)")")
      }
    }
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
