import Language
import Testing

/// Programs with thousands of errors, which are found in about the time of a program without any.
@Suite(.timeLimit(.minutes(2))) struct ManyErrorTests {
  static let lines: [String] = [
    "y# = unknown# + 1", "y = sigmod#(1)", "y# = = 1", "y# = $", "y# = np.foo#(1)", "y# = (1", "  y# = 1",
    "def f#(x):\n    return z#", "y = f'{unknown#}'", "import module#", "y# = 'open",
  ]

  @Test(arguments: lines) func `the first twenty of thousands of errors are told`(_ line: String) throws {
    let source = (0..<8000).map { line.replacing("#", with: "\($0)") }.joined(separator: "\n")
    let failure = #expect(throws: ScriptFailure.self) { try Program(source) }
    let found = try #require(failure).diagnostics
    let text = found.text(file: "a.py", source: source).split(separator: "\n")
    let headlines = text.filter { $0.hasPrefix("a.py:") }
    #expect(headlines.count == min(found.count, 20))
    #expect(found.count <= 20 || text.last == "… and \(found.count - 20) more errors")
  }

  @Test func `names that are told have suggestions`() throws {
    let source = (0..<30).map { "value\($0) = \($0)" } + (0..<30).map { _ in "x = valeu7" }
    let failure = #expect(throws: ScriptFailure.self) { try Program(source.joined(separator: "\n")) }
    let text = try #require(failure).diagnostics.text(
      file: "a.py", source: source.joined(separator: "\n"))
    #expect(text.ranges(of: "did you mean 'value7'?").count == 20)
    #expect(text.hasSuffix("\n… and 10 more errors"))
  }

  @Test func `a single error more is one error`() {
    let errors = (0..<21).map { Diagnostic(.error, "wrong \($0)", at: nil) }
    #expect(errors.text(file: "a.py", source: "").hasSuffix("a.py: error: wrong 19\n… and 1 more error"))
    #expect(Array(errors.dropLast()).text(file: "a.py", source: "").hasSuffix("wrong 19"))
  }

  @Test func `a program for an exercise leaves out many assertions in little time`() throws {
    let source = (0..<4000).map { "x\($0) = \($0)\nassert x\($0) == \($0)" }.joined(separator: "\n")
    let kept = try Program(source).withoutAnswers
    #expect(!kept.contains("assert") && kept.contains("x3999 = 3999"))
  }
}
