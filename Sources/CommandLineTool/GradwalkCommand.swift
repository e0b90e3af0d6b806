import ArgumentParser
import Gradwalk

/// The command `gradwalk`.
@main
struct GradwalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradwalk",
    abstract: "Walks through backpropagation, step by step.",
    discussion: """
      A LESSON is a lesson file (.md), a bare program (.py), a saved trace (.jsonl), the name of a lesson in \
      lessons/, or - for standard input.
      """,
    version: gradwalkVersion,
    subcommands: [
      BuildCommand.self, DrawCommand.self, TraceCommand.self, ShowCommand.self, StepCommand.self,
      QuizCommand.self, WorksheetCommand.self, CheckCommand.self, DiffCommand.self, LessonsCommand.self,
    ])

  static func main() {
    Files.holdStandardStreams()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let word = arguments.first, let problem = problem(withCommand: word) { throw problem }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch { end(with: error) }
  }

  /// Ends with the parser's message for an error, which quotes what was typed, or with the text that was asked for.
  private static func end(with error: any Error) -> Never {
    let message = fullMessage(for: error)
    let code = exitCode(for: error)
    if !message.isEmpty {
      if code.isSuccess { try? Files.print(message) } else { Files.complain(message) }
    }
    exit(withError: code)
  }

  /// What is wrong with the first word, which the parser would only call unexpected.
  private static func problem(withCommand word: String) -> ValidationError? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let suggestion = nearest(word, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return ValidationError("unknown command '\(word)'\(suggestion)")
  }
}
