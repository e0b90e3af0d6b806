import Foundation
import Testing

/// A command that cannot do what it is asked.
struct WrongCommand: Sendable {
  var name: String
  var arguments: [String]
  var input = ""
  var status: Int32 = 1

  init(_ name: String, _ arguments: [String], input: String = "", status: Int32 = 1) {
    self.name = name
    self.arguments = arguments
    self.input = input
    self.status = status
  }
}

struct `A command that is wrong` {
  private static let commands = [
    WrongCommand("a misspelt lesson", ["show", "nueron"]),
    WrongCommand("a part of a lesson's name", ["show", "neur"]),
    WrongCommand("a part of several lessons' names", ["show", "t"]),
    WrongCommand("no lesson to step through", ["step"], status: 64),
    WrongCommand("lessons of a folder there is not", ["lessons", "--from", "none"]),
    WrongCommand("an input there is not", ["show", "net.py", "--inputs", "zz"]),
    WrongCommand("an output there is not", ["show", "net.py", "--gradient-of", "zz"]),
    WrongCommand("options of a program for a lesson", ["show", "neuron", "--gradient-of", "f"]),
    WrongCommand("options of a program for a trace", ["show", "neuron.jsonl", "--byhand", "no"]),
    WrongCommand("a value that --byhand does not have", ["check", "net.py", "--byhand", "yes"], status: 64),
    WrongCommand("a wrong gradient by hand", ["check", "-"], input: "x = 3.0\nf = x * 2\ndx = 3\n"),
    WrongCommand("a missing file", ["show", "none.md"]),
    WrongCommand("a lesson that is a folder", ["build", "lessons/"]),
    WrongCommand("building a trace", ["build", "neuron.jsonl"]),
    WrongCommand("building a lesson without a name", ["build", "..md"]),
    WrongCommand("building two lessons of one name", ["build", "neuron", "other/neuron.md"]),
    WrongCommand("a folder there is not", ["build", "--from", "none"]),
    WrongCommand("a folder without lessons", ["build", "--from", "empty"]),
    WrongCommand("a language there is not yet", ["build", "--lang", "en,ko"], status: 64),
    WrongCommand("no jobs", ["build", "--jobs", "0"], status: 64),
    WrongCommand("a misspelt option", ["build", "--chekc"], status: 64),
    WrongCommand("a misspelt command", ["biuld"], status: 64),
    WrongCommand("nothing to trace", ["trace"], status: 64),
    WrongCommand("a limit below 1", ["trace", "neuron", "--max-nodes", "0"], status: 64),
    WrongCommand("a limit that is reached", ["trace", "neuron", "--max-nodes", "2"]),
    WrongCommand("several programs for one trace", ["trace", "two"]),
    WrongCommand("a block there is not", ["trace", "two", "--block", "third"]),
    WrongCommand("a lesson without a program", ["show", "text"]),
    WrongCommand("checking a lesson without a program", ["check", "text"]),
    WrongCommand("collapsing a function there is not", ["show", "neuron", "--collapse", "sigmiod"]),
    WrongCommand("a damaged trace", ["show", "damaged.jsonl"]),
    WrongCommand("a trace that is cut off", ["check", "cut.jsonl"]),
    WrongCommand("a file that is no trace", ["check", "-"], input: "{\"format\":\"gradwalk-trace\"}\n"),
    WrongCommand("an empty trace", ["show", "empty.jsonl"]),
    WrongCommand("a program that is not UTF-8", ["show", "latin.py"]),
    WrongCommand("an empty standard input", ["show", "-"]),
    WrongCommand("an error in a program", ["show", "-"], input: "x = 3.0\nf = sigmod(x)\n"),
    WrongCommand("a trace with a wrong gradient", ["check", "wrong.jsonl"]),
    WrongCommand("an assertion that fails", ["check", "-"], input: "x = 3.0\nf = x * 2\nassert f == 7\n"),
    WrongCommand("comparing with a lesson of other blocks", ["diff", "two", "neuron"]),
    WrongCommand("comparing with a block there is not", ["diff", "two#first", "two#third"]),
    WrongCommand("comparing with itself twice over", ["diff", "-", "-"], status: 64),
    WrongCommand(
      "drawing a difference as a kind of picture there is not",
      ["diff", "two#first", "two#second", "-o", "f.gif"], status: 64),
    WrongCommand(
      "drawing the difference of a pass there is not",
      ["diff", "two#first", "neuron", "--pass", "3", "-o", "f.svg"]),
    WrongCommand("drawing an unknown name", ["draw", "f = x * yy", "x=-2", "y=5"]),
    WrongCommand("drawing in two lines", ["draw", "q = x + y\nf = q * zz", "x=-2", "y=5"]),
    WrongCommand("an input that is no number", ["draw", "f = x * y", "x=-2a", "y=5"]),
    WrongCommand("an input without a number", ["draw", "f = x * y", "x=-2", "y="]),
    WrongCommand("an input without a name", ["draw", "f = x * y", "-2"], status: 64),
    WrongCommand("an input with a strange name", ["draw", "f = x * y", "2x=3"], status: 64),
    WrongCommand("drawing a division by zero", ["draw", "f = x / y", "x=-2", "y=0"]),
    WrongCommand("drawing nothing", ["draw", ""]),
    WrongCommand("drawing a constant", ["draw", "f = 3.0"]),
    WrongCommand("a step out of range", ["draw", "f = x * y", "x=-2", "y=5", "--step", "9"]),
    WrongCommand("a kind of picture there is not", ["draw", "f = x * 2", "x=1", "-o", "f.gif"], status: 64),
    WrongCommand("a picture that can't be written", ["draw", "f = x * 2", "x=1", "-o", "blocked/f.svg"]),
    WrongCommand("a picture that is a folder", ["draw", "f = x * 2", "x=1", "-o", "pictures.png"]),
    WrongCommand(
      "pixels that can't be written", ["draw", "f = x * 2", "x=1", "-o", "blocked/f.png", "--scale", "2"]),
    WrongCommand("a scale below 1", ["draw", "f = x", "-o", "f.png", "--scale", "0.5"], status: 64),
    WrongCommand(
      "a scale that is no number", ["draw", "f = x", "-o", "f.png", "--scale", "nan"], status: 64),
    WrongCommand("a scale above 10", ["draw", "f = x", "-o", "f.png", "--scale", "11"], status: 64),
    WrongCommand(
      "a scale of what has no pixels", ["draw", "f = x", "-o", "f.pdf", "--scale", "2"], status: 64),
    WrongCommand("a scale of nothing", ["diff", "two#first", "two#second", "--scale", "2"], status: 64),
    WrongCommand("pixels that play", ["draw", "f = x", "-o", "f.png", "--animate"], status: 64),
    WrongCommand("playing one step", ["draw", "f = x", "--animate", "--step", "2"], status: 64),
    WrongCommand("a slide of text", ["draw", "f = x", "-o", "f.dot", "--slide"], status: 64),
    WrongCommand("digits out of range", ["draw", "f = x * 2", "x=1", "--digits", "99"], status: 64),
    WrongCommand("a style there is not", ["draw", "f = x * 2", "x=1", "--style", "net"], status: 64),
    WrongCommand("drawing what is no net", ["draw", "f = x * 2", "x=1", "--style", "network"]),
    WrongCommand("an example there is not", ["draw", "net.py", "--style", "network", "--example", "4"]),
    WrongCommand("example 0", ["draw", "net.py", "--example", "0"], status: 64),
    WrongCommand("drawing a missing file", ["draw", "none.py"]),
    WrongCommand("inputs for a file", ["draw", "net.py", "x=3"]),
    WrongCommand("a block of an expression", ["draw", "f = x * 2", "x=1", "--block", "first"]),
    WrongCommand("several programs for one drawing", ["draw", "two"]),
    WrongCommand("a pass that is not there", ["draw", "net.py", "--pass", "2"]),
    WrongCommand("a trace that can't be written", ["trace", "neuron", "-o", "blocked/neuron.jsonl"]),
    WrongCommand("a misspelt command of a script", ["step", "neuron", "--script", "wrong.txt"]),
    WrongCommand("a step there is not", ["step", "neuron", "-c", "goto 99"]),
    WrongCommand("a wire there is not", ["step", "neuron", "-c", "print ww"]),
    WrongCommand("a wrong command on standard input", ["quiz", "neuron"], input: "\n\nbreak lin 4\n"),
    WrongCommand("a script there is not", ["step", "neuron", "--script", "none.txt"]),
    WrongCommand("a script and commands", ["step", "neuron", "--script", "a", "-c", "b"], status: 64),
    WrongCommand("a lesson where commands should come from", ["step", "-"], input: Courses.neuron),
    WrongCommand("collapsing what is not called", ["step", "neuron", "--collapse", "sigmaa"]),
    WrongCommand("a quiz of gradients that are not asked for", ["quiz", "forward.py", "--backward"]),
    WrongCommand("a worksheet with another ending", ["worksheet", "neuron", "-o", "sheet.txt"], status: 64),
    WrongCommand("a worksheet about nothing", ["worksheet", "forward.py", "--backward"]),
    WrongCommand("a worksheet that can't be written", ["worksheet", "neuron", "-o", "blocked/sheet.md"]),
    WrongCommand("an output that is a file", ["build", "-o", "blocked"]),
  ]

