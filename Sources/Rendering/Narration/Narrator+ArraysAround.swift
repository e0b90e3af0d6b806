package import Numbers
import TraceModel

/// Seeds, sums and updates of arrays.
extension Narrator {
  /// The sentence of a seed.
  func sentence(ofSeed gradient: Tensor, at name: String) -> Sentence {
    // An array of one element starts from 1 like a number.
    if gradient.elements == [1] { return .seed(output: name) }
    return gradient.scalar == nil
      ? .ofArrays(.seed(output: name)) : .seedWith(output: name, gradient: format.text(gradient))
  }

  /// What a bar means, for a circuit whose sentences have some.
  var bars: Sentence? {
    guard trace.gates.contains(where: { $0.name == "matmul" }) else { return nil }
    for gate in circuit.gates where gate.group == nil {
      let node = trace.node(gate.nodes[0])
      guard node.gate?.name == "matmul",
        let arrays = ArrayGate(node, at: lastBackwardStep, teller: self), !arrays.isDot, arrays.hasBars,
        let input = node.inputs.first
      else { continue }
      return .ofArrays(
        .bars(
          name: GradientSymbol.bar(labels.name(of: input)).text,
          gradient: gradient(of: input, at: lastBackwardStep).text))
    }
    return nil
  }

  /// For each fork or kept gradient of arrays that a step completes, the sum in numbers, once for each.
  func sums(of inputs: [Int], at step: Int) -> [Equation] {
    if trace.mistake == .overwrite { return [] }
    var told: Set<Int> = []
    return inputs.compactMap { input in
      guard told.insert(input).inserted, !trace.node(input).shape.isEmpty,
        case .final(let total) = states.gradient(of: input, at: step)
      else { return nil }
      var terms = states.contributions(to: input, at: step).map(\.downstream)
      let kept = held(by: input, at: step)
      if let kept { terms.insert(kept, at: 0) }
      guard terms.count > 1, kept != nil || circuit.branches(of: input).count > 1 else {
        return nil
      }
      return sum(terms, total, of: input, at: step)
    }
  }

  private func sum(_ terms: [Tensor], _ total: Tensor, of input: Int, at step: Int) -> Equation? {
    let shown = terms.map { arrayText.term($0) }
    guard terms.count <= 3, shown.allSatisfy({ if case .grid = $0 { true } else { false } }) else {
      return nil
    }
    let symbol = target(input, at: step)
    var equation = Equation(symbols: symbol.tex, result: arrayText.compact(total))
    equation.target = labels.name(of: input)
    equation.line = ArrayLine(
      terms: Array(shown.map { [$0] }.joined(separator: [.text(" + ", tex: "+")]))
        + [.text(" = ", tex: "="), arrayText.term(total, isResult: true)])
    return equation
  }

  /// The gradient that an input held before the backward pass of a step began.
  package func held(by input: Int, at step: Int) -> Tensor? {
    let sweep = states.sweep(at: step)
    guard !sweep.isEmpty, trace.isInput(input),
      case .accumulating(let arrived, _) = states.gradient(of: input, at: sweep.lowerBound)
    else { return nil }
    return arrived.first
  }

  /// The update of an array: old value, gradient and new value as grids where these are small.
  func toldArray(_ update: Update, at step: Int) -> (Equation, Sentence) {
    let name = labels.name(of: update.node)
    var equation = Equation(
      symbols: symbols(of: update, at: step).tex, result: arrayText.compact(update.new))
    equation.target = name
    equation.line = line(of: update)
    let largest = format.text(update.change.largestMagnitude)
    let sentence: Sentence.OfArrays =
      update.rate.map {
        .descends(
          name: name, largest: largest, isAscent: $0 < 0, isOfOnePass: isOfOnePass(update.node, at: step))
      }
      ?? .moves(name: name, statement: update.statement, largest: largest)
    return (equation, .ofArrays(sentence))
  }

  private func line(of update: Update) -> ArrayLine {
    let old = arrayText.term(update.old)
    let new = arrayText.term(update.new, isResult: true)
    let change: [ArrayLine.Term]
    if let rate = update.rate, rate != 0 {
      let text = self.text(ofRate: rate.magnitude)
      let sign = rate < 0 ? ("+", "+") : ("−", "-")
      let gradient = update.change.map { $0 == 0 ? 0 : -$0 / rate }
      change = [
        .text(" \(sign.0) \(text) × ", tex: "\(sign.1) \(TeX.number(text)) \\cdot"), arrayText.term(gradient),
      ]
    } else {
      change = [.text(" + ", tex: "+"), arrayText.term(update.change)]
    }
    return ArrayLine(terms: [old] + change + [.text(" = ", tex: "="), new])
  }

  /// What the update's numbers, as they are shown, would give.
  func roundedUpdate(_ update: Update) -> [Sentence] {
    guard case .grid = arrayText.term(update.new) else { return [] }
    let old = shown(update.old)
    let change: Tensor
    if let rate = update.rate, rate != 0 {
      change = shown(update.change.map { $0 == 0 ? 0 : -$0 / rate }).map { -rate * $0 }
    } else {
      change = shown(update.change)
    }
    return rounded(update.new, old.shape == change.shape ? old + change : nil)
  }
}

extension ArrayText {
  /// An array alone on a line of an equation; nil for a single number.
  func line(_ tensor: Tensor) -> ArrayLine? {
    tensor.scalar == nil ? ArrayLine(terms: [term(tensor, isResult: true)]) : nil
  }
}
