import Numbers
import TraceModel

extension Formula {
  /// The functions that formulas of gates use, to see whether the numbers shown give the result shown.
  package static let functions: [String: @Sendable ([Double]) -> Double] = [
    "exp": { Elementary.exp($0[0]) }, "log": { Elementary.log($0[0]) },
    "sqrt": { $0[0].squareRoot() }, "sin": { Elementary.sin($0[0]) }, "cos": { Elementary.cos($0[0]) },
    "tanh": { Elementary.tanh($0[0]) }, "abs": { $0[0].magnitude }, "floor": { $0[0].rounded(.down) },
    "sign": { $0[0] > 0 ? 1 : $0[0] < 0 ? -1 : 0 }, "max": { max($0[0], $0[1]) },
    "min": { min($0[0], $0[1]) }, "^": { Elementary.power($0[0], $0[1]) },
  ]
}

/// A formula whose names are texts to be shown: what a reader sees in words or as TeX.
struct FormulaText {
  /// What stands for the names `a`, `b` and `y`: a name or a number, already in its final form.
  var shown: [String: String]
  /// What stands for names in TeX that is no name itself: the partial derivative that `u` is.
  var texShown: [String: String] = [:]
  /// The names that stand for arrays: two of them are multiplied element by element.
  var arrays: Set<String> = []
  /// What functions are called where their gate keeps something inside: `[0, 1:3]` for `index`.
  var functionNames: [String: String] = [:]

  enum Rank: Int, Comparable {
    case sum = 1
    case product
    case sign
    case power
    case atom
    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  /// The formula in plain characters: `1 / (1 + exp(−1.00))`.
  func plain(_ formula: Formula) -> String { ranked(formula.simplified).text }

  /// The formula in TeX, without the dollar signs.
  func tex(_ formula: Formula) -> String { rankedTeX(formula.simplified).text }

  /// The formula in TeX, in parentheses where it is no single factor.
  func texFactor(_ formula: Formula) -> String {
    wrapTeX(rankedTeX(formula.simplified), below: .product, signToo: true)
  }

  func ranked(_ formula: Formula) -> (text: String, rank: Rank) {
    switch formula {
    case .number(let number):
      let text = Labels.short(Tensor(number))
      return (text, text.hasPrefix("−") ? .sign : .atom)
    case .name(let name):
      let text = shown[name] ?? name
      // A derivative is a quotient: what stands behind it is not only about what is below.
      return (text, text.hasPrefix("−") ? .sign : text.hasPrefix("∂") ? .product : .atom)
    case .negative(let inner): return ("−" + wrap(ranked(inner), below: .product, signToo: true), .sign)
    case .binary(let sign, let left, let right): return ranked(sign, left, right)
    case .call(let function, let arguments):
      if let call = arrayCall(function, arguments) { return call }
      let list = arguments.map { ranked($0).text }.joined(separator: ", ")
      return (function == "abs" ? "|\(list)|" : "\(function)(\(list))", .atom)
    case .condition(let comparison, let left, let right):
      return ("[\(ranked(left).text) \(comparison.plain) \(ranked(right).text)]", .atom)
    case .list(let items): return ("[\(items.map { ranked($0).text }.joined(separator: ", "))]", .atom)
    case .text(let text): return (text, .atom)
    case .binding(_, _, let rest): return ranked(rest)
    }
  }

  private func ranked(_ sign: Formula.Operator, _ left: Formula, _ right: Formula) -> (String, Rank) {
    let (a, b) = (ranked(left), ranked(right))
    switch sign {
    case .add: return ("\(a.text) + \(wrap(b, below: .sum, signToo: true))", .sum)
    case .subtract: return ("\(a.text) − \(wrap(b, below: .product, signToo: true))", .sum)
    case .multiply:
      let cross = isElementwise(left, right) ? "⊙" : "×"
      return ("\(wrap(a, below: .product)) \(cross) \(wrap(b, below: .product))", .product)
    case .divide: return ("\(wrap(a, below: .product))/\(wrap(b, below: .power, signToo: true))", .product)
    case .power:
      let base = wrap(a, below: .atom)
      if case .number(let number) = right, let whole = Int(exactly: number) {
        return (base + ScriptDigits.superscript(whole), .power)
      }
      return ("\(base)^\(wrap(b, below: .atom))", .power)
    }
  }

  func wrap(_ part: (text: String, rank: Rank), below rank: Rank, signToo: Bool = false) -> String {
    part.rank < rank || (signToo && part.rank == .sign) ? "(\(part.text))" : part.text
  }

