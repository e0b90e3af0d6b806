import Numbers
import Rendering

/// A line of text in parts of different styles.
struct Line: Equatable, Sendable {
  struct Part: Equatable, Sendable {
    var text: String
    var style: Style
  }

  var parts: [Part]
  /// Whether its columns belong to those of the lines around it, so that it stays one line.
  var isFixed = false

  init(_ text: String = "", _ style: Style = []) { parts = [Part(text: text, style: style)] }

  mutating func append(_ text: String, _ style: Style = []) { parts.append(Part(text: text, style: style)) }

  /// The text without its styles and without blanks at its end.
  var text: String {
    let text = parts.map(\.text).joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  var width: Int { parts.reduce(0) { $0 + $1.text.terminalWidth } }

  /// The line in lines that are no wider than a width, parted at blanks; further lines are indented as the first is.
  func wrapped(to width: Int) -> [Line] {
    guard self.width > width, !isFixed, parts.count == 1, let part = parts.first else { return [self] }
    let indent = String(part.text.prefix { $0 == " " })
    var lines: [String] = []
    var line = indent
    for word in part.text.split(separator: " ") {
      let isFirst = line == indent
      if !isFirst, line.terminalWidth + 1 + word.terminalWidth > width {
        lines.append(line)
        line = indent + word
      } else {
        line += (isFirst ? "" : " ") + word
      }
    }
    return (lines + [line]).map { Line($0, part.style) }
  }
}

extension Canvas {
  mutating func write(_ line: Line, at point: Point) {
    var x = point.x
    for part in line.parts { x += write(part.text, at: Point(x: x, y: point.y), style: part.style) }
  }
}

extension String {
  /// The text with blanks behind it, or before it, so that it takes so many columns.
  func padded(to width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - terminalWidth))
    return isRight ? blanks + self : self + blanks
  }

  /// The text, cut off with `…` if it takes more columns.
  func cut(to width: Int) -> String {
    guard terminalWidth > width else { return self }
    guard width > 0 else { return "" }
    var kept = ""
    var columns = 0
    for character in self {
      columns += character.terminalWidth
      if columns > width - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
