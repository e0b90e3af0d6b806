import Foundation
import Testing

struct `Drawing an expression` {
  private static let expression = ["f = (x + y) * z", "x=-2", "y=5", "z=-4"]

  @Test(arguments: [("f.svg", "<svg"), ("f.dot", "digraph"), ("f.png", "\u{FFFD}PNG"), ("f.pdf", "%PDF")])
  func `makes each kind of file`(file: String, start: String) throws {
    let workspace = try Workspace()
    let finished = try workspace.run(["draw"] + Self.expression + ["-o", file])
    #expect(finished == Finished(status: 0, output: "", errors: ""))
    #expect(workspace.read(file)?.hasPrefix(start) ?? false)
  }

  @Test func `takes inputs that begin with a minus sign, before and behind options`() throws {
    let workspace = try Workspace()
    let svg = try workspace.run(["draw"] + Self.expression).output
    #expect(svg.hasPrefix("<svg") && svg.contains("f: value −12, gradient 1"))
    #expect(try workspace.run(["draw", "-o", "-"] + Self.expression).output == svg)
    #expect(try workspace.run(["draw", "--"] + Self.expression).output == svg)
    #expect(try workspace.run(["draw", "f = (x + y) * z", "x=-2", "-o", "-", "y=5", "z=-4"]).output == svg)
    #expect(try workspace.run(["draw", "--", "-x", "x=3"]).status == 0)
  }

  @Test func `stops after a step, or makes a frame of each`() throws {
    let workspace = try Workspace()
    let finished = try workspace.run(["draw"] + Self.expression + ["--step", "1"])
    #expect(finished.status == 0 && !finished.output.contains("gradient 1"))
    #expect(
      try workspace.run(["draw"] + Self.expression + ["--all-steps", "frames", "-o", "f.svg"]).status == 0)
    #expect(workspace.files(in: "frames") == (0...5).map { "step-0\($0).svg" })
    #expect(workspace.exists("f.svg"))
  }

  @Test func `collapses functions of the program`() throws {
    let workspace = try Workspace()
    let program = "def twice(s): return s + s\nf = twice(x) * x"
    let open = try workspace.run(["draw", program, "x=3"])
    let collapsed = try workspace.run(["draw", program, "x=3", "--collapse", "twice"])
    #expect(open.status == 0 && collapsed.status == 0 && open.output != collapsed.output)
  }
}

struct `Standard streams` {
  private static func course() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    return workspace
  }

  @Test func `a trace read back from standard input or a file is the same trace`() throws {
    let workspace = try Self.course()
    let trace = try workspace.run(["trace", "neuron"]).output
    #expect(trace.hasPrefix("{\"kind\":\"header\",\"format\":\"gradwalk-trace\""))
    #expect(try workspace.run(["trace", "-"], input: trace).output == trace)
    #expect(try workspace.run(["trace", "lessons/neuron.md", "-o", "n.jsonl"]).output.isEmpty)
    #expect(workspace.read("n.jsonl") == trace)
    #expect(try workspace.run(["trace", "n.jsonl"]).output == trace)
    let shown = try workspace.run(["show", "neuron"])
    #expect(shown.status == 0 && shown.errors.isEmpty)
    #expect(try workspace.run(["show", "n.jsonl"]) == shown)
    let checked = try workspace.run(["check", "n.jsonl"])
    #expect(checked.status == 0 && checked.errors.isEmpty)
    let table = try workspace.run(["check", "neuron"]).output
    #expect(checked.output.hasPrefix(table))
    #expect(
      checked.output.dropFirst(table.count).wholeMatch(of: /\d+ numbers of the trace were computed anew\n/)
        != nil)
  }

  @Test func `lessons and programs come from standard input as well`() throws {
    let workspace = try Self.course()
    #expect(try workspace.run(["trace", "-"], input: Courses.neuron) == workspace.run(["trace", "neuron"]))
    let program = "x = 3.0\nf = x * x\n"
    try workspace.write(program, to: "program.py")
    let shown = try workspace.run(["show", "program.py"])
    #expect(shown.status == 0 && shown.output.hasPrefix("program\n=======\n"))
    #expect(try workspace.run(["show", "-"], input: program) == shown)
  }

  @Test func `one of several programs is chosen by its name`() throws {
    let workspace = try Self.course()
    #expect(try workspace.run(["trace", "two", "--block", "second"]).output.contains("\"gate\":\"tanh\""))
    let shown = try workspace.run(["show", "two"]).output
    #expect(shown.contains("Two programs · first") && shown.contains("Two programs · second"))
    #expect(try workspace.run(["check", "two", "--block", "first"]).output.contains("−12"))
  }

  @Test func `a reader that goes away ends the command quietly`() throws {
    let workspace = try Self.course()
    let long = (1...3000).map { "x = x * 1.0001 # \($0)" }.joined(separator: "\n")
    try workspace.write("x = 1.0\n\(long)\n", to: "long.py")
    let finished = try workspace.shell("\"$GRADWALK\" trace long.py | head -n 1")
    #expect(finished.status == 0 && finished.errors.isEmpty)
    #expect(
      finished.output.hasPrefix("{\"kind\":\"header\"") && finished.output.count(where: \.isNewline) == 1)
  }

  private static let full =
    FileManager.default.fileExists(atPath: "/dev/full") ? ["trace neuron >/dev/full"] : []

  @Test(arguments: ["show neuron >&-", "build >&-", "check neuron >&-"] + full)
  func `an output that can't be written is an error`(command: String) throws {
    let workspace = try Self.course()
    let finished = try workspace.shell("\"$GRADWALK\" \(command)")
    #expect(finished == Finished(status: 1, output: "", errors: "error: standard output can't be written\n"))
  }

  @Test func `closed standard error changes nothing else`() throws {
    let workspace = try Self.course()
    #expect(try workspace.shell("\"$GRADWALK\" show none 2>&-").status == 1)
  }

  @Test func `no command colours its output`() throws {
    let workspace = try Self.course()
    for command in ["show", "check", "trace"] {
      let finished = try workspace.run([command, "neuron"], environment: ["NO_COLOR": "1"])
      #expect(finished.status == 0 && !finished.output.contains("\u{1B}"))
    }
  }

  @Test func `help, version and completions`() throws {
    let workspace = try Workspace()
    let version = try workspace.run(["--version"])
    #expect(version.status == 0 && version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    for arguments in [["--help"], ["help", "build"], ["build", "-h"], ["draw", "--help"]] {
      let help = try workspace.run(arguments)
      #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: ") && help.errors.isEmpty)
    }
    let build = try workspace.run(["build", "--help"]).output
    #expect(build.contains("--from <dir>") && build.contains("-o, --output <dir>"))
    for shell in ["bash", "zsh", "fish"] {
      let script = try workspace.run(["--generate-completion-script", shell])
      #expect(script.status == 0 && script.output.contains("gradwalk"))
    }
  }
}
