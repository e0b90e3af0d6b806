import Numbers
import TraceModel

/// The numbers of a column's neurons as they stand inside the circles.
struct NetworkText {
  static let fontSize = 9.0
  /// The widest number that a circle holds.
  private static let mostWidth = 42.0

  /// One for each neuron; the sign alone where a number is too wide.
  let texts: [String]

  /// - Parameter cells: The neurons that are drawn.
  init(_ cells: [NetworkReading.Cell], format: NumberFormat) {
    let digits = stride(from: format.digits, through: min(format.digits, 1), by: -1)
    let formats = digits.map { NumberFormat(digits: $0) }
    let candidates = formats.map { format in cells.map { Self.fitting(Self.text($0, format)) } }
    let fewest = candidates.map(Self.gaps).min()
    let numbers = candidates.first { Self.gaps($0) == fewest } ?? []
    texts = zip(numbers, cells).map { text, cell in
      text.isEmpty ? cell.number.map { $0 < 0 ? "−" : "+" } ?? "" : text
    }
  }

  private static func fitting(_ text: String) -> String { width([text]) <= mostWidth ? text : "" }
  private static func gaps(_ texts: [String]) -> Int { texts.count(where: \.isEmpty) }

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
