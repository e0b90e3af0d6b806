import Language
import Testing
import TraceModel

@Suite struct DiagnosticTests {
  private func text(_ source: String, line: Int, columns: Range<Int>, offset: SourceOffset = .none) -> String
  {
    let start = SourcePlace(line: line, column: columns.lowerBound)
    let range = SourceRange(start, length: columns.count)
    return Diagnostic(.error, "wrong", at: range).text(file: "a.md", source: source, offset: offset)
  }

  @Test func `an error shows its place as a compiler does`() {
    #expect(
      text("x = 1\nf = sigmod(x)", line: 2, columns: 5..<11) == """
        a.md:2:5: error: wrong
          f = sigmod(x)
              ^~~~~~
        """)
  }

  @Test func `a program inside a file is placed in the file`() {
    let offset = SourceOffset(lines: 12, columns: 3)
    #expect(
      text("x = y", line: 1, columns: 5..<6, offset: offset).hasPrefix("a.md:13:8: error: wrong\n  x = y\n"))
  }

  @Test func `wide characters keep the mark under its place`() {
    #expect(text("한글 = x", line: 1, columns: 6..<7).hasSuffix("\n  한글 = x\n         ^"))
    #expect(text("'👩‍👧' + é", line: 1, columns: 7..<8).hasSuffix("\n  '👩‍👧' + é\n         ^"))
    #expect(text("한글", line: 1, columns: 1..<3).hasSuffix("\n  ^~~~"))
  }

  @Test func `a long line is cut around the place`() {
    let source = String(repeating: "a", count: 500) + "!" + String(repeating: "b", count: 500)
    let lines = text(source, line: 1, columns: 501..<502).split(separator: "\n")
    #expect(lines[1].count == 104)
    #expect(lines[1].hasPrefix("  …a") && lines[1].hasSuffix("b…"))
    #expect(
      lines[1].firstIndex(of: "!").map { lines[1].distance(from: lines[1].startIndex, to: $0) } == lines[2]
        .count - 1)
  }

  @Test func `a tab and control characters do not disturb the columns`() {
    #expect(text("\tx\u{1B}y", line: 1, columns: 4..<5).hasSuffix("\n   x␛y\n     ^"))
  }

  @Test func `what a terminal would take as an order is a sign in every part`() {
    let diagnostic = Diagnostic(
      .error, "wrong \u{1B}[2J", hint: "write \u{9B}\n", at: SourceRange(SourcePlace(line: 1, column: 1)))
    #expect(
      diagnostic.text(file: "a\r.md", source: "\u{202E}x\u{7F}") == """
        a␍.md:1:1: error: wrong ␛[2J
          �x␡
          ^
          hint: write �␊
        """)
  }

  @Test func `a place behind the end of its line is marked there`() {
    #expect(text("x =", line: 1, columns: 4..<5).hasSuffix("\n  x =\n     ^"))
    #expect(text("", line: 1, columns: 1..<2).hasPrefix("a.md:1:1: error: wrong"))
  }

  @Test func `a hint stands on a line of its own`() {
    let diagnostic = Diagnostic(.warning, "odd", hint: "look again", at: nil)
    #expect(diagnostic.text(file: "a.md", source: "") == "a.md: warning: odd\n  hint: look again")
  }

  @Test func `the nearest name is suggested, if it is near`() {
    let names = ["sigmoid", "sqrt", "softplus", "exp", "w0", "True"]
    for (name, expected) in [
      ("sigmod", "sigmoid"), ("sgimoid", "sigmoid"), ("sqtr", "sqrt"), ("xep", "exp"), ("true", "True"),
      ("Exp", "exp"),
    ] { #expect(nearest(name, among: names) == expected) }
    for name in ["gradient", "x", "q", String(repeating: "a", count: 1000)] {
      #expect(nearest(name, among: names) == nil)
    }
  }
}
