import Numbers
import Rendering
import TraceModel

/// The program with the line that is at work marked, and the expression in it underlined.
struct ProgramText {
  let block: Block

  /// The line that is at work, counted from 0; nil if the step comes from no line.
  var current: Int? {
    guard let move = block.move else { return nil }
    let line = block.scene.place(of: move).line
    return block.lines.indices.contains(line - 1) ? line - 1 : nil
  }

  /// The columns of the expression or statement at work, counted from 0; of several lines those in the first.
  var expression: Range<Int>? {
    guard let current, let move = block.move, move.kind != .seed else { return nil }
    let place = block.scene.place(of: move)
    let line = block.lines[current]
    let start = min(max(0, place.column - 1), line.count)
    let end = place.end.line > place.line ? line.count : min(place.end.column - 1, line.count)
    return start..<max(start, end)
  }

  /// Some lines, each behind its number. `▶` is before the one at work, of which the expression at work is seen.
  ///
  /// - Parameter room: How many columns there are; nil for as many as the lines take.
  func lines(_ rows: Range<Int>, width room: Int? = nil) -> [Line] {
    let width = String(block.lines.count).count
    let current = current
    return rows.map { row in
      let isCurrent = row == current
      var line = Line(isCurrent ? "▶" : " ", isCurrent ? .active : [])
      line.append(" " + String(row + 1).padded(to: width, isRight: true) + " ", .dim)
      let style: Style = isCurrent ? .active : []
      guard isCurrent, let expression else {
        line.append(block.lines[row], style)
        return line
      }
      let text = Array(block.lines[row])
      let range = expression.clamped(to: 0..<text.count)
      let first = room.map { firstShown(of: text, with: range, in: $0 - width - 3) } ?? 0
      if first > 0 { line.append("…", .dim) }
      line.append(String(text[first..<range.lowerBound]), style)
      line.append(String(text[range]), style.union(.expression))
      line.append(String(text[range.upperBound...]), style)
      return line
    }
  }

  /// The first character of a line that is shown so that a part of it is seen in so many columns.
  private func firstShown(of text: [Character], with part: Range<Int>, in room: Int) -> Int {
    var first = 0
    var columns = text[..<part.upperBound].terminalWidth
    // Signs of what is left out stand before and behind.
    while columns > room - 1, first < part.lowerBound {
      columns -= text[first].terminalWidth - (first == 0 ? 1 : 0)
      first += 1
    }
    return first
  }

  /// All lines as text, with a mark under the expression.
  var text: [Line] {
    var lines = lines(block.lines.indices)
    guard let current, let expression else { return lines }
    let before = lines[current].parts.prefix(3).reduce(0) { $0 + $1.text.terminalWidth }
    let under = Array(block.lines[current])[expression].terminalWidth
    let mark = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: max(0, under - 1))
    lines.insert(Line(mark, .active), at: current + 1)
    return lines
  }
}
