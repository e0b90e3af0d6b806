import ArgumentParser
import Foundation
import Gradwalk
import Synchronization

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Builds the documents of lessons.",
    discussion: """
      Without a lesson, builds all of lessons/ into output/. When a lesson fails, nothing is written. Files that an \
      earlier build wrote and this one does not are removed; other files are left alone.
      """)

  @ArgumentParser.Argument(help: "The lessons to build.") var lessons: [String] = []
  @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir")) var from = "lessons"
  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir")) var output =
    "output"
  @Flag(help: "Write nothing; fail when the output is not what a build would write.") var check = false
  @Option(name: .shortAndLong, help: "How many lessons to build at a time.") var jobs: Int?
  @Option(help: ArgumentHelp("The languages to build.", valueName: "en")) var lang = "en"
  @Option(help: "The colours: board (green and red) or blue-orange.") var palette: Palette = .board
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs should be at least 1") }
    guard lang == "en" else {
      throw ValidationError("'\(lang)' is no language that lessons are told in: known is en")
    }
  }

  func run() throws {
    try reporting {
      let course =
        try lessons.isEmpty ? Files.list(from, ending: ".md").filter { Files.stem($0) != "README" } : []
      let paths = lessons.isEmpty ? course : lessons
      guard !paths.isEmpty else { throw CommandFailure("\(from): no lessons") }
      let documents = try build(try paths.map(Loaded.init), paths)
      let plan = BuildPlan(documents, isWhole: lessons.isEmpty, folder: output)
      if check { try plan.check() } else { try plan.carryOut() }
    }
  }

  /// Builds all documents, several at a time. All that is wrong with any of them is told.
  private func build(_ loaded: [Loaded], _ paths: [String]) throws -> [Document] {
    let results = Mutex([Int: Result<Document, CommandFailure>]())
    let progress = Progress(count: loaded.count)
    let options = (palette: palette, limits: limits.limits)
    let sources = loaded.enumerated().map { ($0, $1) }
    let work = OperationQueue()
    work.maxConcurrentOperationCount = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    for (index, source) in sources {
      work.addOperation {
        let result = Result<Document, CommandFailure> {
          () throws(CommandFailure) in
          try Self.document(source, palette: options.palette, limits: options.limits)
        }
        results.withLock { $0[index] = result }
        progress.advance(paths[index])
      }
    }
    work.waitUntilAllOperationsAreFinished()
    progress.finish()
    return try Self.documents(results.withLock { $0 }, paths)
  }

  private static func document(_ source: Loaded, palette: Palette, limits: [Limit: Int])
    throws(CommandFailure)
    -> Document
  {
    guard case .lesson(let lesson, let file) = source else {
      throw CommandFailure("only lesson files can be built; see 'gradwalk show'")
    }
    do throws(LessonFailure) { return try lesson.document(palette: palette, limits: limits) } catch {
      throw CommandFailure(error.text(file: file))
    }
  }

  private static func documents(_ results: [Int: Result<Document, CommandFailure>], _ paths: [String]) throws
    -> [Document]
  {
    var documents: [Document] = []
    var failures: [String] = []
    for index in paths.indices {
      switch results[index] {
      case .success(let document): documents.append(document)
      case .failure(let failure): failures.append(failure.description)
      case nil: failures.append("\(paths[index]): was not built")
      }
    }
    if !failures.isEmpty { throw CommandFailure(failures.joined(separator: "\n")) }
    return documents
  }
}

/// A line on a terminal that counts what is done.
private final class Progress: Sendable {
  private let count: Int
  private let done = Mutex(0)
  private let isShown: Bool

  init(count: Int) {
    self.count = count
    isShown = isatty(2) == 1
  }

  func advance(_ name: String) {
    guard isShown else { return }
    done.withLock { done in
      done += 1
      FileHandle.standardError.write(Data("\r\u{1B}[K[\(done)/\(count)] \(name)".utf8))
    }
  }

  func finish() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
