import Numbers

/// What can be formatted: the plain values of the language.
enum Formattable: Equatable {
  case integer(Int)
  case float(Double)
  case text(String)
}

/// What is wrong with a format.
enum FormatProblem: Error, Equatable {
  case noPrecision(String)
  case noFormat(String)
  case tooWide(String)
  /// The type `c`, a character by its number.
  case character
  case typeOfText(Character?)
  case typeOfNumber(Character)
  case endsAfterPercent
  case singleBrace(Character)
  case fieldWithoutValue(String)
  /// A format and a value that has none.
  case unfitting(String, ValueKind)
  /// A format of `%` for numbers, and another value.
  case needsNumber(Character, ValueKind)
}

/// Python's format specification, `[[fill]align][sign][#][0][width][,][.precision][type]`.
struct FormatSpecification: Equatable {
  static let widest = 1000

  var fill: Character = " "
  var alignment: Character?
  var sign: Character = "-"
  var isAlternate = false
  var width = 0
  var grouping: Character?
  var precision: Int?
  var type: Character?

  init() {}

  init(_ text: String) throws(FormatProblem) {
    var rest = text[...]
    let alignments = "<>=^"
    if let second = rest.dropFirst().first, alignments.contains(second), let first = rest.first {
      (fill, alignment) = (first, second)
      rest = rest.dropFirst(2)
    } else if let first = rest.first, alignments.contains(first) {
      alignment = first
      rest = rest.dropFirst()
    }
    if let first = rest.first, "+- ".contains(first) {
      sign = first
      rest = rest.dropFirst()
    }
    if rest.first == "#" {
      isAlternate = true
      rest = rest.dropFirst()
    }
    if rest.first == "0" {
      if alignment == nil { (fill, alignment) = ("0", "=") }
      rest = rest.dropFirst()
    }
    width = try Self.number(&rest, in: text) ?? 0
    if let first = rest.first, first == "," || first == "_" {
      grouping = first
      rest = rest.dropFirst()
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      precision = try Self.number(&rest, in: text)
      if precision == nil { throw FormatProblem.noPrecision(text) }
    }
    type = rest.first
    if rest.count > 1 { throw FormatProblem.noFormat(text) }
  }

  private static func number(_ rest: inout Substring, in text: String) throws(FormatProblem) -> Int? {
    let digits = rest.prefix { $0 >= "0" && $0 <= "9" }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    guard let value = Int(digits), value <= widest else {
      throw FormatProblem.tooWide(text)
    }
    return value
  }
}

extension FormatSpecification {
  /// The value in this format, as Python's `format` gives it.
  func format(_ value: Formattable) throws(FormatProblem) -> String {
    switch value {
    case .text(let text): return try formatted(text)
    case .integer(let number):
      switch type {
      case nil, "d": return pad(sign(of: number < 0), grouped(String(number.magnitude)), "")
      case "x", "X", "o", "b": return inRadix(number)
      case "c": throw FormatProblem.character
      default: return try formatted(Double(number))
      }
    case .float(let number): return try formatted(number)
    }
  }

  private func formatted(_ text: String) throws(FormatProblem) -> String {
    guard type == nil || type == "s" else {
      throw FormatProblem.typeOfText(type)
    }
    let shown = precision.map { String(text.prefix($0)) } ?? text
    return aligned("", shown, alignment == "=" ? "<" : alignment ?? "<")
  }

  private func inRadix(_ number: Int) -> String {
    let radix = type == "o" ? 8 : type == "b" ? 2 : 16
    let digits = String(number.magnitude, radix: radix, uppercase: type == "X")
    let prefix = isAlternate ? "0" + (type.map(String.init) ?? "") : ""
    return aligned(sign(of: number < 0) + prefix, digits, alignment ?? ">")
  }

  private func formatted(_ number: Double) throws(FormatProblem) -> String {
    let isNegative = number.sign == .minus && !number.isNaN
    var text = try digits(of: number.magnitude)
    if let type, "EFG".contains(type) { text = text.uppercased() }
    return pad(sign(of: isNegative), grouped(text), type == "%" ? "%" : "")
  }

  private func digits(of magnitude: Double) throws(FormatProblem) -> String {
    let decimals = precision ?? 6
    switch type {
    case _ where !magnitude.isFinite: return NumberText.notFinite(magnitude)
    case "f", "F": return NumberText.fixed(magnitude, decimals: decimals)
    case "e", "E": return NumberText.exponential(magnitude, decimals: decimals)
    case "g", "G": return NumberText.general(magnitude, digits: decimals, keepsZeros: isAlternate)
    case "%":
      let hundredfold = magnitude * 100
      return hundredfold.isFinite ? NumberText.fixed(hundredfold, decimals: decimals) : "inf"
    case nil: return untyped(magnitude)
    case let type?:
      throw FormatProblem.typeOfNumber(type)
    }
  }

  /// Without a type: like `repr`, or like `g` but with a digit after the point.
  private func untyped(_ magnitude: Double) -> String {
    guard let precision else { return NumberText.shortest(magnitude) }
    return NumberText.general(magnitude, digits: precision, keepsZeros: false, isPointed: true)
  }

  private func sign(of isNegative: Bool) -> String {
    isNegative ? "-" : sign == "-" ? "" : String(sign)
  }

  /// Sets the thousands apart.
  private func grouped(_ text: String) -> String {
    guard let grouping else { return text }
    let whole = text.prefix { $0 >= "0" && $0 <= "9" }
    var result = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0, (whole.count - offset) % 3 == 0 { result.append(grouping) }
      result.append(digit)
    }
    return result + text.dropFirst(whole.count)
  }

  private func pad(_ sign: String, _ digits: String, _ suffix: String) -> String {
    aligned(sign, digits + suffix, alignment ?? ">")
  }

  private func aligned(_ sign: String, _ text: String, _ alignment: Character) -> String {
    // Python counts code points.
    let missing = max(0, width - sign.unicodeScalars.count - text.unicodeScalars.count)
    let padding = String(repeating: fill, count: missing)
    switch alignment {
    case "<": return sign + text + padding
    case "=": return sign + padding + text
    case "^":
      let half = String(repeating: fill, count: missing / 2)
      return half + sign + text + String(repeating: fill, count: missing - missing / 2)
    default: return padding + sign + text
    }
  }
}
