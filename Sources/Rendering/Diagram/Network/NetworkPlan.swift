import Graphviz
import Numbers
import TraceModel

/// Where the columns of a net stand, and what is written above and below them.
struct NetworkPlan {
  /// What stands at one height of a column.
  enum Slot: Equatable, Sendable {
    case neuron(Int)
    /// The neurons that are left out of a long column.
    case ellipsis
  }

  /// A longer column shows only its first and last neurons.
  private static let (mostNeurons, firstNeurons, lastNeurons) = (12, 6, 4)
  /// The room that a net of several layers takes across, and how far apart its columns are at most and at least.
  private static let (width, mostPitch, leastPitch) = (580.0, 150.0, 80.0)
  private static let (leastDiameter, lineHeight, space) = (26.0, 14.0, 8.0)

  let slots: [[Slot]]
  /// For each column the numbers in its circles, one for each slot.
  let texts: [[String]]
  let diameter: Double
  /// What stands above each column and above each gap between columns, from top to bottom.
  let heads: (columns: [[String]], gaps: [[String]])
  /// What stands below each column.
  let feet: [[String]]
  /// The middles of the columns, and of what is written above the gaps.
  private(set) var places: [Double] = []
  private(set) var gapPlaces: [Double] = []

  init(
    _ network: Network, _ reading: NetworkReading, format: NumberFormat, example: (number: Int, count: Int)?,
    language: any Language
  ) {
    let slots = network.columns.map { Self.slots($0.size) }
    self.slots = slots
    let numbers = slots.indices.map { column in
      let cells = reading.column(column)
      let shown = slots[column].compactMap { slot in
        if case .neuron(let neuron) = slot { cells[neuron] } else { nil }
      }
      return NetworkText(shown, format: format)
    }
    texts = zip(numbers, slots).map { numbers, slots in
      var rest = numbers.texts[...]
      return slots.map { $0 == .ellipsis ? "" : rest.popFirst() ?? "" }
    }
    diameter = max(Self.leastDiameter, (numbers.map(\.width).max() ?? 0) + 7)
    heads = (
      network.columns.enumerated().map { index, column in
        [column.name, language.text(index == 0 ? .inputCount(column.size) : .neuronCount(column.size))]
      }, network.weights.map { [$0.name, Labels.shape($0.shape)] }
    )
    feet = network.columns.enumerated().map { index, column in
      if index == 0 { return example.map { [language.text(.example($0.number, of: $0.count))] } ?? [] }
      return [column.bias.map { "+ \($0)" }, column.activation].compactMap(\.self)
    }
    let widths = zip(heads.columns, feet).map { max(Self.width($0), Self.width($1)) }
    place(widths.map { max($0, diameter) })
  }

  private static func slots(_ count: Int) -> [Slot] {
    if count <= mostNeurons { return (0..<count).map(Slot.neuron) }
    return (0..<firstNeurons).map(Slot.neuron) + [.ellipsis]
      + (count - lastNeurons..<count).map(Slot.neuron)
  }

  /// Places columns of the given widths, with what is written above the gaps between them.
  private mutating func place(_ widths: [Double]) {
    let pitch = min(Self.mostPitch, max(Self.leastPitch, Self.width / Double(max(heads.gaps.count, 1))))
    places = [widths[0] / 2]
    for (index, head) in heads.gaps.enumerated() {
      let room = Self.width(head) + 2 * Self.space
      let (left, right) = (places[index] + widths[index] / 2, widths[index + 1] / 2)
      places.append(max(places[index] + pitch, left + room + right))
      let end = places[index + 1] - right
      let middle = (places[index] + places[index + 1]) / 2
      gapPlaces.append(min(max(middle, left + room / 2), end - room / 2))
    }
  }

  private static func width(_ lines: [String]) -> Double {
    lines.enumerated().map { TextWidth.points($1, size: size(ofLine: $0)) }.max() ?? 0
  }

  /// The first line above is a name, and larger than what else is written.
  static func size(ofLine line: Int) -> Double { line == 0 ? LabelSizes.fontSize : LabelSizes.smallSize }

  /// How far apart the middles of a column's neurons are.
  private var pitch: Double { diameter + ((slots.map(\.count).max() ?? 0) > 8 ? 5 : 10) }
  private var height: Double { Double(slots.map(\.count).max() ?? 1) * pitch }
  private var netTop: Double { 2 * Self.lineHeight + 8 }

  func head(_ line: Int) -> Double { (Double(line) + 0.5) * Self.lineHeight }
  func foot(_ line: Int) -> Double { netTop + height + (Double(line) + 0.5) * Self.lineHeight }
  var bottom: Double { foot(feet.map(\.count).max() ?? 0) }

  /// The middle of what stands at a height of a column.
  func center(_ column: Int, _ slot: Int) -> Layout.Point {
    let offset = Double(slot) - Double(slots[column].count) / 2 + 0.5
    return Layout.Point(x: places[column], y: netTop + height / 2 + offset * pitch)
  }
}
