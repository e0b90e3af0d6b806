import TraceModel

/// What an input of an array gate receives, in the few characters that a figure has room for: `q̄ xᵀ`.
struct RuleText {
  /// What stands for `a`, `b`, … `y` and `u`.
  let shown: [String: String]

  private enum Rank: Int, Comparable {
    case sum = 1
    case product
    case matrixProduct
    case atom
    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  /// The rule in plain characters: products of elements are `⊙`, those of matrices stand side by side.
  func text(_ formula: Formula) -> String { ranked(formula).text }

  private func ranked(_ formula: Formula) -> (text: String, rank: Rank) {
    switch formula {
    case .number(let number): return (Labels.short(Tensor(number)), .atom)
    case .name(let name): return (shown[name] ?? name, .atom)
    case .negative(let inner): return ("−" + wrap(ranked(inner), below: .product), .sum)
    case .binary(let sign, let left, let right): return ranked(sign, ranked(left), ranked(right))
    case .call(let function, let arguments): return call(function, arguments.map(ranked))
    case .condition(let comparison, let left, let right):
      return ("[\(text(left)) \(comparison.rawValue) \(text(right))]", .atom)
    }
  }

  private typealias Part = (text: String, rank: Rank)

  private func ranked(_ sign: Formula.Operator, _ left: Part, _ right: Part) -> (text: String, rank: Rank) {
    switch sign {
    case .add: ("\(left.text) + \(wrap(right, below: .product))", .sum)
    case .subtract: ("\(left.text) − \(wrap(right, below: .product))", .sum)
    case .multiply: ("\(wrap(left, below: .product)) ⊙ \(wrap(right, below: .product))", .product)
    case .divide: ("\(wrap(left, below: .product)) / \(wrap(right, below: .atom))", .product)
    case .power: ("\(wrap(left, below: .atom))^\(wrap(right, below: .atom))", .atom)
    }
  }

  private func call(_ function: String, _ arguments: [Part]) -> (text: String, rank: Rank) {
    switch (function, arguments.count) {
    case ("matmul", 2):
      (
        "\(wrap(arguments[0], below: .matrixProduct)) \(wrap(arguments[1], below: .matrixProduct))",
        .matrixProduct
      )
    case ("transpose", 1): (wrap(arguments[0], below: .atom) + "ᵀ", .atom)
    case ("sum", 1): ("Σ " + wrap(arguments[0], below: .atom), .product)
    case ("conv2d", 2), ("correlate", 2):
      (arguments.map { wrap($0, below: .atom) }.joined(separator: " ✱ "), .product)
    case ("flip", 1): ("flip " + wrap(arguments[0], below: .atom), .matrixProduct)
    case (_, 1) where !["exp", "log", "softmax", "tanh", "sigmoid", "sqrt"].contains(function):
      ("\(function) \(wrap(arguments[0], below: .atom))", .product)
    default: ("\(function)(\(arguments.map(\.text).joined(separator: ", ")))", .atom)
    }
  }

  private func wrap(_ part: Part, below rank: Rank) -> String {
    part.rank < rank ? "(\(part.text))" : part.text
  }

  /// A name with a bar: the upstream gradient of what has that name. Subscripts and what follows a dot have none.
  static func barred(_ name: String) -> String {
    let letters = name.count { $0.isLetter }
    let bar = letters > 1 ? "\u{305}" : "\u{304}"
    return name.reduce("") { barred, character in
      let isBase = letters > 0 ? character.isLetter : character.isNumber && character.isASCII
      return barred + String(character) + (isBase ? bar : "")
    }
  }
}

extension Labels {
  /// The rule by which an input of a gate receives its gradient, with the names of the wires; nil if the gate has none.
  func rule(of input: Int, at node: Node) -> String? {
    let position = node.position(ofInput: input)
    guard let gate = node.gate,
      let rule = gate.rules.indices.contains(position) ? gate.rules[position] : gate.rules.last,
      let formula = Formula(rule)
    else { return nil }
    return RuleText(shown: names(around: node)).text(formula)
  }

  /// What stands for the letters of a gate's formulas.
  func names(around node: Node) -> [String: String] {
    let name = name(of: node.id)
    var shown = ["y": name, "u": RuleText.barred(name)]
    for (operand, letter) in zip(node.operands, "abcdefghijklmnopqrst") {
      switch operand {
      case .node(let id): shown[String(letter)] = self.name(of: id)
      case .constant(let constant): shown[String(letter)] = constant.name ?? Self.short(constant.value)
      }
    }
    return shown
  }
}
