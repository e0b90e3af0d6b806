import Foundation
import Testing

/// The stepper as its reader sees it.
@Suite(.serialized, .enabled(if: Terminal.tmux != nil, "tmux is not there"))
struct `The stepper on a terminal` {
  private static let neuron = """
    w0 = 2.0; x0 = -1.0
    w1 = -3.0; x1 = -2.0
    w2 = -3.0
    f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))
    f.backward()
    """

  private static let korean = """
    가중치 = 2.0; 입력 = -1.0
    곱 = 가중치 * 입력
    결과 = exp(곱) + 가중치
    결과.backward()
    """

  private static let training = """
    def sigmoid(s):
        return 1 / (1 + exp(-s))
    w = 2.0
    for i in range(3):
        loss = (sigmoid(w) - 1) ** 2
        loss.backward()
        w.data -= 0.5 * w.grad
        w.grad = 0
    """

  /// A terminal in which a trace is stepped through whose names are emoji, as those of other languages may be.
  private static func emoji() throws -> Terminal {
    let terminal = try Terminal()
    try terminal.write(
      "aa = 2.0; bb = -1.0\ncc = aa * bb\nff = exp(cc) + aa\nff.backward()\n", to: "program.py")
    let program = Terminal.built("gradwalk")
    try terminal.enter("\(program) trace program.py | sed 's/aa/🙂/g; s/bb/값👍/g; s/cc/❤️/g' >trace.jsonl")
    try terminal.start("\(program) step trace.jsonl")
    try terminal.expect("step 0 of")
    return terminal
  }

  /// A terminal in which a program is stepped through.
  private static func stepper(
    _ program: String = neuron, columns: Int = 80, rows: Int = 24, arguments: String = "",
    environment: [String: String] = [:]
  ) throws -> Terminal {
    let terminal = try Terminal(columns: columns, rows: rows, environment: environment)
    try terminal.write(program, to: "program.py")
    try terminal.start("\(Terminal.built("gradwalk")) step program.py \(arguments)")
    try terminal.expect("step 0 of")
    return terminal
  }

  /// The screens of a terminal one after the other, each waited for until it is as recorded.
  private struct Series {
    private let recorded: [String: String]
    private(set) var screens: [(name: String, text: String)] = []

    init(_ recording: Recording) throws {
      let found = Recording.isOn ? [] : try recording.recorded()
      recorded = Dictionary(found.map { ($0.name, $0.text) }) { first, _ in first }
    }

    /// Adds the first screen, and one after each of the keys.
    mutating func add(_ name: String, _ terminal: Terminal, keys: [String]) throws {
      try add("\(name), at first", terminal)
      for (index, key) in keys.enumerated() {
        try terminal.press(key)
        try add("\(name), key \(index + 1): \(key)", terminal)
      }
    }

    private mutating func add(_ name: String, _ terminal: Terminal) throws {
      let text = try recorded[name].map { recorded in try terminal.expect { $0 == recorded } }
      screens.append((name, try text ?? terminal.settled()))
    }
  }

  @Test func `shows the screens that are on file`() throws {
    let recording = Recording("screens.txt")
    var series = try Series(recording)
    let moving = [
      "n", "Right", "Space", "p", "Left", "End", "Home", "G", "g", "f", "b", "n", "n", "n", "n", "1", "2",
      "g",
    ]
    try series.add("moving", Self.stepper(), keys: moving)
    let choosing = [
      "j", "Down", "k", "Up", "]", "]", "[", "B", "b", "c", "C", "/", "e", "x", "p", "Enter", ".", ",",
    ]
    try series.add("choosing", Self.stepper(), keys: choosing)
    let asking = [
      "G", "w", "j", "Escape", "x", "Escape", "D", "d", "t", "t", "?", "PageDown", "PageUp", "Escape",
    ]
    try series.add("asking", Self.stepper(), keys: asking)
    let typing = [
      ":", "g", "o", "t", "o", "Space", "5", "Left", "BSpace", "Home", "End", "6", "Enter", ":", "Up",
      "Escape", ":",
      "x", "Enter",
    ]
    try series.add("typing", Self.stepper(), keys: typing)
    let training = ["}", "z", "n", "Tab", "{", "z"]
    try series.add("training", Self.stepper(Self.training), keys: training)
    try series.add("wide", Self.stepper(columns: 200, rows: 60), keys: ["n", "n", "b", "n", "?"])
    try series.add("small", Self.stepper(columns: 20, rows: 5), keys: ["n", "b", "?", "Escape", "w"])
    try series.add("Korean", Self.stepper(Self.korean), keys: ["n", "n", "b", "n", "/", "입", "Enter"])
    try series.add("emoji", Self.emoji(), keys: ["n", "n", "j", "b", "n"])
    try recording.expect(series.screens)
  }

