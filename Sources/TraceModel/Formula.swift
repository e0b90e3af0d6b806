/// A formula in the small notation that gates are described in: `y * (1 - y)`, `-a / b^2`, `[a > 0]`.
///
/// Numbers such as `2`, `.5` and `3e-4`, names, `+ - * / ^`, functions, and comparisons in brackets, which are 1 where they
/// hold and else 0. Formulas that compute arrays also have lists, `[0, 1]`, texts, `'ij,j->i'`, and names of their own,
/// `m = max(a); exp(a - m)`.
public indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case name(String)
  case negative(Formula)
  case binary(Operator, Formula, Formula)
  case call(String, [Formula])
  /// 1 where the comparison holds, else 0.
  case condition(Comparison, Formula, Formula)
  /// Numbers in a row.
  case list([Formula])
  /// A text that tells a function how.
  case text(String)
  /// A formula in which a name stands for another formula.
  case binding(String, Formula, in: Formula)

  public enum Operator: Character, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
  }

  public enum Comparison: String, Sendable, CaseIterable {
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case greater = ">"
  }

  /// Reads a formula; nil if the text is none, or nests more than 50 levels deep.
  public init?(_ text: String) {
    var parser = FormulaParser(text)
    guard let formula = parser.parse() else { return nil }
    self = formula
  }

  /// The formula with each name replaced as the closure says; names for which it gives nil stay.
  public func replacing(_ replacement: (String) -> Formula?) -> Formula {
    switch self {
    case .number: self
    case .name(let name): replacement(name) ?? self
    case .negative(let inner): .negative(inner.replacing(replacement))
    case .binary(let sign, let left, let right):
      .binary(sign, left.replacing(replacement), right.replacing(replacement))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.replacing(replacement) })
    case .condition(let comparison, let left, let right):
      .condition(comparison, left.replacing(replacement), right.replacing(replacement))
    case .list(let items): .list(items.map { $0.replacing(replacement) })
    case .text: self
    case .binding(let name, let value, let rest):
      .binding(
        name, value.replacing(replacement), in: rest.replacing { $0 == name ? nil : replacement($0) })
    }
  }

  /// The names in it, in their order, some perhaps several times.
  public var names: [String] {
    switch self {
    case .number, .text: []
    case .name(let name): [name]
    case .negative(let inner): inner.names
    case .binary(_, let left, let right), .condition(_, let left, let right): left.names + right.names
    case .call(_, let arguments), .list(let arguments): arguments.flatMap(\.names)
    case .binding(let name, let value, let rest): value.names + rest.names.filter { $0 != name }
    }
  }

  /// The number that the formula stands for, or nil if a name is left in it or a function is unknown.
  ///
  /// - Parameter functions: The functions by name.
  public func evaluated(with functions: [String: @Sendable ([Double]) -> Double]) -> Double? {
    switch self {
    case .number(let number): return number
    case .name, .list, .text, .binding: return nil
    case .negative(let inner): return inner.evaluated(with: functions).map { -$0 }
    case .binary(let sign, let left, let right):
      guard let a = left.evaluated(with: functions), let b = right.evaluated(with: functions) else {
        return nil
      }
      switch sign {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return a / b
      case .power: return functions["^"]?([a, b])
      }
    case .call(let function, let arguments):
      let numbers = arguments.compactMap { $0.evaluated(with: functions) }
      return numbers.count == arguments.count ? functions[function]?(numbers) : nil
    case .condition(let comparison, let left, let right):
      guard let a = left.evaluated(with: functions), let b = right.evaluated(with: functions) else {
        return nil
      }
      return comparison.holds(a, b) ? 1 : 0
    }
  }

  /// The formula without what arithmetic on literal numbers makes superfluous: `2 * x^(2 - 1)` is `2 * x`.
  public var simplified: Formula {
    switch self {
    case .number, .name, .text: return self
    case .list(let items): return .list(items.map(\.simplified))
    case .binding(let name, let value, let rest):
      return .binding(name, value.simplified, in: rest.simplified)
    case .negative(let inner):
      let inner = inner.simplified
      if case .number(let number) = inner { return .number(-number) }
      return .negative(inner)
    case .binary(let sign, let left, let right):
      return Self.simplify(sign, left.simplified, right.simplified)
    case .call(let function, let arguments): return .call(function, arguments.map(\.simplified))
    case .condition(let comparison, let left, let right):
      return .condition(comparison, left.simplified, right.simplified)
    }
  }

  private static func simplify(_ sign: Operator, _ left: Formula, _ right: Formula) -> Formula {
    switch (sign, left, right) {
    case (.add, .number(let a), .number(let b)): .number(a + b)
    case (.subtract, .number(let a), .number(let b)): .number(a - b)
    case (.multiply, .number(1), let other), (.multiply, let other, .number(1)): other
    case (.divide, let other, .number(1)), (.power, let other, .number(1)): other
    case (.power, _, .number(0)): .number(1)
    case (.multiply, .number(0), _), (.multiply, _, .number(0)): .number(0)
    default: .binary(sign, left, right)
    }
  }
}

extension Formula.Comparison {
  package func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .unequal: a != b
    }
  }
}

extension Formula {
  /// How many bytes the text of a formula may have.
  package static let longest = FormulaParser.longest
}
