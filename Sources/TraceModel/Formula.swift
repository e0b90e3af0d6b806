/// A formula in the small notation that gates are described in: `y * (1 - y)`, `-a / b^2`, `[a > 0]`.
///
/// Numbers such as `2`, `.5` and `3e-4`, names, `+ - * / ^`, functions, and comparisons in brackets, which are 1 where they hold and else 0.
public indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case name(String)
  case negative(Formula)
  case binary(Operator, Formula, Formula)
  case call(String, [Formula])
  /// 1 where the comparison holds, else 0.
  case condition(Comparison, Formula, Formula)

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
    }
  }

  /// The names in it, in their order, some perhaps several times.
  public var names: [String] {
    switch self {
    case .number: []
    case .name(let name): [name]
    case .negative(let inner): inner.names
    case .binary(_, let left, let right), .condition(_, let left, let right): left.names + right.names
    case .call(_, let arguments): arguments.flatMap(\.names)
    }
  }

  /// The number that the formula stands for, or nil if a name is left in it or a function is unknown.
  ///
  /// - Parameter functions: The functions by name.
  public func evaluated(with functions: [String: @Sendable ([Double]) -> Double]) -> Double? {
    switch self {
    case .number(let number): return number
    case .name: return nil
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
    case .number, .name: return self
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
  func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

/// Reads the notation by precedence: comparison, sum, product, sign, power.
private struct FormulaParser {
  /// How deeply a formula may nest, so that one from a hostile file can't exhaust the stack.
  private static let deepest = 50
  /// A formula of more characters than this is none: operators in a row nest as well.
  private static let longest = 500

  private var rest: Substring
  private var depth = 0

  init(_ text: String) { rest = text[...] }

  mutating func parse() -> Formula? {
    guard rest.utf8.count <= Self.longest, let formula = sum(), peek() == nil else { return nil }
    return formula
  }

  private mutating func sum() -> Formula? {
    guard var left = product() else { return nil }
    while let sign = take("+-") {
      guard let right = product() else { return nil }
      left = .binary(sign, left, right)
    }
    return left
  }

  private mutating func product() -> Formula? {
    guard var left = signed() else { return nil }
    while let sign = take("*/") {
      guard let right = signed() else { return nil }
      left = .binary(sign, left, right)
    }
    return left
  }

  private mutating func signed() -> Formula? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return nil }
    if take("-") != nil { return signed().map(Formula.negative) }
    if take("+") != nil { return signed() }
    return power()
  }

  private mutating func power() -> Formula? {
    guard let base = atom() else { return nil }
    guard let sign = take("^") else { return base }
    return signed().map { .binary(sign, base, $0) }
  }

  private mutating func atom() -> Formula? {
    guard let next = peek() else { return nil }
    if next.isNumber || next == "." { return number() }
    if next.isLetter { return nameOrCall() }
    if skip("(") {
      guard let inner = sum(), skip(")") else { return nil }
      return inner
    }
    return skip("[") ? condition() : nil
  }

  /// A number, perhaps with an exponent: `2`, `.5`, `3e-4`.
  private mutating func number() -> Formula? {
    var digits = String(rest.prefix { $0.isNumber || $0 == "." })
    rest.removeFirst(digits.count)
    if let exponent = rest.prefixMatch(of: #/[eE][-+]?[0-9]+/#)?.output {
      digits += exponent
      rest.removeFirst(exponent.count)
    }
    return Double(digits).map(Formula.number)
  }

  private mutating func nameOrCall() -> Formula? {
    let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    rest.removeFirst(name.count)
    guard skip("(") else { return .name(name) }
    var arguments: [Formula] = []
    repeat {
      guard let argument = sum() else { return nil }
      arguments.append(argument)
    } while skip(",")
    return skip(")") ? .call(name, arguments) : nil
  }

  private mutating func condition() -> Formula? {
    guard let left = sum(), peek() != nil else { return nil }
    let comparison = Formula.Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
    guard let comparison else { return nil }
    rest.removeFirst(comparison.rawValue.count)
    guard let right = sum(), skip("]") else { return nil }
    return .condition(comparison, left, right)
  }

  private mutating func peek() -> Character? {
    rest = rest.drop { $0 == " " }
    return rest.first
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard peek() == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func take(_ signs: String) -> Formula.Operator? {
    guard let next = peek(), signs.contains(next), let sign = Formula.Operator(rawValue: next) else {
      return nil
    }
    rest.removeFirst()
    return sign
  }
}
