import Numbers
import TraceModel

extension Narrator {
  /// A gate that works on arrays, forward.
  func forward(_ move: Move, _ gate: ArrayGate) -> Account {
    let words = gate.words(upstream: GradientSymbol(tex: "", text: ""))
    let formula = gate.equation
    let symbols = words.tex(formula ?? .name(gate.gate.name))
    var equation = Equation(
      symbols: "\(TeX.name(gate.name)) = \(symbols)", result: gate.text.compact(gate.output))
    let line = gate.line(gate.isRearranging ? nil : formula, gate.terms(), words, result: gate.output)
    equation.line = line
    equation.plainSymbols = "\(gate.name) = \(words.plain(formula ?? .name(gate.gate.name)))"
    let stretched = gate.inputs.indices.compactMap { gate.stretch(ofInput: $0) }
    let computed = line.terms.count > 1 ? gate.shownResult : nil
    return Account(
      steps: move.steps, title: .stepForward(gate: labels.symbol(of: gate.node.id)), equations: [equation],
      sentences: [ownForward(gate.node) ?? .ofArrays(.forward(gate.facts))] + stretched
        + rounded(gate.output, computed))
  }

  /// That some results are not what the rounded numbers give.
  func rounded(_ result: Tensor, _ computed: Tensor?) -> [Sentence] {
    guard let computed, computed.elements.count == result.elements.count else { return [] }
    let differing = zip(result.elements, computed.elements).count { format.text($0) != format.text($1) }
    return differing == 0 ? [] : [.ofArrays(.rounded(differing: differing, of: result.elements.count))]
  }

  /// The array with the numbers that a reader reads.
  func shown(_ tensor: Tensor) -> Tensor { tensor.map(format.shown) }
}

extension ArrayGate {
  /// Whether the gate only puts numbers elsewhere, so that numbers say nothing that symbols don't.
  var isRearranging: Bool {
    ["transpose", "reshape", "index", "stack", "concatenate", "pad", "assign"].contains(gate.name)
  }

  /// What the numbers shown would give; nil for gates where nobody would work that out.
  var shownResult: Tensor? {
    let shown = node.operands.indices.map {
      constant(at: $0) == nil ? teller.shown(operands[$0]) : operands[$0]
    }
    if gate.name == "matmul", shown.count == 2 { return shown[0].times(shown[1]) }
    guard isElementwise, shown.allSatisfy({ $0.fits(output.shape) }) else { return nil }
    let formula = equation
    let stretched = shown.map { $0.stretched(to: output.shape) }
    let numbers = output.elements.indices.map { place in
      formula?.replacing { name in
        Narrator.variables.firstIndex(of: name).flatMap { index in
          stretched.indices.contains(index) ? .number(stretched[index][place]) : nil
        }
      }.evaluated(with: Formula.functions) ?? .nan
    }
    return Tensor(shape: output.shape, elements: numbers)
  }

  /// The sentence about an input that is used with a larger shape than its own.
  func stretch(ofInput input: Int) -> Sentence? {
    guard let axes = stretchedAxes(ofInput: input), !axes.isEmpty else { return nil }
    return .ofArrays(
      .stretched(
        name: teller.labels.name(of: inputs[input]), from: ArrayText.shape(value(ofInput: input).shape),
        to: ArrayText.shape(output.shape),
        uses: output.elements.count / max(1, value(ofInput: input).elements.count)))
  }

  /// The facts of the forward step.
  var facts: Sentence.OfArrays.Forward {
    let first = operands.first ?? Tensor(.nan)
    return Sentence.OfArrays.Forward(
      gate: gate.name, symbol: symbol, inputs: inputs.map(teller.labels.name),
      output: name, constant: node.soleConstant.map { $0.1.text },
      axes: operands.map(\.shape.count), inputShape: ArrayText.shape(first.shape),
      outputShape: ArrayText.shape(output.shape), along: axes, read: first.elements.count,
      made: output.elements.count, chosen: chosen, isRepeating: isRepeating,
      slopes: gate.slopeNeed(of: node),
      hasConstantArray: node.soleConstant.map { $0.1.value.scalar == nil } ?? false)
  }

  /// How many elements a gate that chooses let through: those above 0, or those where the mask holds.
  private var chosen: Int {
    switch gate.name {
    case "max with 0", "relu", "leaky relu", "elu":
      (inputs.first.map { _ in value(ofInput: 0) } ?? output).elements.count { $0 > 0 }
    case "where": stretchedMask.count { $0 }
    case "assign": Set(constant(at: 2)?.value.elements.compactMap { Int(exactly: $0) } ?? []).count
    default: 0
    }
  }

  /// The mask of `where`, one truth for each element of the output.
  var stretchedMask: [Bool] {
    guard let mask = operands.first, mask.fits(output.shape) else { return [] }
    return mask.stretched(to: output.shape).map { $0 != 0 }
  }

  /// The flat positions that a gate of the name `index` reads.
  var positions: [Int] {
    gate.name == "index" ? constant(at: 1)?.value.elements.compactMap { Int(exactly: $0) } ?? [] : []
  }

  /// Whether an element is read more than once.
  var isRepeating: Bool { Set(positions).count < positions.count }
}
