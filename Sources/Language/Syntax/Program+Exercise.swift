import TraceModel

extension Program {
  /// The program for somebody who is to find its numbers: without comments and assertions, which may tell them.
  public var withoutAnswers: String {
    // Tokens and assertions both come in the order of the text.
    var assertions = statements.filter { if case .assert = $0.kind { true } else { false } }.map(\.range)[...]
    // For each line, the column after what is kept of it.
    var ends = [Int](repeating: 1, count: lines.count + 1)
    for token in Lexer.tokens(of: source).tokens where token.isWritten {
      let (start, end) = (token.range.start, token.range.end)
      assertions = assertions.drop { !start.isBefore($0.end) }
      if let next = assertions.first, !start.isBefore(next.start) { continue }
      for line in start.line..<end.line { ends[line] = .max }
      ends[end.line] = max(ends[end.line], end.column)
    }
    var kept: [String] = []
    for (index, line) in lines.enumerated() {
      let text = String(line.prefix(max(0, ends[index + 1] - 1)))
      if !text.isEmpty || !(kept.last?.isEmpty ?? true) { kept.append(text) }
    }
    if kept.last?.isEmpty ?? false { kept.removeLast() }
    return kept.joined(separator: "\n")
  }
}

extension Token {
  /// Whether it stands in the text, as the end of a line or of a block does not.
  fileprivate var isWritten: Bool {
    switch kind {
    case .newline, .indent, .dedent, .end: false
    default: true
    }
  }
}
