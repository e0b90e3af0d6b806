package import Numbers
import TraceModel

/// The numbers of a trace, and of boxes that stand for many of its gates.
package struct CircuitNumbers: FigureNumbers {
  private let trace: TraceNumbers
  private let states: States
  private let drawn: DrawnCircuit
  /// The last run of the backward pass, and what was handed back in it.
  private let sweep: Range<Int>
  private let handedBack: HandedBack
  private let paths: BoxPaths

  package init(_ drawn: DrawnCircuit, format: NumberFormat, fault: String = "") {
    (self.drawn, states) = (drawn, drawn.states)
    trace = TraceNumbers(states, format: format, fault: fault)
    sweep = states.sweep(at: (drawn.pass.steps?.upperBound ?? 1) - 1)
    handedBack = HandedBack(states.trace, in: sweep)
    paths = BoxPaths(states)
  }

  package var format: NumberFormat { trace.format }
  package var fault: String { trace.fault }

  package func tensor(_ reference: Reference, at step: Int) -> Tensor? {
    let step = reference.step ?? step
    switch reference.quantity {
    case .boxLocal:
      guard let (box, operand) = operand(reference) else { return nil }
      return paths.local(of: operand, in: box, at: step).map { Tensor($0) }
    case .boxDownstream:
      guard let (_, operand) = operand(reference) else { return nil }
      return handedBack(at: step).downstream(along: operand, by: step)
    default: return trace.tensor(reference, at: step)
    }
  }

  private func operand(_ reference: Reference) -> (box: Circuit.Box, operand: Circuit.Operand)? {
    guard let index = drawn.box(of: reference.node), let input = reference.input else { return nil }
    let box = drawn.circuit.boxes[index]
    guard input < box.operands.count else { return nil }
    return (box, drawn.circuit.operands[box.operands.lowerBound + input])
  }

  private func handedBack(at step: Int) -> HandedBack {
    let sweep = states.sweep(at: step)
    return sweep == self.sweep ? handedBack : HandedBack(states.trace, in: sweep)
  }
}

/// What the gates of a box multiply gradients by together.
struct BoxPaths {
  private let states: States

  init(_ states: States) { self.states = states }

  /// The derivative of the one value that leaves a box by an operand: the sum over the paths inside of the products of
  /// their local gradients, by a backward pass inside; nil where these are no numbers.
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
