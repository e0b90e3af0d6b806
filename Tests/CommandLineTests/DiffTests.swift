import Foundation
import Testing

struct `Comparing traces` {
  private static let first = "x = 3.0\nf = x * x\n"
  private static let second = "x = 3.0\nf = x * x * 1\n"

  @Test func `a trace is equal to itself and to the lesson it came from, with status 0`() throws {
    let workspace = try Workspace()
    try Data(Self.first.utf8).write(to: URL(fileURLWithPath: workspace.path + "/a.py"))
    #expect(try workspace.run(["trace", "a.py", "-o", "a.jsonl"]).status == 0)
    for pair in [["a.py", "a.py"], ["a.jsonl", "a.jsonl"], ["a.py", "a.jsonl"]] {
      let told = try workspace.run(["diff"] + pair)
      #expect(
        told
          == Finished(
            status: 0, output: "The traces are equal: the same circuit, and the same numbers on 2 wires.\n",
            errors: ""))
    }
  }

  @Test func `traces that differ have status 1 and are drawn into one figure`() throws {
    let workspace = try Workspace()
    try Data(Self.first.utf8).write(to: URL(fileURLWithPath: workspace.path + "/a.py"))
    let changed = Self.first.replacing("3.0", with: "4.0")
    let told = try workspace.run(["diff", "a.py", "-", "-o", "d.svg"], input: changed)
    #expect(told.status == 1)
    #expect(told.errors == "")
    #expect(
      told.output.hasPrefix(
        "The numbers differ on 2 of 2 wires.\n\nwire  number    a   -\nx     value     3   4\n"))
    let figure = try String(contentsOfFile: workspace.path + "/d.svg", encoding: .utf8)
    #expect(figure.contains("9 ≠ 16"))
    let dot = try workspace.run(["diff", "a.py", "-", "-o", "d.dot"], input: changed)
    #expect(dot.status == 1)
    #expect(try String(contentsOfFile: workspace.path + "/d.dot", encoding: .utf8).hasPrefix("digraph"))
  }

  @Test func `traces with different circuits say what differs`() throws {
    let workspace = try Workspace()
    try Data(Self.first.utf8).write(to: URL(fileURLWithPath: workspace.path + "/a.py"))
    let told = try workspace.run(["diff", "a.py", "-"], input: Self.second)
    #expect(told.status == 1)
    #expect(
      told.output
        == "The first has 1 gate, the second 2.\n\nThe circuits are wired differently, so their numbers are not compared.\n"
    )
  }
}