  @Test func `is told of on standard error alone`() throws {
    let workspace = try Self.workspace()
    let before = workspace.contents(of: ".")
    var found: [(name: String, text: String)] = []
    for command in Self.commands {
      let finished = try workspace.run(command.arguments, input: command.input)
      #expect(finished.status == command.status, "\(command.name)")
      if !["a trace with a wrong gradient"].contains(command.name), !Self.steps.contains(command.arguments[0])
      {
        #expect(finished.output.isEmpty, "\(command.name): \(finished.output)")
      }
      found.append((command.name, finished.errors))
    }
    #expect(workspace.contents(of: ".") == before)
    try Recording("wrong-commands.txt").expect(found)
  }

  /// A session says what it did up to the command that is wrong.
  private static let steps = ["step", "quiz"]

  /// A folder with a course, and some damaged files.
  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Courses.neuron, to: "lessons/neuron.md")
    try workspace.write(Courses.neuron, to: "other/neuron.md")
    try workspace.write(Courses.two, to: "lessons/two.md")
    try workspace.write(Courses.two, to: "..md")
    try workspace.write("# Only text\n\nNothing to run.\n", to: "lessons/text.md")
    try workspace.write("", to: "empty/.keep")
    try workspace.write("", to: "empty.jsonl")
    try workspace.write("in the way\n", to: "blocked")
    try workspace.write("", to: "pictures.png/.keep")
    try workspace.write("x = np.array([1.0, 2.0])\ny = x * 3\n", to: "forward.py")
    try workspace.write("next\n# nothing here\nnext; previos 2\nnext\n", to: "wrong.txt")
    try workspace.write(Courses.net, to: "net.py")
    try workspace.write(Array("x = 1.0 # caf".utf8) + [0xE9, 0x0A], to: "latin.py")
    let trace = try workspace.run(["trace", "neuron"]).output
    try workspace.write(trace, to: "neuron.jsonl")
    try workspace.write(trace.replacing("\"gate\":\"multiply\"", with: "\"gate\":"), to: "damaged.jsonl")
    try workspace.write(String(trace.prefix(trace.count * 2 / 3)), to: "cut.jsonl")
    let event = try #require(trace.split(separator: "\n").last { $0.contains("\"kind\":\"backward\"") })
    let wrong = event.replacing(/"gradient":[^}]*}/, with: "\"gradient\":7.0}")
    try workspace.write(trace.replacing(event, with: wrong), to: "wrong.jsonl")
    return workspace
  }
}
