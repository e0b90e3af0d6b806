import Numbers
import TraceModel

/// All that the slots of a circuit show in the steps of its pass.
struct CircuitTexts {
  let states: States
  let pass: Pass
  let format: NumberFormat
  /// How a medium writes what a wire carries.
  let number: (Tensor) -> String

  private static let mostSums = 100

  private var steps: Range<Int> { pass.steps ?? 0..<0 }

  /// What stands above a node's wire.
  func values(of node: Int) -> [String] {
    guard let last = states.value(of: node, at: steps.upperBound - 1) else { return [] }
    var texts = [number(last)]
    guard states.trace.isInput(node) else { return texts }
    // A parameter's old value and its new one stand beside each other.
    let moves = [
      states.value(of: node, at: steps.lowerBound - 1), states.value(of: node, at: steps.lowerBound),
    ]
    let updates = steps.filter { states.trace.kind(ofStep: $0) == .update }
    for value in moves + updates.map({ states.value(of: node, at: $0) }) {
      if let value { texts.append(number(value)) }
    }
    let isMoved = Set(texts).count > 1
    guard isMoved, last.scalar != nil else { return texts }
    texts.append(texts.map { $0 + " → " + $0 }.max { $0.count < $1.count } ?? "")
    return texts
  }

  /// What stands below a node's wire.
  func gradients(of node: Int) -> [String] {
    guard pass.hasBackwardStep else { return [] }
    var texts = ["—"]
    let touching = states.steps(touching: node).filter(steps.contains)
    // Of a wire that very many gates read, the sums on the way are about as wide as the last one.
    let isBusy = touching.count > Self.mostSums
    for step in isBusy ? touching.suffix(1) : touching[...] {
      switch states.gradient(of: node, at: step) {
      case .pending, .noPath: break
      case .accumulating(let arrived, _): texts.append(number(Tensor.sum(arrived)) + " + ◦")
      case .final(let gradient): texts.append(number(gradient) + (isBusy ? " + ◦" : ""))
      }
    }
    return texts
  }
}

extension CircuitTexts {
  /// What the gates behind an operand handed back last, as far as they did.
  private func backwards(along operand: Circuit.Operand) -> [Backward] {
    zip(operand.uses, states.arrivals(along: operand.uses, by: steps.upperBound - 1)).compactMap {
      use, steps in
      steps.last.map { states.backward(along: use, in: $0) }
    }
  }

  /// What stands below a branch.
  func downstreams(along operand: Circuit.Operand) -> [String] {
    guard pass.hasBackwardStep, !operand.uses.isEmpty else { return [] }
    let parts = backwards(along: operand).map(\.downstream)
    guard parts.count == operand.uses.count, let first = parts.first else { return ["—"] }
    return ["—", number(parts.count == 1 ? first : Tensor.sum(parts))]
  }

  /// What stands on the arrow of a branch.
  func local(along operand: Circuit.Operand, into box: Circuit.Box) -> String? {
    guard pass.hasBackwardStep, box.hasLocals, operand.uses.count == 1,
      case .number(let local)? = backwards(along: operand).first?.local
    else { return nil }
    return format.factorText(local)
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
