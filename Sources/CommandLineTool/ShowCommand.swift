import ArgumentParser
import Gradwalk

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the walk-through in the terminal.")

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @OptionGroup var block: BlockOption
  @OptionGroup var figures: FigureArguments
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions
  @Option(
    help: ArgumentHelp(
      "Instead, the Jacobian of the gate whose value is named, by each of its inputs or, as in 'q,x', by one.",
      valueName: "gate"))
  var jacobian: String?

  func run() throws {
    try reporting {
      let traces = try Loaded(lesson).whole().traces(block: block.block, options, limits: limits.limits)
      try figures.check(traces.map(\.trace))
      if let jacobian { return try show(jacobian, of: traces) }
      for (index, named) in traces.enumerated() {
        if index > 0 { try Files.print("") }
        let collapsed = Set(figures.names + named.options.collapse)
        try Files.tell(PlainWalkThrough(named.trace, collapsing: collapsed).text)
      }
    }
  }

  /// Prints the Jacobian that is asked for from each program that has the gate.
  private func show(_ names: String, of traces: [NamedTrace]) throws {
    let words = names.split(separator: ",").map(String.init)
    guard let gate = words.first, words.count <= 2 else {
      throw CommandFailure("--jacobian: '\(names)' is no name of a gate", hint: "write --jacobian q, or q,x")
    }
    let request = JacobianRequest(gate: gate, input: words.count == 2 ? words[1] : nil)
    var texts: [String] = []
    var failure: JacobianFailure?
    for named in traces {
      do throws(JacobianFailure) {
        texts.append(try PlainWalkThrough(named.trace, collapsing: []).jacobians(request))
      } catch { failure = failure ?? error }
    }
    if texts.isEmpty, let diagnostic = failure?.diagnostic {
      throw CommandFailure("--jacobian: \(diagnostic.message)", hint: diagnostic.hint)
    }
    try Files.tell(texts.joined(separator: "\n"))
  }
}
