import Rendering
import TraceModel

/// A number as a reader writes it: `-0.2`, `−0,20`, `(-1/5)`, `5*-0.04`, `3e-4`, `1 000`, `NaN`.
struct Answer: Equatable, Sendable {
  let value: Double
  /// How many decimals it was written with; nil for what was worked out and for a number with an exponent.
  let decimals: Int?
  /// How many digits it has, without zeros before the first other one.
  let digits: Int

  /// What a text may mean, the likeliest first: `1,500` is one and a half, or one thousand five hundred. None if it is no
  /// number.
  static func readings(of text: String) -> [Answer] {
    let plain = AnswerText.plain(text)
    if let number = AnswerText.named(plain) { return [Answer(number)] }
    return AnswerText.decimals(plain).compactMap { Answer(written: $0) }
  }

  /// The likeliest reading of a text; nil if it is no number.
  init?(_ text: String) {
    guard let answer = Self.readings(of: text).first else { return nil }
    self = answer
  }

  private init(_ value: Double) { (self.value, decimals, digits) = (value, nil, Int.max) }

  /// - Parameter text: A number or an expression of numbers, with points before decimals.
  private init?(written text: String) {
    guard AnswerText.isArithmetic(text),
      let number = Formula(text)?.evaluated(with: Formula.functions), number.isFinite
    else { return nil }
    value = number
    let bare = text.filter { $0 != " " && $0 != "(" && $0 != ")" }.drop { $0 == "-" || $0 == "+" }
    let mantissa = bare.prefix { $0.isNumber || $0 == "." }
    let exponent = bare.dropFirst(mantissa.count)
    guard exponent.isEmpty || exponent.first?.lowercased() == "e" else {
      (decimals, digits) = (nil, Int.max)
      return
    }
    digits = mantissa.filter(\.isNumber).drop { $0 == "0" }.count
    let fraction = mantissa.drop { $0 != "." }
    decimals = exponent.isEmpty ? max(0, fraction.count - 1) : nil
  }
}

/// The ways in which numbers are written, led back to one.
private enum AnswerText {
  private static let signs: [Character: String] = [
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "－": "-", "＋": "+",
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/", "∞": "inf",
    "½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)", "⚠": "",
    "，": ",", "．": ".", "（": "(", "）": ")",
  ]
  private static let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

  /// The text with the signs of a keyboard, and without a name before it: `x = −2` is `-2`.
  static func plain(_ text: String) -> String {
    let behind = text.split(omittingEmptySubsequences: false) { $0 == "=" || $0 == "≈" }.last ?? ""
    var plain = ""
    var isRaised = false
    for character in behind.trimmed {
      let power = power(character)
      if (power != nil) != isRaised { plain += isRaised ? ")" : "^(" }
      isRaised = power != nil
      plain += power ?? signs[character] ?? shown(character)
    }
    return (isRaised ? plain + ")" : plain).replacing("**", with: "^").trimmed
  }

  private static func power(_ character: Character) -> String? {
    character == "⁻" ? "-" : raised.firstIndex(of: character).map(String.init)
  }

  /// A blank of any kind as a blank, a digit of any script as one that keyboards have.
  private static func shown(_ character: Character) -> String {
    if character.isWhitespace { return " " }
    return character.wholeNumberValue.map(String.init) ?? String(character)
  }

  static func named(_ text: String) -> Double? {
    switch text.lowercased() {
    case "nan": .nan
    case "inf", "+inf", "infinity", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  /// The text with points before decimals and no marks between thousands, as it is likely to be meant.
  static func decimals(_ text: String) -> [String] {
    let text = text.replacing(#/(\d)[ '’_](?=\d{3}(?!\d))/#) { "\($0.output.1)" }
    guard let comma = text.lastIndex(of: ",") else { return [text] }
    let without = text.replacing(",", with: "")
    if let point = text.lastIndex(of: ".") {
      return [point > comma ? without : text.replacing(".", with: "").replacing(",", with: ".")]
    }
    let groups = text.matches(of: #/[1-9]\d{0,2}(,\d{3})+/#).reduce(0) { $0 + $1.output.0.count / 4 }
    let isGrouped = groups == text.count { $0 == "," } && !text.contains(#/,\d{3}\d/#)
    return [text.replacing(",", with: ".")] + (isGrouped ? [without] : [])
  }

  /// Whether a text has nothing but numbers, signs and parentheses, of which no two signs of numbers or of division stand
  /// in a row: `--2` and `1/2/3` are as likely mistyped as meant.
  static func isArithmetic(_ text: String) -> Bool {
    text.allSatisfy { $0.isASCII && ($0.isNumber || "+-*/^().eE ".contains($0)) }
      && text.firstMatch(of: #/[-+]\s*[-+]|\/[^-+*()]*\//#) == nil
  }
}
