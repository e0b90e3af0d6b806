import ArgumentParser
import Gradwalk
import Numbers

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compares every gradient with a numeric one.",
    discussion: """
      Prints each wire with its value, gradient and numeric gradient. Exits with 1 when a gradient disagrees, when none \
      could be checked, or when an assertion fails.
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
      var hasGradients = false
      for named in traces {
        if traces.count > 1 { try Files.print(named.name.visibleLine) }
        try Files.tell(PlainWalkThrough(named.trace, collapsing: []).table)
        if traces.count > 1, named.name != traces.last?.name { try Files.print("") }
        let place = traces.count > 1 ? "\(loaded.file): \(named.name)".visibleLine : loaded.file.visibleLine
        let audit = Audit(named.trace)
        hasGradients = hasGradients || audit.hasGradients
        problems += Self.problems(of: named, audit).map { "\(place): error: \($0)" }
      }
      if problems.isEmpty, !hasGradients {
        problems = ["\(loaded.file.visibleLine): error: nothing was checked: there is no backward pass"]
      }
      if !problems.isEmpty { throw CommandFailure(told: problems.joined(separator: "\n")) }
    }
  }

  private static func problems(of named: NamedTrace, _ audit: Audit) -> [String] {
    // That a gradient is wrong which should be was made sure of when the program ran.
    if named.options.expectsWrongGradient { return [] }
    if named.keepsWrongGradient {
      return audit.disagreements + ["a gradient that a layer keeps is wrong, as the warning says"]
    }
    if let mistake = named.trace.mistake, !audit.hasWrongGradient, audit.disagreements.isEmpty {
      return ["mistake=\(mistake.rawValue) makes no gradient wrong"]
    }
    guard audit.disagreements.isEmpty, audit.hasGradients, !audit.hasChecked else {
      return audit.disagreements
    }
    let outputs = audit.outputs.joined(separator: ", ")
    return ["nothing was checked: no gradient of \(outputs) has a numeric one beside it"]
  }
}
