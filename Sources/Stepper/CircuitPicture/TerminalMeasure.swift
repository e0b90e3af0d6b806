import Figures
import Numbers
import Rendering

/// A terminal: texts are a row high, and lengths are columns and rows.
struct TerminalMeasure: CircuitMeasure {
  let texts: WireTexts

  /// Longer names, symbols and numbers are cut.
  static let longest = 24

  var spacing: CircuitLayout.Spacing { .terminal }

  func text(_ tensor: Tensor, _ format: NumberFormat) -> String { texts.text(tensor) }

  func number(_ texts: [String]) -> CircuitLayout.Size {
    let width = texts.map { $0.cut(to: Self.longest).terminalWidth }.max() ?? 0
    return width == 0 ? .zero : CircuitLayout.Size(width, 1)
  }

  /// It stands on its wire, between blanks.
  func local(_ text: String) -> CircuitLayout.Size { padded(text) }
  func endName(_ text: String) -> CircuitLayout.Size { number([text]) }
  /// It stands on its wire, between blanks.
  func name(_ text: String) -> CircuitLayout.Size { padded(text) }
  /// The list of wires tells which gate a number without a name belongs to.
  func tag(_ text: String) -> CircuitLayout.Size { .zero }
  func title(_ text: String) -> CircuitLayout.Size { padded(text) }

  /// A circle is a pair of parentheses, a box has blanks around what is in it.
  func gate(_ symbol: String, _ kind: Figures.Circuit.Kind) -> CircuitLayout.Size {
    let width = symbol.cut(to: Self.longest).terminalWidth
    switch kind {
    case .input, .outside: return .zero
    case .gate, .sum: return CircuitLayout.Size(width + 2, 1)
    case .closed, .fold: return CircuitLayout.Size(width + 4, 1)
    case .output: return CircuitLayout.Size(1, 1)
    }
  }

  private func padded(_ text: String) -> CircuitLayout.Size {
    let size = number([text])
    return size.width == 0 ? size : CircuitLayout.Size(size.width + 2, size.height)
  }
}
