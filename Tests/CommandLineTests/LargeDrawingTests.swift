import Foundation
import Testing

/// Circuits that are too large for a figure, or figures that are too large for a format. A run that hangs is ended.
struct `A drawing that is too large` {
  private static let wide =
    "x = 0.5; f = 0\nfor k in range(200):\n    f = f + tanh(x * (k + 2))\nf.backward()\n"
  private static let long = "x = 0.3\nh = x\nfor i in range(600):\n    h = tanh(h)\nh.backward()\n"
  private static let folded = """
    def term(f, x, k):
        for i in range(20):
            f = f + tanh(x * (k + i))
        return f
    x = 0.5; f = 0.1
    for k in range(10):
        f = term(f, x, 20 * k + 2)
    f.backward()

    """

  @Test(arguments: [
    ["draw", "wide.py", "-o", "wide.svg"], ["draw", "wide.py", "-o", "wide.dot"],
    ["worksheet", "wide.py", "-o", "wide.md"],
  ])
  func `is an error that says what is too large and what to do`(_ arguments: [String]) throws {
    let workspace = try Workspace()
    try workspace.write(Self.wide, to: "wide.py")
    let run = try workspace.run(arguments)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix(
        "error: the circuit is too large to draw: its 599 gates and their lines take 40604 places, and at most 10000 are laid out\n  hint: put what repeats into a function (def)"
      ))
    #expect(workspace.files(in: ".").filter { $0 != "wide.py" } == [])
  }

  @Test func `does not keep a program from being told, checked and traced`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.wide, to: "wide.py")
    for command in ["show", "check", "trace"] {
      #expect(try workspace.run([command, "wide.py"]).status == 0)
    }
  }

  @Test func `is drawn with functions folded where there are some`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.folded, to: "folded.py")
    let run = try workspace.run(["draw", "folded.py"])
    #expect(run.status == 0)
    #expect(
      run.errors
        == "note: The circuit of 600 gates is too large for a figure; each call of term is drawn as one gate.\n"
    )
    #expect(run.output.components(separatedBy: ">term<").count == 11)
    #expect(try workspace.run(["draw", "folded.py", "--collapse", "term"]).errors == "")
    #expect(try workspace.run(["worksheet", "folded.py", "-o", "sheet.md"]).status == 0)
  }

  @Test func `is a sentence in a document and a warning of the build`() throws {
    let workspace = try Workspace()
    try workspace.write("# Wide\n\n```python trace\n\(Self.wide)```\n", to: "lessons/wide.md")
    let run = try workspace.run(["build"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "lessons/wide.md:3:1: warning: the circuit of 599 gates is too large to draw; the document says so"))
    #expect(
      run.errors.contains(
        "warning: the circuit of 599 gates is too large to draw; the steps are told without frames"))
    let text = workspace.read("output/wide/README.md") ?? ""
    #expect(
      text.contains("\nThe circuit of 599 gates is too large for a figure.\n") && text.contains("### Step")
        && !text.contains("!["))
    #expect(workspace.files(in: "output/wide") == ["README.md", "trace.jsonl"])
    #expect(workspace.read("output/README.md")?.contains("<img") == false)
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `for its format is an error and no strip`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.long, to: "long.py")
    for (file, limit) in [
      ("l.png", "a PNG has at most 32767 px along a side"),
      ("l.pdf", "a page has at most 14400 pt along a side"),
    ] {
      let run = try workspace.run(["draw", "long.py", "-o", file])
      #expect(run.status == 1)
      #expect(
        run.errors.hasPrefix("error: the drawing is too large for") && run.errors.contains(limit)
          && run.errors.contains(".svg"))
    }
    #expect(try workspace.run(["draw", "long.py", "-o", "l.svg"]).status == 0)
    let frames = try workspace.run(["draw", "long.py", "--all-steps", "frames"])
    #expect(
      frames.status == 1
        && frames.errors.contains("--all-steps: there are too many frames: 1202, each of 600 gates"))
    #expect(workspace.files(in: ".") == ["l.svg", "long.py"])
  }

  @Test func `has a background unless it is to be transparent`() throws {
    let workspace = try Workspace()
    let drawn = ["draw", "f = x * x", "x=2"]
    #expect(try workspace.run(drawn).output.contains("fill=\"#ffffff\""))
    let transparent = try workspace.run(drawn + ["--transparent"])
    #expect(transparent.status == 0 && !transparent.output.contains("#ffffff"))
  }
}
