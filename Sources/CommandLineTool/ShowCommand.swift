import ArgumentParser
import Gradwalk

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the walk-through in the terminal.")

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @OptionGroup var block: BlockOption
  @OptionGroup var figures: FigureArguments
  @OptionGroup var limits: LimitOptions

  func run() throws {
    try reporting {
      let traces = try Loaded(lesson).traces(block: block.block, limits: limits.limits)
      try figures.check(traces.map(\.trace))
      for (index, named) in traces.enumerated() {
        if index > 0 { try Files.printBytes([0x0A]) }
        let collapsed = Set(figures.names + named.options.collapse)
        try Files.printBytes(Array(PlainWalkThrough(named.trace, collapsing: collapsed).text.utf8))
      }
    }
  }
}
