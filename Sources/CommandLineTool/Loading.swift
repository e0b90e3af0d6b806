import ArgumentParser
import Gradwalk

/// What a LESSON argument names, read but not run.
enum Loaded {
  case lesson(Lesson, file: String)
  case program(String, file: String)
  case trace(Trace)

  /// Reads a file, a lesson by its name, or standard input.
  init(_ argument: String) throws {
    let path = try Self.path(of: argument)
    let bytes = try Files.read(path)
    let file = path == "-" ? "<standard input>" : path
    if path.hasSuffix(".jsonl") || (path == "-" && Self.looksLikeTrace(bytes)) {
      do { self = .trace(try Trace(jsonLines: bytes)) } catch { throw CommandFailure("\(file):\(error)") }
    } else if path.hasSuffix(".py") || (path == "-" && !Self.looksLikeLesson(bytes)) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CommandFailure("\(file): not UTF-8")
      }
      self = .program(text, file: file)
    } else {
      do throws(LessonFailure) {
        self = .lesson(try Lesson(bytes, name: Files.stem(path)), file: file)
      } catch {
        throw CommandFailure(error.text(file: file))
      }
    }
  }

  private static func path(of argument: String) throws -> String {
    if argument == "-" || Files.exists(argument) { return argument }
    let named = "lessons/\(argument).md"
    if Files.exists(named) { return named }
    let names = ((try? Files.list("lessons", ending: ".md")) ?? []).map(Files.stem)
    let suggestion = nearest(argument, among: names).map { "; did you mean '\($0)'?" } ?? ""
    throw CommandFailure("\(argument): no such file, and no lesson of that name in lessons/\(suggestion)")
  }

  private static func looksLikeTrace(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(200), as: UTF8.self).contains("gradwalk-trace")
  }

  private static func looksLikeLesson(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("---\n") || text.contains("```")
  }
}

/// A trace with the name of its block.
struct NamedTrace {
  var name: String
  var trace: Trace
  var options: FenceOptions
}

extension Loaded {
  /// Runs what was loaded and gives its traces; warnings go to standard error.
  func traces(block: String?, limits: [Limit: Int]) throws -> [NamedTrace] {
    switch self {
    case .trace(let trace): return [NamedTrace(name: trace.title, trace: trace, options: FenceOptions())]
    case .program(let text, let file):
      do throws(ScriptFailure) {
        let outcome = try Program(text).run(RunOptions(title: Files.stem(file), limits: limits))
        for diagnostic in outcome.diagnostics { Files.complain(diagnostic.text(file: file, source: text)) }
        return [NamedTrace(name: Files.stem(file), trace: outcome.trace, options: FenceOptions())]
      } catch {
        throw CommandFailure(
          error.diagnostics.map { $0.text(file: file, source: text) }.joined(separator: "\n"))
      }
    case .lesson(let lesson, let file): return try traces(of: lesson, file, block: block, limits: limits)
    }
  }

  private func traces(of lesson: Lesson, _ file: String, block: String?, limits: [Limit: Int]) throws
    -> [NamedTrace]
  {
    let outcomes: [Outcome]
    do throws(LessonFailure) { outcomes = try lesson.run(limits: limits) } catch {
      throw CommandFailure(error.text(file: file))
    }
    for diagnostic in outcomes.flatMap(\.diagnostics) {
      Files.complain(diagnostic.text(file: file, source: lesson.text))
    }
    let named = zip(lesson.blocks, outcomes).map { block, outcome in
      NamedTrace(name: block.name, trace: outcome.trace, options: block.options)
    }
    guard let block else { return named }
    guard let chosen = named.first(where: { $0.name == block }) else {
      throw CommandFailure(
        "\(file): no block is named '\(block)'; the blocks are \(named.map(\.name).joined(separator: ", "))")
    }
    return [chosen]
  }
}

extension ParsableCommand {
  /// Runs a body; what fails is told on standard error, with exit status 1.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as CommandFailure {
      Files.complain(failure.description)
      throw ExitCode(1)
    } catch let failure as GraphvizError {
      Files.complain("\(failure)")
      throw ExitCode(1)
    }
  }
}
