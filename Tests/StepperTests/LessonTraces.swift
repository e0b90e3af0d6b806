import Foundation
import Stepper
import Testing
import TraceModel

/// The programs of the lessons of this repository, from the traces beside their documents.
struct LessonTrace: Sendable, CustomTestStringConvertible {
  var name: String
  var file: URL
  /// Whether the functions of the program are one gate each.
  var isCollapsed: Bool

  var testDescription: String { isCollapsed ? "\(name), collapsed" : name }

  func trace() throws -> Trace { try Trace(jsonLines: Array(Data(contentsOf: file))) }

  func program() throws -> SteppedProgram {
    let trace = try trace()
    return SteppedProgram(
      name: name, trace: trace, collapsed: isCollapsed ? Set(trace.calls.map(\.name)) : [])
  }

  static let all: [LessonTrace] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "output")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix("/trace.jsonl") }.sorted().flatMap { path in
      let name = String(path.dropLast("/trace.jsonl".count))
      let file = root.appending(path: path)
      let hasGroups = (try? Data(contentsOf: file).range(of: Data("\"kind\":\"group\"".utf8)) != nil) ?? false
      return [false, true].filter { !$0 || hasGroups }.map {
        LessonTrace(name: name, file: file, isCollapsed: $0)
      }
    }
  }()
}
