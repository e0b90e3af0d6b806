import Language
import TraceModel
import Yams

/// What a lesson says of itself before its text.
public struct FrontMatter: Equatable, Sendable {
  static let keys = ["title", "summary", "order", "source", "digits"]

  public var title: String?
  public var summary: String?
  /// Where the lesson stands in its course.
  public var order: Int?
  /// Where its material comes from.
  public var source: String?
  public var digits: Int?
  /// How many lines of the file it takes, its fences included.
  var lineCount = 0

  /// Reads the front matter of a file, if it has one, collecting what is wrong.
  init(of source: SourceText, problems: inout [Diagnostic]) {
    // Three dashes above an empty line are a rule.
    guard source.line(1).trimmed == "---", !source.line(2).trimmed.isEmpty else { return }
    guard let end = source.lines.dropFirst().firstIndex(where: { $0.trimmed == "---" || $0.trimmed == "..." })
    else {
      problems.append(LessonProblem.unclosedFrontMatter.diagnostic(at: source.range(of: "---", inLine: 1)))
      return
    }
    lineCount = end + 1
    let yaml = source.lines[1..<end].joined(separator: "\n")
    do {
      guard let node = try Yams.compose(yaml: yaml) else { return }
      read(node, source, &problems)
    } catch {
      problems.append(Self.problem(error, source))
    }
  }

  private mutating func read(_ node: Yams.Node, _ source: SourceText, _ problems: inout [Diagnostic]) {
    guard case .mapping(let mapping) = node else {
      let range = source.range(of: "", inLine: (node.mark?.line ?? 1) + 1)
      problems.append(
        LessonProblem.frontMatter("expected lines of the form key: value").diagnostic(at: range))
      return
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      let range = source.range(of: name, inLine: (key.mark?.line ?? 1) + 1)
      if let problem = set(name, to: value) { problems.append(problem.diagnostic(at: range)) }
    }
  }

  private mutating func set(_ key: String, to value: Yams.Node) -> LessonProblem? {
    switch key {
    case "title": title = value.string
    case "summary": summary = value.string
    case "source": source = value.string
    case "order":
      order = value.int
      if order == nil { return .wrongValue(key: key, expected: "a whole number") }
    case "digits":
      digits = value.int.flatMap { (0...15).contains($0) ? $0 : nil }
      if digits == nil { return .wrongValue(key: key, expected: "a whole number from 0 to 15") }
    default: return .unknownKey(key, suggestion: nearest(key, among: Self.keys))
    }
    return value.string?.trimmed.isEmpty ?? true ? .wrongValue(key: key, expected: "text") : nil
  }

  /// The parser's complaint in words of one who writes a title.
  private static func words(_ problem: String) -> LessonProblem {
    let words: [(complaint: String, message: String, hint: String?)] = [
      ("mapping values", "a text with a colon needs quotes", "write title: \"One: two\""),
      ("end of stream", "this is never closed", nil),
      (
        "cannot start any token", "this character cannot start a text",
        "indent with spaces, and put text in quotes"
      ),
      ("another document", "a line of three dashes would end it here", nil),
    ]
    guard let found = words.first(where: { problem.contains($0.complaint) }) else {
      return .frontMatter(problem)
    }
    return .frontMatter(found.message, hint: found.hint)
  }

  private static func problem(_ error: any Error, _ source: SourceText) -> Diagnostic {
    guard let error = error as? YamlError else {
      return LessonProblem.frontMatter("not YAML").diagnostic(at: source.range(of: "---", inLine: 1))
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // A quote that is never closed is met at the end; its beginning is what helps.
      let isOpen = problem.contains("end of stream")
      let mark = isOpen ? context?.mark ?? mark : mark
      let place = SourcePlace(line: mark.line + 1, column: max(1, mark.column))
      return words(problem).diagnostic(at: SourceRange(place))
    case .duplicatedKeysInMapping(let duplicates, _):
      let key = duplicates.sorted().first ?? ""
      let line = source.lines.lastIndex { $0.hasPrefix(key) }.map { $0 + 1 } ?? 1
      return LessonProblem.frontMatter("the key '\(key)' is given twice")
        .diagnostic(at: source.range(of: key, inLine: line))
    default:
      return LessonProblem.frontMatter("not YAML").diagnostic(at: source.range(of: "---", inLine: 1))
    }
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
