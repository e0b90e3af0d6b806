import ArgumentParser

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
      BuildCommand.self, DrawCommand.self, TraceCommand.self, ShowCommand.self, CheckCommand.self,
    ])
}
