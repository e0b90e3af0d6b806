import Numbers
import TraceModel

extension Narrator {
  /// A gate that works on arrays, backward: for each input its rule, and what that means.
  func backward(_ move: Move, _ gate: ArrayGate) -> Account {
    let step = move.steps.lowerBound
    let backwards = trace.backwards(ofStep: step)
    let shares = backwards.map { ArrayShare($0, of: gate) }
    var account = Account(
      steps: move.steps, title: .stepBackward(gate: labels.symbol(of: gate.node.id)),
      equations: shares.map { $0.equation(isOnly: shares.count == 1) }, sentences: [])
    account.equations += sums(of: gate.inputs, at: step)
    if !backwards.isEmpty {
      account.sentences.append(ownBackward(gate.node) ?? .ofArrays(gate.pattern(backwards)))
    }
    account.sentences += gate.inputs.indices.compactMap { gate.summed(input: $0) }
    let differing = shares.map(\.differing).reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    if differing.0 > 0 {
      account.sentences.append(.ofArrays(.rounded(differing: differing.0, of: differing.1)))
    }
    account.sentences += haste(of: gate.node.id, at: step)
    account.sentences += forks(gate.inputs, at: step) + carried(to: gate.inputs, at: step)
    return account
  }

  /// Whether a bar stands above the name of a node also in text.
  func takesBar(_ node: Int) -> Bool { GradientSymbol.takesBar(labels.name(of: node)) }
}

/// One input's share of a backward step of a gate that works on arrays.
struct ArrayShare {
  private let symbols: String
  private let plain: String
  private let target: String
  private let line: ArrayLine
  private let result: String
  /// How many of the results are not what the rounded numbers give, and of how many that were looked at.
  let differing: (Int, Int)

  init(_ backward: Backward, of gate: ArrayGate) {
    let teller = gate.teller
    target = teller.labels.name(of: backward.to)
    let formula = gate.formula(ofInput: backward.input)
    let words = gate.words(
      upstream: teller.gradient(of: gate.node.id, at: gate.step), input: backward.input)
    let isSum = teller.addsUp(backward.to, at: gate.step)
    let symbol = teller.target(backward.to, at: gate.step)
    symbols = "\(symbol.tex) \(isSum ? "\\mathrel{+}=" : "=") \(formula.map(words.tex) ?? "\\ldots")"
    plain = "\(symbol.text) \(isSum ? "+=" : "=") \(formula.map(words.plain) ?? "…")"
    result = gate.text.compact(backward.downstream)
    let numbers = Self.numbers(backward, gate, formula)
    line = gate.line(numbers.formula, numbers.terms, words, result: backward.downstream)
    let computed = line.terms.count > 1 ? Self.shownResult(backward, gate) : nil
    let sentences = teller.rounded(backward.downstream, computed)
    if case .ofArrays(.rounded(let differing, let count))? = sentences.first {
      self.differing = (differing, count)
    } else {
      differing = (0, computed?.elements.count ?? 0)
    }
  }

  func equation(isOnly: Bool) -> Equation {
    var equation = Equation(symbols: symbols, result: result)
    equation.target = isOnly ? nil : target
    equation.line = line
    equation.plainSymbols = plain
    return equation
  }

  /// The formula in numbers: for a gate that works element by element, with the slopes worked out.
  private static func numbers(_ backward: Backward, _ gate: ArrayGate, _ formula: Formula?)
    -> (formula: Formula?, terms: [String: ArrayLine.Term])
  {
    var terms = gate.terms(upstream: backward.upstream)
    guard !gate.isRearranging || gate.gate.name == "pad" else { return (nil, terms) }
    guard case .diagonal(let slopes) = backward.local, gate.isElementwise else { return (formula, terms) }
    terms["slopes"] = gate.text.term(slopes, gate.orientation)
    let position = gate.node.position(ofInput: backward.input)
    let slope = gate.gate.slopes.indices.contains(position) ? Formula(gate.gate.slopes[position]) : nil
    let axes = gate.stretchedAxes(ofInput: backward.input)
    switch slope?.foldingConstants(of: gate.node) {
    case .number(let number)?:
      return (gate.product(.name("u"), .number(number), stretched: axes), terms)
    case .name(let name)? where gate.isNumber(name):
      return (gate.product(.name("u"), .name(name), stretched: axes), terms)
    default: break
    }
    return (gate.product(.name("u"), .name("slopes"), stretched: axes), terms)
  }

  /// What the numbers shown would give.
  private static func shownResult(_ backward: Backward, _ gate: ArrayGate) -> Tensor? {
    let teller = gate.teller
    let upstream = teller.shown(backward.upstream)
    if gate.gate.name == "matmul" {
      let factors = gate.operands.enumerated().map { gate.constant(at: $0) == nil ? teller.shown($1) : $1 }
      return Tensor.gradient(
        ofFactor: gate.node.position(ofInput: backward.input), factors, upstream: upstream)
    }
    guard case .diagonal(let slopes) = backward.local, slopes.shape == upstream.shape,
      backward.downstream.shape == slopes.shape
    else { return nil }
    return Tensor(
      shape: slopes.shape, elements: zip(upstream.elements, teller.shown(slopes).elements).map(*))
  }
}

extension ArrayGate {
  /// Whether an operand is a single number.
  func isNumber(_ name: String) -> Bool {
    Narrator.variables.firstIndex(of: name).map {
      operands.indices.contains($0) && operands[$0].shape.isEmpty
    }
      ?? false
  }

  /// The sentence about an input that was stretched: what comes back is summed.
  func summed(input: Int) -> Sentence? {
    guard let axes = stretchedAxes(ofInput: input) else { return nil }
    return .ofArrays(
      .summed(
        name: teller.labels.name(of: inputs[input]), axes: axes.isEmpty ? nil : axes,
        count: output.elements.count))
  }
}
