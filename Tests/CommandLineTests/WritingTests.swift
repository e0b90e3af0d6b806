import Foundation
import Testing

struct `Writing where a person says` {
  /// A command that writes a file, with what it writes first in it.
  struct Writer: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var file: String
    var start: String
  }

  static let writers = [
    Writer(
      testDescription: "trace", arguments: ["trace", "neuron", "-o", "made"], file: "made", start: "{\"kind\""
    ),
    Writer(
      testDescription: "draw", arguments: ["draw", "neuron", "-o", "made.svg"], file: "made.svg",
      start: "<svg"),
    Writer(
      testDescription: "draw DOT", arguments: ["draw", "neuron", "-o", "made.dot"], file: "made.dot",
      start: "digraph"),
    Writer(
      testDescription: "draw PNG", arguments: ["draw", "neuron", "-o", "made.png"], file: "made.png",
      start: "\u{FFFD}PNG"),
    Writer(
      testDescription: "draw PDF", arguments: ["draw", "neuron", "-o", "made.pdf"], file: "made.pdf",
      start: "%PDF"),
    Writer(
      testDescription: "draw all steps", arguments: ["draw", "neuron", "--all-steps", "."],
      file: "step-01.svg", start: "<svg"),
    Writer(
      testDescription: "diff", arguments: ["diff", "two#first", "two#second", "-o", "made.svg"],
      file: "made.svg", start: "<svg"),
    Writer(
      testDescription: "worksheet", arguments: ["worksheet", "neuron", "-o", "made.md"], file: "made.md",
      start: "# "),
    Writer(
      testDescription: "worksheet's key", arguments: ["worksheet", "neuron", "-o", "made.md"],
      file: "made-key.svg", start: "<svg"),
  ]

  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    return workspace
  }

  private func type(of file: String, in workspace: Workspace) throws -> FileAttributeType {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(workspace.path)/\(file)")
    return try #require(attributes[.type] as? FileAttributeType)
  }

  private func permissions(of file: String, in workspace: Workspace) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(workspace.path)/\(file)")
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Runs a writer and expects that it wrote its file and left nothing else behind.
  private func expect(_ writer: Writer, in workspace: Workspace) throws {
    let status: Int32 = writer.arguments[0] == "diff" ? 1 : 0
    let finished = try workspace.run(writer.arguments)
    #expect(finished.status == status && finished.errors.isEmpty, "\(finished.errors)")
    #expect(workspace.read(writer.file)?.hasPrefix(writer.start) ?? false)
    #expect(workspace.files(in: ".").filter { $0.contains("gradwalk") } == [])
  }

  @Test(arguments: writers) func `keeps the permissions of a file`(writer: Writer) throws {
    let workspace = try Self.workspace()
    try workspace.write("old", to: writer.file)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: "\(workspace.path)/\(writer.file)")
    try expect(writer, in: workspace)
    #expect(try permissions(of: writer.file, in: workspace) == 0o600)
  }

  @Test(arguments: writers) func `writes the file that a link leads to`(writer: Writer) throws {
    for isThere in [true, false] {
      let workspace = try Self.workspace()
      try workspace.write("", to: "elsewhere/.keep")
      if isThere { try workspace.write("old", to: "elsewhere/real") }
      try FileManager.default.createSymbolicLink(
        atPath: "\(workspace.path)/\(writer.file)", withDestinationPath: "elsewhere/real")
      try expect(writer, in: workspace)
      #expect(try type(of: writer.file, in: workspace) == .typeSymbolicLink)
      #expect(workspace.read("elsewhere/real")?.hasPrefix(writer.start) ?? false)
      #expect(workspace.files(in: "elsewhere") == [".keep", "real"])
    }
  }

  @Test(arguments: writers) func `writes a file that has two names under both`(writer: Writer) throws {
    let workspace = try Self.workspace()
    try workspace.write("old", to: "other")
    try FileManager.default.linkItem(
      atPath: "\(workspace.path)/other", toPath: "\(workspace.path)/\(writer.file)")
    try expect(writer, in: workspace)
    #expect(workspace.read("other") == workspace.read(writer.file))
  }

  @Test(arguments: writers) func `writes into a pipe and leaves it`(writer: Writer) throws {
    let workspace = try Self.workspace()
    let line = """
      mkfifo \(writer.file); cat \(writer.file) >read &
      "$GRADWALK" \(writer.arguments.map { "'\($0)'" }.joined(separator: " ")) >/dev/null; wait
      """
    let finished = try workspace.shell(line)
    #expect(finished.errors.isEmpty)
    #expect(try type(of: writer.file, in: workspace) == .typeUnknown)
    #expect(workspace.read("read")?.hasPrefix(writer.start) ?? false)
  }

  /// A device of our own that swallows everything, which only some may make.
  private static func makeDevice(in workspace: Workspace, _ name: String) throws -> Bool {
    try workspace.shell("mknod \(name) c 1 3 && echo >\(name)").status == 0
  }

  private static let canMakeDevices =
    (try? Workspace()).flatMap { try? makeDevice(in: $0, "device") } ?? false

  @Test(.enabled(if: canMakeDevices, "devices can't be made here"), arguments: writers)
  func `writes to a device and leaves it`(writer: Writer) throws {
    let workspace = try Self.workspace()
    #expect(try Self.makeDevice(in: workspace, writer.file))
    let finished = try workspace.run(writer.arguments)
    #expect(finished.errors.isEmpty)
    #expect(try type(of: writer.file, in: workspace) == .typeCharacterSpecial)
  }

  @Test func `takes a stream for a picture, whose name says no format`() throws {
    let workspace = try Self.workspace()
    for arguments in ["draw neuron", "diff two#first two#second", "trace neuron"] {
      let finished = try workspace.shell("\"$GRADWALK\" \(arguments) -o /dev/stdout | cat")
      let start = arguments.hasPrefix("draw") ? "<svg" : arguments.hasPrefix("diff") ? "wire" : "{"
      #expect(finished.output.contains(start) && finished.errors.isEmpty)
    }
    let finished = try workspace.shell("{ echo first; \"$GRADWALK\" trace neuron -o /dev/stdout; } >both")
    #expect(finished.status == 0)
    #expect(workspace.read("both")?.hasPrefix("first\n{\"kind\":\"header\"") ?? false)
  }

  @Test func `makes folders, and no file that is the same anew`() throws {
    let workspace = try Self.workspace()
    #expect(try workspace.run(["trace", "neuron", "-o", "a/b/f.jsonl"]).status == 0)
    let times = try workspace.times(of: "a")
    #expect(try workspace.run(["trace", "neuron", "-o", "a/b/f.jsonl"]).status == 0)
    #expect(try workspace.times(of: "a") == times)
  }

  @Test(arguments: [
    ("trace neuron -o lessons", "error: lessons: can't be written\n  hint: it is a folder\n"),
    (
      "trace neuron -o lessons/neuron.md/f",
      "error: lessons/neuron.md/f: can't be written\n  hint: there is a file where a folder should be\n"
    ),
    ("trace neuron -o ''", "error: the name of the file to write is empty\n"),
  ]) func `says why it can't`(command: String, errors: String) throws {
    let workspace = try Self.workspace()
    let before = workspace.contents(of: ".")
    #expect(
      try workspace.shell("\"$GRADWALK\" \(command)") == Finished(status: 1, output: "", errors: errors))
    #expect(workspace.contents(of: ".") == before)
  }

  @Test func `does not take a file for a stream that is closed`() throws {
    let workspace = try Self.workspace()
    let trace = try workspace.run(["trace", "neuron"]).output
    #expect(try workspace.shell("\"$GRADWALK\" trace neuron -o f.jsonl <&- >&- 2>&-").status == 0)
    #expect(workspace.read("f.jsonl") == trace)
    let finished = try workspace.shell("\"$GRADWALK\" show neuron >&-")
    #expect(
      finished == Finished(status: 1, output: "", errors: "error: standard output can't be written\n"))
  }
}
