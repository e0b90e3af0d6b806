import Figures
import Numbers
import Recomputation
public import TraceModel

/// Why a function has no curve.
public enum CurveProblem: Error, Equatable, Sendable {
  /// The program has no function, gate or value of that name; there are curves of these.
  case unknown(String, names: [String])
  case severalNumbers(String)
  /// Nothing that its gates gave was used for the output.
  case noValue(String)
  case noFormula(String, gate: String)
  /// It computes with a number that is no node, although it may come from one.
  case fixedNumber(String, Constant.Origin)
  /// The program decides by numbers that no record tells of.
  case hidden(String)
  /// The program goes the way that it goes at this number alone.
  case onlyThere(String)
  case notFinite(String)
}

/// What a name means.
private enum NamedPart {
  case call(Group)
  case gate(Int)
  case value(Int)
}

/// A part of a circuit that a name means, as a function.
private struct NamedFunction {
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

/// A function of one number with its curve around the number at which the program uses it.
struct ShownFunction {
  let function: FunctionOfOne
  let curve: FunctionCurve
  let point: (x: Double, y: Double, slope: Double)
  /// Such as `sigmoid(s)`.
  let heading: String
}

extension Narrator {
  /// Of so many parts of a name at most a curve is tried to be made.
  private static let mostTried = 8

  /// The function that a name means: a call of one of the program's own, a gate, or a value. Of several parts of that
  /// name the first of which there is a curve.
  func function(named name: String) throws(CurveProblem) -> ShownFunction {
    let all = parts()
    var problem: CurveProblem?
    for part in all.filter({ $0.name == name }).prefix(Self.mostTried) {
      do throws(CurveProblem) { return try shown(part) } catch { problem = problem ?? error }
    }
    if let problem { throw problem }
    if trace.groups.contains(where: { $0.kind == .call && $0.name == name }) { throw .noValue(name) }
    var names: [String] = []
    for known in all.map(\.name) where !names.contains(known) {
      names.append(known)
    }
    names = names.filter { known in
      all.filter { $0.name == known }.prefix(Self.mostTried).contains { part in
        do throws(CurveProblem) {
          _ = try shown(part)
          return true
        } catch { return false }
      }
    }
    throw .unknown(name, names: names)
  }

  /// What has a name and might be a function, in the order of the program: calls, gates, and values.
  private func parts() -> [(name: String, part: NamedPart)] {
    let gates = trace.closure(of: circuit.wires).filter { !trace.isInput($0) }
    let drawn = Set(gates)
    let calls = trace.groups.filter { $0.kind == .call && $0.nodes.contains(where: drawn.contains) }
    let named = gates.filter { Set(trace.inputs(of: $0)).count == 1 }
    return calls.map { ($0.name, .call($0)) }
      // A name is one word.
      + named.map { ((trace.node($0).gate?.name ?? "").replacing(" ", with: "_"), .gate($0)) }
      + named.filter(trace.isNamed).map { (labels.name(of: $0), .value($0)) }
  }

  private func shown(_ part: (name: String, part: NamedPart)) throws(CurveProblem) -> ShownFunction {
    switch part.part {
    case .call(let call): return try shown(function(of: call))
    case .gate(let node):
      return try shown(
        NamedFunction(
          name: part.name, nodes: node..<node + 1, output: node, heading: formula(of: node)))
    case .value(let node):
      return try shown(
        NamedFunction(
          name: part.name, nodes: node..<node + 1, output: node,
          heading: "\(part.name) = \(formula(of: node) ?? called(trace.node(node)))",
          branches: branches(before: node)))
    }
  }

  /// A call: its value is that of the gate which others read.
  private func function(of call: Group) -> NamedFunction {
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
  private func branches(before node: Int) -> [Branch] {
    let step = states.firstStep(of: node)
    let call = trace.groups.last { $0.kind == .call && $0.nodes.contains(node) }
    let first = call?.nodes.first { !trace.isInput($0) }.map(states.firstStep) ?? step
    return step > 0 ? trace.branches(inSteps: max(0, min(first, step) - 1)...step - 1) : []
  }

  /// What a gate computes in symbols; nil where its name says that.
  private func formula(of id: Int) -> String? {
    let node = trace.node(id)
    guard node.operands.count > 1, let gate = node.gate, let formula = Formula(gate.equation) else {
      return nil
    }
    return FormulaText(shown: names(of: node).keyed).plain(formula.foldingConstants(of: node))
  }

  private func called(_ node: Node) -> String {
    "\(node.gate?.name ?? "")(\(node.inputs.first.map(labels.name) ?? ""))"
  }

  private func shown(_ named: NamedFunction) throws(CurveProblem) -> ShownFunction {
    guard let output = named.output else { throw .severalNumbers(named.name) }
    if named.isCall, trace.hidesDecisions { throw .hidden(named.name) }
    let function = try function(named, output: output)
    guard let x = states.value(of: function.input, at: states.firstStep(of: output))?.scalar,
      case .number(let y, let slope) = function(x), slope.isFinite
    else { throw .notFinite(named.name) }
    // What comes out otherwise at the very number that the trace has is not what the program computes.
    let recorded = trace.initialValue(of: output).scalar ?? .nan
    guard (y - recorded).magnitude <= 1e-9 * max(1, y.magnitude) else { throw .hidden(named.name) }
    let made = FunctionCurve(at: x, hasOtherWays: function.hasOtherWays) { CurveAnswer(function($0)) }
    guard let curve = made else {
      if function.hasOtherWays { throw .onlyThere(named.name) }
      throw .notFinite(named.name)
    }
    let heading = named.heading ?? "\(named.name)(\(labels.name(of: function.input)))"
    return ShownFunction(function: function, curve: curve, point: (x, y, slope), heading: heading)
  }

  private func function(_ named: NamedFunction, output: Int) throws(CurveProblem) -> FunctionOfOne {
    do throws(FunctionOfOne.Problem) {
      return try FunctionOfOne(named.nodes, output: output, in: trace, branches: named.branches)
    } catch {
      switch error {
      case .severalNumbers: throw .severalNumbers(named.name)
      case .noFormula(let gate): throw .noFormula(named.name, gate: gate)
      case .fixedNumber(let origin): throw .fixedNumber(named.name, origin)
      }
    }
  }
}

extension CurveAnswer {
  fileprivate init(_ outcome: FunctionOfOne.Outcome) {
    switch outcome {
    case .number(let value, let slope): self = .number(value: value, slope: slope)
    case .undefined: self = .undefined
    case .otherWay: self = .otherWay
    }
  }
}
