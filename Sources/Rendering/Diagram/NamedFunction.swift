import TraceModel

/// What a name means.
enum NamedPart {
  case call(Group)
  case gate(Int)
  case value(Int)
}

/// A part of a circuit that a name means, as a function.
struct NamedFunction {
  var name: String
  var nodes: Range<Int>
  /// The gate whose value it gives; nil where there are several.
  var output: Int?
  var isCall = false
  /// What it is called in a figure, if not by its name and what it reads.
  var heading: String?
  /// What was compared that its formulas depend on.
  var branches: [Branch] = []
}

extension Narrator {
  /// What has a name and might be a function, in the order of the program: calls, gates, and values.
  func parts() -> [(name: String, part: NamedPart)] {
    let gates = trace.closure(of: circuit.wires).filter { !trace.isInput($0) }
    let drawn = Set(gates)
    let calls = trace.groups.filter { $0.kind == .call && $0.nodes.contains(where: drawn.contains) }
    let named = gates.filter { Set(trace.inputs(of: $0)).count == 1 }
    return calls.map { ($0.name, .call($0)) }
      // A name is one word.
      + named.map { ((trace.node($0).gate?.name ?? "").replacing(" ", with: "_"), .gate($0)) }
      + named.filter(trace.isNamed).map { (labels.name(of: $0), .value($0)) }
  }

  /// A call: its value is that of the gate which others read.
  func function(of call: Group) -> NamedFunction {
    let gates = call.nodes.filter { !trace.isInput($0) }
    let behind = (call.nodes.upperBound..<trace.nodeCount).flatMap { trace.inputs(of: $0) }
    let read = Set(behind + trace.passes.compactMap(\.output)).filter(call.nodes.contains)
    let steps = gates.map(states.firstStep)
    let (first, last) = (steps.min() ?? 0, steps.max() ?? 0)
    return NamedFunction(
      name: call.name, nodes: call.nodes, output: read.count == 1 ? read.first : nil, isCall: true,
      branches: trace.branches(inSteps: max(0, first - 1)...last).filter { !isBehind(call, $0, gates) })
  }

  /// Whether something was compared below a call whose function stands above it.
  private func isBehind(_ call: Group, _ branch: Branch, _ gates: [Int]) -> Bool {
    let lines = gates.map { trace.node($0).place.line }
    return branch.place.line >= call.place.line && (lines.max() ?? 0) < call.place.line
  }

  /// What was compared before a value was computed: since its function was called, or just before.
  func branches(before node: Int) -> [Branch] {
    let step = states.firstStep(of: node)
    let call = trace.groups.last { $0.kind == .call && $0.nodes.contains(node) }
    let first = call?.nodes.first { !trace.isInput($0) }.map(states.firstStep) ?? step
    return step > 0 ? trace.branches(inSteps: max(0, min(first, step) - 1)...step - 1) : []
  }

  /// What a gate computes in symbols; nil where its name says that.
  func formula(of id: Int) -> String? {
    let node = trace.node(id)
    guard node.operands.count > 1, let gate = node.gate, let formula = Formula(gate.equation) else {
      return nil
    }
    return FormulaText(shown: names(of: node).keyed).plain(formula.foldingConstants(of: node))
  }

  func called(_ node: Node) -> String {
    "\(node.gate?.name ?? "")(\(node.inputs.first.map(labels.name) ?? ""))"
  }
}
