import TraceModel

// What a formula names that a gate or an update does not read.

extension Formula {
  /// The first of the letters `a` to `h` that stands for no operand where there are so many.
  func missingOperand(of count: Int) -> String? {
    let missing = Set("abcdefgh".dropFirst(count).map(String.init))
    return missing.isEmpty ? nil : firstName(in: missing)
  }

  /// The first of some names that stands in it for what is given from outside.
  private func firstName(in names: Set<String>) -> String? {
    switch self {
    case .number, .text: nil
    case .name(let name): names.contains(name) ? name : nil
    case .negative(let inner): inner.firstName(in: names)
    case .binary(_, let left, let right), .condition(_, let left, let right):
      left.firstName(in: names) ?? right.firstName(in: names)
    case .list(let parts), .call(_, let parts): parts.lazy.compactMap { $0.firstName(in: names) }.first
    case .binding(let name, let value, let rest):
      value.firstName(in: names) ?? rest.firstName(in: names.subtracting([name]))
    }
  }
}

extension FormulaProblem {
  /// The same, or that the formula names an operand that is not there, if that is why shapes do not fit.
  func naming(_ formula: Formula, _ operandCount: Int) -> FormulaProblem {
    guard case .unfitting = self, let letter = formula.missingOperand(of: operandCount) else { return self }
    return .missingOperand(letter)
  }
}
