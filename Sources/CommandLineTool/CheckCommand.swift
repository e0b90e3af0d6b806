import ArgumentParser
import Gradwalk

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compares every gradient with a numeric one.",
    discussion: """
      Prints each wire with its value, gradient and numeric gradient. Exits with 1 when a gradient disagrees or an \
      assertion fails.
      """)

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @OptionGroup var block: BlockOption
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func run() throws {
    try reporting {
      let loaded = try Loaded(lesson)
      let traces = try loaded.traces(block: block.block, options, limits: limits.limits)
      var problems: [String] = []
      for named in traces {
        if traces.count > 1 { try Files.printBytes(Array("\(named.name)\n".utf8)) }
        try Files.printBytes(Array(PlainWalkThrough(named.trace, collapsing: []).table.utf8))
        if traces.count > 1, named.name != traces.last?.name { try Files.printBytes([0x0A]) }
        let place = traces.count > 1 ? "\(loaded.file): \(named.name)" : loaded.file
        // That a gradient is wrong which should be was made sure of when the program ran.
        guard !named.options.expectsWrongGradient else { continue }
        problems += Disagreement.all(in: named.trace).map { "\(place): error: \($0)" }
      }
      if !problems.isEmpty { throw CommandFailure(told: problems.joined(separator: "\n")) }
    }
  }
}
