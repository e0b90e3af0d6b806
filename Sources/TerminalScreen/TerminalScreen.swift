import CNcurses
public import Stepper
import TerminalGuard

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What can be shown on a full screen and answers to keys.
public protocol Screenful {
  /// What the screen shows.
  func canvas(width: Int, height: Int) -> Canvas
  /// Where something is being typed, if anything is.
  func cursor(width: Int, height: Int) -> Canvas.Point?
  /// Takes a key. Gives false when the reader wants to leave.
  mutating func press(_ key: Key) -> Bool
}

/// The full screen of a terminal.
///
/// It shows a screenful, hands keys to it, and follows the size of the terminal. However the program ends, the terminal
/// is as it was before: when the reader leaves, when a signal ends or stops it, and when it crashes.
public struct TerminalScreen {
  private let input: Int32
  private let surface: Surface

  /// Opens the full screen; nil if there is no terminal that can show one.
  ///
  /// - Parameter usesColor: Whether the reader wants colours.
  public init?(usesColor: Bool) {
    guard let input = Self.input(), isatty(STDOUT_FILENO) == 1,
      gradwalk_terminal_is_addressable(STDOUT_FILENO) != 0
    else { return nil }
    self.input = input
    useWideCharacters()
    guard terminal_guard_start(input) == 0 else { return nil }
    guard let surface = Surface(input: input, usesColor: usesColor) else {
      terminal_guard_stop()
      return nil
    }
    self.surface = surface
  }

  /// Where keys come from: standard input, or the terminal itself where a lesson came from there.
  private static func input() -> Int32? {
    if isatty(STDIN_FILENO) == 1 { return STDIN_FILENO }
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    return terminal >= 0 ? terminal : nil
  }

  /// Shows a screenful until the reader leaves. A signal that ends it ends the program by the same signal.
  public func run(_ screenful: inout some Screenful) {
    surface.show(screenful)
    while true {
      let cause = terminal_guard_wait(input)
      switch cause {
      case 0:
        guard take(&screenful) else { return close() }
      case SIGWINCH: surface.adaptSize()
      case SIGTSTP:
        surface.leave()
        terminal_guard_suspend()
        surface.comeBack()
      case SIGCONT: surface.comeBack()
      default:
        close()
        terminal_guard_end(cause > 0 ? cause : SIGHUP)
        return
      }
      surface.show(screenful)
    }
  }

  /// Hands on all keys that have come, so that a slow terminal does not draw what nobody will see.
  private func take(_ screenful: inout some Screenful) -> Bool {
    while let event = surface.nextEvent() {
      switch event {
      case .key(let key): if !screenful.press(key) { return false }
      case .repaint: surface.repaint()
      case .other: break
      }
    }
    return true
  }

  private func close() {
    surface.leave()
    terminal_guard_stop()
  }
}

/// Makes ncurses write UTF-8 also where the environment asks for another encoding. Only characters are concerned, not
/// numbers or messages.
private func useWideCharacters() {
  unsafe _ = setlocale(LC_CTYPE, "")
  for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] where gradwalk_locale_is_utf8() == 0 {
    unsafe _ = setlocale(LC_CTYPE, name)
  }
}
