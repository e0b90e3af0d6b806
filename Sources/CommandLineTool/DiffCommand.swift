import ArgumentParser
import Gradwalk
import Numbers

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares two traces: their circuits and the numbers on their wires.",
    discussion: """
      gradwalk diff right.jsonl wrong.jsonl -o diff.svg
      gradwalk diff lessons/net.md#right lessons/net.md#wrong

      Of a lesson with several blocks, NAME#BLOCK is one; of two lessons all blocks of the same name are compared. \
      Exits with 0 when the traces are equal and with 1 when they differ.
      """)

  @ArgumentParser.Argument(help: "A lesson, program or trace, or one block of a lesson; - is standard input.")
  var first: String
  @ArgumentParser.Argument(help: "What to compare it with.") var second: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Draw the first circuit with both numbers where they differ: .svg, .dot, .png or .pdf.",
      valueName: "file"))
  var output: String?
  @Option(
    help: ArgumentHelp(
      "The pass of a loop to draw; by default the first that differs.", valueName: "n"))
  var pass: Int?
  @Option(
    help: ArgumentHelp(
      "How far apart numbers may be and count as equal, relative to the larger and 1.", valueName: "number"))
  var tolerance = 1e-9
  @OptionGroup var file: PictureFileArguments
  @OptionGroup var figures: PictureArguments
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance should be a number from 0 on")
    }
    if let output, PictureFile(output) == nil, !TypedPath(output).isStream {
      throw ValidationError("'\(output)' ends in none of \(PictureFile.endings)")
    }
    try file.check(output.flatMap { PictureFile($0) })
    if Files.isStandardInput(first), Files.isStandardInput(second) {
      throw ValidationError("only one of the two can be standard input")
    }
  }

  func run() throws {
    try reporting {
      let pairs = try paired(try traces(of: first), try traces(of: second))
      if output != nil, pairs.count > 1 {
        throw CommandFailure(
          "--output: there are \(pairs.count) blocks to draw", hint: "name one: \(first)#\(pairs[0].0.name)")
      }
      var isEqual = true
      for (one, other) in pairs {
        let comparison = TraceComparison(one.trace, other.trace, tolerance: tolerance)
        let picture = try output.map { try content(of: comparison, for: $0) }
        if pairs.count > 1 { try Files.print(one.name.visibleLine) }
        try Files.tell(comparison.text(names: names))
        if let output, let picture { try TypedPath(output).write(picture) }
        isEqual = isEqual && comparison.isEqual
      }
      if !isEqual { throw ExitCode(1) }
    }
  }

  /// The traces of an argument, of which `#` chooses a block.
  private func traces(of argument: String) throws -> [NamedTrace] {
    guard let mark = argument.lastIndex(of: "#"), !Files.exists(argument) else {
      return try traces(of: Loaded(argument).whole(), block: nil)
    }
    let block = String(argument[argument.index(after: mark)...])
    return try traces(of: Loaded(String(argument[..<mark])).whole(), block: block)
  }

  /// Of a program and a recorded trace the options are about the program.
  private func traces(of loaded: Loaded, block: String?) throws -> [NamedTrace] {
    var options: ProgramOptions? = options
    if case .trace = loaded { options = nil }
    return try loaded.traces(block: block, options, limits: limits.limits)
  }

  /// The traces that are to be compared with each other.
  private func paired(_ one: [NamedTrace], _ other: [NamedTrace]) throws -> [(NamedTrace, NamedTrace)] {
    if one.count == 1, other.count == 1 { return [(one[0], other[0])] }
    let pairs = one.compactMap { trace in
      other.first { $0.name == trace.name }.map { (trace, $0) }
    }
    guard pairs.count == one.count, pairs.count == other.count else {
      let (argument, blocks) = one.count > 1 ? (first, one) : (second, other)
      throw CommandFailure(
        "\(first) and \(second) have not the same blocks",
        hint:
          "name one of each: \(argument)#\(blocks[0].name); the blocks are \(blocks.map(\.name).joined(separator: ", "))"
      )
    }
    return pairs
  }

  /// The heads of the table's columns: the block of each argument, or its file without folder and ending.
  private var names: (first: String, second: String) {
    let short = [first, second].map { argument in
      argument.split(separator: "#").last.map { Files.stem(String($0)) } ?? argument
    }
    let shown = (short[0] == short[1] ? [first, second] : short).map(\.visibleLine)
    return (shown[0], shown[1])
  }

  private func content(of comparison: TraceComparison, for output: String) throws -> [UInt8] {
    guard let pass = comparison.pass(pass) else {
      throw CommandFailure(
        self.pass.map { "there is no pass \($0) in both traces" } ?? "there is nothing to draw")
    }
    var options = figures.options
    options.key = FigureKey(ofProgram: "\(names)")
    options = file.fitted(options, gates: comparison.first.nodeCount) { options, page in
      let pictures = pass.pictures(options)
      return (pictures.fit(on: page), pictures.direction)
    }
    let pictures = pass.pictures(options)
    try pictures.checkLayout()
    let kind = PictureFile(output) ?? .svg
    if kind == .dot { return Array(pictures.dot().utf8) }
    file.tell { pictures.fit(on: $0) }
    return try file.content(pictures.svg(on: file.page), as: kind)
  }
}
