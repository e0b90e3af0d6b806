package import Figures
import Numbers
import TraceModel

extension CircuitWords {
  /// The texts of a circuit as a narrator tells them.
  package init(_ circuit: Figures.Circuit, _ narrator: Narrator, _ language: any Language) {
    let (trace, labels) = (narrator.trace, narrator.labels)
    self.init(
      names: circuit.boxes.indices.map { index in
        let box = circuit.boxes[index]
        if circuit.isSplit(index) { return "" }
        // One wire stands for those of all parts.
        switch box.kind {
        case .fold(let fold) where box.outputs.count != 1: return "×\(circuit.folds[fold].hidden.count)"
        case .closed where box.outputs.count != 1: return "×\(box.outputs.count)"
        default: return labels.name(of: box.node)
        }
      },
      symbols: circuit.boxes.map { box in
        switch box.kind {
        case .input, .outside, .output: ""
        case .gate: labels.symbol(of: box.node)
        case .sum: "Σ"
        case .closed(let group): trace.groups[group].name
        case .fold(let fold): language.text(.fold(circuit.folds[fold]))
        }
      },
      titles: circuit.frames.map { frame in
        let group = trace.groups[frame.group]
        guard let turn = group.turn else { return group.name }
        return language.text(.turn(of: group.name, turn.number))
      },
      headers: circuit.boxes.map { box in
        let shape = trace.node(box.node).shape
        if shape.isEmpty { return [] }
        return [Labels.shape(shape)] + MapSample(shape).samples.map(language.text)
      },
      rules: narrator.rules(of: circuit))
  }
}

extension Narrator {
  /// For operands whose local gradient is no number, by which rule a gradient goes back.
  fileprivate func rules(of circuit: Figures.Circuit) -> [Int: String] {
    var rules: [Int: String] = [:]
    let last = (self.circuit.pass.steps?.upperBound ?? 1) - 1
    for (place, operand) in circuit.operands.enumerated() {
      // Of many gates that are one box, none tells how a gradient goes back through all of it.
      guard [.gate, .sum].contains(circuit.boxes[circuit.reader(of: place)].kind), operand.uses.count == 1,
        let use = operand.uses.first,
        let backward = lastBackward(of: use.node, by: use.input, before: last)
      else { continue }
      rules[place] = rule(of: backward.event, at: backward.step)
    }
    return rules
  }

  private func lastBackward(
    of gate: Int, by input: Int, before step: Int
  ) -> (event: Backward, step: Int)? {
    let source = Array(trace.inputs(of: gate))[input]
    if trace.node(source).shape.isEmpty, trace.node(gate).shape.isEmpty { return nil }
    var last: Arrival?
    for arrival in states.arrivals(at: source, by: step) where arrival.gate == gate && arrival.input == input
    {
      last = arrival
    }
    return last.map { (trace.backwards(ofStep: $0.step)[input], $0.step) }
  }

  /// The rule of what is multiplied by neither one number nor a few slopes, in the names of the wires.
  private func rule(of backward: Backward, at step: Int) -> String? {
    switch backward.local {
    case .number: return nil
    case .diagonal(let slopes) where slopes.shape == trace.node(backward.to).shape:
      if ArrayForm(slopes.shape).fits(in: CircuitFigure.slopeLimit) || slopes.sharedNumber != nil {
        return nil
      }
    default: break
    }
    return ruleText(of: backward, at: step)
  }

  /// What an input receives, in the names of the wires: `q̄xᵀ`, as the sentences have it.
  private func ruleText(of backward: Backward, at step: Int) -> String? {
    guard let gate = ArrayGate(trace.node(backward.node), at: step, teller: self),
      let formula = gate.formula(ofInput: backward.input)
    else { return nil }
    return gate.words(upstream: gate.gradient(of: backward.node), input: backward.input).plain(formula)
  }
}
