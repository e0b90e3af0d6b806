import ArgumentParser
import Gradwalk

struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws the circuit of an expression.",
    discussion: """
      gradwalk draw 'f = (x + y) * z' x=-2 y=5 z=-4 -o f.svg

      An expression that begins with a minus sign comes behind --.
      """)

  @ArgumentParser.Argument(help: "The program; its lines may be separated by semicolons.") var program: String
  @ArgumentParser.Argument(help: ArgumentHelp("The inputs.", valueName: "name=number")) var inputs: [String] =
    []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write: .svg, .dot, .png or .pdf; - is SVG on standard output.", valueName: "file"))
  var output = "-"
  @Option(help: ArgumentHelp("Draw the circuit as it stands after this step.", valueName: "n")) var step: Int?
  @Option(help: ArgumentHelp("Draw a frame for each step into this folder.", valueName: "dir")) var allSteps:
    String?
  @Option(help: ArgumentHelp("How many decimals to show.", valueName: "n")) var digits = 2
  @OptionGroup var figures: FigureArguments
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    for input in inputs {
      let name = input.prefix { $0 != "=" }
      guard name.count < input.count, let first = name.first, first.isLetter || first == "_" else {
        throw ValidationError("'\(input)' is no input: write name=number")
      }
    }
    guard output == "-" || Self.endings.contains(where: { output.hasSuffix("." + $0) }) else {
      throw ValidationError("'\(output)' ends in none of .\(Self.endings.joined(separator: ", ."))")
    }
    guard (0...15).contains(digits) else { throw ValidationError("--digits should be from 0 to 15") }
  }

  private static let endings = ["svg", "dot", "png", "pdf"]

  func run() throws {
    try reporting {
      let trace = try DrawnProgram(program, inputs: inputs).run(digits: digits, limits: limits.limits)
      guard trace.nodeCount > 0 else {
        throw CommandFailure("there is nothing to draw: the program computes nothing from an input")
      }
      try figures.check([trace])
      try draw(trace)
    }
  }

  private func draw(_ trace: Trace) throws {
    var walk = WalkThrough(trace, options: figures.options)
    guard let pass = walk.keptPasses.first else { throw CommandFailure("there is nothing to draw") }
    let steps = pass.steps ?? 0..<0
    if let step, !steps.contains(step) {
      throw CommandFailure("there is no step \(step); the steps are 0 to \(steps.upperBound - 1)")
    }
    if let allSteps {
      _ = try walk.steps(of: pass, .gates)
      for figure in try walk.figures() { try Files.write(figure.content, to: "\(allSteps)/\(figure.name)") }
      if output == "-" { return }
    }
    let pictures = try walk.pictures(of: pass)
    if output.hasSuffix(".dot") {
      try Files.write(Array(pictures.dot(at: step).utf8), to: output)
    } else {
      let format: Format = output.hasSuffix(".png") ? .png : output.hasSuffix(".pdf") ? .pdf : .svg
      try Files.write(try pictures.data(at: step, as: format), to: output)
    }
  }
}
