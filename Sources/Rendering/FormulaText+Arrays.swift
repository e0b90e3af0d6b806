import Numbers
import TraceModel

/// The functions of the rules by which gates of arrays pass gradients on.
extension FormulaText {
  /// Functions whose value has fewer elements than what they are given.
  private static let reductions: Set = ["sum", "mean", "norm", "logsumexp", "largest", "smallest", "dot"]
  /// What functions are called outside of formulas.
  private static let words = ["product": "Π", "largest": "max", "smallest": "min", "max_pool2d": "pool"]

  /// Whether both sides of a product are arrays, as far as the formula tells.
  func isElementwise(_ left: Formula, _ right: Formula) -> Bool { isArray(left) && isArray(right) }

  private func isArray(_ formula: Formula) -> Bool {
    switch formula {
    case .number, .text: false
    case .list: true
    case .binding(_, _, let rest): isArray(rest)
    case .name(let name): arrays.contains(name)
    case .negative(let inner): isArray(inner)
    case .binary(_, let left, let right), .condition(_, let left, let right): isArray(left) || isArray(right)
    case .call(let function, let arguments):
      !Self.reductions.contains(function) && arguments.contains(where: isArray)
    }
  }

  /// A call in plain characters: `W x`, `q̄ xᵀ`, `Σ x`; nil for a function of numbers.
  func arrayCall(_ function: String, _ arguments: [Formula]) -> (text: String, rank: Rank)? {
    let parts = arguments.map(ranked)
    switch (function, parts.count) {
    case ("matmul", 2):
      let factors = parts.map { wrap($0, below: .product, signToo: true) }
      let areShort = factors.allSatisfy { $0.count <= 2 && !$0.contains("[") }
      return (factors.joined(separator: areShort ? "" : " "), .product)
    case ("dot", 2): return (infix("·", parts), .product)
    case ("outer", 2): return (infix("⊗", parts), .product)
    case ("conv2d", 2): return (infix("✱", parts), .product)
    case ("transpose", 1): return (wrap(parts[0], below: .atom) + "ᵀ", .power)
    case ("norm", 1): return ("‖\(parts[0].text)‖", .atom)
    case ("sum", 1):
      return ("\(functionNames["sum"] ?? "Σ") \(wrap(parts[0], below: .product, signToo: true))", .product)
    case ("index", 1):
      let name = functionNames["index"] ?? "[…]"
      return name.hasPrefix("[")
        ? (wrap(parts[0], below: .atom) + name, .atom) : ("\(name)(\(parts[0].text))", .atom)
    case ("stack", _): return ("[\(parts.map(\.text).joined(separator: ", "))]", .atom)
    default:
      guard let name = functionNames[function] ?? Self.words[function] else { return nil }
      return ("\(name)(\(parts.map(\.text).joined(separator: ", ")))", .atom)
    }
  }

  private func infix(_ sign: String, _ parts: [(text: String, rank: Rank)]) -> String {
    parts.map { wrap($0, below: .power, signToo: true) }.joined(separator: " \(sign) ")
  }

  /// A call in TeX; nil for a function of numbers that TeX knows.
  func arrayCallTeX(_ function: String, _ arguments: [Formula]) -> (text: String, rank: Rank)? {
    let parts = arguments.map(rankedTeX)
    let list = parts.map(\.text).joined(separator: ", ")
    switch (function, parts.count) {
    case ("matmul", 2):
      return (
        parts.map { wrapTeX($0, below: .product, signToo: true) }.joined(separator: " \\thinspace "), .product
      )
    case ("dot", 2): return (infixTeX("\\cdot", parts), .product)
    case ("outer", 2): return (infixTeX("\\otimes", parts), .product)
    case ("conv2d", 2): return (infixTeX("\\ast", parts), .product)
    case ("transpose", 1): return (baseTeX(parts[0]) + "^{\\top}", .power)
    case ("norm", 1): return ("\\lVert \(list)\\rVert", .atom)
    case ("sum", 1):
      let axis = functionNames["sum"].map { "_{\(TeX.code($0.replacing("Σ ", with: "")))}" } ?? ""
      return ("\\sum\(axis) \(wrapTeX(parts[0], below: .product, signToo: true))", .product)
    case ("product", 1): return ("\\prod \(wrapTeX(parts[0], below: .product, signToo: true))", .product)
    case ("largest", 1), ("smallest", 1):
      return ("\\\(function == "largest" ? "max" : "min")\\left(\(list)\\right)", .atom)
    case ("index", 1):
      let name = functionNames["index"] ?? "[…]"
      return name.hasPrefix("[")
        ? (baseTeX(parts[0]) + TeX.code(name), .atom) : ("\(TeX.code(name))\\left(\(list)\\right)", .atom)
    case ("stack", _): return ("\\left[\(list)\\right]", .atom)
    default:
      if Self.texKnows(function) { return nil }
      let name = functionNames[function] ?? Self.words[function] ?? function
      return ("\(TeX.function(name))\\left(\(list)\\right)", .atom)
    }
  }

  /// Whether TeX or ``FormulaText`` has a form of its own for a function.
  private static func texKnows(_ function: String) -> Bool {
    Formula.functions[function] != nil
  }

  private func infixTeX(_ sign: String, _ parts: [(text: String, rank: Rank)]) -> String {
    parts.map { wrapTeX($0, below: .power, signToo: true) }.joined(separator: " \(sign) ")
  }

  /// What something stands above or behind; a fraction needs parentheses there.
  private func baseTeX(_ part: (text: String, rank: Rank)) -> String {
    part.text.hasPrefix("\\frac") ? "\\left(\(part.text)\\right)" : wrapTeX(part, below: .atom)
  }
}

