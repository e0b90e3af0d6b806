/// Numbers as Python writes them.
package enum NumberText {
  /// Python's `repr` of a float: the shortest digits that read back the same.
  package static func shortest(_ number: Double) -> String {
    guard number.isFinite else { return notFinite(number) }
    let sign = number.sign == .minus ? "-" : ""
    let (digits, exponent) = shortestDigits(number.magnitude)
    if exponent < -4 || exponent >= 16 { return sign + scientific(digits, exponent) }
    return sign + plain(digits, exponent)
  }

  /// `inf`, `-inf` or `nan`.
  package static func notFinite(_ number: Double) -> String {
    number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
  }

  /// The magnitude rounded to so many decimals, exactly and half to even: Python's `f`.
  package static func fixed(_ magnitude: Double, decimals: Int) -> String {
    DecimalExpansion(magnitude, roundedToDecimals: decimals).text(decimals: decimals)
  }

  /// A number rounded to so many decimals, exactly and half to even: Python's `round`.
  package static func rounded(_ number: Double, decimals: Int) -> Double {
    guard number.isFinite, (-400...400).contains(decimals) else { return decimals < 0 ? number * 0 : number }
    let expansion = DecimalExpansion(number, roundedToDecimals: decimals)
    return number.sign == .minus ? -expansion.value : expansion.value
  }

  /// One digit before the point and so many after it, with an exponent: Python's `e`.
  package static func exponential(_ magnitude: Double, decimals: Int) -> String {
    let (digits, exponent) = significant(magnitude, count: decimals + 1)
    let text = digits.prefix(1) + (decimals > 0 ? "." + digits.dropFirst() : "")
    return String(text) + suffix(exponent)
  }

  /// So many significant digits in the shorter of both forms: Python's `g`.
  ///
  /// Pointed, it shows a digit after the point, as a format without a type does.
  package static func general(
    _ magnitude: Double, digits count: Int, keepsZeros: Bool, isPointed: Bool = false
  )
    -> String
  {
    let precision = max(count, 1)
    let (digits, exponent) = significant(magnitude, count: precision)
    if exponent < -4 || exponent >= (isPointed ? precision - 1 : precision) {
      let fraction = trimmed(String(digits.dropFirst()), keepsZeros)
      return String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction) + suffix(exponent)
    }
    let text = fixed(magnitude, decimals: precision - 1 - exponent)
    if keepsZeros { return text.contains(".") ? text : text + "." }
    guard text.contains(".") else { return text }
    let short = trimmed(text, false)
    return short.hasSuffix(".") ? (isPointed ? short + "0" : String(short.dropLast())) : short
  }

  /// The first digits of a number, rounded, and its decimal exponent.
  package static func significant(_ magnitude: Double, count: Int) -> (digits: String, exponent: Int) {
    let expansion = DecimalExpansion(magnitude, roundedToDigits: count)
    return (expansion.leadingDigits(count), expansion.leadingPlace)
  }

  package static func trimmed(_ text: String, _ keepsZeros: Bool) -> String {
    var text = text
    while !keepsZeros, text.hasSuffix("0") { text.removeLast() }
    return text
  }

  private static func suffix(_ exponent: Int) -> String {
    let digits = String(abs(exponent))
    return "e" + (exponent < 0 ? "-" : "+") + (digits.count < 2 ? "0" : "") + digits
  }

  private static func scientific(_ digits: String, _ exponent: Int) -> String {
    let fraction = digits.dropFirst()
    return String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction) + suffix(exponent)
  }

  package static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits.prefix(exponent + 1)
    let fraction = digits.dropFirst(exponent + 1)
    let padding = String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    return whole + padding + "." + (fraction.isEmpty ? "0" : fraction)
  }

  /// The shortest digits of a number and its decimal exponent.
  package static func shortestDigits(_ magnitude: Double) -> (digits: String, exponent: Int) {
    let shortest = DecimalExpansion(shortest: magnitude)
    return (shortest.leadingDigits(max(1, shortest.digits.count)), shortest.leadingPlace)
  }
}
