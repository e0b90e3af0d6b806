import Foundation
import Testing

struct `A build harms no file that is not its own` {
  private static func course() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    return workspace
  }

  /// Expects that a build fails with an error, and changes nothing.
  private func expectFailure(
    of arguments: [String] = ["build"], in workspace: Workspace, _ errors: String
  ) throws {
    let before = workspace.contents(of: ".")
    let finished = try workspace.run(arguments)
    #expect(finished == Finished(status: 1, output: "", errors: errors))
    #expect(workspace.contents(of: ".") == before)
  }

  private func link(_ workspace: Workspace, _ place: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(workspace.path)/\(place)", withDestinationPath: target)
  }

  @Test(arguments: [["build", "-o", ""], ["build", "--from", ""], ["draw", "f = 2", "--all-steps", ""]])
  func `refuses a folder without a name`(arguments: [String]) throws {
    let workspace = try Self.course()
    let finished = try workspace.run(arguments)
    #expect(finished.status == 64 && finished.errors.contains(" names no folder\n"))
    #expect(workspace.files(in: ".") == ["lessons/neuron.md", "lessons/two.md"])
  }

  @Test(arguments: ["README.md", "neuron/README.md", "two/first/circuit.svg"])
  func `leaves a file that no build wrote, and names it`(file: String) throws {
    let workspace = try Self.course()
    try workspace.write("mine", to: "output/\(file)")
    let errors = """
      error: output/\(file): a file of the build belongs here, and this one comes from no build
        hint: move it away, or choose another folder with -o

      """
    try expectFailure(in: workspace, errors)
    try expectFailure(of: ["build", "--check"], in: workspace, errors)
    try workspace.remove("output/\(file)")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `takes a file that is as it should be for its own`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    let made = workspace.contents(of: "output")
    try workspace.remove("output/.gradwalk-files")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(workspace.contents(of: "output") == made)
  }

  @Test(arguments: ["neuron", "neuron/README.md", "README.md", ".gradwalk-files", "two/first"])
  func `follows no link out of its folder`(place: String) throws {
    let workspace = try Self.course()
    try workspace.write("mine", to: "outside/README.md")
    try workspace.write("neuron/step-00.svg\n", to: "list")
    _ = try workspace.run(["build"])
    try workspace.remove("output/\(place)")
    let isFolder = place == "neuron" || place == "two/first"
    let target = isFolder ? "outside" : place == ".gradwalk-files" ? "list" : "outside/README.md"
    try link(workspace, "output/\(place)", to: "\(workspace.path)/\(target)")
    let real = URL(fileURLWithPath: workspace.path).resolvingSymlinksInPath().path
    let errors = """
      error: output/\(place): is a link that leads out of output, to \(real)/\(target)
        hint: a build writes, reads and removes only what is inside; remove the link

      """
    try expectFailure(in: workspace, errors)
    try expectFailure(of: ["build", "--check"], in: workspace, errors)
  }

  @Test func `removes nothing through a link`() throws {
    let workspace = try Self.course()
    try workspace.write("mine", to: "outside/notes.txt")
    _ = try workspace.run(["build"])
    let list = try #require(workspace.read("output/.gradwalk-files"))
    try workspace.write(list + "old/notes.txt\n", to: "output/.gradwalk-files")
    try link(workspace, "output/old", to: "../outside")
    let finished = try workspace.run(["build"])
    #expect(
      finished.status == 1 && finished.errors.hasPrefix("error: output/old: is a link that leads out of"))
    #expect(workspace.read("outside/notes.txt") == "mine")
  }

  @Test func `builds into a folder that is a link itself, and where a link stays inside`() throws {
    let workspace = try Self.course()
    try workspace.write("", to: "real/.keep")
    try link(workspace, "output", to: "real")
    #expect(try workspace.run(["build"]).status == 0)
    try FileManager.default.moveItem(
      atPath: "\(workspace.path)/real/neuron", toPath: "\(workspace.path)/real/moved")
    try link(workspace, "real/neuron", to: "moved")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `reads no path from its list that could be none of its own`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    let made = workspace.contents(of: "output")
    let list = try #require(workspace.read("output/.gradwalk-files"))
    for file in ["a", "b\u{1B}", "c/d"] { try workspace.write("mine", to: "output/\(file)") }
    try workspace.write(
      list.replacing("\n", with: "\r\n")
        + "../lessons/two.md\n/etc/hostname\n./a\nc//d\nc/../a\nb\u{1B}\nneuron\n",
      to: "output/.gradwalk-files")
    #expect(try workspace.run(["build"]).status == 0)
    #expect(workspace.contents(of: "output").filter { made[$0.key] != nil } == made)
    #expect(workspace.exists("lessons/two.md") && workspace.files(in: "output").contains("b\u{1B}"))
    #expect(workspace.read("output/a") == "mine" && workspace.read("output/c/d") == "mine")
  }

  @Test(arguments: [("a\nb", "a␊b"), ("a\u{1B}b", "a␛b"), ("a\u{85}b", "a␤b"), ("README.md", "README.md")])
  func `refuses a lesson whose name can't stand in its list`(name: String, shown: String) throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    try workspace.write(Courses.neuron, to: "lessons/\(name).md")
    try expectFailure(
      in: workspace, "error: lessons/\(shown).md: a lesson can't have this name\n  hint: rename the file\n")
  }

  @Test func `of ten that run at once keeps what the others list`() throws {
    let workspace = try Workspace()
    let names = (0..<10).map { "lesson\($0)" }
    for name in names { try workspace.write(Courses.neuron, to: "lessons/\(name).md") }
    let builds = try names.map { try workspace.start(["build", $0]) }
    for build in builds {
      build.waitUntilExit()
      #expect(build.terminationStatus == 0)
    }
    let listed = try #require(workspace.read("output/.gradwalk-files")).split(separator: "\n").map(
      String.init)
    #expect(listed == workspace.files(in: "output").filter { $0 != ".gradwalk-files" }.sorted())
    #expect(listed.count == 10 * 12)
  }
}