/// A formula with arrays in the place of its names, as a line of grids.
struct ArrayFormula {
  let shown: [String: ArrayLine.Term]
  /// Names and functions as ``FormulaText`` has them.
  let words: FormulaText

  private typealias Part = (terms: [ArrayLine.Term], rank: FormulaText.Rank)

  /// The formula in numbers; nil if something in it cannot be shown so.
  func line(_ formula: Formula) -> [ArrayLine.Term]? { ranked(formula.simplified)?.terms }

  private func ranked(_ formula: Formula) -> Part? {
    switch formula {
    case .number(let number):
      let text = Labels.short(Tensor(number))
      return ([.text(text, tex: TeX.number(text))], text.hasPrefix("−") ? .sign : .atom)
    case .name(let name):
      guard let term = shown[name] else { return nil }
      if case .text(let text, _) = term, text.hasPrefix("−") { return ([term], .sign) }
      return ([term], .atom)
    case .negative(let inner):
      return ranked(inner).map { ([sign("−", "-")] + wrap($0, below: .product), .sign) }
    case .binary(let sign, let left, let right): return ranked(sign, left, right)
    case .call(let function, let arguments): return ranked(function, arguments)
    case .condition(let comparison, let left, let right):
      guard let a = ranked(left), let b = ranked(right) else { return nil }
      return (
        [sign("[", "\\left[")] + a.terms + [sign(" \(comparison.plain) ", comparison.tex)] + b.terms
          + [sign("]", "\\right]")], .atom
      )
    case .list, .text, .binding: return nil
    }
  }

  private func ranked(_ operation: Formula.Operator, _ left: Formula, _ right: Formula) -> Part? {
    guard let a = ranked(left), let b = ranked(right) else { return nil }
    switch operation {
    case .add: return (a.terms + [sign(" + ", "+")] + wrap(b, below: .sum, signToo: true), .sum)
    case .subtract: return (a.terms + [sign(" − ", "-")] + wrap(b, below: .product, signToo: true), .sum)
    case .multiply:
      let isElementwise = words.isElementwise(left, right)
      let cross = isElementwise ? sign(" ⊙ ", "\\odot") : sign(" × ", "\\times")
      return (wrap(a, below: .product) + [cross] + wrap(b, below: .product, signToo: true), .product)
    case .divide:
      return (
        wrap(a, below: .product) + [sign(" / ", "/")] + wrap(b, below: .power, signToo: true), .product
      )
    case .power:
      guard case .number(let number) = right, let whole = Int(exactly: number) else { return nil }
      return (wrap(a, below: .atom) + [sign(ScriptDigits.superscript(whole), "^{\(whole)}")], .power)
    }
  }

  private func ranked(_ function: String, _ arguments: [Formula]) -> Part? {
    let parts = arguments.compactMap(ranked)
    guard parts.count == arguments.count, let first = parts.first else { return nil }
    switch (function, parts.count) {
    case ("matmul", 2):
      return (wrap(first, below: .product) + [.space] + wrap(parts[1], below: .product), .product)
    case ("dot", 2), ("outer", 2), ("conv2d", 2):
      let signs = ["dot": ("·", "\\cdot"), "outer": ("⊗", "\\otimes")][function] ?? ("✱", "\\ast")
      return (
        wrap(first, below: .product, signToo: true) + [sign(" \(signs.0) ", signs.1)]
          + wrap(parts[1], below: .product, signToo: true), .product
      )
    case ("transpose", 1): return transposed(first)
    case ("norm", 1):
      return ([sign("‖", "\\left\\lVert")] + first.terms + [sign("‖", "\\right\\rVert")], .atom)
    case ("sum", 1):
      let name = words.functionNames["sum"].map { $0.replacing("Σ ", with: "") }
      let sum = sign(name.map { "Σ \($0) " } ?? "Σ ", "\\sum" + (name.map { "_{\(TeX.code($0))}" } ?? ""))
      return ([sum] + wrap(first, below: .product, signToo: true), .product)
    case ("index", 1):
      let name = words.functionNames["index"] ?? "[…]"
      return name.hasPrefix("[") ? (first.terms + [sign(name, TeX.code(name))], .atom) : nil
    case ("stack", _), ("reshape", _): return nil
    default:
      let name = words.arrayCall(function, [])?.text.dropLast(2).description ?? function
      let list = parts.map(\.terms).joined(separator: [sign(", ", ",")])
      let known = [
        "exp": "exp", "log": "ln", "sin": "sin", "cos": "cos", "tanh": "tanh", "max": "max", "min": "min",
      ]
      let tex = known[name].map { "\\\($0)" } ?? TeX.function(name)
      return ([sign("\(name)(", "\(tex)\\left(")] + list + [sign(")", "\\right)")], .atom)
    }
  }

  private func transposed(_ part: Part) -> Part? {
    if part.terms.count == 1, case .grid(let grid) = part.terms[0] {
      return ([.grid(grid.transposed)], .atom)
    }
    return (wrap(part, below: .atom) + [sign("ᵀ", "^{\\top}")], .power)
  }

  private func sign(_ text: String, _ tex: String) -> ArrayLine.Term { .text(text, tex: tex) }

  private func wrap(_ part: Part, below rank: FormulaText.Rank, signToo: Bool = false) -> [ArrayLine.Term] {
    guard part.rank < rank || (signToo && part.rank == .sign) else { return part.terms }
    return [sign("(", "\\left(")] + part.terms + [sign(")", "\\right)")]
  }
}
