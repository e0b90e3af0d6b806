import Foundation
import Testing

struct `Building documents` {
  private static func course() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    try workspace.write("# How to write lessons here\n", to: "lessons/README.md")
    return workspace
  }

  @Test func `writes what the lessons make, and then nothing more`() throws {
    let workspace = try Self.course()
    let first = try workspace.run(["build"])
    #expect(first.status == 0 && first.errors.isEmpty)
    let contents = workspace.contents(of: "output")
    let times = try workspace.times(of: "output")
    #expect(first.output == "output: \(contents.count - 1) files, \(contents.count - 1) written\n")
    #expect(workspace.exists("output/two/first/circuit.svg") && workspace.exists("output/neuron/circuit.dot"))
    let second = try workspace.run(["build"])
    #expect(second.output == "output: \(contents.count - 1) files, nothing changed\n")
    #expect(workspace.contents(of: "output") == contents)
    #expect(try workspace.times(of: "output") == times)
  }

  @Test func `tells of every lesson that fails`() throws {
    let workspace = try Self.course()
    try workspace.write("```python trace\nf = sigmod(1.0)\n```\n", to: "lessons/a.md")
    try workspace.write("```python trace\nf = tahn(1.0)\n```\n", to: "lessons/z.md")
    let finished = try workspace.run(["build"])
    #expect(finished.status == 1 && !workspace.exists("output"))
    #expect(
      finished.errors == """
        lessons/a.md:2:5: error: unknown function 'sigmod'; did you mean 'sigmoid'?
          f = sigmod(1.0)
              ^~~~~~
        lessons/z.md:2:5: error: unknown function 'tahn'; did you mean 'tanh'?
          f = tahn(1.0)
              ^~~~

        """)
  }

  @Test func `shows warnings and builds all the same`() throws {
    let workspace = try Workspace()
    try workspace.write("# Only text\n\nNothing to run.\n", to: "lessons/text.md")
    let finished = try workspace.run(["build"])
    #expect(finished.status == 0)
    #expect(finished.errors.hasPrefix("lessons/text.md: warning: the lesson has no program\n"))
    #expect(workspace.read("output/text/README.md")?.contains("Nothing to run.") ?? false)
  }

  @Test func `takes the files along that a lesson points to, and forgets them with the link`() throws {
    let workspace = try Self.course()
    try workspace.write("picture", to: "lessons/pictures/a b.png")
    try workspace.write(
      Courses.neuron.replacing(
        "A neuron.\n", with: "![p](pictures/a%20b.png) and [the next one](./two.md#steps)\n"),
      to: "lessons/neuron.md")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(workspace.read("output/neuron/pictures/a b.png") == "picture")
    let text = try #require(workspace.read("output/neuron/README.md"))
    #expect(text.contains("![p](pictures/a%20b.png) and [the next one](../two/README.md#steps)"))
    let listed = try #require(workspace.read("output/.gradwalk-files"))
    #expect(listed.split(separator: "\n").contains("neuron/pictures/a b.png"))
    #expect(try workspace.run(["build", "--check"]).status == 0)
    // One lesson alone gives the same.
    let contents = workspace.contents(of: "output")
    #expect(try workspace.run(["build", "lessons/neuron.md"]).status == 0)
    #expect(workspace.contents(of: "output") == contents)
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(!workspace.exists("output/neuron/pictures"))
  }

  @Test func `takes nothing along from outside the folder of the lesson`() throws {
    let workspace = try Self.course()
    try workspace.write("secret", to: "secret.txt")
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path + "/lessons/here.txt", withDestinationPath: "../secret.txt")
    try workspace.write("[s](here.txt) [t](../secret.txt)\n\n" + Courses.two, to: "lessons/two.md")
    let finished = try workspace.run(["build"])
    #expect(finished.status == 1 && !workspace.exists("output"))
    #expect(
      finished.errors == """
        lessons/two.md:1:5: error: 'here.txt' is outside the folder of the lesson and is not copied
          [s](here.txt) [t](../secret.txt)
              ^~~~~~~~
          hint: put the file into the folder of the lesson, or write the whole address, https://…
        lessons/two.md:1:19: error: '../secret.txt' is outside the folder of the lesson and is not copied
          [s](here.txt) [t](../secret.txt)
                            ^~~~~~~~~~~~~
          hint: put the file into the folder of the lesson, or write the whole address, https://…

        """)
  }

  @Test func `leaves other files alone and removes its own`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    try workspace.write("mine", to: "output/notes.txt")
    try workspace.write("mine", to: "output/two/notes.txt")
    try workspace.remove("lessons/two.md")
    try workspace.remove("lessons/neuron.md")
    try workspace.write(Courses.neuron, to: "lessons/neurons.md")
    let finished = try workspace.run(["build"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(workspace.read("output/notes.txt") == "mine" && workspace.read("output/two/notes.txt") == "mine")
    #expect(workspace.files(in: "output/two") == ["notes.txt"])
    #expect(!workspace.exists("output/neuron") && workspace.exists("output/neurons/README.md"))
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `removes nothing outside the output folder`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    try workspace.write("../lessons/two.md\n/etc/hostname\nneuron\n", to: "output/.gradwalk-files")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(workspace.exists("lessons/two.md") && workspace.exists("output/neuron/README.md"))
  }

  @Test func `of some lessons leaves the others and the list as they are`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    let before = workspace.contents(of: "output")
    try workspace.write(Courses.two.replacing("0.5", with: "0.25"), to: "lessons/two.md")
    let finished = try workspace.run(["build", "two"])
    #expect(finished.status == 0)
    let changed = workspace.contents(of: "output").filter { before[$0.key] != $0.value }.keys
    #expect(!changed.isEmpty && changed.allSatisfy { $0.hasPrefix("two/") })
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `from one folder into another`() throws {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "course/neuron.md")
    #expect(try workspace.run(["build", "--from", "course", "-o", "made/here"]).status == 0)
    #expect(workspace.exists("made/here/neuron/README.md") && !workspace.exists("output"))
  }

  @Test func `that cannot write says so and where`() throws {
    let workspace = try Self.course()
    try workspace.write("in the way", to: "output/neuron")
    let finished = try workspace.run(["build"])
    #expect(finished.status == 1 && finished.output.isEmpty)
    #expect(
      finished.errors == """
        error: output/neuron: is no folder
          hint: a folder of the build should be there; move it away

        """)
    #expect(workspace.read("output/neuron") == "in the way")
  }

  @Test func `shows progress on a terminal only`() throws {
    let workspace = try Self.course()
    #expect(try workspace.run(["build"]).errors.isEmpty)
    let shown = try workspace.onTerminal(["build", "--jobs", "1"])
    let start = "\r\u{1B}[K"
    #expect(shown == "\(start)[1/2] lessons/neuron.md\(start)[2/2] lessons/two.md\(start)")
    #expect(try workspace.onTerminal(["build"], environment: ["TERM": "dumb"]).isEmpty)
  }
}

