import ArgumentParser
import Gradwalk

/// What a LESSON argument names, read but not run.
enum Loaded {
  case lesson(Lesson, file: String)
  case program(String, file: String)
  case trace(Trace, file: String)

  /// The file, as messages name it.
  var file: String {
    switch self {
    case .lesson(_, let file), .program(_, let file), .trace(_, let file): file
    }
  }

  /// Reads a file, a lesson by its name, or standard input.
  init(_ argument: String) throws(CommandFailure) {
    let path = try Self.path(of: argument)
    let bytes = try Files.read(path)
    let file = path == "-" ? "<standard input>" : path
    // The name of a pipe does not say what comes through it.
    let isStream = Files.isStream(path)
    if path.hasSuffix(".jsonl") || (isStream && Self.looksLikeTrace(bytes)) {
      do throws(TraceFormatError) { self = .trace(try Trace(jsonLines: bytes), file: file) } catch {
        throw CommandFailure(told: "\(file):\(error.line): error: \(error.reason)")
      }
    } else if path.hasSuffix(".py") || (isStream && !Self.looksLikeLesson(bytes)) {
      do throws(LessonFailure) { self = .program(try programText(of: bytes), file: file) } catch {
        throw CommandFailure(told: error.text(file: file))
      }
    } else {
      do throws(LessonFailure) {
        self = .lesson(try Lesson(bytes, name: isStream ? "lesson" : Files.stem(path)), file: file)
      } catch {
        throw CommandFailure(told: error.text(file: file))
      }
    }
  }

  /// Itself, for what shows numbers; an error if it is a trace that has only a sample of an array.
  func whole() throws(CommandFailure) -> Loaded {
    guard case .trace(let trace, let file) = self, let node = trace.firstSample else { return self }
    let name = trace.node(node).name.map { " '\($0.text)'".visibleLine } ?? ""
    throw CommandFailure(
      "\(file): of an array at node \(node)\(name) the trace has only a sample, which would be shown as if it was whole",
      hint:
        "record the program with smaller arrays, or with all their elements; 'gradwalk check' takes such traces"
    )
  }

  private static func path(of argument: String) throws(CommandFailure) -> String {
    if Files.isStream(argument) || Files.isFile(argument) { return argument }
    let named = "lessons/\(argument).md"
    if Files.exists(named) { return named }
    if Files.exists(argument) {
      let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
      throw CommandFailure(
        "\(argument): is a folder", hint: "gradwalk build --from \(folder) builds its lessons")
    }
    let names = ((try? Files.list("lessons", ending: ".md")) ?? []).map(Files.stem)
    let alike = alike(argument, among: names)
    let suggestion = alike.count == 1 ? "; did you mean '\(alike[0])'?" : ""
    throw CommandFailure(
      "\(argument): no such file, and no lesson of that name in lessons/\(suggestion)",
      hint: alike.count > 1
        ? "lessons of such a name are \(alike.joined(separator: ", "))"
        : names.isEmpty || alike.count == 1 ? nil : "'gradwalk lessons' lists them")
  }

  /// The lessons that a name may be meant for: those that begin with it, else those that have it in them, else the nearest.
  private static func alike(_ name: String, among names: [String]) -> [String] {
    let beginning = names.filter { $0.hasPrefix(name) }
    if !beginning.isEmpty { return beginning }
    let containing = names.filter { $0.contains(name) }
    return containing.isEmpty ? nearest(name, among: names).map { [$0] } ?? [] : containing
  }

  private static func looksLikeTrace(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(200), as: UTF8.self).contains("gradwalk-trace")
  }

  private static func looksLikeLesson(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("---\n") || text.contains("```") || text.contains("~~~")
  }
}

/// A trace with the name of its block.
struct NamedTrace {
  var name: String
  var trace: Trace
  var options: FenceOptions
  /// Whether the program has a layer that keeps a wrong gradient, of which a warning has told.
  var keepsWrongGradient = false

  /// What the ids of its figures begin with; other programs and other looks have others.
  func key(_ options: FigureOptions) -> FigureKey {
    let look = [
      options.collapsed.sorted().joined(separator: ","), options.opened.sorted().joined(separator: ","),
      options.direction?.rawValue ?? "", options.layout == .own ? "" : options.layout.rawValue,
      options.palette.name, options.style.rawValue,
    ]
    return FigureKey(ofProgram: ([trace.title, trace.program] + look).joined(separator: "\n"))
  }
}

