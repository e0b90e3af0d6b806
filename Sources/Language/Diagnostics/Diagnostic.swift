public import TraceModel

/// Something to tell the author of a program, with its place.
///
/// Its printed form is that of a compiler; see ``text(file:source:offset:)``:
///
///     lesson.md:14:5: error: unknown function 'sigmod'; did you mean 'sigmoid'?
///       f = sigmod(w0*x0 + w1*x1)
///           ^~~~~~
public struct Diagnostic: Equatable, Sendable {
  public enum Severity: String, Sendable, CaseIterable {
    /// The program does not run.
    case error
    /// The program runs, perhaps not as meant.
    case warning
    /// Something worth knowing.
    case note
  }

  /// What a diagnostic is about, if that is no place in a program.
  public enum Subject: Equatable, Sendable {
    /// An option of a run, by its name on a fence.
    case option(String)
  }

  public var severity: Severity
  public var message: String
  /// What would help, on a line of its own.
  public var hint: String?
  /// Where in the program; nil if it is about the whole of it.
  public var range: SourceRange?
  public var subject: Subject?

  public init(
    _ severity: Severity, _ message: String, hint: String? = nil, about subject: Subject? = nil,
    at range: SourceRange?
  ) {
    self.subject = subject
    self.severity = severity
    self.message = message
    self.hint = hint
    self.range = range
  }
}

/// Why a program could not be run: its errors, in the order of their places.
public struct ScriptFailure: Error, Equatable, Sendable {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
