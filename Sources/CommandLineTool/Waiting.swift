import Foundation
import Synchronization

/// A line on a terminal that tells what is waited for while a program runs. It is gone when the program has ended.
final class Waiting: Sendable {
  private let name: String
  private let isShown: Bool
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  /// How often the line changes at most.
  private static let pause = Duration.milliseconds(100)

  /// Shows the line.
  ///
  /// - Parameter name: The lesson, as it was given.
  init(for name: String) {
    self.name = name == "-" ? "standard input" : name
    isShown = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    write("running \(self.name) …")
  }

  /// Tells that a pass has run.
  func tell(pass: Int) {
    guard isShown else { return }
    let isDue = last.withLock { last in
      let now = ContinuousClock.now
      if let before = last, now - before < Self.pause { return false }
      last = now
      return true
    }
    if isDue { write("running \(name): pass \(pass) …") }
  }

  /// Takes the line away.
  func end() { write("") }

  private func write(_ text: String) {
    guard isShown else { return }
    let line = text.isEmpty ? "" : text + " (Ctrl-C cancels)"
    _ = Files.put(Array("\r\u{1B}[K\(line)".utf8), on: STDERR_FILENO)
  }
}
