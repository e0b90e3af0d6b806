import Foundation
import Testing

@Suite(.serialized, .enabled(if: Terminal.tmux != nil, "tmux is not there"))
struct `The full screen` {
  /// A terminal in which the probe shows its screen.
  private static func probe(
    columns: Int = 40, rows: Int = 8, environment: [String: String] = [:], arguments: String = ""
  ) throws -> Terminal {
    let terminal = try Terminal(columns: columns, rows: rows, environment: environment)
    try terminal.start("\(Terminal.built("ScreenProbe")) \(arguments)")
    try terminal.expect("\(columns)×\(rows)")
    return terminal
  }

  @Test func `is left as it was found`() throws {
    let terminal = try Self.probe()
    try #expect(terminal.state == (isFull: true, hasCursor: false))
    try terminal.press("q")
    try terminal.expectRestored(status: "0")
  }

  @Test(arguments: [
    ("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓"), ("Home", "Home"), ("End", "End"),
    ("PageUp", "PageUp"), ("PageDown", "PageDown"), ("Tab", "Tab"), ("BTab", "Shift-Tab"), ("Enter", "Enter"),
    ("Escape", "Esc"), ("BSpace", "Backspace"), ("DC", "Delete"), ("Space", "space"), ("7", "7"), ("한", "한"),
    ("é", "é"), ("C-a", "Home"), ("C-e", "End"), ("C-h", "Backspace"),
  ])
  func `tells a key`(key: String, name: String) throws {
    let terminal = try Self.probe()
    try terminal.press("x", key)
    try terminal.expect("\nx\n\(name)\n")
  }

  @Test func `follows the size of the terminal, down to a few lines and back`() throws {
    let terminal = try Self.probe(columns: 80, rows: 24)
    let before = try terminal.settled()
    for (columns, rows) in [(20, 5), (200, 60), (1, 1), (3, 2), (80, 24)] {
      try terminal.resize(columns: columns, rows: rows)
      if columns >= 20 { try terminal.expect { $0.hasPrefix("\(columns)×\(rows)\n") && $0.contains("┗━◄┛") } }
    }
    #expect(try terminal.settled() == before)
  }

  @Test func `keeps columns straight behind wide characters`() throws {
    let terminal = try Self.probe()
    let line = try terminal.settled().split(separator: "\n")[1]
    #expect(line.hasPrefix("값: 기울기 🙂|👨"))
    // Where the bars stand is seen by what is written over them.
    #expect(line.count(where: { $0 == "|" }) == 4)
  }

  @Test func `stops and goes on`() throws {
    let terminal = try Self.probe(columns: 60, rows: 12)
    let before = try terminal.settled()
    try terminal.press("C-z")
    try terminal.expectRestored(status: "148")
    try terminal.enter("echo between")
    try terminal.expect("\nbetween\n")
    try terminal.resize(columns: 50, rows: 10)
    try terminal.enter("fg")
    try terminal.expect("50×10")
    try terminal.resize(columns: 60, rows: 12)
    #expect(try terminal.expect("60×12") == before)
    try terminal.press("q")
    try terminal.expectRestored(status: "0")
  }

  @Test(arguments: [(SIGINT, "130"), (SIGTERM, "143"), (SIGHUP, "129"), (SIGQUIT, "131")])
  func `a signal ends it as a signal does, with the terminal restored`(signal: Int32, status: String) throws {
    let terminal = try Self.probe()
    try terminal.signal(signal)
    try terminal.expectRestored(status: status)
  }

  @Test func `Ctrl-C ends it`() throws {
    let terminal = try Self.probe()
    try terminal.press("C-c")
    try terminal.expectRestored(status: "130")
  }

  @Test(arguments: [("!", "132"), ("&", "139")])
  func `a crash of our own restores the terminal as well`(key: String, status: String) throws {
    let terminal = try Self.probe()
    try terminal.press(key)
    try terminal.expectRestored(status: status)
  }

  @Test func `shows no colours but attributes where none are wanted`() throws {
    let colored = try Self.probe()
    let plain = try Self.probe(arguments: "--plain")
    #expect(try plain.settled() == colored.settled())
    #expect(try colored.look.contains("\u{1B}[38;5;28m"))
    #expect(try !plain.look.contains("\u{1B}[38"))
    #expect(try plain.look.contains("\u{1B}[1m"))
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func `a terminal that can't show one is told so`(kind: String) throws {
    let terminal = try Terminal(environment: ["TERM": kind])
    try terminal.enter(Terminal.built("ScreenProbe"))
    try terminal.expect("\nno full screen\n")
  }

  @Test(arguments: ["xterm-256color", "xterm-color", "linux", "vt100", "screen"])
  func `other kinds of terminals show the same characters`(kind: String) throws {
    let terminal = try Terminal(columns: 40, rows: 8, environment: ["TERM": kind])
    try terminal.enter("\(Terminal.built("ScreenProbe"))")
    #expect(try terminal.expect("┗━◄┛").hasPrefix("40×8\n값: 기울기 🙂|"))
  }

  @Test(arguments: ["C", "en_US.ISO-8859-1", ""])
  func `wide characters are shown also where the environment asks for another encoding`(locale: String) throws
  {
    let terminal = try Terminal(columns: 40, rows: 8, environment: ["LC_ALL": locale, "LANG": locale])
    try terminal.enter("\(Terminal.built("ScreenProbe"))")
    #expect(try terminal.expect("┗━◄┛").hasPrefix("40×8\n값: 기울기 🙂|"))
  }
}
