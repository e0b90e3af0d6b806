import ArgumentParser
import Gradwalk
import Numbers
import Recomputation

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compares every gradient with a numeric one.",
    discussion: """
      Prints each wire with its value, gradient and numeric gradient. A trace is also computed anew from the formulas \
      of its gates, and the first number that is wrong is named with step and gate.

      Exits with 0 when all that could be compared agrees. Exits with 1 when a gradient disagrees with its numeric one, \
      when a number of a trace is not what its formulas give, when the program stops with an error or an assertion of \
      it fails, when a file can't be read, and when nothing could be checked: there is no backward pass, or a pass has \
      no numeric gradient beside any of its own and no number of the trace could be computed anew. A program that \
      makes a mistake on purpose exits with 0 when that makes a gradient wrong, else with 1. Wrong arguments exit \
      with 64.
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
        // What has only samples of arrays has no table of values.
        if named.trace.firstSample == nil {
          try Files.tell(PlainWalkThrough(named.trace, collapsing: []).table)
        }
        if traces.count > 1, named.name != traces.last?.name { try Files.print("") }
        let place = traces.count > 1 ? "\(loaded.file): \(named.name)".visibleLine : loaded.file.visibleLine
        let audit = Audit(named.trace)
        hasGradients = hasGradients || audit.hasGradients
        var found = Self.problems(of: named, audit)
        if case .trace = loaded { found = try Self.recompute(named.trace, audit) ?? found }
        problems += found.map { "\(place): error: \($0)" }
      }
      if problems.isEmpty, !hasGradients {
        problems = ["\(loaded.file.visibleLine): error: nothing was checked: there is no backward pass"]
      }
      if !problems.isEmpty { throw CommandFailure(told: problems.joined(separator: "\n")) }
    }
  }

  /// Computes a trace anew from its formulas, and says what is wrong; nil if what was compared with numeric gradients
  /// tells more.
  private static func recompute(_ trace: Trace, _ audit: Audit) throws -> [String]? {
    let again = Recomputation(of: trace)
    try Files.print(again.summary)
    guard let complaint = again.complaint(in: trace) else {
      return audit.disagreements.isEmpty && again.computed > 0 ? [] : nil
    }
    if let mistake = again.mistake, mistake.quantity == .relativeError {
      let isDisagreement = !(mistake.expected.elements[0] <= Narrator.tolerance)
      return isDisagreement && !audit.disagreements.isEmpty ? nil : [complaint]
    }
    return [complaint] + audit.disagreements
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
    return audit.disagreements.isEmpty ? unchecked(audit.passes) : audit.disagreements
  }

  /// The passes of which no gradient could be compared, each with what it started from, or all of them at once.
  private static func unchecked(_ passes: [Audit.CheckedPass]) -> [String] {
    func words(_ outputs: [String]) -> String {
      "nothing was checked: no gradient of \(outputs.joined(separator: ", ")) has a numeric one beside it"
    }
    let unchecked = passes.filter { !$0.isChecked }
    guard unchecked.count < passes.count else {
      var outputs: [String] = []
      for output in passes.flatMap(\.outputs) where !outputs.contains(output) { outputs.append(output) }
      return outputs.isEmpty ? [] : [words(outputs)]
    }
    return unchecked.map { "pass \($0.number): \(words($0.outputs))" }
  }
}