  func rankedTeX(_ formula: Formula) -> (text: String, rank: Rank) {
    switch formula {
    case .number(let number):
      let text = TeX.number(Labels.short(Tensor(number)))
      return (text, text.hasPrefix("-") ? .sign : text.contains("\\cdot") ? .product : .atom)
    case .name(let name): return (texShown[name] ?? TeX.name(shown[name] ?? name), .atom)
    case .negative(let inner): return ("-" + wrapTeX(rankedTeX(inner), below: .product, signToo: true), .sign)
    case .binary(let sign, let left, let right): return rankedTeX(sign, left, right)
    case .call(let function, let arguments):
      return arrayCallTeX(function, arguments) ?? (tex(function, arguments), .atom)
    case .condition(let comparison, let left, let right):
      return ("[\(rankedTeX(left).text) \(comparison.tex) \(rankedTeX(right).text)]", .atom)
    case .list(let items): return ("[\(items.map { rankedTeX($0).text }.joined(separator: ", "))]", .atom)
    case .text(let text): return (TeX.name(text), .atom)
    case .binding(_, _, let rest): return rankedTeX(rest)
    }
  }

  private func tex(_ function: String, _ arguments: [Formula]) -> String {
    let list = arguments.map { rankedTeX($0).text }.joined(separator: ", ")
    switch function {
    case "exp": return "e^{\(list)}"
    case "sqrt": return "\\sqrt{\(list)}"
    case "abs": return "\\lvert \(list)\\rvert"
    case "floor": return "\\lfloor \(list)\\rfloor"
    case "log": return "\\ln(\(list))"
    case "sign": return "\\mathrm{sign}(\(list))"
    default: return "\\\(function)(\(list))"
    }
  }

  private func rankedTeX(_ sign: Formula.Operator, _ left: Formula, _ right: Formula) -> (String, Rank) {
    let (a, b) = (rankedTeX(left), rankedTeX(right))
    switch sign {
    case .add: return ("\(a.text) + \(wrapTeX(b, below: .sum, signToo: true))", .sum)
    case .subtract: return ("\(a.text) - \(wrapTeX(b, below: .product, signToo: true))", .sum)
    case .multiply:
      let dot = isElementwise(left, right) ? "\\odot" : "\\cdot"
      return (
        "\(wrapTeX(a, below: .product)) \(dot) \(wrapTeX(b, below: .product, signToo: true))", .product
      )
    case .divide: return ("\\frac{\(a.text)}{\(b.text)}", .atom)
    case .power: return ("\(wrapTeX(a, below: .atom))^{\(b.text)}", .power)
    }
  }

  func wrapTeX(_ part: (text: String, rank: Rank), below rank: Rank, signToo: Bool = false) -> String {
    part.rank < rank || (signToo && part.rank == .sign) ? "\\left(\(part.text)\\right)" : part.text
  }
}

extension Formula.Comparison {
  var plain: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .equal: "="
    case .unequal: "≠"
    }
  }

  var tex: String {
    switch self {
    case .less: "\\lt"
    case .lessOrEqual: "\\le"
    case .greater: "\\gt"
    case .greaterOrEqual: "\\ge"
    case .equal: "="
    case .unequal: "\\ne"
    }
  }
}

/// Text for formulas between dollar signs.
///
/// Code hosts read Markdown before they read TeX: a backslash before a punctuation mark is lost, and a mark of
/// Markdown's own may become markup. So no macro is written that is a backslash and a mark, such as `\\`, `\,` or `\{`;
/// `\_` in text is, since it is an underscore with its backslash or without. Nor are macros that hosts refuse.
enum TeX {
  /// A node's name: `w0` as *w₀*, longer names upright, `⟨8⟩` in angle brackets.
  static func name(_ text: String) -> String {
    if text.hasPrefix("⟨") { return "\\langle \(text.dropFirst().dropLast())\\rangle" }
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let rest = text.dropFirst(letters.count)
    let index = rest.map { $0.wholeNumberValue.map(String.init) ?? "?" }.joined()
    if letters.count == 1, !index.contains("?") {
      return index.isEmpty ? String(letters) : "\(letters)_{\(index)}"
    }
    return code(text)
  }

  /// A function's name, upright.
  static func function(_ name: String) -> String {
    name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
      ? "\\mathrm{\(name)}" : code(name)
  }

  /// Text of the program, such as a name or an index.
  static func code(_ text: String) -> String { "\\text{\(text.map(shown).joined())}" }

  /// A character between the braces of `\text`: a sign that means something there is written as a macro outside, or as
  /// one that looks the same.
  private static func shown(_ character: Character) -> String {
    switch character {
    case "\\": "}\\backslash\\text{"
    case "{": "}\\lbrace\\text{"
    case "}": "}\\rbrace\\text{"
    case "<": "}\\lt\\text{"
    case ">": "}\\gt\\text{"
    case "_": "\\_"
    case "$": "\u{FE69}"
    case "%": "\u{FE6A}"
    case "&": "\u{FE60}"
    case "#": "\u{FE5F}"
    case "*": "\u{2217}"
    case "^": "\u{02C6}"
    case "~": "\u{02DC}"
    case "`": "'"
    case _ where character.isNewline: " "
    default: String(character)
    }
  }
}
