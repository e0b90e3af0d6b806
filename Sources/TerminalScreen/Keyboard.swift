import CNcurses
import Stepper

/// The keys of a terminal.
enum Keyboard {
  /// Ctrl-L.
  static let repaint: wint_t = 0x0C

  /// What ncurses has a name for.
  static func special(_ code: Int32) -> Key? {
    switch code {
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_HOME, KEY_FIND: .home
    case KEY_END, KEY_SELECT: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_BTAB: .backTab
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    default: nil
    }
  }

  /// What is typed: characters, and control characters as editors of lines have them.
  static func typed(_ code: wint_t) -> Key? {
    switch code {
    case 0x01: return .home
    case 0x02: return .left
    case 0x04: return .delete
    case 0x05: return .end
    case 0x06: return .right
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x0E: return .down
    case 0x10: return .up
    case 0x1B: return .escape
    case 0..<0x20, 0x80..<0xA0: return nil
    default: return Unicode.Scalar(code).map { .character(Character($0)) }
    }
  }

  /// Adds the sequences that some terminals send in place of those that are told of them.
  static func addSequences() {
    let sequences: [(String, Int32)] = [
      ("\u{1B}[H", KEY_HOME), ("\u{1B}OH", KEY_HOME), ("\u{1B}[1~", KEY_HOME), ("\u{1B}[7~", KEY_HOME),
      ("\u{1B}[F", KEY_END), ("\u{1B}OF", KEY_END), ("\u{1B}[4~", KEY_END), ("\u{1B}[8~", KEY_END),
      ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
    ]
    for (sequence, code) in sequences where unsafe key_defined(sequence) == 0 {
      unsafe _ = define_key(sequence, code)
    }
  }
}