struct `A build that is broken off` {
  private static func course() throws -> Workspace {
    let workspace = try Workspace()
    for number in 0..<8 { try workspace.write(Courses.neuron, to: "lessons/lesson\(number).md") }
    return workspace
  }

  private static let unfinished = ".gradwalk-new"

  /// Starts a build, ends it by a signal as soon as it writes, and gives whether it was caught in the act.
  private func breakOff(_ workspace: Workspace, _ signal: Int32) throws -> Bool {
    let build = try workspace.start(["build"], environment: ["SWIFT_BACKTRACE": "enable=no"])
    while build.isRunning, !workspace.exists("output/\(Self.unfinished)") {}
    try Self.end(build, signal)
    return build.terminationReason == .uncaughtSignal
  }

  /// Ends a build by a signal, for which it has a minute.
  private static func end(_ build: Process, _ signal: Int32) throws {
    kill(build.processIdentifier, signal)
    for _ in 0..<6000 where build.isRunning { usleep(10_000) }
    if build.isRunning {
      kill(build.processIdentifier, SIGKILL)
      Issue.record("signal \(signal) does not end it")
    }
    build.waitUntilExit()
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGXFSZ])
  func `leaves nothing behind`(signal: Int32) throws {
    var caught = 0
    for _ in 0..<12 where caught == 0 {
      let workspace = try Self.course()
      if try breakOff(workspace, signal) { caught += 1 }
      #expect(workspace.files(in: ".").filter { $0.contains(Self.unfinished) } == [])
      if !workspace.exists("output") { continue }
      let listed = Set(
        (workspace.read("output/.gradwalk-files") ?? "").split(separator: "\n").map(String.init))
      #expect(listed.isSuperset(of: workspace.files(in: "output").filter { $0 != ".gradwalk-files" }))
      #expect(try workspace.run(["build"]).status == 0 && workspace.run(["build", "--check"]).status == 0)
    }
    #expect(caught > 0)
  }

  @Test func `and was killed is mended by the next one, and seen by a check`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    try workspace.write("half", to: "output/\(Self.unfinished)/0")
    let finished = try workspace.run(["build", "--check"])
    #expect(finished.status == 1)
    #expect(
      finished.errors == """
        error: output/\(Self.unfinished): is left of a build that was broken off
          hint: run 'gradwalk build'

        """)
    #expect(try workspace.run(["build", "lesson1"]).status == 0)
    #expect(!workspace.exists("output/\(Self.unfinished)"))
    #expect(try workspace.run(["build", "--check"]).status == 0)
  }

  @Test func `waits for another one, and can be broken off while it does`() throws {
    let workspace = try Self.course()
    _ = try workspace.run(["build"])
    let folder = unsafe open("\(workspace.path)/output", O_RDONLY)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX) == 0)
    try workspace.write(Courses.neuron.replacing("A neuron", with: "The neuron"), to: "lessons/lesson1.md")
    let before = workspace.contents(of: "output")
    let build = try workspace.start(["build"])
    usleep(1_500_000)
    #expect(build.isRunning && workspace.contents(of: "output") == before)
    try Self.end(build, SIGINT)
    #expect(build.terminationReason == .uncaughtSignal && workspace.contents(of: "output") == before)
  }
}
