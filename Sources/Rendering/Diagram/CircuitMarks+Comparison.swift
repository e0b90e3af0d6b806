public import Figures

extension CircuitMarks {
  /// The differences of a pass.
  public init(_ comparison: PassComparison) {
    var (values, gradients): ([Int: String], [Int: String]) = ([:], [:])
    for difference in comparison.differences {
      switch difference.quantity {
      case .value: values[difference.wire] = difference.second
      case .gradient: gradients[difference.wire] = difference.second
      }
    }
    self.init(otherValues: values, otherGradients: gradients)
  }

  /// The number of a wire with its mark, where there is one.
  func value(_ text: String, of wire: Int) -> String { self.text(text, values[wire]) }
  func gradient(_ text: String, of wire: Int) -> String { self.text(text, gradients[wire]) }
}
