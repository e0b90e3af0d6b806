import Language
import Testing
import TraceModel

/// A program that cannot be read and all that is said of it, as `line:column: message (hint)`.
struct WrongText: Sendable, CustomTestStringConvertible {
  var source: String
  var errors: [String]
  var testDescription: String { String(source.prefix(40)).replacing("\n", with: "⏎") }

  init(_ source: String, _ errors: String...) {
    self.source = source
    self.errors = errors
  }
}

/// The messages of the errors in a program's text as `line:column: message (hint)`.
func errors(of source: String) -> [String] {
  do throws(ScriptFailure) {
    _ = try Program(source)
    return []
  } catch {
    return error.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      let place = diagnostic.range.map { "\($0.start.line):\($0.start.column): " } ?? ""
      return place + diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
    }
  }
}

@Suite struct WrongTextTests {
  @Test(arguments: WrongTexts.texts) func `a program whose text is wrong`(_ program: WrongText) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongTexts.outside) func `a program outside the language`(_ program: WrongText) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test func `no depth or length of a program crashes`() {
    let deep = String(repeating: "(", count: 40_000) + "1" + String(repeating: ")", count: 40_000)
    let programs = [
      deep, "x = " + String(repeating: "-", count: 90_000) + "1",
      "x = " + String(repeating: "not ", count: 20_000) + "1",
      "x = 1" + String(repeating: " + 1", count: 20_000), "x = a" + String(repeating: "[0]", count: 20_000),
      "x = " + String(repeating: "f(", count: 30_000), "x = " + String(repeating: "[", count: 90_000),
      "x = " + String(repeating: "lambda: ", count: 10_000) + "1",
      "x = 2" + String(repeating: "**2", count: 20_000),
      "x = " + String(repeating: "1 if 1 else ", count: 8_000) + "1",
      "f'" + String(repeating: "{", count: 50_000), String(repeating: "if 1:\n", count: 1),
      (0..<2_000).map { String(repeating: " ", count: $0) + "if 1:" }.joined(separator: "\n"),
    ]
    for program in programs {
      let found = errors(of: program)
      #expect(!found.isEmpty && found.count < 4, "\(program.prefix(30)): \(found.prefix(3))")
    }
    let long = "x = " + String(repeating: "1 + ", count: 250_000) + "1"
    #expect(
      errors(of: long) == [
        "1:1: this line has 1000005 characters; a line may have 100000 (break it inside brackets)"
      ])
  }
}
