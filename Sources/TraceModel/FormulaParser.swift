/// Reads the notation of ``Formula`` by precedence: names of its own, sum, product, sign, power.
struct FormulaParser {
  /// How deeply a formula may nest, so that one from a hostile file can't exhaust the stack.
  private static let deepest = 50
  /// A formula of more characters than this is none: operators in a row nest as well.
  static let longest = 1000

  private var rest: Substring
  private var depth = 0

  init(_ text: String) { rest = text[...] }

  mutating func parse() -> Formula? {
    guard rest.utf8.count <= Self.longest, let formula = bindings(), peek() == nil else { return nil }
    return formula
  }

  /// `name = formula; …` any number of times, and a formula.
  private mutating func bindings() -> Formula? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, let first = sum() else { return nil }
    guard case .name(let name) = first, peek() == "=", skip("=") else { return first }
    guard let value = sum(), skip(";"), let rest = bindings() else { return nil }
    return .binding(name, value, in: rest)
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
    if skip("'") { return text() }
    return skip("[") ? conditionOrList() : nil
  }

  private mutating func text() -> Formula? {
    let text = String(rest.prefix { $0 != "'" })
    rest.removeFirst(text.count)
    return skip("'") ? .text(text) : nil
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

  private mutating func conditionOrList() -> Formula? {
    if skip("]") { return .list([]) }
    guard let left = sum() else { return nil }
    let comparison = peek() == nil ? nil : Formula.Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
    guard let comparison else { return list(from: left) }
    rest.removeFirst(comparison.rawValue.count)
    guard let right = sum(), skip("]") else { return nil }
    return .condition(comparison, left, right)
  }

  private mutating func list(from first: Formula) -> Formula? {
    var items = [first]
    while skip(",") {
      guard let item = sum() else { return nil }
      items.append(item)
    }
    return skip("]") ? .list(items) : nil
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
