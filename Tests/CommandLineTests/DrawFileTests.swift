import Testing

struct `Drawing a file` {
  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.net, to: "net.py")
    try workspace.write(
      "# Net\n\n```python trace style=network digits=1\n\(Courses.net)```\n", to: "lessons/net.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    return workspace
  }

  @Test func `draws the circuit of a program, a lesson, a block or a trace`() throws {
    let workspace = try Self.workspace()
    let circuit = try workspace.run(["draw", "net.py"]).output
    #expect(circuit.contains("-circuit-figure-title\">The circuit of net</title>"))
    #expect(
      try workspace.run(["draw", "net", "--style", "circuit", "--digits", "2"]).output.contains(
        "circuit of Net"))
    #expect(try workspace.run(["trace", "net.py", "-o", "net.jsonl"]).status == 0)
    #expect(try workspace.run(["draw", "net.jsonl"]).output == circuit)
    #expect(try workspace.run(["draw", "two", "--block", "second"]).output.contains("tanh"))
    #expect(try workspace.run(["draw", "net.py", "--step", "1"]).output != circuit)
  }

  @Test func `draws a net where the option or the lesson says so`() throws {
    let workspace = try Self.workspace()
    let net = try workspace.run(["draw", "net.py", "--style", "network"]).output
    #expect(net.contains("The net of net") && net.contains("example 1 of 2") && net.contains(">1.00<"))
    #expect(try workspace.run(["draw", "net"]).output.contains(">1.0<"))
    let gradients = try workspace.run(["draw", "net", "--style", "network-gradients", "--example", "2"])
      .output
    #expect(gradients.contains("The gradients in the net of Net") && gradients.contains("example 2 of 2"))
    for (file, start) in [("n.dot", "digraph"), ("n.png", "\u{FFFD}PNG"), ("n.pdf", "%PDF")] {
      #expect(try workspace.run(["draw", "net", "-o", file]).status == 0)
      #expect(workspace.read(file)?.hasPrefix(start) ?? false)
    }
    #expect(try workspace.run(["draw", "net", "--all-steps", "frames"]).status == 0)
    #expect(workspace.files(in: "frames").first == "step-00.svg")
    #expect(workspace.read("frames/step-01.svg")?.contains("neuron active") ?? false)
  }
}
