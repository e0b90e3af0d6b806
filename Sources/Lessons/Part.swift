/// What stands in the document for a line of the lesson.
struct Part {
  /// A line to keep in front.
  var before: String?
  var text: String
  /// What a line needs in front to stand in the same list or quote.
  var margin: String

  /// Its lines, set apart from those around it by empty ones.
  func lines(after previous: String, before following: String) -> [String] {
    guard !text.isEmpty else { return before.map { [$0] } ?? [] }
    let empty = margin.trimmedEnd
    var lines = before.map { [$0] } ?? []
    if !(lines.last ?? previous).isBlank { lines.append(empty) }
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? empty : margin + $0
    }
    if !following.isBlank { lines.append(empty) }
    return lines
  }
}

/// The numbers of lines in some ranges, to be asked for quickly.
struct IndexSet {
  private let numbers: Set<Int>

  init(of ranges: [ClosedRange<Int>]) { numbers = Set(ranges.joined()) }
  func contains(_ number: Int) -> Bool { numbers.contains(number) }
}

extension String {
  /// Whether a line is empty but for what makes it part of a list or a quote.
  fileprivate var isBlank: Bool { allSatisfy { $0.isWhitespace || $0 == ">" } }

  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)])
  }
}
