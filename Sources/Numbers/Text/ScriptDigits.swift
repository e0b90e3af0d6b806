/// Digits set above and below the line.
package enum ScriptDigits {
  package static func `subscript`(_ number: Int) -> String { shift(number, to: "₀₁₂₃₄₅₆₇₈₉", minus: "₋") }
  package static func superscript(_ number: Int) -> String { shift(number, to: "⁰¹²³⁴⁵⁶⁷⁸⁹", minus: "⁻") }

  private static func shift(_ number: Int, to digits: String, minus: Character) -> String {
    let digits = Array(digits)
    return String("\(number)".map { $0.wholeNumberValue.map { digits[$0] } ?? minus })
  }
}
