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

  /// The screens after each of the keys.
  private static func screens(
    _ terminal: Terminal, _ name: String, keys: [String]
  ) throws -> [(name: String, text: String)] {
    var screens = [(name: name, text: try terminal.settled())]
    for key in keys {
      try terminal.press(key)
      screens.append((name: "\(name), \(key)", text: try terminal.settled()))
    }
    return screens
  }

  @Test func `shows the screens that are on file`() throws {
    let usual = [
      "n", "Right", "Space", "p", "Left", "End", "Home", "G", "g", "f", "b", "n", "n", "n", "n", "j", "Down",
      "k",
      "Up", "]", "]", "[", "B", "b", "c", "C", "w", "Escape", "x", "Escape", "D", "d", "z", "Tab", "}", "{",
      "t", "t", "?",
      "Escape",
    ]
    let goTo = ["1", "2", "g"]
    let search = ["/", "e", "x", "p", "Enter", ".", ","]
    let command = [":", "g", "o", "t", "o", "Space", "5", "Left", "BSpace", "Enter", ":", "Up", "Escape"]
    let wrong = [":", "x", "Enter"]
    var screens = try Self.screens(Self.stepper(), "80×24", keys: usual + goTo + search + command + wrong)
    screens += try Self.screens(
      Self.stepper(columns: 200, rows: 60), "200×60", keys: ["n", "n", "b", "n", "n", "?"])
    screens += try Self.screens(
      Self.stepper(columns: 20, rows: 5), "20×5", keys: ["n", "b", "?", "Escape", "w"])
    screens += try Self.screens(
      Self.stepper(Self.korean), "Korean", keys: ["n", "n", "b", "n", "/", "입", "Enter"])
    try Recording("screens.txt").expect(screens)
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
