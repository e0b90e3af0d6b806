import Numbers
package import TraceModel

/// A part of a circuit that computes one number from one: it can be asked for other numbers than the trace has.
///
/// What it gives is told by formulas, which hold as long as the program goes the way that the trace tells.
package struct FunctionOfOne {
  /// Why a part of a circuit is none.
  package enum Problem: Error, Equatable {
    /// It reads or gives several numbers, or arrays.
    case severalNumbers
    /// A gate of this name has no formula that computes.
    case noFormula(gate: String)
    /// It computes or compares with a number of this origin, which might be another one for another number.
    case fixedNumber(Constant.Origin)
  }

  /// What a number gives.
  package enum Outcome: Equatable {
    case number(value: Double, slope: Double)
    /// A formula gives no number.
    case undefined
    /// A comparison has another outcome than in the trace.
    case otherWay(Branch)
  }

  /// The node that it reads.
  package let input: Int
  package let output: Int
  private let gates: [(node: Node, program: GateProgram)]
  /// The comparisons whose outcomes depend on what it reads.
  private let conditions: [Branch]
  /// What is compared with, and does not depend on what it reads.
  private var others: [Int: Tensor] = [:]

  /// - Parameters:
  ///   - nodes: The gates in the order of their creation.
  ///   - output: That of them whose value it is.
  ///   - branches: What the program compared meanwhile.
  package init(
    _ nodes: some Sequence<Int>, output: Int, in trace: Trace, branches: [Branch] = []
  ) throws(Problem) {
    self.output = output
    let inside = Set(nodes.filter { !trace.isInput($0) })
    guard inside.contains(output) else { throw .severalNumbers }
    let compared = branches.flatMap(\.nodes).filter(inside.contains)
    let needed = Self.closure(of: compared + [output], within: inside, in: trace)
    let all = needed.sorted().map { trace.node($0) }
    let read = Set(all.flatMap(\.inputs)).subtracting(needed)
    guard read.count == 1, let input = read.first, trace.node(input).shape.isEmpty,
      all.allSatisfy({ $0.shape.isEmpty })
    else { throw .severalNumbers }
    self.input = input
    conditions = branches.filter { !needed.union([input]).isDisjoint(with: $0.nodes) }
    for other in conditions.flatMap(\.nodes) where other != input && !needed.contains(other) {
      others[other] = trace.initialValue(of: other)
    }
    try Self.check(all.flatMap(\.operands).compactMap(\.keptConstant), conditions)
    gates = try Self.programs(of: all)
  }

  /// Whether what it computes and compares with is the same for all numbers.
  private static func check(_ constants: [Constant], _ conditions: [Branch]) throws(Problem) {
    let origins = (constants + conditions.flatMap(\.constants)).lazy.compactMap(\.from)
    if let origin = origins.first(where: { $0 != .mask }) { throw .fixedNumber(origin) }
    if conditions.contains(where: \.readsGradient) { throw .fixedNumber(.gradient) }
  }

  private static func programs(of nodes: [Node]) throws(Problem) -> [(node: Node, program: GateProgram)] {
    var gates: [(node: Node, program: GateProgram)] = []
    for node in nodes {
      guard let gate = node.gate, let program = GateProgram(gate) else {
        throw .noFormula(gate: node.gate?.name ?? "")
      }
      gates.append((node, program))
    }
    return gates
  }

  /// Whether there are numbers for which a comparison may have another outcome.
  package var hasOtherWays: Bool { !conditions.isEmpty }

  /// The gates inside that some of them are computed from, these included.
  private static func closure(of nodes: [Int], within inside: Set<Int>, in trace: Trace) -> Set<Int> {
    var (found, rest) = (Set<Int>(), nodes)
    while let node = rest.popLast() {
      if found.insert(node).inserted { rest += trace.inputs(of: node).filter(inside.contains) }
    }
    return found
  }

  /// The value for a number, and the slope there by the gates' own rules.
  package func callAsFunction(_ number: Double) -> Outcome {
    do throws(FormulaProblem) {
      let values = try values(at: number)
      for condition in conditions where outcome(of: condition, values) != condition.outcome {
        return .otherWay(condition)
      }
      guard let value = values[output]?.scalar, let slope = try slope(values) else { return .undefined }
      return value.isFinite ? .number(value: value, slope: slope) : .undefined
    } catch { return .undefined }
  }

  private func slope(_ values: [Int: Tensor]) throws(FormulaProblem) -> Double? {
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
    return gradients[input]?.scalar
  }

  private func values(at number: Double) throws(FormulaProblem) -> [Int: Tensor] {
    var values = others
    values[input] = Tensor(number)
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

  private func outcome(of branch: Branch, _ values: [Int: Tensor]) -> Tensor? {
    func value(_ reading: Reading) -> Tensor {
      switch reading {
      case .node(let id): values[id] ?? Tensor(.nan)
      case .constant(let constant): constant.value
      case .gradient: Tensor(.nan)
      }
    }
    return branch.outcome(value(branch.left), value(branch.right))
  }
}

extension Branch {
  /// What the comparison gives for other values of its sides; nil if these do not fit its shape.
  func outcome(_ left: Tensor, _ right: Tensor) -> Tensor? {
    guard let left = left.spread(to: outcome.shape), let right = right.spread(to: outcome.shape) else {
      return nil
    }
    return Tensor(
      shape: outcome.shape, elements: zip(left, right).map { self.operator.holds($0, $1) ? 1 : 0 })
  }

  private var sides: [Reading] { [left, right] }

  /// The nodes whose values it reads.
  fileprivate var nodes: [Int] { sides.compactMap { if case .node(let node) = $0 { node } else { nil } } }
  fileprivate var constants: [Constant] {
    sides.compactMap { if case .constant(let constant) = $0 { constant } else { nil } }
  }
  fileprivate var readsGradient: Bool {
    sides.contains { if case .gradient = $0 { true } else { false } }
  }
}

extension Operand {
  fileprivate var keptConstant: Constant? { if case .constant(let constant) = self { constant } else { nil } }
}
