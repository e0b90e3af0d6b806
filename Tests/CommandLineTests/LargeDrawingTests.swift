import Foundation
import Testing

/// Circuits that no reader would follow open, and figures that are too large for a format.
struct `A large drawing` {
  private static let wide =
    "x = 0.5; f = 0\nfor k in range(200):\n    f = f + tanh(x * (k + 2))\nf.backward()\n"
  private static let long = "x = 0.3\nh = x\nfor i in range(2000):\n    h = tanh(h)\nh.backward()\n"
  private static let nested = """
    def term(f, x, k):
        for i in range(20):
            f = f + tanh(x * (k + i))
        return f
    x = 0.5; f = 0.1
    for k in range(10):
        f = term(f, x, 20 * k + 2)
    f.backward()

    """
  private static let folds =
    "Of the 599 gates the figure shows 6: turns 2–199 of the loop over k are folded"

  @Test func `folds what repeats, and says so`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.wide, to: "wide.py")
    let run = try workspace.run(["draw", "wide.py"])
    #expect(run.status == 0 && run.errors == "note: \(Self.folds).\n")
    #expect(run.output.components(separatedBy: ">tanh<").count == 3)
    #expect(run.output.contains(">⋯ k: turns 2–199<"))
  }

  @Test func `folds within what is folded, and calls of functions on demand`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.nested, to: "nested.py")
    let run = try workspace.run(["draw", "nested.py"])
    #expect(
      run.errors
        == "note: Of the 600 gates the figure shows 12: turns 2–9 of the loop over k and turns 2–19 of the loop over i are folded.\n"
    )
    let closed = try workspace.run(["draw", "nested.py", "--collapse", "term"])
    #expect(closed.output.contains(">term<"))
    #expect(try workspace.run(["worksheet", "nested.py", "-o", "sheet.md"]).status == 0)
  }

  @Test func `opens a part that is folded, in a figure of its own or in the whole`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.wide, to: "wide.py")
    let part = try workspace.run(["draw", "wide.py", "--inside", "k:150"])
    #expect(part.status == 0 && part.errors == "")
    #expect(part.output.components(separatedBy: ">tanh<").count == 2)
    let whole = try workspace.run(["draw", "wide.py", "--open", "k"])
    #expect(whole.status == 0 && whole.output.components(separatedBy: ">tanh<").count == 201)
    for (options, words) in [
      (["--inside", "k:999"], "999"), (["--inside", "q"], "'q'"), (["--open", "q"], "'q'"),
    ] {
      let run = try workspace.run(["draw", "wide.py"] + options)
      #expect(run.status == 1 && run.output == "")
      #expect(run.errors.contains(words) && run.errors.contains("hint: "), "\(run.errors)")
    }
  }

  @Test func `is told of by the build where it is folded`() throws {
    let workspace = try Workspace()
    try workspace.write("# Wide\n\n```python trace\n\(Self.wide)```\n", to: "lessons/wide.md")
    let run = try workspace.run(["build"])
    let warning = "lessons/wide.md:3:1: warning: o\(Self.folds.dropFirst())\n"
    #expect(run.status == 0 && run.errors.hasPrefix(warning))
    #expect(
      run.errors.hasSuffix("hint: a figure of its own shows what is folded: <!-- gradwalk: open k -->\n"))
    let text = workspace.read("output/wide/README.md") ?? ""
    #expect(text.contains("\n\(Self.folds).\n") && text.contains("### Step"))
    #expect(workspace.files(in: "output/wide").contains("circuit.svg"))
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `for its format is an error and no strip`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.long, to: "long.py")
    for (file, scale, limit) in [
      ("l.png", ["--scale", "2"], "a PNG has at most 32767 px along a side"),
      ("l.pdf", [], "a page has at most 14400 pt along a side"),
    ] {
      let run = try workspace.run(["draw", "long.py", "--open", "i", "-o", file] + scale)
      #expect(run.status == 1)
      #expect(
        run.errors.hasPrefix("error: the drawing is too large for") && run.errors.contains(limit)
          && run.errors.contains(".svg"), "\(run.errors)")
    }
    #expect(try workspace.run(["draw", "long.py", "--open", "i", "-o", "l.svg"]).status == 0)
    let frames = try workspace.run(["draw", "long.py", "--open", "i", "--all-steps", "frames"])
    #expect(
      frames.status == 1
        && frames.errors.contains("--all-steps: there are too many frames: 4002, each of 2000 gates"))
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
