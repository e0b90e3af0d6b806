import Figures
import Numbers

/// A gate in characters: `(×)`, or a box of several rows.
struct GateText {
  var symbol: String
  var kind: Figures.Circuit.Kind
  /// It stands between bars then.
  var isActive: Bool
  /// It stands between square brackets then.
  var hasStop: Bool

  /// The gate in rows.
  ///
  /// - Parameters:
  ///   - inputs: The rows in which wires come in from the left.
  ///   - output: The row in which its own wire leaves it.
  func lines(_ rect: CircuitLayout.Rect, inputs: Set<Int>, output: Int?) -> [String] {
    if kind == .output { return ["○"] }
    if rect.height < 2 {
      return [isActive ? "▐\(symbol)▌" : hasStop ? "[\(symbol)]" : "(\(symbol))"]
    }
    let set = Array(isActive ? "┏━┓┃┗┛┫┣" : isDouble ? "╔═╗║╚╝╢╟" : hasStop ? "┌─┐│└┘┤├" : "╭─╮│╰╯┤├")
    let level = String(repeating: set[1], count: rect.width - 2)
    let middle = output ?? rect.y + rect.height / 2
    return (rect.y..<rect.bottom).map { row in
      if row == rect.y { return "\(set[0])\(level)\(set[2])" }
      if row == rect.bottom - 1 { return "\(set[4])\(level)\(set[5])" }
      let (left, right) = (inputs.contains(row) ? set[6] : set[3], row == output ? set[7] : set[3])
      return "\(left)\(inside(isWritten: row == middle, width: rect.width - 2))\(right)"
    }
  }

  private var isDouble: Bool {
    if case .closed = kind { !hasStop } else { false }
  }

  private func inside(isWritten: Bool, width: Int) -> String {
    let text = isWritten ? symbol : ""
    let free = width - text.terminalWidth
    return String(repeating: " ", count: free / 2) + text + String(repeating: " ", count: free - free / 2)
  }
}
