import TraceModel

/// What is wrong with a command.
public enum CommandProblem: Error, Equatable, Sendable {
  case unknownWord(String, suggestion: String?)
  case missingArgument(usage: String)
  case superfluous(String, usage: String)
  case noNumber(String, usage: String)
  case noStep(Int, last: Int)
  case unknownWire(String, suggestion: String?)
  case noWire
  case unknownBreak(String, suggestion: String?)
  case noLine(Int, last: Int)
  case unknownPhase(String)
  case noPass(String, kept: [Int])
  case unknownBlock(String, names: [String])
  case notFound(String)
  case noSearch
  case unknownGroup(String, names: [String], suggestion: String?)
  case noGroup(names: [String])
  /// The quiz is off.
  case noQuestion
  /// The quiz is on, but nothing is asked now.
  case noOpenQuestion(isAtEnd: Bool)
  case noAnswer(String)
  /// Something else was written while a question is open.
  case neitherAnswerNorCommand(String, suggestion: String?)

  /// What is told of it.
  public var message: String {
    switch self {
    case .unknownWord(let word, let suggestion):
      "unknown command '\(word)'" + Self.meant(suggestion)
    case .missingArgument(let usage): "something is missing; write '\(usage)'"
    case .superfluous(let text, let usage): "'\(text)' is too much; write '\(usage)'"
    case .noNumber(let text, let usage): "'\(text)' is no whole number; write '\(usage)'"
    case .noStep(let number, let last): "there is no step \(number); the steps are 0 to \(last)"
    case .unknownWire(let name, let suggestion): "no wire is named '\(name)'" + Self.meant(suggestion)
    case .noWire: "there is no wire"
    case .unknownBreak(let text, let suggestion):
      "'\(text)' is no wire and no gate" + Self.meant(suggestion)
    case .noLine(let line, let last): "there is no line \(line); the program has \(last)"
    case .unknownPhase(let name): "'\(name)' is no phase: write 'forward', 'backward' or 'update'"
    case .noPass(let name, let kept):
      "there is no pass \(name); kept are \(kept.map(String.init).joined(separator: ", "))"
    case .unknownBlock(let name, let names):
      "no program is named '\(name)'; there are \(names.joined(separator: ", "))"
    case .notFound(let text): "no wire or gate has '\(text)' in its name"
    case .noSearch: "nothing was searched for yet; write 'search text'"
    case .unknownGroup(let name, let names, let suggestion):
      suggestion.map { "no function is named '\(name)'; did you mean '\($0)'?" }
        ?? (names.isEmpty
          ? "'\(name)': the program calls no function of its own"
          : "no function is named '\(name)'; there are \(names.joined(separator: ", "))")
    case .noGroup(let names):
      names.isEmpty
        ? "the program calls no function of its own"
        : "no function of the program is at work here; name one: \(names.joined(separator: ", "))"
    case .noQuestion: "no question is asked; 'quiz' turns the quiz on"
    case .noOpenQuestion(isAtEnd: false): "no question is open; 'next' asks the next one"
    case .noOpenQuestion: "no question is left: this is the last step; 'first' goes back to the start"
    case .noAnswer(let text): "'\(text)' is no number; write it as -0.2, 1/5 or 3e-4"
    case .neitherAnswerNorCommand(let text, let suggestion):
      suggestion.map { "'\(text)' is neither a number nor a command; did you mean '\($0)'?" }
        ?? "'\(text)' is neither a number nor a command; write -0.2, 1/5 or 3e-4, or 'reveal'"
    }
  }

  private static func meant(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }
}
