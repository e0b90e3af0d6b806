package import Numbers
import TraceModel

/// The numbers of a trace, and of boxes that stand for many of its gates.
package struct CircuitNumbers: FigureNumbers {
  private let trace: TraceNumbers
  private let states: States
  private let paths: BoxPaths

  package init(_ figure: CircuitFigure, format: NumberFormat, fault: String = "") {
    trace = TraceNumbers(figure.states, format: format, fault: fault)
    states = figure.states
    paths = BoxPaths(figure.circuit, figure.states)
  }

  package var format: NumberFormat { trace.format }
  package var fault: String { trace.fault }

  package func tensor(_ reference: Reference, at step: Int) -> Tensor? {
    let step = reference.step ?? step
    switch reference.quantity {
    case .boxLocal: return paths.local(reference.node, reference.input ?? 0, at: step).map { Tensor($0) }
    case .boxDownstream: return paths.downstream(reference.node, reference.input ?? 0, at: step)
    default: return trace.tensor(reference, at: step)
    }
  }
}

/// What the gates of a box hand back together.
struct BoxPaths {
  private let circuit: Circuit
  private let states: States

  init(_ circuit: Circuit, _ states: States) {
    self.circuit = circuit
    self.states = states
  }

  /// - Parameter node: The node of the box.
  private func operand(_ node: Int, _ index: Int) -> (box: Circuit.Box, operand: Circuit.Operand)? {
    guard let box = circuit.boxes.last(where: { $0.node == node }), index < box.operands.count else {
      return nil
    }
    return (box, circuit.operands[box.operands.lowerBound + index])
  }

  /// What came down all uses of an operand by a step.
  func downstream(_ node: Int, _ index: Int, at step: Int) -> Tensor? {
    guard let (_, operand) = operand(node, index) else { return nil }
    let parts = operand.uses.compactMap { use in
      last(use, at: step).map { states.trace.backwards(ofStep: $0.step)[use.input].downstream }
    }
    guard parts.count == operand.uses.count, let first = parts.first else { return nil }
    return parts.count == 1 ? first : Tensor.sum(parts)
  }

  private func last(_ use: Circuit.Use, at step: Int) -> Arrival? {
    let source = Array(states.trace.inputs(of: use.node))[use.input]
    var last: Arrival?
    for arrival in states.arrivals(at: source, by: step)
    where arrival.gate == use.node && arrival.input == use.input { last = arrival }
    return last
  }

  /// The derivative of the one value that leaves a box by an operand: the sum over the paths inside of the products of
  /// their local gradients, by a backward pass inside; nil where these are no numbers.
  func local(_ node: Int, _ index: Int, at step: Int) -> Double? {
    guard let (box, operand) = operand(node, index) else { return nil }
    return local(of: operand, in: box, at: step)
  }

  func local(of operand: Circuit.Operand, in box: Circuit.Box, at step: Int) -> Double? {
    guard box.outputs.count == 1, let output = box.outputs.first else { return nil }
    let members = Set(box.nodes)
    var inside: [Int: Double] = [output: 1]
    var sum: Double?
    for number in states.sweep(at: step) where states.trace.kind(ofStep: number) == .backward {
      let gate = states.trace.node(ofStep: number)
      guard members.contains(gate), let upstream = inside[gate] else { continue }
      for backward in states.trace.backwards(ofStep: number) {
        guard case .number(let local) = backward.local else { return nil }
        if members.contains(backward.to) { inside[backward.to, default: 0] += upstream * local }
        if operand.uses.contains(Circuit.Use(node: gate, input: backward.input)) {
          sum = (sum ?? 0) + upstream * local
        }
      }
    }
    return sum
  }
}
