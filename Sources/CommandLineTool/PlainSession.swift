import Foundation
import Gradwalk
import Stepper
import TraceModel

/// Steps through programs line by line: each command is answered with text.
struct PlainSession {
  private(set) var stepper: Stepper
  /// Whether the quiz goes on by itself from question to question.
  private let isAsking: Bool

  init(_ stepper: Stepper, isAsking: Bool) {
    self.stepper = stepper
    self.isAsking = isAsking
  }

  /// Carries out a script, each command of which is repeated before its answer. The first that is wrong ends it.
  mutating func run(_ text: String, name: String) throws {
    try goOn()
    for item in CommandScript(text).items {
      try Files.print("> \(item.text)")
      let reply: Reply
      do throws(CommandProblem) { reply = try carryOut(item.text) } catch {
        throw Self.failure(error, at: item, in: text, name)
      }
      if reply.isOver { return }
      try answer(reply)
      try goOn()
    }
  }

  /// Reads commands from standard input until it ends. Where a person types them, a wrong one is told and the next
  /// one awaited.
  mutating func converse() throws {
    let isTyped = isatty(STDIN_FILENO) == 1
    guard Files.canReadStandardInput else {
      throw CommandFailure(
        "standard input can't be read", hint: "it is closed; commands may come with -c or --script")
    }
    if !isAsking { try Files.print(stepper.stepText) }
    try goOn()
    var number = 0
    while let line = Self.read(isTyped) {
      number += 1
      for item in CommandScript(line).items {
        let reply: Reply
        do throws(CommandProblem) { reply = try carryOut(item.text) } catch {
          guard isTyped else { throw Self.failure(error, at: item, inLine: number, line) }
          Files.complain("error: \(error.message)")
          break
        }
        if reply.isOver { return }
        try answer(reply)
      }
      try goOn()
    }
    if isTyped { try Files.print("") }
  }

  private mutating func carryOut(_ text: String) throws(CommandProblem) -> Reply {
    let reply = stepper.handle(try stepper.command(from: text))
    if let problem = reply.problem { throw problem }
    return reply
  }

  private static func read(_ isTyped: Bool) -> String? {
    if isTyped { _ = Files.put(Array("> ".utf8), on: STDOUT_FILENO) }
    return readLine()
  }

  /// In a quiz, goes on to the next question.
  private mutating func goOn() throws {
    guard isAsking else { return }
    while stepper.question == nil, !stepper.isAtEnd {
      let reply = stepper.handle(.next(1))
      try answer(reply)
    }
  }

  private func answer(_ reply: Reply) throws {
    var parts: [String] = []
    if let note = reply.note { parts.append(stepper.lines(of: note)) }
    if reply.tellsStep { parts.append(stepper.stepText) }
    if let opened = reply.opened { parts.append(stepper.text(of: opened)) }
    if let question = reply.question { parts.append(stepper.lines(of: question)) }
    try Files.tell((parts + [""]).joined(separator: "\n"))
  }

  /// A failure in a line of standard input, which is not kept.
  private static func failure(
    _ problem: CommandProblem, at item: CommandScript.Item, inLine number: Int, _ line: String
  ) -> CommandFailure {
    var place = item
    place.line = number
    let text = String(repeating: "\n", count: number - 1) + line
    return failure(problem, at: place, in: text, "<standard input>")
  }

  private static func failure(
    _ problem: CommandProblem, at item: CommandScript.Item, in text: String, _ name: String
  ) -> CommandFailure {
    let range = SourceRange(
      SourcePlace(line: item.line, column: item.column),
      SourcePlace(line: item.line, column: item.column + item.text.count))
    return CommandFailure(told: Diagnostic(.error, problem.message, at: range).text(file: name, source: text))
  }
}
