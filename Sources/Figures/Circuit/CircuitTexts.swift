import Numbers
import TraceModel

/// All that the slots of a circuit show in the steps of its pass.
struct CircuitTexts {
  let states: States
  let pass: Pass
  let format: NumberFormat
  let marks: CircuitMarks
  let fault: String
  /// How a medium writes what a wire carries; nothing where it has no room for it.
  private let number: (Tensor) -> String
  /// The steps of the pass that move parameters.
  private let updates: [Int]
  /// What the gates handed back up to the end of the pass.
  private let handedBack: HandedBack

  /// Of a wire to which more came, not every sum on the way is measured.
  private static let mostSums = 100

  /// - Parameter fault: What stands behind a warning that numbers are not finite.
  init(
    states: States, pass: Pass, format: NumberFormat, marks: CircuitMarks = CircuitMarks(),
    fault: String = "", measure: some CircuitMeasure = PageMeasure()
  ) {
    (self.states, self.pass, self.format) = (states, pass, format)
    (self.marks, self.fault) = (marks, fault)
    number = { tensor in
      let text = measure.text(tensor, format)
      let isFinite = tensor.scalar?.isFinite ?? true
      return isFinite || fault.isEmpty || text.isEmpty ? text : "\(text) \(fault)"
    }
    updates = (pass.steps ?? 0..<0).filter { states.trace.kind(ofStep: $0) == .update }
    handedBack = HandedBack(states.trace, in: 0..<(pass.steps?.upperBound ?? 0))
  }

  private var steps: Range<Int> { pass.steps ?? 0..<0 }

  /// What stands above a node's wire.
  func values(of node: Int) -> [String] {
    let tensors = valueTensors(of: node)
    var texts = tensors.map { marks.text(number($0), marks.values[node]) }
    if marks.isBlank, let blank = marks.values[node] { texts.append(blank) }
    guard let last = tensors.first, last.scalar != nil, tensors.contains(where: { $0 != last }) else {
      return texts
    }
    // A parameter's old value and its new one stand beside each other.
    return texts + [texts.map { $0 + " → " + $0 }.max { $0.count < $1.count } ?? ""]
  }

  /// The values of a node: of an input also those before and after updates.
  func valueTensors(of node: Int) -> [Tensor] {
    guard let last = states.value(of: node, at: steps.upperBound - 1) else { return [] }
    guard states.trace.isInput(node) else { return [last] }
    let moments = [steps.lowerBound - 1, steps.lowerBound] + updates
    return [last] + moments.compactMap { states.value(of: node, at: $0) }
  }

  /// What stands below a node's wire.
  func gradients(of node: Int) -> [String] {
    guard pass.hasBackwardStep else { return [] }
    return ["—"]
      + gradientsOnTheWay(of: node).map {
        marks.text(number($0.tensor), marks.gradients[node]) + ($0.awaitsMore ? " + ◦" : "")
      }
  }

  /// What is known of a node's gradient at some step, and whether more is to come then.
  func gradientTensors(of node: Int) -> (tensors: [Tensor], awaitsMore: Bool) {
    let gradients = gradientsOnTheWay(of: node)
    return (gradients.map(\.tensor), gradients.contains { $0.awaitsMore })
  }

  private func gradientsOnTheWay(of node: Int) -> [(tensor: Tensor, awaitsMore: Bool)] {
    let touching = states.steps(touching: node).filter(steps.contains)
    // Of a wire that very many gates read, the sums on the way are about as wide as the last one.
    let isBusy = touching.count > Self.mostSums
    return (isBusy ? touching.suffix(1) : touching[...]).compactMap { step in
      switch states.gradient(of: node, at: step) {
      case .pending, .noPath: nil
      case .accumulating(let arrived, _): (Tensor.sum(arrived), true)
      case .final(let gradient): (gradient, isBusy)
      }
    }
  }
}

extension CircuitTexts {
  /// What came down a branch of one use.
  func downstream(along operand: Circuit.Operand) -> Tensor? {
    operand.uses.count == 1 ? handedBack.downstream(of: operand.uses[0]) : nil
  }

  /// What stands below a branch.
  func downstreams(along operand: Circuit.Operand) -> [String] {
    guard pass.hasBackwardStep, !operand.uses.isEmpty else { return [] }
    guard let sum = handedBack.downstream(along: operand) else { return ["—"] }
    return ["—", short(sum)]
  }

  /// What stands above a node's wire where it comes in again.
  func shortValues(of node: Int) -> [String] {
    let texts = values(of: node)
    guard texts.allSatisfy(\.isEmpty) else { return texts }
    return valueTensors(of: node).map { marks.text(short($0), marks.values[node]) }
  }

  /// A number, or the range of an array.
  private func short(_ tensor: Tensor) -> String {
    let text = number(tensor)
    return text.isEmpty ? format.range(tensor.elements) ?? "" : text
  }

  /// What stands on the arrow of a branch: a number or a rule; nil where that is nothing, or no text.
  ///
  /// - Parameter operand: Its place among those of the circuit.
  func local(_ operand: Int, of circuit: Circuit, _ words: CircuitWords) -> String? {
    let box = circuit.boxes[circuit.reader(of: operand)]
    guard box.hasLocals else { return nil }
    return local(along: circuit.operands[operand], into: box) ?? words.rules[operand]
  }

  /// The number on the arrow of a branch; nil where that is no single number.
  private func local(along operand: Circuit.Operand, into box: Circuit.Box) -> String? {
    guard pass.hasBackwardStep else { return nil }
    if box.isClosed {
      return BoxPaths(states).local(of: operand, in: box, at: steps.upperBound - 1).map(format.factorText)
    }
    guard operand.uses.count == 1 else { return nil }
    switch handedBack.local(of: operand.uses[0]) {
    case .number(let local): return format.factorText(local)
    case .diagonal: return slopes(along: operand)?.sharedNumber.map(format.factorText)
    default: return nil
    }
  }

  /// The slopes of an elementwise gate by an input that was not stretched to its shape.
  func slopes(along operand: Circuit.Operand) -> Tensor? {
    guard operand.uses.count == 1, let use = operand.uses.first,
      case .diagonal(let slopes) = handedBack.local(of: use),
      let source = states.trace.input(use.input, of: use.node),
      slopes.shape == states.trace.shape(of: source)
    else { return nil }
    return slopes
  }
}
