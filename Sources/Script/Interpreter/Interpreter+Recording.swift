import Autodiff
import TraceModel

extension Interpreter {
  /// Records a gate of these operands, of which at least one is on the tape or gets there.
  func record(_ gate: Gate, _ operands: [Operand], isInteger: Bool = false, at range: SourceRange)
    throws(RunFailure) -> NodeValue
  {
    try use(.nodes, at: range)
    let reference: Reference
    do throws(Fault) {
      reference = try apply(gate, operands, at: range.start)
    } catch {
      throw fail(.fault(error), at: range)
    }
    lastNode = reference
    return NodeValue(reference: reference, value: tape.value(of: reference) ?? .nan, isInteger: isInteger)
  }

  private func apply(_ gate: Gate, _ operands: [Operand], at place: SourcePlace) throws(Fault) -> Reference {
    // A new pass may let go of an earlier one, so what can be read is known only after it was opened.
    tape.prepareForward()
    let arguments = operands.map(argument)
    if arguments.count == 2, case .node(let left) = arguments[0], case .node(let right) = arguments[1] {
      return try tape.apply(gate, left, right, at: place)
    }
    return try tape.apply(gate, arguments, at: place)
  }

  private func argument(_ operand: Operand) -> Argument {
    switch operand {
    case .constant(let amount, let name): .constant(amount.double, name: name)
    case .detached(let amount): .constant(amount.double)
    case .origin(let id, _): .node(input(of: id))
    case .node(let node):
      tape.isKept(node.reference) ? .node(node.reference) : .constant(node.value)
    }
  }
}
