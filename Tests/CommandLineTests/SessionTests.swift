import Foundation
import Testing

/// Sessions without a full screen, compared whole with what is on file.
struct `A session without a full screen` {
  private struct Session {
    var name: String
    var arguments: [String]
    var input = ""
  }

  private static let sessions = [
    Session(
      name: "moving about",
      arguments: [
        "step", "neuron", "-c",
        "n; 3n; last; previous; goto 2; forward; backward; first; previous; last; next",
      ]),
    Session(
      name: "asking",
      arguments: ["step", "neuron", "-c", "last; print w; why w; wires; matrix w; program; circuit; step"]),
    Session(
      name: "breaks",
      arguments: [
        "step", "neuron", "-c",
        "run; break exp; break w; breaks; run; run; runback; break exp; clear; run; break phase backward; run",
      ]),
    Session(
      name: "a function opened and collapsed",
      arguments: [
        "step", "neuron", "--collapse", "sigma", "-c",
        "next 2; group sigma; previous; group; more; 5D; fewer",
      ]),
    Session(
      name: "several programs", arguments: ["step", "two", "-c", "last; block; block; block second; last"]),
    Session(name: "one of several programs", arguments: ["step", "two", "--block", "second", "-c", "next"]),
    Session(
      name: "passes", arguments: ["step", "training.py", "-c", "pass; why w; passback; last; print w"]),
    Session(name: "arrays", arguments: ["step", "net.py", "-c", "last; why W1; matrix X; wires"]),
    Session(
      name: "searching", arguments: ["step", "neuron", "-c", "/sigma; search exp; .; matchback; down 2; k"]),
    Session(name: "a script", arguments: ["step", "neuron", "--script", "script.txt"]),
    Session(
      name: "commands on standard input", arguments: ["step", "neuron"], input: "next\nwhy w; q\nnext\n"),
    Session(name: "nothing on standard input", arguments: ["step", "neuron", "--plain"]),
    Session(
      name: "a program without steps",
      arguments: ["step", "nothing.py", "-c", "next; last; wires; circuit"]),
    Session(name: "help", arguments: ["step", "neuron", "-c", "help; help break"]),
    Session(
      name: "a quiz", arguments: ["quiz", "neuron"],
      input: "-6\n6\n-6\n400\n403.4\n404.43\n0.0025\n-3\n-2.9975\nreveal\nhelp answer\n"),
    Session(
      name: "a quiz answered with a value that begins with a minus sign",
      arguments: ["quiz", "neuron", "-c", "-6; (6,0); –6; 20 * 20; 1 000; 404,43"]),
    Session(
      name: "a quiz of x * x, y + y and constants", arguments: ["quiz", "twice.py"],
      input: "9\n10\n-2,5\n-25\n-16\n1\n1\n1\n-2.5\n10\n1/4\n2,5\n-2.5\n-5\n3\n6\n"),
    Session(
      name: "an update that a comment tells of", arguments: ["step", "comment.py", "-c", "last; program"]),
    Session(
      name: "a quiz of the backward pass", arguments: ["quiz", "neuron", "--backward"],
      input: "1\n1\n1\nquit\n"),
    Session(
      name: "a quiz in a session", arguments: ["step", "neuron", "-c", "quiz; next; -6; next; last; quiz"]),
    Session(
      name: "a quiz of the backward passes of a loop", arguments: ["quiz", "training.py", "--backward"],
      input: "1\n10\n10\n30\n"),
    Session(
      name: "a quiz of a pass that is wrong on purpose", arguments: ["quiz", "wrong", "--backward"],
      input: "1\n1\n1\n3\n2\n"),
    Session(name: "ties", arguments: ["step", "ties.py", "-c", "next 4; last; previous 3; next; next"]),
    Session(name: "slopes that are sums", arguments: ["step", "units.py", "-c", "last; previous"]),
    Session(
      name: "a wire without a path",
      arguments: ["step", "unused.py", "-c", "last; wires; why u; print v; touch v"]),
  ]

  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    try workspace.write(Courses.net, to: "net.py")
    try workspace.write("print(3)\n", to: "nothing.py")
    try workspace.write(
      "a = 2.5; b = 2.5\nc = max(a, b)\nd = min(c, 2.5)\np = np.array([1.0, 2.0])\nv = np.minimum(p, 2)\nf = d + np.sum(v * v)\nf.backward()\n",
      to: "ties.py")
    try workspace.write("x = -1.0\nf = elu(x)\ng = leaky_relu(f)\ng.backward()\n", to: "units.py")
    try workspace.write("x = 1.5\nu = 5.0\nv = u * 2\nf = x * 3\nf.backward()\n", to: "unused.py")
    try workspace.write(
      "# Wrong\n\n```python trace mistake=overwrite\nx = 3.0; y = 2.0\nf = x * y + x\nf.backward()\n```\n",
      to: "lessons/wrong.md")
    try workspace.write(
      "x = 3.0; y = 5.0; z = -10.0\na = x * x\nb = y + y\nc = leaky_relu(z, 0.25)\nf = b * c + a\nf.backward()\n",
      to: "twice.py")
    try workspace.write(
      "w = 2.0\nloss = w * w\nloss.backward()\n# now w -= 0.1 * w.grad:\nw -= 0.1 * w.grad\n",
      to: "comment.py")
    try workspace.write("# to the end\nlast\n\nprevious 2 ; print w\n", to: "script.txt")
    try workspace.write(
      "w = 2.0\nfor i in range(3):\n  loss = (w * 3 - 1)**2\n  loss.backward()\n  w -= 0.01 * w.grad\n  print(loss)\n",
      to: "training.py")
    return workspace
  }

  @Test func `answers each command with text`() throws {
    let workspace = try Self.workspace()
    var found: [(name: String, text: String)] = []
    for session in Self.sessions {
      let finished = try workspace.run(session.arguments, input: session.input)
      #expect(finished.status == 0 && finished.errors.isEmpty, "\(session.name): \(finished.errors)")
      #expect(!finished.output.contains("\u{1B}"))
      found.append((session.name, finished.output))
    }
    try Recording("sessions.txt").expect(found)
  }

  @Test func `writes a worksheet and its key`() throws {
    let workspace = try Self.workspace()
    #expect(try workspace.run(["worksheet", "neuron", "-o", "sheets/w.md"]).status == 0)
    #expect(workspace.files(in: "sheets") == ["w-key.md", "w-key.svg", "w.md", "w.svg"])
    let pages = try ["sheets/w.md", "sheets/w-key.md"].map { try #require(workspace.read($0)) }
    try Recording("worksheets.txt").expect(zip(["questions", "answers"], pages).map { ($0, $1) })
    let figures = ["sheets/w.svg", "sheets/w-key.svg"].compactMap(workspace.read)
    #expect(!figures[0].contains("−6.00") && figures[1].contains("−6.00"))
    #expect(figures[0].contains("(1) _____") && !figures[1].contains("____"))
    #expect(try workspace.run(["worksheet", "two", "-o", "two.md", "--backward"]).status == 0)
    #expect(workspace.exists("two-first.md") && workspace.exists("two-second-key.svg"))
  }

  @Test func `an output that can't be written is an error`() throws {
    let workspace = try Self.workspace()
    let finished = try workspace.shell("\"$GRADWALK\" step neuron -c last >&-")
    #expect(finished.status == 1 && finished.errors == "error: standard output can't be written\n")
  }
}
