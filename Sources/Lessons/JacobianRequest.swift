public import Language
public import Rendering
import Script
import TraceModel

/// Which Jacobian is asked for: that of a gate by each of its inputs, or by one.
public struct JacobianRequest: Equatable, Sendable {
  /// The name of the gate's value.
  public var gate: String
  /// The name of what the gate reads.
  public var input: String?

  public init(gate: String, input: String? = nil) {
    self.gate = gate
    self.input = input
  }

  /// The nodes that the names mean, in the pass of a narrator.
  func nodes(in narrator: Narrator) throws(JacobianFailure) -> (gate: Int, input: Int?) {
    guard let node = narrator.gate(named: gate) else { throw JacobianFailure(unknownGate(narrator)) }
    guard let jacobians = narrator.jacobians(of: node) else { throw JacobianFailure(.noGradient(gate)) }
    guard let input else { return (node, nil) }
    let inputs = jacobians.map { ($0.jacobian.input, narrator.labels.name(of: $0.jacobian.input)) }
    if let found = inputs.first(where: { $0.1 == input }) { return (node, found.0) }
    let names = inputs.map(\.1)
    throw JacobianFailure(
      .unknownGateInput(input, gate: gate, inputs: names, suggestion: nearest(input, among: names)))
  }

  private func unknownGate(_ narrator: Narrator) -> LessonProblem {
    let trace = narrator.trace
    let isInput = narrator.circuit.wires.contains {
      trace.node($0).gate == nil && narrator.labels.name(of: $0) == gate
    }
    if isInput { return .inputIsNoGate(gate) }
    let names = narrator.namesOfGates.filter { trace.node($0.node).name != nil }.map(\.name)
    return .unknownGate(gate, gates: names, suggestion: nearest(gate, among: names))
  }
}

/// Why a Jacobian cannot be shown.
public struct JacobianFailure: Error, Equatable, Sendable {
  let problem: LessonProblem

  init(_ problem: LessonProblem) { self.problem = problem }

  public var diagnostic: Diagnostic { problem.diagnostic(at: nil) }
}

extension PlainWalkThrough {
  /// The Jacobians that are asked for, as text, from the first pass that was kept.
  public func jacobians(_ request: JacobianRequest) throws(JacobianFailure) -> String {
    guard let narrator = narrators.first, narrator.trace.nodeCount > 0 else {
      throw JacobianFailure(.noCircuit(directive: "jacobian"))
    }
    let (gate, input) = try request.nodes(in: narrator)
    return jacobians(of: gate, by: input, in: narrator.circuit.pass) ?? ""
  }
}
