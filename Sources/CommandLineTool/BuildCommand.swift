import ArgumentParser
import Foundation
import Gradwalk
import Numbers
import Synchronization

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Builds the documents of lessons.",
    discussion: """
      Without a lesson, builds all of lessons/ into output/, or of another folder with --from into another with \
      -o. When a lesson fails, nothing is written. Files that an earlier build wrote and this one does not are \
      removed; other files are left alone.
      """)

  @ArgumentParser.Argument(help: "The lessons to build.") var lessons: [String] = []
  @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir")) var from = "lessons"
  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir")) var output =
    "output"
  @Flag(help: "Write nothing; fail when the output is not what a build would write.") var check = false
  @Option(name: .shortAndLong, help: ArgumentHelp("How many lessons to build at a time.", valueName: "n"))
  var jobs: Int?
  @Option(help: ArgumentHelp("The languages to build, separated by commas.", valueName: "languages"))
  var lang = "en"
  @Option(help: "The colours: board (green and red) or blue-orange.") var palette: Palette = .board
  @Option(help: "Who places the gates of circuits: own, with straight wires, or dot, which is Graphviz's.")
  var layout: CircuitPlacer = .own
  @Flag(help: "Draw on no background, for pages that say which colours they have.")
  var transparent = false
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output names no folder") }
    if from.isEmpty { throw ValidationError("--from names no folder") }
    if lessons.count(where: Files.isStandardInput) > 1 {
      throw ValidationError("standard input can be only one of the lessons")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs should be at least 1") }
    let languages = lang.split(separator: ",", omittingEmptySubsequences: false)
    if let unknown = languages.first(where: { $0 != "en" }) {
      throw ValidationError("lessons are not told in '\(unknown)' yet; the only language is 'en'")
    }
  }

  func run() throws {
    try reporting {
      let course =
        try lessons.isEmpty ? Files.list(from, ending: ".md").filter { Files.stem($0) != "README" } : []
      let paths = lessons.isEmpty ? course : lessons
      guard !paths.isEmpty else {
        throw CommandFailure("\(from): no lessons", hint: "a lesson is a file that ends in .md")
      }
      let documents = try build(paths)
      let plan = BuildPlan(documents, isWhole: lessons.isEmpty, folder: output)
      if check { try plan.check() } else { try plan.carryOut() }
    }
  }

  /// Builds all documents, several at a time. All that is wrong with any of them is told.
  private func build(_ paths: [String]) throws -> [Document] {
    let progress = Progress(count: paths.count)
    let options = (palette: transparent ? palette.transparent : palette, limits: limits.limits)
    let results = Mutex([Result<Built, CommandFailure>?](repeating: nil, count: paths.count))
    let work = OperationQueue()
    work.maxConcurrentOperationCount = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    for (index, path) in paths.enumerated() {
      work.addOperation {
        let result = Result { () throws(CommandFailure) in
          try Built(path, of: paths, palette: options.palette, layout: layout, limits: options.limits) {
            progress.tell(path, pass: $0)
          }
        }
        results.withLock { $0[index] = result }
        progress.advance(path)
      }
    }
    work.waitUntilAllOperationsAreFinished()
    progress.finish()
    return try Self.documents(results.withLock { $0 }.compactMap { $0 })
  }

  private static func documents(_ results: [Result<Built, CommandFailure>]) throws -> [Document] {
    var built: [Built] = []
    var failures: [String] = []
    for result in results {
      switch result {
      case .success(let document):
        if let twin = built.first(where: { $0.document.name == document.document.name }) {
          failures.append(
            "error: \(twin.file) and \(document.file) have the same name, so that their documents would be one"
          )
        }
        built.append(document)
      case .failure(let failure): failures.append(failure.description)
      }
    }
    for warning in built.flatMap(\.warnings) { Files.complain(warning) }
    if !failures.isEmpty { throw CommandFailure(told: failures.joined(separator: "\n")) }
    return built.map(\.document)
  }
}

/// A document with the file it was made from and what is worth saying of that.
private struct Built: Sendable {
  var file: String
  var document: Document
  var warnings: [String]

  init(
    _ path: String, of course: [String], palette: Palette, layout: CircuitPlacer, limits: [Limit: Int],
    progress: @escaping @Sendable (_ pass: Int) -> Void
  ) throws(CommandFailure) {
    guard case .lesson(let lesson, let file) = try Loaded(path) else {
      throw CommandFailure(
        "\(path): only lesson files can be built", hint: "'gradwalk show' tells of programs and traces")
    }
    guard !lesson.name.hasPrefix("."), !lesson.name.isEmpty else {
      throw CommandFailure("\(path): the name of a lesson can't begin with a dot")
    }
    // Its documents have a folder of that name, whose files are listed line by line beside README.md.
    guard lesson.name.visibleLine == lesson.name, lesson.name != "README.md" else {
      throw CommandFailure("\(path): a lesson can't have this name", hint: "rename the file")
    }
    self.file = file
    do throws(LessonFailure) {
      let folder = LinkFolder(ofLesson: path == "-" ? path : file, course: course)
      document = try lesson.document(
        palette: palette, layout: layout, limits: limits, target: folder.target, progress: progress)
    } catch {
      throw CommandFailure(told: error.text(file: file))
    }
    let told = document.warnings.text(file: file, source: lesson.text)
    warnings = told.isEmpty ? [] : [told]
  }
}

/// A line on a terminal that counts what is done.
private final class Progress: Sendable {
  /// Of a long loop every pass of this many is told.
  private static let toldPasses = 50

  private let count: Int
  private let done = Mutex(0)
  private let isShown: Bool

  init(count: Int) {
    self.count = count
    isShown = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  func advance(_ name: String) {
    guard isShown else { return }
    done.withLock { done in
      done += 1
      _ = Files.put(Array("\r\u{1B}[K[\(done)/\(count)] \(name.visibleLine)".utf8), on: STDERR_FILENO)
    }
  }

  func tell(_ name: String, pass: Int) {
    guard isShown, pass % Self.toldPasses == 0 else { return }
    done.withLock { done in
      _ = Files.put(
        Array("\r\u{1B}[K[\(done)/\(count)] \(name.visibleLine), pass \(pass)".utf8), on: STDERR_FILENO)
    }
  }

  func finish() {
    if isShown { _ = Files.put(Array("\r\u{1B}[K".utf8), on: STDERR_FILENO) }
  }
}
