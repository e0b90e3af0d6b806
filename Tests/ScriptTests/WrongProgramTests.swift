import Language
import Testing

@testable import Script

/// A wrong program and all that is said of it, as `line:column: message (hint)`.
struct WrongProgram: Sendable, CustomTestStringConvertible {
  var source: String
  var errors: [String]
  var testDescription: String { String(source.prefix(40)).replacing("\n", with: "⏎") }

  init(_ source: String, _ errors: String...) {
    self.source = source
    self.errors = errors
  }
}

@Suite struct WrongProgramTests {
  @Test(arguments: WrongPrograms.runs) func `a program that goes wrong as it runs`(_ program: WrongProgram) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test func `limits are named with the option that raises them`() {
    let programs: [(String, String)] = [
      (
        "while True:\n    pass",
        "1:7: the program's loops and calls take more than 1000000 turns (if they do end, --max-iterations raises the limit)"
      ),
      (
        "for i in range(10000000):\n    pass",
        "1:10: the program's loops and calls take more than 1000000 turns (if they do end, --max-iterations raises the limit)"
      ),
      (
        "def f(x):\n    return f(x)\nf(1)",
        "2:12: calls nest more than 200 deep (if the calls do end, --max-recursion raises the limit)"
      ),
      (
        "x = [0] * 100000000",
        "1:5: the program's lists, arrays and texts have more than 10000000 elements (--max-elements raises the limit)"
      ),
      (
        "x = list(range(10**12))",
        "1:5: the program's lists, arrays and texts have more than 10000000 elements (--max-elements raises the limit)"
      ),
      (
        "s = 'a'\nwhile True:\n    s += s",
        "3:5: the program's lists, arrays and texts have more than 10000000 elements (--max-elements raises the limit)"
      ),
    ]
    for (source, error) in programs { #expect(errors(of: source) == [error], "\(source)") }
    let nodes = RunOptions(limits: [.nodes: 10])
    #expect(
      errors(of: "x = 2.0\nwhile True:\n    x = x * 1.1", nodes).first?.hasSuffix(
        "(--max-nodes raises the limit)") == true)
  }

  @Test func `values that nest deeply are released without a crash`() throws {
    for start in ["x = []\n", "x = ()\n"] {
      let element = start.contains("[") ? "[x]" : "(x,)"
      #expect(
        try Program(start + "for i in range(100000):\n    x = \(element)\nprint(1)").run().printed == ["1"])
    }
    #expect(errors(of: "x = []\nx.append(x)\ny = [x]\nprint(x == y)").count == 1)
    let deep = RunOptions(limits: [.recursion: 1_000_000])
    #expect(errors(of: "def f(x):\n    return f(x) + 1\nf(1)", deep).count == 1)
  }
}
