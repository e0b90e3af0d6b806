import Numbers
import TraceModel

/// All that the slots of a circuit show in the steps of its pass.
struct CircuitTexts {
  let states: States
  let pass: Pass
  let format: NumberFormat
  var marks = CircuitMarks()
  /// What stands behind a warning that numbers are not finite.
  var fault = ""

  private var steps: Range<Int> { pass.steps ?? 0..<0 }

  /// What stands above a node's wire.
  func values(of node: Int) -> [String] {
    var texts = valueTensors(of: node).map { marks.text(number($0), marks.values[node]) }
    if marks.isBlank, let blank = marks.values[node] { texts.append(blank) }
    // A parameter's old value and its new one stand beside each other.
    if Set(texts).count > 1 { texts.append(texts.map { $0 + " → " + $0 }.max { $0.count < $1.count } ?? "") }
    return texts
  }

  /// The values of a node: of an input also those before and after updates.
  func valueTensors(of node: Int) -> [Tensor] {
    guard let last = states.value(of: node, at: steps.upperBound - 1) else { return [] }
    guard states.trace.isInput(node) else { return [last] }
    let updates = steps.filter { states.trace.kind(ofStep: $0) == .update }
    let moments = [steps.lowerBound - 1, steps.lowerBound] + updates
    return [last] + moments.compactMap { states.value(of: node, at: $0) }
  }

  /// What stands below a node's wire.
  func gradients(of node: Int) -> [String] {
    guard pass.hasBackwardStep else { return [] }
    return ["—"]
      + gradientStates(of: node).compactMap { gradient in
        switch gradient {
        case .pending, .noPath: nil
        case .accumulating(let arrived, _): number(Tensor.sum(arrived)) + " + ◦"
        case .final(let gradient): marks.text(number(gradient), marks.gradients[node])
        }
      }
  }

  /// What is known of a node's gradient at some step, and whether more is to come then.
  func gradientTensors(of node: Int) -> (tensors: [Tensor], awaitsMore: Bool) {
    var tensors: [Tensor] = []
    var awaitsMore = false
    for gradient in gradientStates(of: node) {
      switch gradient {
      case .pending, .noPath: break
      case .accumulating(let arrived, _):
        tensors.append(Tensor.sum(arrived))
        awaitsMore = true
      case .final(let gradient): tensors.append(gradient)
      }
    }
    return (tensors, awaitsMore)
  }

  private func gradientStates(of node: Int) -> [GradientState] {
    states.steps(touching: node).filter(steps.contains).map { states.gradient(of: node, at: $0) }
  }

  private func number(_ tensor: Tensor) -> String {
    guard let number = tensor.scalar else { return "" }
    return number.isFinite || fault.isEmpty ? format.text(number) : "\(format.text(number)) \(fault)"
  }
}

extension CircuitTexts {
  /// What the gate of a use last handed back in the pass.
  private func backward(of use: Circuit.Use) -> Backward? {
    let source = Array(states.trace.inputs(of: use.node))[use.input]
    var last: Arrival?
    for arrival in states.arrivals(at: source, by: steps.upperBound - 1)
    where arrival.gate == use.node && arrival.input == use.input { last = arrival }
    return last.map { states.trace.backwards(ofStep: $0.step)[use.input] }
  }

  /// What came down a branch of one use.
  func backward(along operand: Circuit.Operand) -> Backward? {
    operand.uses.count == 1 ? backward(of: operand.uses[0]) : nil
  }

  /// What stands below a branch.
  func downstreams(along operand: Circuit.Operand) -> [String] {
    guard pass.hasBackwardStep else { return [] }
    let parts = operand.uses.compactMap { backward(of: $0)?.downstream }
    guard parts.count == operand.uses.count, let first = parts.first else { return ["—"] }
    let sum = parts.count == 1 ? first : Tensor.sum(parts)
    return ["—", sum.scalar.map(format.text) ?? format.range(sum.elements) ?? ""]
  }

  /// The number on the arrow of a branch; nil where that is no single number.
  func local(along operand: Circuit.Operand, into box: Circuit.Box, of circuit: Circuit) -> String? {
    guard pass.hasBackwardStep, !box.isFold else { return nil }
    if case .closed = box.kind {
      let local = BoxPaths(circuit, states).local(of: operand, in: box, at: steps.upperBound - 1)
      return local.map(format.factorText)
    }
    switch backward(along: operand)?.local {
    case .number(let local): return format.factorText(local)
    case .diagonal: return slopes(along: operand)?.sharedNumber.map(format.factorText)
    default: return nil
    }
  }

  /// The slopes of an elementwise gate by an input that was not stretched to its shape.
  func slopes(along operand: Circuit.Operand) -> Tensor? {
    guard let backward = backward(along: operand), case .diagonal(let slopes) = backward.local,
      slopes.shape == states.trace.node(backward.to).shape
    else { return nil }
    return slopes
  }
}

extension NumberFormat {
  /// A number behind × that a gradient is multiplied by; whole numbers stay whole.
  package func factorText(_ number: Double) -> String {
    if let whole = Int(exactly: number), whole.magnitude < 1000 {
      return "×" + (whole < 0 ? "−" : "") + String(whole.magnitude)
    }
    return "×" + text(number)
  }
}
