import ArgumentParser
import Gradwalk

struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws the circuit of an expression, or of a LESSON.",
    discussion: """
      gradwalk draw 'f = (x + y) * z' x=-2 y=5 z=-4 -o f.svg
      gradwalk draw lessons/net.md --style network -o net.svg

      An expression that begins with a minus sign comes behind --.
      """)

  @ArgumentParser.Argument(
    help: "The program, whose lines may be separated by semicolons; or a lesson, program or trace to read.")
  var program: String
  @ArgumentParser.Argument(help: ArgumentHelp("The inputs of a program.", valueName: "name=number"))
  var inputs: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write: .svg, .dot, .png or .pdf; - is SVG on standard output.", valueName: "file"))
  var output = "-"
  @Option(help: ArgumentHelp("Draw the circuit as it stands after this step.", valueName: "n")) var step: Int?
  @Option(help: ArgumentHelp("Draw a frame for each step into this folder.", valueName: "dir")) var allSteps:
    String?
  @Option(
    help: ArgumentHelp("What the frames of --all-steps are: svg, dot, png or pdf.", valueName: "format"))
  var format: PictureFile?
  @Flag(
    help: "Draw one .svg that plays the steps. Where motion is not wanted it shows the finished circuit.")
  var animate = false
  @Option(
    help: ArgumentHelp(
      "The pass of a loop to draw; by default that of the step, or the first.", valueName: "n"))
  var pass: Int?
  @Option(help: ArgumentHelp("Of several examples, the one to draw a net for.", valueName: "n")) var example =
    1
  @Option(
    help: ArgumentHelp(
      "Draw the inside of a function's call, of a loop's turn or of a sum alone; behind a colon, which of several.",
      valueName: "name[:n]"))
  var inside: PartArgument?
  @OptionGroup var file: PictureFileArguments
  @OptionGroup var block: BlockOption
  @OptionGroup var figures: FigureArguments
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    for input in inputs {
      let name = input.prefix { $0 != "=" }
      guard name.count < input.count, let first = name.first, first.isLetter || first == "_" else {
        throw ValidationError("'\(input)' is no input: write name=number")
      }
    }
    guard output == "-" || PictureFile(output) != nil || TypedPath(output).isStream else {
      throw ValidationError("'\(output)' ends in none of \(PictureFile.endings)")
    }
    try file.check(format ?? PictureFile(output))
    if format != nil, allSteps == nil {
      throw ValidationError("--format is for the frames of --all-steps; else the name of the file tells it")
    }
    if animate {
      guard PictureFile(output) ?? .svg == .svg else { throw ValidationError("--animate is for .svg") }
      guard step == nil else { throw ValidationError("--animate plays all steps, and --step draws one") }
    }
    guard allSteps != "" else { throw ValidationError("--all-steps names no folder") }
    guard example >= 1 else { throw ValidationError("--example should be at least 1") }
  }

  func run() throws {
    try reporting {
      let drawn = try loaded() ?? expression()
      guard drawn.trace.nodeCount > 0 else {
        throw CommandFailure("there is nothing to draw: the program computes nothing from an input")
      }
      try figures.check([drawn.trace])
      try draw(drawn)
    }
  }

  private func expression() throws -> NamedTrace {
    if block.block != nil { throw CommandFailure("--block is for lessons; an expression has no blocks") }
    let trace = try DrawnProgram(program, inputs: inputs).run(options.fence, limits: limits.limits)
    return NamedTrace(name: program, trace: trace, options: options.fence)
  }

  /// The program of the file or lesson that the argument names; nil if it is an expression.
  private func loaded() throws -> NamedTrace? {
    let isFile = Files.isStream(program) || [".md", ".py", ".jsonl"].contains(where: program.hasSuffix)
    guard isFile || Files.isFile("lessons/\(program).md") else { return nil }
    if let input = inputs.first {
      throw CommandFailure("'\(input)': only an expression takes inputs", hint: "\(program) is a file")
    }
    return try Loaded(program).whole().sole(
      block: block.block, options, limits: limits.limits, argument: program)
  }

  private func draw(_ drawn: NamedTrace) throws {
    var options = figures.options(for: drawn.options)
    options.key = drawn.key(options)
    options = try file.fitted(options, gates: drawn.trace.nodeCount) { options, page in
      var walk = WalkThrough(drawn.trace, options: options)
      let frames = try FrameSource(&walk, pass: kept(in: walk), example: example, inside: inside)
      return (frames.fit(at: nil, on: page), frames.direction)
    }
    var walk = WalkThrough(drawn.trace, options: options)
    let frames = try FrameSource(&walk, pass: kept(in: walk), example: example, inside: inside)
    if case .folded? = frames.note, let note = frames.note, walk.style == .circuit {
      Files.complain("note: \(English().text(.drawing(note)))")
    }
    if let step, !frames.steps.contains(step) {
      throw CommandFailure("there is no step \(step); the steps are 0 to \(frames.steps.upperBound - 1)")
    }
    if let allSteps {
      let kind = format ?? .svg
      let figures = try frames.all(as: kind) { try content(of: frames, at: $0, as: kind) }
      file.tell { frames.fit(at: nil, on: $0) }
      for figure in figures { try TypedPath("\(allSteps)/\(figure.name)").write(figure.content) }
      if output == "-", !animate { return }
    }
    try TypedPath(output).write(try content(of: frames, options.key, as: PictureFile(output) ?? .svg))
  }

  private func content(of frames: FrameSource, _ key: FigureKey, as kind: PictureFile) throws -> [UInt8] {
    if allSteps == nil { file.tell { frames.fit(at: step, on: $0) } }
    guard animate else { return try content(of: frames, at: step, as: kind) }
    return try file.content(try frames.played(key, on: file.page), as: kind)
  }

  private func content(of frames: FrameSource, at step: Int?, as kind: PictureFile) throws -> [UInt8] {
    kind == .dot
      ? Array(frames.dot(at: step).utf8) : try file.content(frames.svg(at: step, on: file.page), as: kind)
  }

  /// The pass that is asked for, by its number or by one of its steps.
  private func kept(in walk: WalkThrough) throws -> Pass {
    let passes = walk.keptPasses
    guard let first = passes.first else { throw CommandFailure("there is nothing to draw") }
    guard let pass else {
      return passes.first { step.map($0.steps.orEmpty.contains) ?? false } ?? first
    }
    guard let chosen = passes.first(where: { $0.number == pass }) else {
      throw CommandFailure(
        "there is no pass \(pass) to draw",
        hint: "kept are \(passes.map { "\($0.number)" }.joined(separator: ", "))")
    }
    return chosen
  }
}

/// The name of a part of a circuit, and which of several it is.
struct PartArgument: ExpressibleByArgument {
  var name: String
  var number: Int?

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty else { return nil }
    self.name = String(name)
    if parts.count == 1 { return }
    guard let number = Int(parts[1]), number >= 1 else { return nil }
    self.number = number
  }
}
