import Foundation
import Testing

struct `The list of lessons` {
  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    try workspace.write("x = 3.0\ny = 2.0\nf = x * y\ndx = x\n", to: "hand.py")
    return workspace
  }

  @Test func `has a line for each, with the title and the blocks`() throws {
    let found = try Self.workspace().run(["lessons"])
    #expect(found.status == 0)
    let lines = found.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.contains { $0.hasPrefix("neuron  ") })
    #expect(lines.contains { $0.hasPrefix("two     ") && $0.hasSuffix(": first, second") })
    #expect(found.errors.isEmpty)
  }

  @Test func `is what step shows where no lesson is named`() throws {
    let workspace = try Self.workspace()
    let found = try workspace.run(["step"])
    #expect(found.status == 64)
    #expect(found.output == (try workspace.run(["lessons"]).output))
    #expect(found.errors == "error: no lesson is named\n  hint: gradwalk step NAME\n")
  }

  @Test func `a bare program has the options that a fence has`() throws {
    let workspace = try Self.workspace()
    let wrong = try workspace.run(["check", "hand.py"])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("hint: if 'dx' is no gradient, --byhand no says so\n"))
    #expect(try workspace.run(["check", "hand.py", "--byhand", "no"]).status == 0)
    let shown = try workspace.run(["check", "hand.py", "--expect", "wrong-gradient", "--digits", "1"])
    #expect(shown.status == 0)
    let input = try workspace.run(["check", "hand.py", "--byhand", "no", "--inputs", "y"]).output
    #expect(input.contains("×x (3)"))
    let inner = "x = 3.0\nf = x * 2\ng = f * f\n"
    let ofInner = try workspace.run(["trace", "-", "--gradient-of", "f"], input: inner).output
    #expect(ofInner.contains("\"kind\":\"seed\",\"step\":3,\"node\":1"))
  }
}
