import ArgumentParser
import Gradwalk

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Writes the trace of a program as JSON Lines.")

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @Option(name: .shortAndLong, help: "Where to write; - is standard output.") var output = "-"
  @OptionGroup var block: BlockOption
  @OptionGroup var limits: LimitOptions

  func run() throws {
    try reporting {
      let traces = try Loaded(lesson).traces(block: block.block, limits: limits.limits)
      guard traces.count == 1, let only = traces.first else {
        let names = traces.map(\.name).joined(separator: ", ")
        throw CommandFailure(
          "\(lesson): the lesson has several programs", hint: "choose one with --block: \(names)")
      }
      try Files.write(only.trace.jsonLines, to: output)
    }
  }
}
