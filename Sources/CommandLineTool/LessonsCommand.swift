import ArgumentParser
import Foundation
import Gradwalk

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "Lists the lessons: name, title and blocks.")

  @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir")) var from = "lessons"

  func run() throws {
    try reporting {
      let list = try LessonList(of: from)
      for line in list.lines { try Files.print(line) }
      if !list.failures.isEmpty { throw CommandFailure(told: list.failures.joined(separator: "\n")) }
    }
  }
}

/// The lessons of a folder, in the order of the course.
struct LessonList {
  private(set) var lessons: [Lesson] = []
  /// What is wrong with those that cannot be read.
  private(set) var failures: [String] = []

  init(of folder: String) throws {
    for path in try Files.list(folder, ending: ".md") where Files.stem(path) != "README" {
      let bytes = try Files.read(path)
      do throws(LessonFailure) { lessons.append(try Lesson(bytes, name: Files.stem(path))) } catch {
        failures.append(error.text(file: path))
      }
    }
    guard !lessons.isEmpty || !failures.isEmpty else {
      throw CommandFailure("\(folder): no lessons", hint: "a lesson is a file that ends in .md")
    }
    lessons.sort { ($0.front.order ?? .max, $0.name) < ($1.front.order ?? .max, $1.name) }
  }

  /// A line for each lesson; of several blocks the names.
  var lines: [String] {
    let width = lessons.map { $0.name.terminalWidth }.max() ?? 0
    return lessons.map { lesson in
      let gap = String(repeating: " ", count: width - lesson.name.terminalWidth + 2)
      let blocks = lesson.blocks.map(\.name).joined(separator: ", ")
      return Self.shown(lesson.name + gap + lesson.title + (lesson.blocks.count > 1 ? ": \(blocks)" : ""))
    }
  }

  /// A line whose control characters a terminal does not act on.
  private static func shown(_ line: String) -> String {
    String(
      line.map { character in
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
          ? "\u{FFFD}" : character
      })
  }

  /// The lesson that is chosen on a terminal, by its number or its name. Nil at the end of the input.
  func chosen() throws -> String? {
    let digits = "\(lessons.count)".count
    for (number, line) in lines.enumerated() {
      let label = "\(number + 1)"
      try Files.print(String(repeating: " ", count: digits - label.count) + label + "  " + line)
    }
    while true {
      try Files.printBytes(Array("lesson: ".utf8))
      guard let answer = readLine() else { return nil }
      let word = answer.trimmingCharacters(in: .whitespaces)
      if let number = Int(word), lessons.indices.contains(number - 1) { return lessons[number - 1].name }
      let names = lessons.map(\.name)
      if names.contains(word) { return word }
      let beginning = names.filter { !word.isEmpty && $0.hasPrefix(word) }
      if beginning.count == 1 { return beginning[0] }
      let suggestion = nearest(word, among: names).map { "; did you mean '\($0)'?" } ?? ""
      try Files.print("no lesson has this number or name\(suggestion)")
    }
  }
}

/// Which lesson a session is about.
struct LessonArgument: ParsableArguments {
  @ArgumentParser.Argument(
    help: "A lesson, program or trace; - is standard input. Without it, a list to choose from.")
  var lesson: String?

  /// What is named, or what is chosen from the list of lessons on a terminal.
  func named(for command: String) throws -> String {
    if let lesson { return lesson }
    guard Files.exists("lessons") else {
      throw CommandFailure(
        "no lesson is named, and there is no folder lessons/ to choose from",
        hint: "gradwalk \(command) FILE, a lesson (.md), a program (.py) or a trace (.jsonl)")
    }
    let list = try LessonList(of: "lessons")
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      guard let chosen = try list.chosen() else { throw ExitCode.success }
      return chosen
    }
    for line in list.lines { try Files.print(line) }
    Files.complain("error: no lesson is named\n  hint: gradwalk \(command) NAME")
    throw ExitCode.validationFailure
  }
}
