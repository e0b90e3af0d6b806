import Language
import Rendering
import TraceModel

/// The prose of a lesson with its relative links and pictures made to fit the place of the document, and the files
/// that they lead to.
struct FittedLinks {
  /// All lines of the lesson.
  private(set) var lines: [String]
  private(set) var files: [OutputFile] = []
  private(set) var problems: [Diagnostic] = []
  /// The paths of the files that the document has already.
  private let made: Set<String>

  init(_ lesson: Lesson, made: Set<String>, target: (String) -> LinkTarget) {
    lines = lesson.source.lines
    self.made = made
    // From the end, so that what stands before keeps its place.
    for link in lesson.links.reversed() { fit(link, target) }
    files.sort { $0.path < $1.path }
    problems.reverse()
  }

  private mutating func fit(_ link: ProseLink, _ target: (String) -> LinkTarget) {
    let destination = link.destination
    let path = destination.path
    func report(_ problem: LessonProblem) { problems.append(problem.diagnostic(at: link.range)) }
    guard !destination.isOutside else { return report(.targetOutside(path)) }
    guard !path.isEmpty else { return report(.folderAsTarget(link.written)) }
    // A name that would break a line is that of no file of ours.
    guard !path.contains(where: \.isControl) else {
      return report(.missingTarget(link.written, suggestion: nil))
    }
    switch target(path) {
    case .lesson(let name): replace(link, by: "../\(linkText(name))/README.md")
    case .file(let content):
      guard !clashes(path) else { return report(.targetClash(path)) }
      if !files.contains(where: { $0.path == path }) {
        files.append(OutputFile(path: path, content: content))
      }
      if !destination.isPlain { replace(link, by: linkText(path)) }
    // A lesson may point to a figure or trace of its own document.
    case .missing where made.contains(path): break
    case .missing(let suggestion): report(.missingTarget(path, suggestion: suggestion))
    case .outside: report(.targetOutside(path))
    case .folder: report(.folderAsTarget(path))
    case .unreadable: report(.unreadableTarget(path))
    case .tooLarge(let most): report(.targetTooLarge(path, most: most))
    }
  }

  /// Whether a file cannot stand beside those of the document: there is one in its place, or a folder, or one where it
  /// needs a folder.
  private func clashes(_ path: String) -> Bool {
    made.contains { $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
  }

  private mutating func replace(_ link: ProseLink, by path: String) {
    let (line, column) = (link.range.start.line - 1, link.range.start.column - 1)
    let text = lines[line]
    let start = text.index(text.startIndex, offsetBy: column)
    let end = text.index(start, offsetBy: link.range.end.column - link.range.start.column)
    lines[line] = text[..<start] + path + link.destination.suffix + text[end...]
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
