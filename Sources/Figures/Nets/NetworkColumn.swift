package import Numbers

/// What a column of neurons needs to know of itself to be placed.
package struct NetworkColumn: Sendable {
  /// What is written above it, a name and how many neurons there are, and below it.
  package var heads: [String]
  package var feet: [String]
  package var size: Int
  /// How many decimals its numbers have, so that most of them find room.
  let digits: Int
  /// The width of its widest number that finds room.
  let textWidth: Double

  static let fontSize = 12.0
  /// The widest number that a circle holds.
  static let mostWidth = 56.0

  /// - Parameter numbers: All that its neurons show at any step, those that are drawn.
  package init(heads: [String], feet: [String], size: Int, numbers: [Double], format: NumberFormat) {
    self.heads = heads
    self.feet = feet
    self.size = size
    let finite = numbers.filter(\.isFinite)
    let choices = stride(from: format.digits, through: min(format.digits, 1), by: -1).map { digits in
      let format = NumberFormat(digits: digits)
      let widths = finite.map { TextWidth.points(format.text($0), size: Self.fontSize) }
      let fitting = widths.filter { $0 <= Self.mostWidth }
      return (digits: digits, gaps: widths.count - fitting.count, width: fitting.max() ?? 0)
    }
    let best = choices.min { ($0.gaps, -$0.digits) < ($1.gaps, -$1.digits) }
    digits = best?.digits ?? format.digits
    textWidth = best?.width ?? 0
  }

  /// What stands at one height of a column.
  enum Place: Equatable {
    case neuron(Int)
    /// The neurons that are left out of a long column.
    case ellipsis
  }

  /// A longer column shows only its first and last neurons.
  private static let (mostNeurons, firstNeurons, lastNeurons) = (12, 6, 4)

  /// The neurons that are drawn of so many.
  package static func drawn(of count: Int) -> [Int] {
    places(of: count).compactMap { if case .neuron(let neuron) = $0 { neuron } else { nil } }
  }

  static func places(of count: Int) -> [Place] {
    if count <= mostNeurons { return (0..<count).map(Place.neuron) }
    return (0..<firstNeurons).map(Place.neuron) + [.ellipsis]
      + (count - lastNeurons..<count).map(Place.neuron)
  }
}
