import ArgumentParser
import Gradwalk

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Writes the trace of a program as JSON Lines.")

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @Option(name: .shortAndLong, help: "Where to write; - is standard output.") var output = "-"
  @OptionGroup var block: BlockOption
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func run() throws {
    try reporting {
      let only = try Loaded(lesson).sole(
        block: block.block, options, limits: limits.limits, argument: lesson)
      try TypedPath(output).write(only.trace.jsonLines)
    }
  }
}
