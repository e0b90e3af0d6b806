extension Unicode.Scalar {
  /// Whether a terminal or a page would take the scalar as an order: to move the cursor, to end the line, to turn the
  /// direction of writing.
  package var isOrder: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  /// What is shown for the scalar: itself, or a sign for one that would be taken as an order, such as `␛`.
  package var visible: Unicode.Scalar {
    guard isOrder else { return self }
    switch value {
    case 0x00...0x1F: return Unicode.Scalar(value + 0x2400) ?? "\u{FFFD}"
    case 0x7F: return "␡"
    case 0x85, 0x2028, 0x2029: return "␤"
    default: return "\u{FFFD}"
    }
  }
}

extension String {
  /// The text with signs for what a terminal or a page would take as an order.
  ///
  /// Whatever comes from a program, a trace, a file's name or the command line goes through here where it is shown.
  ///
  /// - Parameter kept: The orders that the place understands and the text may give.
  package func visible(keeping kept: [Unicode.Scalar] = []) -> String {
    guard unicodeScalars.contains(where: { $0.isOrder && !kept.contains($0) }) else { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars { shown.append(kept.contains(scalar) ? scalar : scalar.visible) }
    return String(shown)
  }

  /// The text as part of one line: its line breaks are signs, and a tab is a space.
  package var visibleLine: String {
    visible(keeping: ["\t"]).replacing("\t", with: " ")
  }

  /// The text in its lines.
  package var visibleText: String { visible(keeping: ["\n", "\t"]) }
}
