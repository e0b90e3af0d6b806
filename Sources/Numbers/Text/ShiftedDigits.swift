/// Digits set above and below the line.
extension Int {
  package var superscriptText: String { shifted(to: "⁰¹²³⁴⁵⁶⁷⁸⁹", minus: "⁻") }
  package var subscriptText: String { shifted(to: "₀₁₂₃₄₅₆₇₈₉", minus: "₋") }

  private func shifted(to digits: String, minus: Character) -> String {
    let digits = Array(digits)
    return String("\(self)".map { $0.wholeNumberValue.map { digits[$0] } ?? minus })
  }
}
