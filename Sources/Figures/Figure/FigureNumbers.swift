package import Numbers
package import TraceModel

/// Where a presenter looks up what a figure refers to.
package protocol FigureNumbers: Sendable {
  var format: NumberFormat { get }
  /// What stands behind a warning that numbers are not finite: the step that first made one. Empty if none did.
  var fault: String { get }

  /// What is known of a number or an array after a step; nil if nothing.
  func tensor(_ reference: Reference, at step: Int) -> Tensor?
}

/// For figures without references.
package struct NoNumbers: FigureNumbers {
  package init() {}

  package var format: NumberFormat { NumberFormat(digits: 2) }
  package var fault: String { "" }
  package func tensor(_ reference: Reference, at step: Int) -> Tensor? { nil }
}

/// The numbers of a trace.
package struct TraceNumbers: FigureNumbers {
  private let states: States
  package let format: NumberFormat
  package let fault: String

  package init(_ states: States, format: NumberFormat, fault: String = "") {
    self.states = states
    self.format = format
    self.fault = fault
  }

  package func tensor(_ reference: Reference, at step: Int) -> Tensor? {
    guard (0..<states.trace.nodeCount).contains(reference.node) else { return nil }
    let whole = array(reference, at: reference.step ?? step)
    guard let element = reference.element else { return whole }
    guard let whole, whole.elements.indices.contains(element) else { return nil }
    return Tensor(whole.elements[element])
  }

  private func array(_ reference: Reference, at step: Int) -> Tensor? {
    let node = reference.node
    switch reference.quantity {
    case .value: return states.value(of: node, at: step)
    case .gradient: return gradient(of: node, at: step)
    case .upstream: return backwardStep(reference, at: step).flatMap(states.trace.upstreamTensor)
    case .downstream:
      return backwardStep(reference, at: step).map {
        states.trace.downstream(ofStep: $0, input: reference.input ?? 0)
      }
    case .local:
      switch backwardStep(reference, at: step).map({
        states.trace.local(ofStep: $0, input: reference.input ?? 0)
      }) {
      case .number(let local): return Tensor(local)
      case .diagonal(let slopes): return slopes
      default: return nil
      }
    case .constant:
      let operands = states.trace.node(node).operands
      let input = reference.input ?? 0
      guard operands.indices.contains(input), case .constant(let constant) = operands[input] else {
        return nil
      }
      return constant.value
    case .boxLocal, .boxDownstream: return nil
    case .old: return states.value(of: node, at: step - 1)
    case .new: return states.value(of: node, at: step)
    case .change:
      guard let old = states.value(of: node, at: step - 1), let new = states.value(of: node, at: step),
        old.shape == new.shape
      else { return nil }
      return Tensor(shape: new.shape, elements: zip(new.elements, old.elements).map { $0 - $1 })
    }
  }

  private func gradient(of node: Int, at step: Int) -> Tensor? {
    switch states.gradient(of: node, at: step) {
    case .final(let gradient): gradient
    case .accumulating(let arrived, _): arrived.isEmpty ? nil : Tensor.sum(arrived)
    case .pending, .noPath: nil
    }
  }

  private func backwardStep(_ reference: Reference, at step: Int) -> Int? {
    states.backwardStep(of: reference.node, input: reference.input ?? 0, by: step)
  }
}
