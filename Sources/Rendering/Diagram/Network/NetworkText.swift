import TraceModel

/// The numbers of a column's neurons as they stand inside the circles.
struct NetworkText {
  static let fontSize = 9.0
  /// The widest number that a circle holds.
  private static let mostWidth = 37.0

  /// One for each neuron; all empty if one of them is too wide.
  let texts: [String]

  /// - Parameter cells: The neurons that are drawn.
  init(_ cells: [NetworkReading.Cell], format: NumberFormat) {
    let digits = stride(from: format.digits, through: min(format.digits, 1), by: -1)
    let formats = digits.map { NumberFormat(digits: $0) }
    let candidates = formats.lazy.map { format in cells.map { Self.text($0, format) } }
    texts = candidates.first { Self.width($0) <= Self.mostWidth } ?? cells.map { _ in "" }
  }

  var width: Double { Self.width(texts) }

  private static func width(_ texts: [String]) -> Double {
    texts.map { TextWidth.points($0, size: fontSize) }.max() ?? 0
  }

  private static func text(_ cell: NetworkReading.Cell, _ format: NumberFormat) -> String {
    switch cell {
    case .pending: LabelSizes.pending
    case .noPath: "—"
    case .number(let number): number.isFinite ? format.text(number) : "⚠"
    }
  }
}
