/// What stands on wires behind their numbers, as the other number of another trace, or in place of them.
public struct CircuitMarks: Equatable, Sendable {
  /// By nodes.
  package private(set) var values: [Int: String] = [:]
  package private(set) var gradients: [Int: String] = [:]
  /// Whether the numbers are left out, so that a reader can fill them in.
  package private(set) var isBlank = false

  public init() {}

  /// Blanks in place of values and gradients.
  package init(blankValues: [Int: String], blankGradients: [Int: String]) {
    values = blankValues
    gradients = blankGradients
    isBlank = true
  }

  /// The numbers that another trace has otherwise.
  package init(otherValues: [Int: String], otherGradients: [Int: String]) {
    values = otherValues
    gradients = otherGradients
  }

  /// A number as it stands on a wire with its mark.
  package func text(_ number: String, _ mark: String?) -> String {
    mark.map { isBlank ? $0 : "\(number) ≠ \($0)" } ?? number
  }
}