  @Test func `is the same again after the terminal was small`() throws {
    let terminal = try Self.stepper()
    try terminal.press("b", "n", "n")
    try terminal.expect("step 11 of")
    let before = try terminal.settled()
    try terminal.resize(columns: 20, rows: 5)
    try terminal.expect { $0.split(separator: "\n", omittingEmptySubsequences: false).count <= 6 }
    _ = try terminal.settled()
    try terminal.resize(columns: 80, rows: 24)
    #expect(try terminal.expect { $0 == before } == before)
  }

  @Test func `stops, goes on where it was, and leaves with a good status`() throws {
    let terminal = try Self.stepper()
    try terminal.press("G")
    let before = try terminal.expect("step 17 of")
    try terminal.press("C-z")
    try terminal.expectRestored(status: "148")
    try terminal.enter("fg")
    #expect(try terminal.expect { $0 == before } == before)
    try terminal.press("q")
    try terminal.expectRestored(status: "0")
  }

  @Test func `says what it waits for while a program runs, and can be cancelled`() throws {
    let terminal = try Terminal()
    let loop =
      "w = 2.0\nfor i in range(1000000):\n    loss = w * w\n    loss.backward()\n    w -= 1e-9 * w.grad\n    w.grad = 0\n"
    try terminal.write(loop, to: "long.py")
    try terminal.start("\(Terminal.built("gradwalk")) step long.py")
    try terminal.expect { $0.contains(#/running long\.py: pass \d+ … \(Ctrl-C cancels\)/#) }
    try terminal.press("C-c")
    try terminal.expectRestored(status: "130")
  }

  @Test func `is ended by Ctrl-C as any program is`() throws {
    let terminal = try Self.stepper()
    try terminal.press("C-c")
    try terminal.expectRestored(status: "130")
  }

  @Test func `ends with its terminal`() throws {
    let terminal = try Self.stepper()
    let id = try terminal.id
    try terminal.hangUp()
    let end = Date(timeIntervalSinceNow: 30)
    while kill(id, 0) == 0, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    #expect(kill(id, 0) != 0)
  }

  @Test func `takes keys from the terminal where the program came from standard input`() throws {
    let terminal = try Terminal()
    try terminal.write(Self.neuron, to: "program.py")
    try terminal.enter("cat program.py | \(Terminal.built("gradwalk")) step -")
    try terminal.expect("step 0 of")
    try terminal.press("n")
    try terminal.expect("step 1 of")
    try terminal.press("q")
    try terminal.expectRestored(status: "0")
  }

  @Test(arguments: [("NO_COLOR", "1", false), ("NO_COLOR", "", true), ("CLICOLOR", "1", true)])
  func `has colours unless NO_COLOR is set`(name: String, value: String, isColored: Bool) throws {
    let terminal = try Self.stepper(environment: [name: value])
    let look = try terminal.look
    #expect(look.contains("\u{1B}[38;5;28m") == isColored)
    #expect(look.contains("\u{1B}[1m"))
  }

  @Test(arguments: ["dumb", "no-such-terminal"])
  func `is plain on a terminal that can't show a full screen`(kind: String) throws {
    let terminal = try Terminal(rows: 60, environment: ["TERM": kind])
    try terminal.write(Self.neuron, to: "program.py")
    try terminal.start("\(Terminal.built("gradwalk")) step program.py")
    try terminal.expect("Step 0")
    try #expect(!terminal.state.isFull)
    try terminal.enter("next")
    try terminal.expect("Step 1")
    try terminal.enter("quit")
    try terminal.expectRestored(status: "0")
  }
}
