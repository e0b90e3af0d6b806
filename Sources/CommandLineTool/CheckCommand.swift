import ArgumentParser
import Gradwalk

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compares every gradient with a numeric one.",
    discussion: "Exits with 1 when a gradient disagrees or an assertion fails.")

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @OptionGroup var block: BlockOption
  @OptionGroup var limits: LimitOptions

  func run() throws {
    try reporting {
      var isWrong = false
      for named in try Loaded(lesson).traces(block: block.block, limits: limits.limits) {
        let plain = PlainWalkThrough(named.trace, collapsing: [])
        Files.printBytes(Array(plain.table.utf8))
        isWrong = isWrong || !plain.agrees
      }
      if isWrong { throw CommandFailure("\(lesson): a gradient disagrees with its numeric twin") }
    }
  }
}
