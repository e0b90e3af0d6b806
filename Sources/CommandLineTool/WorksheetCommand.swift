import ArgumentParser
import Gradwalk
import Stepper

struct WorksheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worksheet", abstract: "Writes the questions of a quiz as a page to print.",
    discussion: """
      Writes a Markdown page with the circuit before its numbers are known and a question for each step, a page with \
      the answers, and the figures of both: sheet.md, sheet.svg, sheet-key.md and sheet-key.svg. Several programs of \
      a lesson have pages of their own.
      """)

  @ArgumentParser.Argument(help: "A lesson, program or trace; - is standard input.") var lesson: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The page to write, which ends in .md; by default worksheet.md.", valueName: "file"))
  var output = "worksheet.md"
  @Flag(help: "Ask for the gradients of the backward pass alone.") var backward = false
  @OptionGroup var block: BlockOption
  @OptionGroup var collapsed: CollapseOption
  @OptionGroup var picture: PictureArguments
  @OptionGroup var program: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard output.hasSuffix(".md"), output != ".md", !output.hasSuffix("/.md") else {
      throw ValidationError("'\(output)' does not end in .md")
    }
  }

  func run() throws {
    try reporting {
      let traces = try Loaded(lesson).whole().traces(block: block.block, program, limits: limits.limits)
      try checkCollapsed(collapsed.names, in: traces.map(\.trace))
      var count = 0
      for named in traces {
        let name = traces.count == 1 ? "" : "-\(named.name)"
        count += try write(named, to: String(output.dropLast(3)) + name)
      }
      guard count > 0 else {
        throw CommandFailure(
          "\(lesson): there is nothing to ask for",
          hint: backward ? "the program asks for no gradient" : "the program computes nothing from an input")
      }
    }
  }

  /// Writes the pages of one program, and gives the number of their questions.
  private func write(_ named: NamedTrace, to path: String) throws -> Int {
    var options = picture.options(for: named.options, collapsing: collapsed.names)
    options.key = named.key(options)
    var walk = WalkThrough(named.trace, options: options)
    guard let pass = walk.keptPasses.first, named.trace.nodeCount > 0 else { return 0 }
    let sheet = Worksheet(
      SteppedProgram(name: named.name, trace: named.trace, collapsed: options.collapsed),
      text: (try? Program(named.trace.program))?.withoutAnswers ?? "", isBackwardOnly: backward)
    guard sheet.count > 0 else { return 0 }
    let blank = walk.pictures(of: pass, marks: sheet.blanks).blank(at: sheet.blankStep)
    let pictures = walk.pictures(of: pass)
    try pictures.checkLayout()
    if let note = pictures.note { Files.complain("note: \(English().text(.drawing(note)))") }
    let stem = Files.stem(path + ".md")
    let contents: [(String, [UInt8])] = [
      (".md", Array(sheet.page(figure: stem + ".svg").utf8)), (".svg", blank),
      ("-key.md", Array(sheet.key(figure: stem + "-key.svg").utf8)), ("-key.svg", pictures.svg()),
    ]
    for (ending, content) in contents { try TypedPath(path + ending).write(content) }
    return sheet.count
  }
}
