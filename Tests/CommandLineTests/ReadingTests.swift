import Foundation
import Testing

struct `Reading what a person names` {
  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    return workspace
  }

  @Test(arguments: [
    ("show - <&-", "error: standard input can't be read\n  hint: it is closed\n"),
    ("show /dev/stdin <&-", "error: standard input can't be read\n  hint: it is closed\n"),
    ("check - <lessons", "error: standard input: is a folder\n"),
    ("build - <&-", "error: standard input can't be read\n  hint: it is closed\n"),
    (
      "show none.md",
      "error: none.md: no such file, and no lesson of that name in lessons/\n  hint: 'gradwalk lessons' lists them\n"
    ),
    (
      "step neuron <&-",
      "error: standard input can't be read\n  hint: it is closed; commands may come with -c or --script\n"
    ),
  ]) func `says what can't be read`(command: String, errors: String) throws {
    let finished = try Self.workspace().shell("\"$GRADWALK\" \(command)")
    #expect(finished == Finished(status: 1, output: "", errors: errors))
  }

  @Test(arguments: [
    "build - <lessons/neuron.md", "cat lessons/neuron.md | \"$GRADWALK\" build /dev/stdin",
    "mkfifo pipe; cat lessons/neuron.md >pipe & \"$GRADWALK\" build pipe",
  ]) func `builds a lesson that comes through a pipe`(line: String) throws {
    let workspace = try Self.workspace()
    let finished = try workspace.shell(line.hasPrefix("build") ? "\"$GRADWALK\" \(line)" : line)
    #expect(finished.status == 0 && finished.errors.isEmpty, "\(finished.errors)")
    #expect(workspace.read("output/lesson/README.md")?.contains("# A neuron\n") ?? false)
  }

  @Test(arguments: [
    (Courses.neuron, "A neuron\n========\n"), ("x = 3.0\nf = x * x\nf.backward()\n", "program\n=======\n"),
  ]) func `tells by what comes through a pipe whether it is a lesson`(text: String, start: String) throws {
    let workspace = try Self.workspace()
    try workspace.write(text, to: "text")
    let told = try workspace.shell("mkfifo pipe; cat text >pipe & \"$GRADWALK\" show pipe")
    #expect(told.output.hasPrefix(start) && told.errors.isEmpty)
    let drawn = try workspace.shell("cat text >pipe & \"$GRADWALK\" draw pipe")
    #expect(drawn.output.hasPrefix("<svg") && drawn.errors.isEmpty)
    let traced = try workspace.shell("\"$GRADWALK\" trace - <text | \"$GRADWALK\" show /dev/stdin")
    #expect(traced.output == told.output)
  }

  @Test(arguments: ["x", "./x", "a/x", "a//b/", "/"])
  func `takes names of one letter`(name: String) throws {
    let workspace = try Self.workspace()
    try workspace.write(Courses.neuron, to: "a/x")
    try workspace.write(Courses.neuron, to: "x")
    let built = try workspace.run(["build", name, "-o", "o"])
    #expect(built.status == (name.hasSuffix("x") ? 0 : 1), "\(built.errors)")
    #expect(workspace.exists("o/x/README.md") == name.hasSuffix("x"))
    #expect(
      try workspace.run(["build", "-o", "a/p/q"]).status == 0 && workspace.exists("a/p/q/neuron/README.md"))
  }
}
