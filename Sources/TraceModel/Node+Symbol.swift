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

  /// Whether a symbol has the form that the gate's description gives it here, whatever stands for the constant.
  func hasForm(ofSymbol symbol: String) -> Bool {
    guard let gate else { return symbol.isEmpty }
    guard let (position, _) = soleConstant else { return symbol == gate.symbol }
    let template = template(ofConstantAt: position)
    guard let hole = template.firstRange(of: "{^c}") ?? template.firstRange(of: "{c}") else {
      return symbol == template
    }
    let (before, after) = (template[..<hole.lowerBound], template[hole.upperBound...])
    return symbol.hasPrefix(before) && symbol.dropFirst(before.count).hasSuffix(after)
      && symbol.count > before.count + after.count
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
