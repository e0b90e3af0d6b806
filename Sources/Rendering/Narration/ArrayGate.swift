import Figures
import Numbers
import TraceModel

/// A gate that works on arrays at one step: what it read and made, and its formulas with the names of its nodes.
struct ArrayGate {
  let node: Node
  let gate: GateDescription
  let step: Int
  let teller: Narrator
  /// The values of all operands, the constants among them.
  let operands: [Tensor]
  let output: Tensor
  let name: String
  var format: NumberFormat { teller.format }
  var text: ArrayText { ArrayText(format: format) }
  var inputs: [Int] { node.inputs }

  /// The gate of a node; nil if all that it reads and makes are single numbers.
  init?(_ node: Node, at step: Int, teller: Narrator) {
    guard var gate = node.gate, teller.worksOnArrays(node) else { return nil }
    // One of the program's own may be called like a built-in gate, and is none.
    if gate.isOwn { gate.name = Self.own }
    (self.node, self.gate, self.step, self.teller) = (node, gate, step, teller)
    operands = node.operands.map { operand in
      switch operand {
      case .node(let id): teller.states.value(of: id, at: step) ?? Tensor(.nan)
      case .constant(let constant): constant.value
      }
    }
    output = teller.states.value(of: node.id, at: step) ?? Tensor(.nan)
    name = teller.labels.name(of: node.id)
  }

  private static let own = "own gate"

  /// Whether it works on each element by itself.
  var isElementwise: Bool { gate.rules.isEmpty && !gate.slopes.isEmpty }

  /// The value of an input that is a node.
  func value(ofInput input: Int) -> Tensor { operands[node.position(ofInput: input)] }

  /// The constant at a position, if it is one.
  func constant(at position: Int) -> Constant? {
    guard node.operands.indices.contains(position), case .constant(let constant) = node.operands[position]
    else {
      return nil
    }
    return constant
  }

  /// The axes that a gate works along; nil where it takes all elements together.
  var axes: [Int]? {
    guard
      ["sum", "mean", "largest", "smallest", "product", "softmax", "logsumexp", "norm"].contains(gate.name),
      let constant = constant(at: 1)?.value, let first = operands.first, first.shape.count > 1
    else { return nil }
    let axes = constant.elements.compactMap { Int(exactly: $0) }
    return axes.isEmpty ? nil : axes.map { $0 < 0 ? $0 + first.shape.count : $0 }
  }

  /// How the arrays of one axis stand in the numbers of this gate.
  var orientation: Grid.Orientation {
    let axes = operands.map(\.shape.count)
    switch gate.name {
    case "matmul": return axes.first == 1 && (axes.last ?? 0) > 1 ? .row : .column
    case "stack": return output.shape.count > 1 ? .row : .column
    case "sum", "mean", "largest", "smallest", "product", "norm", "logsumexp":
      return self.axes == [0] && axes.first == 2 ? .row : .column
    default: return isElementwise && output.shape.count > 1 ? .row : .column
    }
  }

  /// Whether a product of two vectors makes one number.
  var isDot: Bool { gate.name == "matmul" && operands.allSatisfy { $0.shape.count == 1 } }

  /// The formula of the value.
  var equation: Formula? {
    if ["stack", "concatenate"].contains(gate.name) {
      let parts = gate.name == "stack" ? operands.count : operands.count - 1
      let names = Narrator.variables.prefix(parts).map(Formula.name)
      return .call(gate.name, parts > 6 ? names[..<3] + [.name("…")] : names)
    }
    guard let formula = Formula(gate.equation)?.foldingConstants(of: node) else { return nil }
    if isDot, case .call("matmul", let factors) = formula { return .call("dot", factors) }
    return formula
  }

  /// The formula of what an input receives; `u` is the upstream gradient.
  func formula(ofInput input: Int) -> Formula? {
    if gate.isOwn {
      // It hands back one gradient for each input.
      let all = Formula.call("\(node.gate?.name ?? "").backward", [.name("u")])
      return inputs.count == 1 ? all : .call("index", [all])
    }
    let position = node.position(ofInput: input)
    if isElementwise {
      guard gate.slopes.indices.contains(position), let slope = Formula(gate.slopes[position]) else {
        return nil
      }
      // Equal inputs of max or min share the gradient, which no comparison says.
      let variable = Formula.name(Narrator.variables[position])
      let written = hasTies ? .call("share", [variable]) : slope.foldingConstants(of: node)
      return product(.name("u"), written, stretched: stretchedAxes(ofInput: input))
    }
    guard let rule = gate.rules.indices.contains(position) ? gate.rules[position] : gate.rules.last,
      let formula = Formula(rule)
    else { return nil }
    if isDot { return .binary(.multiply, .name("u"), .name(position == 0 ? "b" : "a")) }
    return formula.foldingConstants(of: node).replacing { name in
      name == "n" ? .number(Double(operands[0].elements.count / max(1, output.elements.count))) : nil
    }
  }

