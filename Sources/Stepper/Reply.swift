/// What comes of a command.
public struct Reply: Equatable, Sendable {
  /// A sentence about it.
  public var note: String?
  /// What was wrong with the command.
  public var problem: CommandProblem?
  /// Whether a step is to be told: another than before, or the same again.
  public var tellsStep = false
  /// What was opened to be read.
  public var opened: Overlay?
  /// A question of the quiz.
  public var question: String?
  /// Whether the reader wants to leave.
  public var isOver = false

  static func note(_ text: String) -> Reply { Reply(note: text) }
  static func moved(_ note: String? = nil) -> Reply { Reply(note: note, tellsStep: true) }
  static func opened(_ overlay: Overlay) -> Reply { Reply(opened: overlay) }
}

/// What can be opened over the screen, or read as text.
public enum Overlay: Equatable, Sendable {
  case why
  case numbers
  case breaks
  case wires
  case circuit
  case program
  case step
  case help(word: String?)
}
