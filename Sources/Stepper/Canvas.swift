import Numbers
import Rendering

/// What a cell of the screen is about. The terminal decides how that looks; nothing is told by it alone.
public struct Style: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A value, above its wire.
  public static let value = Style(rawValue: 1 << 0)
  /// A gradient, below its wire.
  public static let gradient = Style(rawValue: 1 << 1)
  /// What is at work in this step: the gate, the wires that it reads or writes, the line of the program.
  public static let active = Style(rawValue: 1 << 2)
  /// What is of less weight: line numbers, what is not known yet.
  public static let dim = Style(rawValue: 1 << 3)
  /// The heading of a region.
  public static let title = Style(rawValue: 1 << 4)
  /// A message about something that went wrong.
  public static let error = Style(rawValue: 1 << 5)
  /// The wire that the reader selected.
  public static let selected = Style(rawValue: 1 << 6)
  /// The expression of the program that is at work: underlined.
  public static let expression = Style(rawValue: 1 << 7)
  /// A line that separates, a frame of a box.
  public static let line = Style(rawValue: 1 << 8)
  /// What a search found.
  public static let match = Style(rawValue: 1 << 9)
  /// A gate with a break on it.
  public static let stop = Style(rawValue: 1 << 10)
  /// The line at the foot: where one is, and what is being typed.
  public static let status = Style(rawValue: 1 << 11)
  /// The answer to a question of the quiz that is right.
  public static let right = Style(rawValue: 1 << 12)
  /// What is hidden until the question of the quiz is answered.
  public static let hidden = Style(rawValue: 1 << 13)
}

/// One place of the screen.
public struct Cell: Equatable, Sendable {
  public var character: Character
  public var style: Style

  public init(_ character: Character = " ", _ style: Style = []) {
    self.character = character
    self.style = style
  }

  /// The right half of a wide character. It is not written by itself.
  public static func continuation(_ style: Style) -> Cell { Cell("\0", style) }
  public var isContinuation: Bool { character == "\0" }
}

/// A rectangle of cells: the screen or a part of it, as a plain value.
///
/// What is written outside is cut off. A wide character takes two cells, the second of which is a continuation; one
/// half of a wide character never stands alone.
public struct Canvas: Equatable, Sendable {
  public let width: Int
  public let height: Int
  public private(set) var rows: [[Cell]]

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    rows = Array(repeating: Array(repeating: Cell(), count: self.width), count: self.height)
  }

  /// A place: columns from the left and rows from the top, both counted from 0.
  public struct Point: Equatable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// Writes a line of text from a place on; what does not fit is cut off. Gives how many columns the text takes.
  ///
  /// Characters that would move the cursor or turn the direction of writing come out as signs.
  @discardableResult
  public mutating func write(_ text: String, at point: Point, style: Style = []) -> Int {
    var x = point.x
    for character in text.visibleLine {
      let columns = character.terminalWidth
      if columns > 0 { put(character, columns, at: Point(x: x, y: point.y), style) }
      x += columns
    }
    return x - point.x
  }

  /// Copies another canvas so that its upper left corner comes to a place; what does not fit is cut off.
  public mutating func draw(_ canvas: Canvas, at point: Point) {
    for (y, row) in canvas.rows.enumerated() where (0..<height).contains(point.y + y) {
      for (x, cell) in row.enumerated() where !cell.isContinuation {
        let columns = x + 1 < row.count && row[x + 1].isContinuation ? 2 : 1
        put(cell.character, columns, at: Point(x: point.x + x, y: point.y + y), cell.style)
      }
    }
  }

  /// A part of the canvas as one of its own; what lies outside is blank.
  public func part(from origin: Point, width: Int, height: Int) -> Canvas {
    var part = Canvas(width: width, height: height)
    part.draw(self, at: Point(x: -origin.x, y: -origin.y))
    return part
  }

  /// Adds to the styles of cells, from a place to the right.
  public mutating func add(_ style: Style, at point: Point, columns: Int) {
    guard rows.indices.contains(point.y) else { return }
    for x in max(0, point.x)..<max(0, point.x, min(width, point.x + columns)) {
      rows[point.y][x].style.insert(style)
    }
  }

  /// The characters without their styles, a line for each row, without blanks at the ends.
  public var text: String {
    rows.map { row in
      let line = row.filter { !$0.isContinuation }.map(\.character)
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  private mutating func put(_ character: Character, _ columns: Int, at point: Point, _ style: Style) {
    guard (0..<height).contains(point.y), point.x + columns > 0, point.x < width else { return }
    guard point.x >= 0, point.x + columns <= width else {
      for x in max(0, point.x)..<min(width, point.x + columns) { clear(x, point.y, style) }
      return
    }
    for x in point.x..<point.x + columns { clear(x, point.y, style) }
    rows[point.y][point.x].character = character
    if columns == 2 { rows[point.y][point.x + 1] = .continuation(style) }
  }

  /// Blanks a cell, and the other half of the character that it is part of.
  private mutating func clear(_ x: Int, _ y: Int, _ style: Style) {
    if rows[y][x].isContinuation, x > 0 { rows[y][x - 1].character = " " }
    if x + 1 < width, rows[y][x + 1].isContinuation { rows[y][x + 1].character = " " }
    rows[y][x] = Cell(" ", style)
  }
}
