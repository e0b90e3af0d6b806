import Autodiff
import Language
import TraceModel

extension Interpreter {
  /// Records a gate of these operands, of which at least one is on the tape or gets there.
  func record(_ gate: Gate, _ operands: [Operand], isInteger: Bool = false, at range: SourceRange)
    throws(RunFailure) -> NodeValue
  {
    try budget.use(.nodes, at: range)
    let reference: Reference
    do throws(Fault) {
      reference = try apply(gate, operands, isWhole: isInteger, at: range)
    } catch {
      throw fail(.fault(error), at: range)
    }
    lastNode = reference
    return NodeValue(reference: reference, value: tape.value(of: reference) ?? .nan, isInteger: isInteger)
  }

  private func apply(_ gate: Gate, _ operands: [Operand], isWhole: Bool, at place: SourceRange) throws(Fault)
    -> Reference
  {
    // A new pass may let go of an earlier one, so what can be read is known only after it was opened.
    tape.prepareForward()
    let arguments = operands.map(argument)
    if arguments.count == 2, case .node(let left) = arguments[0], case .node(let right) = arguments[1] {
      return try tape.apply(gate, left, right, isWhole: isWhole, at: place)
    }
    return try tape.apply(gate, arguments, isWhole: isWhole, at: place)
  }

  func argument(_ operand: Operand) -> Argument {
    switch operand {
    case .array(let array): return argument(array)
    case .constant(let amount, let name, let origin):
      return .constant(amount.double, name: name, from: origin)
    case .detached(let amount, let origin): return .constant(amount.double, from: origin)
    case .gradient(let amount): return .constant(amount.double, from: .gradient)
    case .truth(let truth): return .constant(truth ? 1 : 0)
    case .origin(let id, _): return .node(input(of: id))
    case .node(let node):
      return isOnTape(node.reference) ? .node(node.reference) : .constant(node.value, from: .earlier)
    }
  }

  private func argument(_ array: ArrayValue) -> Argument {
    switch array.source {
    case .plain(.origin(let id, _)): .node(input(of: id))
    case .plain(.named(let name, let origin)):
      .array(array.tensor, name: name, from: origin ?? (array.isBool ? .mask : nil))
    case .plain(.detached(let origin)): .array(array.tensor, from: origin)
    case .plain(.gradient): .array(array.tensor, from: .gradient)
    case .plain: .array(array.tensor, from: array.isBool ? .mask : nil)
    case .node(let reference):
      isOnTape(reference) ? .node(reference) : .array(array.tensor, from: .earlier)
    }
  }

  /// Whether a node can be read by a gate as one.
  func isOnTape(_ reference: Reference) -> Bool { tape.isKept(reference) && !isBehindHand(reference) }

  /// Whether a node belongs to a forward pass whose backward pass the program has written by hand, and has left.
  func isBehindHand(_ reference: Reference) -> Bool {
    gatesBehindHand > 0 && tape.isGate(reference, amongFirst: gatesBehindHand)
  }
}
