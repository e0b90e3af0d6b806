package import TraceModel

/// A program of the lesson language that has been read without an error.
public struct Program: Sendable {
  public let source: String
  package let statements: [Statement]
  /// The lines of the source.
  let lines: [[Character]]
  /// What the author should know of its text.
  public let diagnostics: [Diagnostic]

  /// Reads a program; throws all the errors of its text, in the order of their places.
  public init(_ source: String) throws(ScriptFailure) {
    let (statements, problems, lost) = Parser.parse(source)
    var checker = NameChecker(problems: problems)
    checker.check(statements, lost: lost)
    var found = checker.found()
    if statements.isEmpty, found.isEmpty {
      found.append(SyntaxProblem.emptyProgram.diagnostic(at: SourceRange(SourcePlace(line: 1, column: 1))))
    }
    if found.contains(where: { $0.severity == .error }) { throw ScriptFailure(found) }
    self.source = source
    lines = Array(source).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(Array.init)
    self.statements = statements
    diagnostics = found
  }

  /// The text of a place in the program, on one line.
  package func text(of range: SourceRange) -> String {
    guard range.start.line >= 1, range.end.line <= lines.count else { return "" }
    if range.start.line == range.end.line {
      let line = lines[range.start.line - 1]
      return String(line.dropFirst(range.start.column - 1).prefix(range.end.column - range.start.column))
    }
    var parts = [lines[range.start.line - 1].dropFirst(range.start.column - 1)]
    parts += lines[range.start.line..<range.end.line - 1].map { $0[...] }
    parts.append(lines[range.end.line - 1].prefix(range.end.column - 1))
    return parts.map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }
}

extension SourcePlace {
  package func isBefore(_ other: SourcePlace) -> Bool { (line, column) < (other.line, other.column) }
}
