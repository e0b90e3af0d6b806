package import Numbers

extension Node {
  /// What stands in its circle: the gate's symbol, with the constant that the gate keeps inside; nothing for an input.
  public var symbol: String { details.symbol ?? describedSymbol }

  /// The symbol that the gate's description makes.
  var describedSymbol: String {
    guard let gate else { return "" }
    guard let (position, constant) = soleConstant else { return gate.symbol }
    let template = template(ofConstantAt: position)
    return template.contains("{^c}")
      ? template.replacing("{^c}", with: constant.powerText) : template.replacing("{c}", with: constant.text)
  }

  /// Whether a symbol is what the gate's description makes here, the constant perhaps told with other digits, or by its
  /// name alone.
  func canHave(symbol: String) -> Bool {
    guard let gate else { return symbol.isEmpty }
    guard let (position, constant) = soleConstant else { return symbol == gate.symbol }
    let template = template(ofConstantAt: position)
    guard let hole = template.firstRange(of: "{^c}") ?? template.firstRange(of: "{c}") else {
      return symbol == template
    }
    let (before, after) = (template[..<hole.lowerBound], template[hole.upperBound...])
    guard symbol.hasPrefix(before), symbol.dropFirst(before.count).hasSuffix(after),
      symbol.count > before.count + after.count
    else { return false }
    let text = symbol.dropFirst(before.count).dropLast(after.count)
    let told = template[hole] == "{^c}" ? text.lowered : String(text)
    return told.map(constant.isTold) ?? false
  }

  /// How the symbol stands with a constant; a gate of arrays that has no way of its own stands as a sign between two.
  private func template(ofConstantAt position: Int) -> String {
    guard let gate else { return "" }
    let template = position == 0 ? gate.symbolWithConstantFirst : gate.symbolWithConstantSecond
    guard gate.rules.count == 2, template == gate.symbol else { return template }
    return position == 0 ? "{c} \(gate.symbol)" : "\(gate.symbol) {c}"
  }

  /// The constant that a gate of two inputs keeps inside, with its position.
  package var soleConstant: (position: Int, Constant)? {
    guard operands.count == 2 else { return nil }
    for (position, operand) in operands.enumerated() {
      if case .constant(let constant) = operand { return (position, constant) }
    }
    return nil
  }
}

extension Constant {
  /// Its number, behind its name if it has one, `N (300)`; of an array with a name, only that.
  package var text: String {
    if let name, value.scalar == nil { return name }
    let number = value.shortText
    return name.map { "\($0) (\(number))" } ?? number
  }

  /// The same as an exponent, raised if it is a whole number.
  fileprivate var powerText: String {
    guard name == nil, let number = value.scalar, let whole = Int(exactly: number) else { return "^" + text }
    return whole.superscriptText
  }
}

extension Constant {
  /// Whether a text in a symbol says this: its name, its number, or both, the number rounded to the digits of the text.
  fileprivate func isTold(by text: String) -> Bool {
    guard let name, text.hasPrefix(name) else { return value.isTold(by: text) }
    let rest = text.dropFirst(name.count)
    if rest.isEmpty { return true }
    return rest.hasPrefix(" (") && rest.hasSuffix(")")
      && value.isTold(by: String(rest.dropFirst(2).dropLast()))
  }
}

extension Tensor {
  /// Whether a text says these numbers: one, some in parentheses, or `[…]` for any array.
  fileprivate func isTold(by text: String) -> Bool {
    if text == shortText { return true }
    if let number = scalar { return number.isTold(by: text) }
    let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    return text == "[…]"
      || text.hasPrefix("(") && text.hasSuffix(")") && parts.count == elements.count
        && zip(elements, parts).allSatisfy { $0.isTold(by: $1.drop { $0 == " " }.description) }
  }
}

extension Double {
  /// Whether a text says this number, rounded to its last digit.
  fileprivate func isTold(by text: String) -> Bool {
    let digits = text.replacing("−", with: "-")
    guard let told = Double(digits) else { return false }
    if told == self || (told.isNaN && isNaN) { return true }
    guard told.isFinite, told != 0 else { return false }
    let (mantissa, exponent) = digits.halves(at: "e")
    let decimals = mantissa.halves(at: ".").1.count
    let unit = Elementary.power(10, Double((Int(exponent) ?? 0) - decimals))
    return (told - self).magnitude <= 0.5001 * unit
  }
}

extension StringProtocol {
  /// What stands before a character, and what behind it; nothing if it is not there.
  fileprivate func halves(at character: Character) -> (String, String) {
    let parts = lowercased().split(separator: character, maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }

  /// The text of an exponent on the line, `3` for `³` and for `^3`; nil if it is neither raised nor behind the sign.
  fileprivate var lowered: String? {
    if hasPrefix("^") { return String(dropFirst()) }
    guard allSatisfy({ !$0.isASCII && ($0 == "⁻" || $0.wholeNumberValue != nil) }) else { return nil }
    return map { $0.wholeNumberValue.map(String.init) ?? "-" }.joined()
  }
}

extension Tensor {
  /// A number's digits as the program has them; long ones are cut to four. An array is its few numbers, such as axes,
  /// or `[…]`.
  package var shortText: String {
    guard let number = scalar else {
      let isShort = shape.count == 1 && (1...3).contains(elements.count)
      return isShort ? "(" + elements.map { Tensor($0).shortText }.joined(separator: ", ") + ")" : "[…]"
    }
    if let whole = Int(exactly: number) { return "\(whole)".replacing("-", with: "−") }
    let digits = "\(number)".replacing("-", with: "−")
    return digits.count <= 6 ? digits : NumberFormat(digits: 4).text(number)
  }
}
