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

  private func shown(_ named: NamedFunction) throws(CurveProblem) -> ShownFunction {
    guard let output = named.output else { throw .severalNumbers(named.name) }
    if named.isCall, trace.hidesDecisions { throw .hidden(named.name) }
    let function = try function(named, output: output)
    guard let x = states.value(of: function.input, at: states.firstStep(of: output))?.scalar,
      case .number(let y, let slope) = function(x), slope.isFinite
    else { throw .notFinite(named.name) }
    // What comes out otherwise at the very number that the trace has is not what the program computes.
    let recorded = trace.initialValue(of: output).scalar ?? .nan
    guard (y - recorded).magnitude <= 1e-6 * max(1, y.magnitude) else { throw .hidden(named.name) }
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
