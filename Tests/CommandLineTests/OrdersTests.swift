import Foundation
import Testing

/// What a terminal would take as an order comes out as a sign, wherever it comes from.
struct `Nothing of the terminal passes through` {
  private static let bad = "\u{1B}[2J\u{7}\u{9B}2J\u{7F}\r\u{202E}\u{2028}"
  private static let badInJSON = #"\u001b[2J\u0007\u009b2J\u007f\r\u202e\u2028\n"#
  private static let keys = [
    "title", "text", "name", "gate", "symbol", "symbolWithConstantFirst", "symbolWithConstantSecond",
    "statement",
  ]

  private static let program = """
    import numpy as np
    w = 2.0
    x = np.array([1.0, 2.0])
    f = np.sum(x * w * 3)
    print("told \\x1b[2J\\x9b\\x7f\\r\\u202e\\u2028 end")
    f.backward()
    w -= 0.1 * w.grad

    """

  private static let lesson = """
    ---
    title: "Title \\e[2J\\x9b"
    summary: "Summary \\e[2J"
    source: "*Source* \\e[2J <b>"
    ---

    Prose \(bad) prose.

    ```python trace
    \(program.replacing("# end", with: bad))```

    <!-- gradwalk: circuit -->

    <!-- gradwalk: steps -->

    <!-- gradwalk: output -->

    """

  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(program, to: "p\u{1B}[2J.py")
    try workspace.write("f = nothing \(bad)\n", to: "wrong\u{1B}[2J.py")
    try workspace.write(lesson, to: "lessons/bad.md")
    var trace = try workspace.run(["trace", "p\u{1B}[2J.py"]).output
    for key in keys { trace = trace.replacing("\"\(key)\":\"", with: "\"\(key)\":\"\(badInJSON)") }
    // What a pass printed is told twice.
    trace = trace.replacing("\"printed\":[\"", with: "\"printed\":[\"\(badInJSON)")
    try workspace.write(
      trace.replacing("\"gate\":\"\(badInJSON)input\"", with: "\"gate\":\"input\""), to: "bad.jsonl")
    try workspace.write(trace, to: "damaged.jsonl")
    return workspace
  }

  /// Commands, and whether they say something of what is bad.
  static let commands: [[String]] = [
    ["show", "bad.jsonl"], ["show", "p\u{1B}[2J.py"], ["show", "bad"], ["check", "bad.jsonl"],
    ["show", "bad.jsonl", "--jacobian", "f"],
    ["step", "bad.jsonl", "-c", "last; why; wires; program; circuit; print"],
    ["step", "bad.jsonl", "-c", "goto \u{1B}[2J"], ["step", "bad.jsonl", "-c", "\u{1B}[2J"],
    ["step", "bad", "-c", "last; /\u{9B}"],
    ["quiz", "bad.jsonl", "-c", "reveal; reveal; reveal; reveal; reveal"],
    ["quiz", "bad.jsonl", "-c", "\u{9B}2J"],
    ["diff", "bad.jsonl", "p\u{1B}[2J.py"], ["show", "damaged.jsonl"], ["show", "wrong\u{1B}[2J.py"],
    ["show", "none\u{1B}[2J\nerror: x"], ["draw", "f = x * y\u{1B}", "x=2"], ["draw", "f = x", "x=\u{9B}"],
    ["draw", "bad.jsonl"], ["\u{1B}[2J"], ["show", "bad", "--bl\u{1B}[2Jock", "x"],
    ["show", "bad", "--block", "\u{1B}[2J"], ["show", "bad.jsonl", "--collapse", "\u{9B}"],
    ["trace", "bad", "-o", "lessons/bad.md/\u{1B}[2J"], ["build", "lessons/\u{1B}[2J.md"],
  ]

  private func orders(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test(arguments: commands) func `to a stream`(arguments: [String]) throws {
    let finished = try Self.workspace().run(arguments)
    let said = finished.output + finished.errors
    #expect(orders(in: said) == [], "\(said.debugDescription)")
    #expect(said.contains("␛") || said.contains("�"), "\(said)")
    #expect(!said.contains("\nerror: x"))
  }

  @Test func `to a document, its figures, and the list of lessons`() throws {
    let workspace = try Self.workspace()
    #expect(try workspace.run(["build"]).status == 0)
    #expect(try workspace.run(["build", "--check"]).status == 0)
    for (name, content) in workspace.contents(of: "output") {
      #expect(orders(in: String(decoding: content, as: UTF8.self)) == [], "\(name)")
    }
    let document = try #require(workspace.read("output/bad/README.md"))
    #expect(document.contains("# Title ␛\\[2J�\n") && document.contains("Prose ␛[2J␇�2J␡\n�␤ prose."))
    #expect(document.contains("told ␛[2J�␡␍�␤ end"))
    #expect(document.hasSuffix("Source: \\*Source\\* ␛\\[2J &lt;b&gt;\n"))
    let trace = try #require(workspace.read("output/bad/trace.jsonl"))
    #expect(trace.contains(#""told \u001b[2J\u009b\u007f\r\u202e\u2028 end""#))
  }

  @Test func `to a page, a picture and a graph`() throws {
    let workspace = try Self.workspace()
    for arguments in [
      ["worksheet", "bad.jsonl", "-o", "made/sheet.md"], ["draw", "bad.jsonl", "-o", "made/f.svg"],
      ["draw", "bad.jsonl", "-o", "made/f.dot"], ["draw", "bad.jsonl", "--all-steps", "made"],
      ["diff", "bad.jsonl", "p\u{1B}[2J.py", "-o", "made/diff.svg"],
      ["trace", "bad.jsonl", "-o", "made/t.jsonl"],
    ] {
      #expect(try workspace.run(arguments).status == (arguments[0] == "diff" ? 1 : 0))
    }
    let made = workspace.contents(of: "made")
    #expect(made.count > 10)
    for (name, content) in made {
      let text = String(decoding: content, as: UTF8.self)
      #expect(orders(in: text) == [], "\(name)")
      #expect(text.contains(name.hasSuffix(".jsonl") ? "\\u001b" : "␛"), "\(name)")
    }
    #expect(workspace.read("made/t.jsonl") == (try workspace.run(["trace", "bad.jsonl"]).output))
  }
}
