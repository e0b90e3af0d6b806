/// What stands on wires behind their numbers, as the other number of another trace, or in place of them.
public struct WireMarks: Equatable, Sendable {
  var values: [Int: String] = [:]
  var gradients: [Int: String] = [:]
  /// Whether the numbers are left out, so that a reader can fill them in.
  private(set) var isBlank = false

  public init() {}

  /// Blanks in place of values and gradients.
  package init(blankValues: [Int: String], blankGradients: [Int: String]) {
    values = blankValues
    gradients = blankGradients
    isBlank = true
  }

  /// The differences of a pass.
  public init(_ comparison: PassComparison) {
    for difference in comparison.differences {
      switch difference.quantity {
      case .value: values[difference.wire] = difference.second
      case .gradient: gradients[difference.wire] = difference.second
      }
    }
  }

  /// The number of a wire with its mark, where there is one.
  func value(_ text: String, of wire: Int) -> String { joined(text, values[wire]) }
  func gradient(_ text: String, of wire: Int) -> String { joined(text, gradients[wire]) }

  private func joined(_ text: String, _ mark: String?) -> String {
    mark.map { isBlank ? $0 : "\(text) ≠ \($0)" } ?? text
  }
}
