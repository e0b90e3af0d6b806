package import Numbers

/// How much room texts and gates need in a medium, in the units of its layout.
package protocol CircuitMeasure: Sendable {
  var spacing: CircuitLayout.Spacing { get }

  /// What stands for a number or an array above or below a wire; nothing where it has no room there.
  func text(_ tensor: Tensor, _ format: NumberFormat) -> String
  /// A number above or below a wire, at most so wide as the widest of some texts.
  func number(_ texts: [String]) -> CircuitLayout.Size
  /// What is multiplied by, on its arrow.
  func local(_ text: String) -> CircuitLayout.Size
  /// The name of an input or an output, beside its wire.
  func endName(_ text: String) -> CircuitLayout.Size
  /// The name of a gate's value, above it.
  func name(_ text: String) -> CircuitLayout.Size
  func tag(_ text: String) -> CircuitLayout.Size
  func title(_ text: String) -> CircuitLayout.Size
  func gate(_ symbol: String, _ kind: Circuit.Kind) -> CircuitLayout.Size
}

/// A page: text is 13 pixels high, and lengths are tenths of a pixel.
package struct PageMeasure: CircuitMeasure {
  package static let unit = 10.0
  static let fontSize = 13.0
  static let endNameSize = 14.0
  static let tagSize = 12.0
  static let gateDiameter = 32.0
  static let outputDiameter = 10.0
  /// What a local gradient's text is smaller than its pill.
  static let pillPadding = 4.0
  /// A number's height, with what it moves aside for an arrow.
  static let numberHeight = 22.0
  /// Its height without.
  static let lineHeight = 14.0

  package var spacing: CircuitLayout.Spacing { .page }

  package init() {}

  package func text(_ tensor: Tensor, _ format: NumberFormat) -> String {
    tensor.scalar.map(format.text) ?? ""
  }

  package func number(_ texts: [String]) -> CircuitLayout.Size {
    let width = texts.map { TextWidth.points($0, size: Self.fontSize, isBold: true) }.max() ?? 0
    return width == 0 ? .zero : size(width, Self.numberHeight)
  }

  package func local(_ text: String) -> CircuitLayout.Size {
    size(TextWidth.points(text, size: Self.fontSize, isBold: true) + Self.pillPadding, 18)
  }

  package func endName(_ text: String) -> CircuitLayout.Size {
    line(text, Self.endNameSize, 16)
  }

  package func name(_ text: String) -> CircuitLayout.Size { line(text, Self.fontSize, 15) }
  package func tag(_ text: String) -> CircuitLayout.Size { line(text, Self.tagSize, 13) }

  package func title(_ text: String) -> CircuitLayout.Size {
    size(TextWidth.points(text, size: Self.fontSize, isBold: true), 16)
  }

  package func gate(_ symbol: String, _ kind: Circuit.Kind) -> CircuitLayout.Size {
    let width = TextWidth.points(symbol, size: Self.fontSize)
    switch kind {
    case .input, .outside: return .zero
    case .output: return size(Self.outputDiameter, Self.outputDiameter)
    case .gate, .sum:
      return size(width <= Self.gateDiameter - 5 ? Self.gateDiameter : width + 18, Self.gateDiameter)
    case .closed: return size(width + 28, 38)
    case .fold: return size(width + 30, 48)
    }
  }

  private func line(_ text: String, _ fontSize: Double, _ height: Double) -> CircuitLayout.Size {
    text.isEmpty ? .zero : size(TextWidth.points(text, size: fontSize), height)
  }

  func size(_ width: Double, _ height: Double) -> CircuitLayout.Size {
    CircuitLayout.Size(Int((width * Self.unit).rounded(.up)), Int((height * Self.unit).rounded(.up)))
  }
}