extension Loaded {
  /// Runs what was loaded and gives its only trace, or that of the block which is named.
  func sole(block: String?, _ options: ProgramOptions, limits: [Limit: Int], argument: String) throws
    -> NamedTrace
  {
    let traces = try traces(block: block, options, limits: limits)
    guard traces.count == 1, let only = traces.first else {
      let names = traces.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        "\(argument): the lesson has several programs", hint: "choose one with --block: \(names)")
    }
    return only
  }

  /// Runs what was loaded and gives its traces; warnings go to standard error.
  ///
  /// - Parameter progress: Called with the number of each pass of a program when its backward pass has run.
  func traces(
    block: String?, _ options: ProgramOptions?, limits: [Limit: Int],
    progress: @escaping @Sendable (_ pass: Int) -> Void = { _ in }
  ) throws -> [NamedTrace] {
    try options?.check(self)
    let fence = options?.fence ?? FenceOptions()
    var traces = try run(block: block, fence, limits: limits, progress: progress)
    if let digits = fence.digits { for index in traces.indices { traces[index].trace.digits = digits } }
    return traces
  }

  private func run(
    block: String?, _ options: FenceOptions, limits: [Limit: Int],
    progress: @escaping @Sendable (_ pass: Int) -> Void
  ) throws -> [NamedTrace] {
    switch self {
    case .trace(let trace, _): return [NamedTrace(name: trace.title, trace: trace, options: FenceOptions())]
    case .program(let text, let file):
      do throws(ScriptFailure) {
        let title = Files.isStream(file) || file.hasPrefix("<") ? "program" : Files.stem(file)
        let outcome = try Program(text).run(
          options.commandLineRun(title: title, limits: limits), progress: progress)
        Files.complain(outcome.diagnostics, file: file, source: text)
        return [
          NamedTrace(
            name: title, trace: outcome.trace, options: options,
            keepsWrongGradient: outcome.keepsWrongGradient)
        ]
      } catch {
        throw CommandFailure(told: error.diagnostics.text(file: file, source: text))
      }
    case .lesson(let lesson, let file):
      return try traces(of: lesson, file, block: block, limits: limits, progress)
    }
  }

  private func traces(
    of lesson: Lesson, _ file: String, block: String?, limits: [Limit: Int],
    _ progress: @escaping @Sendable (_ pass: Int) -> Void
  ) throws -> [NamedTrace] {
    guard !lesson.blocks.isEmpty else {
      throw CommandFailure(
        told: lesson.warnings.text(file: file, source: lesson.text)
          .replacing("warning:", with: "error:"))
    }
    let blocks = lesson.blocks.filter { block == nil || $0.name == block }
    if let block, blocks.isEmpty {
      throw CommandFailure(
        "\(file): no block is named '\(block)'",
        hint: "the blocks are \(lesson.blocks.map(\.name).joined(separator: ", "))")
    }
    let outcomes: [Outcome]
    do throws(LessonFailure) {
      outcomes = try lesson.run(only: block, limits: limits, progress: progress)
    } catch {
      throw CommandFailure(told: error.text(file: file))
    }
    Files.complain(outcomes.flatMap(\.diagnostics), file: file, source: lesson.text)
    return zip(blocks, outcomes).map { block, outcome in
      NamedTrace(
        name: block.name, trace: outcome.trace, options: block.options,
        keepsWrongGradient: outcome.keepsWrongGradient)
    }
  }
}

extension FenceOptions {
  /// How a program runs whose options the command line has given.
  func commandLineRun(title: String, limits: [Limit: Int]) -> RunOptions {
    var options = runOptions(title: title, digits: 2, limits: limits)
    options.spelling = .commandLine
    return options
  }
}

extension ParsableCommand {
  /// Runs a body; what fails is told on standard error, with exit status 1.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as CommandFailure {
      Files.complain(failure.description)
      throw ExitCode(1)
    } catch let failure as GraphvizError {
      Files.complain(CommandFailure("\(failure)", hint: failure.hint).description)
      throw ExitCode(1)
    } catch let failure as RasterError {
      Files.complain(CommandFailure("\(failure)", hint: failure.hint).description)
      throw ExitCode(1)
    }
  }
}
