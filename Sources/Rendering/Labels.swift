public import Numbers
public import TraceModel

/// What the nodes of a trace are called, in figures and sentences alike.
public struct Labels: Sendable {
  private let trace: Trace
  public let format: NumberFormat

  public init(_ trace: Trace, format: NumberFormat) {
    self.trace = trace
    self.format = format
  }

  /// A node's name, `c₁` where the name was bound again, or `⟨8⟩` for a wire without one.
  public func name(of id: Int) -> String {
    guard let name = trace.node(id).name else { return "⟨\(id)⟩" }
    return name.rebinding == 0 ? name.text : name.text + ScriptDigits.subscript(name.rebinding)
  }

  /// What stands in a gate's circle: its symbol, with the constant that it keeps inside.
  public func symbol(of id: Int) -> String {
    let node = trace.node(id)
    guard let gate = node.gate else { return "" }
    guard let (position, constant) = node.soleConstant else { return gate.symbol }
    let template = node.template(ofConstantAt: position)
    if template.contains("{^c}") {
      return template.replacing("{^c}", with: power(constant))
    }
    if gate.name == "power", position == 0 { return template.replacing("{c}", with: text(constant)) }
    return template.replacing("{c}", with: text(constant))
  }

  /// A constant: its number, behind its name if it has one, `N (300)`; of an array with a name, only that.
  public func text(_ constant: Constant) -> String {
    if let name = constant.name, constant.value.scalar == nil { return name }
    let number = Self.short(constant.value)
    return constant.name.map { "\($0) (\(number))" } ?? number
  }

  private func power(_ constant: Constant) -> String {
    guard constant.name == nil, let number = constant.value.scalar, let whole = Int(exactly: number) else {
      return "^" + text(constant)
    }
    return ScriptDigits.superscript(whole)
  }

  /// A constant's digits as the program has them; long ones are cut to four. An array is its few numbers, such as
  /// axes, or `[…]`.
  package static func short(_ tensor: Tensor) -> String {
    guard let number = tensor.scalar else {
      let isShort = tensor.shape.count == 1 && (1...3).contains(tensor.elements.count)
      let numbers = tensor.elements.map { short(Tensor($0)) }
      return isShort ? "(" + numbers.joined(separator: ", ") + ")" : "[…]"
    }
    if let whole = Int(exactly: number) { return "\(whole)".replacing("-", with: "−") }
    let digits = "\(number)".replacing("-", with: "−")
    return digits.count <= 6 ? digits : NumberFormat(digits: 4).text(number)
  }
}

extension Node {
  /// How the symbol stands with a constant; a gate of arrays that has no way of its own stands as a sign between two.
  fileprivate func template(ofConstantAt position: Int) -> String {
    guard let gate else { return "" }
    let template = position == 0 ? gate.symbolWithConstantFirst : gate.symbolWithConstantSecond
    guard gate.rules.count == 2, template == gate.symbol else { return template }
    return position == 0 ? "{c} \(gate.symbol)" : "\(gate.symbol) {c}"
  }

  /// The constant that a gate of two inputs keeps inside, with its position.
  var soleConstant: (position: Int, Constant)? {
    guard operands.count == 2 else { return nil }
    for (position, operand) in operands.enumerated() {
      if case .constant(let constant) = operand { return (position, constant) }
    }
    return nil
  }
}