struct `Checking that documents are current` {
  private static func built() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    _ = try workspace.run(["build"])
    return workspace
  }

  private func expect(_ workspace: Workspace, _ errors: String) throws {
    let before = workspace.contents(of: "output")
    let finished = try workspace.run(["build", "--check"])
    #expect(finished.status == 1 && finished.output.isEmpty)
    #expect(finished.errors == errors)
    #expect(workspace.contents(of: "output") == before)
  }

  @Test func `succeeds after a build`() throws {
    let finished = try Self.built().run(["build", "--check"])
    #expect(finished.status == 0 && finished.errors.isEmpty && finished.output.hasSuffix("all current\n"))
  }

  @Test func `names lesson, file and first difference`() throws {
    let workspace = try Self.built()
    let text = try #require(workspace.read("output/neuron/README.md"))
    try workspace.write(text.replacing("One input", with: "An input"), to: "output/neuron/README.md")
    try expect(
      workspace,
      """
      output/neuron/README.md:5:2: error: this is not what the lesson 'neuron' makes
        is:        *An input, one weight.*
        should be: *One input, one weight.*
        hint: run 'gradwalk build'

      """)
  }

  @Test func `counts the other files that differ`() throws {
    let workspace = try Self.built()
    try workspace.write(Courses.two.replacing("0.5", with: "0.25"), to: "lessons/two.md")
    let errors = try workspace.run(["build", "--check"]).errors
    #expect(errors.hasPrefix("output/two/README.md:"))
    #expect(errors.contains(" more files differ\n"))
  }

  @Test func `notices a file that is missing`() throws {
    let workspace = try Self.built()
    try workspace.remove("output/two/first/circuit.svg")
    try expect(
      workspace,
      """
      output/two/first/circuit.svg: error: the lesson 'two' makes this file, and it is missing
        hint: run 'gradwalk build'

      """)
  }

  @Test func `notices a text that goes on`() throws {
    let workspace = try Self.built()
    let text = try #require(workspace.read("output/README.md"))
    try workspace.write(text + "More.\n", to: "output/README.md")
    let errors = try workspace.run(["build", "--check"]).errors
    #expect(errors.contains("this is not what the list of lessons makes\n  is:        More.\n"))
    #expect(errors.contains("  should be: (the end of the file)\n"))
  }

  @Test func `notices what a lesson no longer makes`() throws {
    let workspace = try Self.built()
    try workspace.write(Courses.neuron.replacing("steps backward", with: "table"), to: "lessons/neuron.md")
    try workspace.write(
      Courses.two.replacing("name=second", with: "name=last").replacing("of=second", with: "of=last"),
      to: "lessons/two.md")
    _ = try workspace.run(["build", "neuron"])
    let errors = try workspace.run(["build", "--check"]).errors
    #expect(errors.hasPrefix("output/two/last/circuit.dot: error: the lesson 'two' makes this file"))
    #expect(try workspace.run(["build"]).status == 0)
    #expect(!workspace.exists("output/two/second") && workspace.exists("output/two/last/circuit.svg"))
  }

  @Test func `notices a lesson that is gone`() throws {
    let workspace = try Self.built()
    let index = try #require(workspace.read("output/README.md"))
    try workspace.remove("lessons/two.md")
    let cards = index.split(separator: "\n", omittingEmptySubsequences: false)
    try workspace.write(
      cards.filter { !$0.contains("two/README.md") }.joined(separator: "\n"), to: "output/README.md")
    let errors = try workspace.run(["build", "--check"]).errors
    #expect(
      errors.hasPrefix("output/two/README.md: error: the lesson 'two' no longer makes this file\n"),
      "\(errors)")
  }
}
