import CNcurses
import Stepper
import TerminalGuard

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The screen as ncurses keeps it: what it is to show, and what it shows. Only the difference is sent.
struct Surface {
  private let looks: Looks

  /// Something that the terminal told.
  enum Event {
    case key(Key)
    case repaint
    case other
  }

  /// How long an Esc may be the beginning of another key's sequence, in milliseconds: enough for a slow connection.
  private static let escapeDelay: Int32 = 100

  /// Opens the screen; nil if ncurses does not know the terminal.
  init?(input: Int32, usesColor: Bool) {
    guard gradwalk_open(dup(STDOUT_FILENO), dup(input)) == 0 else { return nil }
    looks = Looks(usesColor: usesColor)
    if unsafe getenv("ESCDELAY") == nil { _ = set_escdelay(Self.escapeDelay) }
    Keyboard.addSequences()
    curs_set(0)
    Self.prepareFarewell()
    adaptSize()
  }

  /// Shows a screenful. Nothing is sent to the terminal but what differs.
  func show(_ screenful: some Screenful) {
    let (width, height) = (Int(gradwalk_columns()), Int(gradwalk_rows()))
    gradwalk_erase()
    for (y, row) in screenful.canvas(width: width, height: height).rows.enumerated() {
      for (x, cell) in row.enumerated() where cell != Cell() && !cell.isContinuation {
        let columns = x + 1 < row.count && row[x + 1].isContinuation ? 2 : 1
        put(cell, columns: columns, x: x, y: y)
      }
    }
    if let cursor = screenful.cursor(width: width, height: height) {
      gradwalk_move(Int32(cursor.y), Int32(cursor.x))
      curs_set(1)
    } else {
      curs_set(0)
    }
    gradwalk_send_changes()
  }

  /// Writes a cell in one column or two. What the terminal would make wider or narrower comes out as a sign.
  private func put(_ cell: Cell, columns: Int, x: Int, y: Int) {
    let (attributes, pair) = looks.look(of: cell.style)
    var text = cell.character.unicodeScalars.compactMap(Self.wide)
    let width = text.first.map { Int(wcwidth($0)) } ?? 0
    if width < 1 || width > columns { text = [Self.replacement] }
    text = [text[0]] + text.dropFirst().filter { wcwidth($0) == 0 }.prefix(Self.mostMarks) + [0]
    unsafe gradwalk_put(Int32(y), Int32(x), text, attributes, pair)
    if columns == 2, width < 2 {
      unsafe gradwalk_put(Int32(y), Int32(x + 1), [0x20, 0], attributes, pair)
    }
  }

  private static let replacement = wchar_t(0xFFFD)
  /// How many marks ncurses lets combine with a character.
  private static let mostMarks = 4

  /// A part of a character, without the signs that join emoji or choose their look: terminals do not agree about these.
  private static func wide(_ scalar: Unicode.Scalar) -> wchar_t? {
    let joins = scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
    return joins ? nil : wchar_t(bitPattern: scalar.value)
  }

  /// The next thing that has come, or nil when nothing has.
  func nextEvent() -> Event? {
    var code: wint_t = 0
    switch unsafe gradwalk_read(&code) {
    case KEY_CODE_YES: return Keyboard.special(Int32(bitPattern: code)).map(Event.key) ?? .other
    case OK: return code == Keyboard.repaint ? .repaint : Keyboard.typed(code).map(Event.key) ?? .other
    default: return nil
    }
  }

  // MARK: Leaving and coming back

  /// Takes the size of the terminal.
  func adaptSize() {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard unsafe terminal_guard_size(STDOUT_FILENO, &columns, &rows) == 0 else { return }
    if columns != gradwalk_columns() || rows != gradwalk_rows() { resizeterm(rows, columns) }
    repaint()
  }

  /// Sends everything with the next change, also what the terminal should show already.
  func repaint() { gradwalk_send_all_next() }

  /// Gives the terminal back as it was.
  func leave() { endwin() }

  /// Takes the terminal again, in whatever state it is.
  func comeBack() {
    reset_prog_mode()
    adaptSize()
  }

  /// What a crash sends: look and keys as before, a cursor, the screen that was there.
  private static func prepareFarewell() {
    var text = ""
    for name in ["sgr0", "rmkx", "cnorm", "rmcup"] {
      if let capability = unsafe gradwalk_capability(name) { text += unsafe String(cString: capability) }
    }
    text = text.replacing(/\$<[^>]*>/, with: "")
    unsafe terminal_guard_set_farewell(text)
  }
}