  /// Whether both inputs of a max or min are equal somewhere.
  private var hasTies: Bool {
    guard ["max", "min"].contains(gate.name), operands.count == 2,
      operands.allSatisfy({ $0.fits(output.shape) })
    else { return false }
    let values = operands.map { $0.stretched(to: output.shape) }
    return zip(values[0], values[1]).contains { $0 == $1 }
  }

  /// Upstream gradient times slope, summed where the input was stretched.
  func product(_ upstream: Formula, _ slope: Formula, stretched axes: [Int]?) -> Formula {
    let product: Formula =
      switch slope {
      case .number(1): upstream
      case .number(-1): .negative(upstream)
      default: .binary(.multiply, upstream, slope)
      }
    return axes == nil ? product : .call("sum", [product])
  }

  /// The axes of the output along which an input was stretched; empty where it was a single number, nil if it has the
  /// output's shape.
  func stretchedAxes(ofInput input: Int) -> [Int]? {
    let own = value(ofInput: input).shape
    guard isElementwise, own != output.shape, value(ofInput: input).fits(output.shape) else { return nil }
    if own.isEmpty { return [] }
    let missing = output.shape.count - own.count
    return output.shape.indices.filter { $0 < missing || (own[$0 - missing] == 1 && output.shape[$0] != 1) }
  }

  /// What functions of the gate's formulas are called.
  func functionNames(ofInput input: Int? = nil) -> [String: String] {
    var names: [String: String] = [:]
    if let axes { names["sum"] = "Σ axis \(axes.map(String.init).joined(separator: ", "))" }
    if let input, let axes = stretchedAxes(ofInput: input), !axes.isEmpty {
      names["sum"] = "Σ axis \(axes.map(String.init).joined(separator: ", "))"
    }
    switch gate.name {
    case "index": names["index"] = constant(at: 1)?.name ?? "[…]"
    case "assign": names["index"] = constant(at: 2)?.name ?? "[…]"
    case "stack": names["index"] = input.map { "[\(node.position(ofInput: $0))]" } ?? "[…]"
    case Self.own: names["index"] = input.map { "[\(node.position(ofInput: $0))]" } ?? "[…]"
    case "concatenate": names["index"] = "part"
    case "pad": names["index"] = "crop"
    default: break
    }
    return names
  }

  /// The texts of a formula with the names of the nodes.
  func words(upstream: GradientSymbol, input: Int? = nil) -> FormulaText {
    var shown = teller.names(of: node).keyed
    shown["y"] = name
    shown["u"] = upstream.text
    let arrays = zip(Narrator.variables, operands).filter { !$0.1.shape.isEmpty }.map(\.0)
    let made = output.shape.isEmpty ? [] : ["u", "y", "slopes"]
    return FormulaText(
      shown: shown, texShown: ["u": upstream.tex, "…": "\\ldots"], arrays: Set(arrays + made),
      functionNames: functionNames(ofInput: input))
  }

  /// The terms that stand for names in numbers.
  func terms(upstream: Tensor? = nil) -> [String: ArrayLine.Term] {
    var terms: [String: ArrayLine.Term] = [:]
    for (index, name) in Narrator.variables.enumerated() where operands.indices.contains(index) {
      terms[name] = term(constant(at: index)?.value.scalar.map { Tensor($0).shortText }, operands[index])
    }
    terms["y"] = term(nil, output)
    if let upstream { terms["u"] = term(nil, upstream) }
    return terms
  }

  private func term(_ short: String?, _ tensor: Tensor) -> ArrayLine.Term {
    if let short { return .text(short, tex: TeX.number(short)) }
    return text.term(tensor, orientation)
  }

  /// A line of an equation: a formula in numbers and its result, or, where that would be too much, the result alone.
  func line(_ formula: Formula?, _ terms: [String: ArrayLine.Term], _ words: FormulaText, result: Tensor)
    -> ArrayLine
  {
    let end = text.term(result, orientation, isResult: true)
    guard let formula, formula.simplified != .name("u"),
      let numbers = ArrayFormula(shown: terms, words: words).line(formula), numbers.grids <= 3
    else { return ArrayLine(terms: [end]) }
    return ArrayLine(terms: numbers + [.text(" = ", tex: "="), end])
  }
}

extension [ArrayLine.Term] {
  /// How many grids and shapes of arrays it has.
  fileprivate var grids: Int {
    count { term in
      switch term {
      case .grid: true
      case .text(let text, _): text.hasPrefix("(") && text.contains("×")
      case .space: false
      }
    }
  }
}

extension Narrator {
  /// Whether a gate reads or makes anything but single numbers, or has rules in place of slopes.
  func worksOnArrays(_ node: Node) -> Bool {
    guard let gate = node.gate else { return false }
    return !node.shape.isEmpty || !gate.rules.isEmpty
      || node.operands.contains { operand in
        switch operand {
        case .node(let id): !trace.node(id).shape.isEmpty
        case .constant(let constant): !constant.value.shape.isEmpty
        }
      }
  }
}
