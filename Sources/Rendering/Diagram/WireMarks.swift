/// The wires on which another trace has other numbers, each with the text of that number.
public struct WireMarks: Equatable, Sendable {
  var values: [Int: String] = [:]
  var gradients: [Int: String] = [:]

  public init() {}

  /// The differences of a pass.
  public init(_ comparison: PassComparison) {
    for difference in comparison.differences {
      switch difference.quantity {
      case .value: values[difference.wire] = difference.second
      case .gradient: gradients[difference.wire] = difference.second
      }
    }
  }

  /// The number of a wire, with the other one behind it where there is one.
  func value(_ text: String, of wire: Int) -> String { Self.joined(text, values[wire]) }
  func gradient(_ text: String, of wire: Int) -> String { Self.joined(text, gradients[wire]) }

  private static func joined(_ text: String, _ other: String?) -> String {
    other.map { "\(text) ≠ \($0)" } ?? text
  }
}
