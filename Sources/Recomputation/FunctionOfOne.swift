import Numbers
package import TraceModel

/// A part of a circuit that computes one number from one: it can be asked for other numbers than the trace has.
package struct FunctionOfOne {
  /// Why a part of a circuit is none.
  package enum Problem: Error, Equatable {
    /// It reads or gives several numbers, or arrays.
    case severalNumbers
    /// A gate of this name has no formula that computes.
    case noFormula(gate: String)
  }

  /// The node that it reads.
  package let input: Int
  package let output: Int
  private let gates: [(node: Node, program: GateProgram)]

  /// - Parameters:
  ///   - nodes: The gates in the order of their creation.
  ///   - output: That of them whose value it is.
  package init(_ nodes: some Sequence<Int>, output: Int, in trace: Trace) throws(Problem) {
    self.output = output
    let all = nodes.map(trace.node).filter { $0.gate != nil }
    let inside = Set(all.map(\.id))
    let read = Set(all.flatMap(\.inputs).filter { !inside.contains($0) })
    guard read.count == 1, let input = read.first, trace.node(input).shape.isEmpty,
      inside.contains(output), all.allSatisfy({ $0.shape.isEmpty })
    else { throw .severalNumbers }
    self.input = input
    var gates: [(node: Node, program: GateProgram)] = []
    for node in all {
      guard let gate = node.gate, let program = GateProgram(gate) else {
        throw .noFormula(gate: node.gate?.name ?? "")
      }
      gates.append((node, program))
    }
    self.gates = gates
  }

  /// The value for a number, and the slope there by the gates' own rules; nil where a formula gives no number.
  package func callAsFunction(_ number: Double) -> (value: Double, slope: Double)? {
    do {
      let values = try values(at: number)
      var gradients = [output: Tensor(1)]
      for (node, program) in gates.reversed() {
        guard let upstream = gradients[node.id], let value = values[node.id] else { continue }
        var evaluator = FormulaEvaluator(operands(of: node, values), shape: [], budget: 10_000)
        for (position, operand) in node.operands.enumerated() {
          guard case .node(let id) = operand, let pull = program.pull(position) else { continue }
          let part = try evaluator.downstream(pull, upstream: upstream, value: value, to: position)
          gradients[id] = gradients[id].map { Tensor.sum([$0, part]) } ?? part
        }
      }
      guard let value = values[output]?.scalar, let slope = gradients[input]?.scalar else { return nil }
      return (value, slope)
    } catch { return nil }
  }

  private func values(at number: Double) throws(FormulaProblem) -> [Int: Tensor] {
    var values = [input: Tensor(number)]
    for (node, program) in gates {
      var evaluator = FormulaEvaluator(operands(of: node, values), shape: [], budget: 10_000)
      values[node.id] = try evaluator.value(program.compute, shape: [])
    }
    return values
  }

  private func operands(of node: Node, _ values: [Int: Tensor]) -> [Tensor] {
    node.operands.map { operand in
      switch operand {
      case .constant(let constant): constant.value
      case .node(let id): values[id] ?? Tensor(.nan)
      }
    }
  }
}
