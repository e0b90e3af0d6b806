import Foundation
import Testing

/// A terminal of its own for a test: a shell in a `tmux` server that nobody else sees.
///
/// Nothing is waited for by the clock alone: what is asked for is looked at again and again until it is there, and for
/// so long at most that a slow machine gets there too.
final class Terminal {
  private let folder: String
  private let socket: String

  /// The patience with a screen.
  private static let patience = 30.0
  private static let pause = 0.02

  /// Where `tmux` is, if it is.
  static let tmux: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/tmux" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Starts a shell in an empty folder.
  init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.path + "/gradwalk-\(UUID().uuidString.prefix(8))"
    socket = folder + "/socket"
    try FileManager.default.createDirectory(atPath: folder + "/home", withIntermediateDirectories: true)
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder + "/home",
      "TERM": "tmux-256color", "LC_ALL": "C.UTF-8", "PS1": "$ ", "SWIFT_BACKTRACE": "enable=no",
    ]
    variables.merge(environment) { $1 }
    let settings = variables.sorted { $0.key < $1.key }.map { "'\($0.key)=\($0.value)'" }.joined(
      separator: " ")
    try ask([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-s", "test", "-c",
      folder + "/home", "exec env -i \(settings) sh -i",
    ])
    try expect { $0.hasPrefix("$") }
  }

  deinit {
    _ = try? ask(["kill-server"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A program that is built with the tests.
  static func built(_ name: String) -> String {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent(name).path
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/home/\(file)"))
  }

  // MARK: Doing

  /// Runs a program whose number is kept.
  func start(_ command: String) throws { try enter("sh -c 'echo $$ >pid; exec \(command)'") }

  /// Waits until the program has ended or stopped, and asks the shell for its status, and whether the terminal is as it
  /// was: not in use, with a cursor, and with lines that are edited and echoed.
  func expectRestored(status: String, at location: SourceLocation = #_sourceLocation) throws {
    try expect(at: location) { _ in try !self.state.isFull }
    try #expect(state.hasCursor, sourceLocation: location)
    try enter("echo status=$?; stty -a | grep -c -w 'icanon.* echo'; echo end")
    try expect("\nstatus=\(status)\n1\nend\n", at: location)
  }

  /// Types a line into the shell.
  func enter(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  func type(_ text: String) throws { try ask(["send-keys", "-t", "test", "-l", text]) }

  /// Presses keys by the names that `tmux` has for them.
  func press(_ keys: String...) throws { try ask(["send-keys", "-t", "test"] + keys) }

  func resize(columns: Int, rows: Int) throws {
    try ask(["resize-window", "-t", "test", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The number of the program that was started by ``start(_:)``.
  var id: Int32 {
    get throws {
      let text = FileManager.default.contents(atPath: folder + "/home/pid") ?? Data()
      return try #require(Int32(String(decoding: text, as: UTF8.self).filter(\.isNumber)))
    }
  }

  /// Sends a signal to the program.
  func signal(_ signal: Int32) throws { try #expect(kill(id, signal) == 0) }

  /// Closes the terminal as closing its window does.
  func hangUp() throws { try ask(["kill-pane", "-t", "test"]) }

  // MARK: Looking

  /// The characters on the screen, without blanks at the ends of lines.
  var screen: String { get throws { try ask(["capture-pane", "-p", "-t", "test"]) } }

  /// The screen with the sequences that set colours and attributes.
  var look: String { get throws { try ask(["capture-pane", "-p", "-e", "-t", "test"]) } }

  /// Whether the full screen is in use, and whether a cursor is seen.
  var state: (isFull: Bool, hasCursor: Bool) {
    get throws {
      let flags = try ask(["display-message", "-p", "-t", "test", "#{alternate_on}#{cursor_flag}"])
      return (flags.hasPrefix("1"), flags.dropFirst().hasPrefix("1"))
    }
  }

  /// Waits until the screen is as wanted, and gives it.
  @discardableResult
  func expect(
    at location: SourceLocation = #_sourceLocation, _ isWanted: (String) throws -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: Self.patience)
    var screen = try self.screen
    while try !isWanted(screen), Date() < end {
      Thread.sleep(forTimeInterval: Self.pause)
      screen = try self.screen
    }
    if try !isWanted(screen) { Issue.record("The screen stays\n\(screen)", sourceLocation: location) }
    return screen
  }

  /// Waits until the screen has a text on it.
  @discardableResult
  func expect(_ text: String, at location: SourceLocation = #_sourceLocation) throws -> String {
    try expect(at: location) { $0.contains(text) }
  }

  /// Waits until the screen has not changed for a while, and gives it.
  func settled() throws -> String {
    var (screen, repeats) = (try self.screen, 0)
    while repeats < 10 {
      Thread.sleep(forTimeInterval: Self.pause)
      let next = try self.screen
      repeats = next == screen ? repeats + 1 : 0
      screen = next
    }
    return screen
  }

  /// Runs `tmux`, and gives what it prints.
  @discardableResult
  private func ask(_ arguments: [String]) throws -> String {
    let file = folder + "/answer"
    let status = Self.run([Self.tmux ?? "tmux", "-S", socket, "-u"] + arguments, output: file)
    if status != 0 { throw Failure(command: arguments.joined(separator: " "), status: status) }
    return String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
  }

  struct Failure: Error {
    var command: String
    var status: Int32
  }

  /// Runs a program to its end. Foundation would wait for the server too, which outlives the command that starts it.
  private static func run(_ arguments: [String], output: String) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // The threads of the tests block signals, and what they start would do so too.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var id: pid_t = 0
    let error = unsafe posix_spawn(&id, arguments[0], &actions, &attributes, &words, environ)
    guard error == 0 else { return -1 }
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
