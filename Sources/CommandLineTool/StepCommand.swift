import ArgumentParser
import Foundation
import Gradwalk
import Stepper

struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Steps through a trace, forwards and backwards.",
    discussion: """
      On a terminal it fills the screen, and ? lists the keys. Otherwise, and with --plain, commands are read line by \
      line and each step is printed as text.

      gradwalk step sigmoid-neuron -c 'last; previous; why w0'
      """)

  @OptionGroup var argument: LessonArgument
  @OptionGroup var session: SessionOptions

  func run() throws {
    try reporting {
      let lesson = try argument.named(for: "step")
      let stepper = try session.stepper(of: lesson)
      if session.takesScreen(of: lesson), FullScreen.run(stepper) { return }
      var plain = PlainSession(stepper, isAsking: false)
      try session.run(&plain, lesson: lesson)
    }
  }
}

struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Asks for the number that each step gives.",
    discussion: """
      An answer may be written as -0.2, -0,20, -1/5 or 5*-0.04. 'reveal' shows it, 'quit' ends the quiz, and all commands of \
      'gradwalk step' can be used on the way.
      """)

  @OptionGroup var argument: LessonArgument
  @Flag(help: "Ask for the gradients of the backward pass alone.") var backward = false
  @OptionGroup var session: SessionOptions

  func run() throws {
    try reporting {
      let lesson = try argument.named(for: "quiz")
      var stepper = try session.stepper(of: lesson)
      guard stepper.startQuiz(isBackwardOnly: backward) else {
        throw CommandFailure(
          "\(lesson): there is no backward pass: the program asks for no gradient",
          hint: "f.backward() asks for those of f")
      }
      if session.takesScreen(of: lesson) {
        var asking = stepper
        _ = asking.handle(.next(1))
        if FullScreen.run(asking) { return }
      }
      var plain = PlainSession(stepper, isAsking: true)
      try session.run(&plain, lesson: lesson)
      if let score = plain.stepper.score { try Files.print(score) }
    }
  }
}

/// Where the commands of a session come from.
struct SessionOptions: ParsableArguments {
  @Flag(help: "Print each step as text; don't fill the screen.") var plain = false
  @Option(help: ArgumentHelp("Read the commands from a file.", valueName: "file")) var script: String?
  @Option(
    name: .customShort("c"), parsing: .unconditional,
    help: ArgumentHelp("Commands, with ; between them.", valueName: "commands"))
  var commands: String?
  @OptionGroup var block: BlockOption
  @OptionGroup var collapse: CollapseOption
  @OptionGroup var options: ProgramOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if script != nil, commands != nil { throw ValidationError("--script and -c can't be given together") }
  }

  /// Whether the session may fill the screen. Where standard input is the lesson, keys come from the terminal itself.
  func takesScreen(of lesson: String) -> Bool {
    !plain && script == nil && commands == nil && isatty(STDOUT_FILENO) == 1
      && (Files.isStandardInput(lesson) || isatty(STDIN_FILENO) == 1)
  }

  func stepper(of lesson: String) throws -> Stepper {
    let loaded = try Loaded(lesson).whole()
    let waiting = Waiting(for: lesson)
    defer { waiting.end() }
    let traces = try loaded.traces(block: block.block, options, limits: limits.limits) {
      waiting.tell(pass: $0)
    }
    try checkCollapsed(collapse.names, in: traces.map(\.trace))
    let programs = traces.map { named in
      SteppedProgram(
        name: named.name, trace: named.trace, collapsed: Set(collapse.names + named.options.collapse))
    }
    guard let stepper = Stepper(programs) else { throw CommandFailure("\(lesson): there is no program") }
    return stepper
  }

  /// Carries out the commands that are given, or what is typed.
  func run(_ session: inout PlainSession, lesson: String) throws {
    if let commands { return try session.run(commands, name: "-c") }
    if let script {
      return try session.run(String(decoding: try Files.read(script), as: UTF8.self), name: script)
    }
    guard !Files.isStandardInput(lesson) else {
      throw CommandFailure(
        "standard input is the lesson, so that no command can come from it", hint: "use -c or --script")
    }
    try session.converse()
  }
}
