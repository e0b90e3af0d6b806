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
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, DrawCommand.self, TraceCommand.self, ShowCommand.self, StepCommand.self,
      QuizCommand.self, WorksheetCommand.self, CheckCommand.self, DiffCommand.self, LessonsCommand.self,
    ])

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let word = arguments.first, let problem = problem(withCommand: word) { exit(withError: problem) }
    main(arguments)
  }

  /// What is wrong with the first word, which the parser would only call unexpected.
  private static func problem(withCommand word: String) -> ValidationError? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let suggestion = nearest(word, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return ValidationError("unknown command '\(word)'\(suggestion)")
  }
}
