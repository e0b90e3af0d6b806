import Numbers
import TraceModel

extension Diagnostic {
  /// The diagnostic as a compiler prints it: place, severity and message, the line, and a mark under the
  /// place.
  ///
  /// - Parameters:
  ///   - file: The name of the file, as the reader knows it.
  ///   - source: The program's text.
  ///   - offset: Where in the file the program begins.
  public func text(file: String, source: String, offset: SourceOffset = .none) -> String {
    text(file: file, lines: Self.lines(of: source), offset: offset)
  }

  fileprivate static func lines(of source: String) -> [Substring] {
    source.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  fileprivate func text(file: String, lines source: [Substring], offset: SourceOffset = .none) -> String {
    var lines = [headline(file: file, offset: offset)]
    if let range, let excerpt = Excerpt(of: source, at: range) {
      lines += ["  " + excerpt.line, "  " + excerpt.mark]
    }
    if let hint { lines.append("  hint: " + hint.visibleLine) }
    return lines.joined(separator: "\n")
  }

  private func headline(file: String, offset: SourceOffset) -> String {
    let file = file.visibleLine
    let words = "\(severity.rawValue): \(message.visibleLine)"
    guard let range else { return "\(file): \(words)" }
    let place = offset.place(range.start)
    return "\(file):\(place.line):\(place.column): \(words)"
  }
}

extension [Diagnostic] {
  /// So many of each severity are told.
  package static let mostTold = 20

  /// The diagnostics as a compiler prints them, the first of each severity and how many more there are.
  public func text(file: String, source: String) -> String {
    let lines = Diagnostic.lines(of: source)
    return text { $0.text(file: file, lines: lines) }
  }

  /// The same with texts of one's own.
  package func text(_ text: (Diagnostic) -> String) -> String {
    var counts: [Diagnostic.Severity: Int] = [:]
    var parts: [String] = []
    for diagnostic in self {
      counts[diagnostic.severity, default: 0] += 1
      if counts[diagnostic.severity, default: 0] <= Self.mostTold { parts.append(text(diagnostic)) }
    }
    for severity in Diagnostic.Severity.allCases {
      let rest = counts[severity, default: 0] - Self.mostTold
      if rest > 0 { parts.append("… and \(rest) more \(severity.rawValue)\(rest == 1 ? "" : "s")") }
    }
    return parts.joined(separator: "\n")
  }
}

/// A line of a program and the mark under a place in it, cut to a width that fits a terminal.
private struct Excerpt {
  private static let widest = 100
  /// How much of a long line stands before the place.
  private static let lead = 40

  let line: String
  let mark: String

  init?(of lines: [Substring], at range: SourceRange) {
    guard let characters = Self.line(range.start.line, of: lines) else { return nil }
    let start = min(max(range.start.column - 1, 0), characters.count)
    let isOneLine = range.end.line == range.start.line
    let end = isOneLine ? max(range.end.column - 1, start + 1) : max(characters.count, start + 1)
    let isLong = characters.count > Self.widest
    let first = isLong ? max(0, start - Self.lead) : 0
    let last = isLong ? min(characters.count, first + Self.widest) : characters.count
    let shown = characters[first..<last]
    line = (first > 0 ? "…" : "") + String(shown) + (last < characters.count ? "…" : "")
    let before = (first > 0 ? 1 : 0) + characters[first..<start].terminalWidth
    let under = characters[start..<max(start, min(end, last))].terminalWidth
    mark =
      String(repeating: " ", count: before) + "^" + String(repeating: "~", count: max(under, 1) - 1)
  }

  /// The characters of a line, with what would disturb the columns or the terminal replaced.
  private static func line(_ number: Int, of lines: [Substring]) -> [Character]? {
    guard lines.indices.contains(number - 1) else { return nil }
    return lines[number - 1].map { String($0).visibleLine.first ?? " " }
  }
}
