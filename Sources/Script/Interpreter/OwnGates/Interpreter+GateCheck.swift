import Autodiff
import Language
import Numbers
import TraceModel

// Written backward functions, compared with numeric gradients of their forward functions.

extension Interpreter {
  /// Of a large array so many elements are looked at.
  private static let mostElements = 24

  /// Compares what a backward function returned, and notes what is wrong.
  func check(_ call: OwnCall, _ asked: OwnBackward, _ returned: [Returned]) throws(RunFailure) {
    let name = call.form.name
    let isSuspect = call.form.holder.map { $0.lastCall !== call } ?? false
    let key = isSuspect ? name + " again" : name
    guard ownGates.compares(name, as: key) else { return }
    ownGates.compare(key)
    let trial = Self.trialUpstream(asked.value.shape)
    let onTrial = try silently { () throws(RunFailure) in try runBackward(call, trial) }
    let (actual, tried) = try measure(
      call, asked, trial, returned.map(\.tensor), onTrial?.map(\.tensor) ?? [])
    if disagree(returned.map(\.tensor), actual) {
      try note(
        call, returned, actual,
        GateDiagnosis(
          returned: (onTrial ?? returned).map(\.tensor), measured: onTrial == nil ? actual : tried,
          upstream: onTrial == nil ? asked.upstream : trial, upstreamName: call.form.upstreamName ?? ""),
        upstream: nil)
      return
    }
    // Right for this upstream gradient, which may be 1, is not right for every one.
    guard let onTrial, disagree(onTrial.map(\.tensor), tried) else { return }
    try note(
      call, onTrial, tried,
      GateDiagnosis(
        returned: onTrial.map(\.tensor), measured: tried, upstream: trial,
        upstreamName: call.form.upstreamName ?? ""),
      upstream: trial.scalar)
  }

  /// An upstream gradient with nothing regular about it.
  static func trialUpstream(_ shape: [Int]) -> Tensor {
    let numbers = [1.37, -0.83, 0.61, -1.73, 2.29, -0.47, 1.13]
    return Tensor(filling: shape, with: (0..<Tensor.count(of: shape)).map { numbers[$0 % numbers.count] })
  }

  private func disagree(_ returned: [Tensor?], _ measured: [Int: MeasuredGradient]) -> Bool {
    measured.contains { position, gradient in
      returned[position].map { !gradient.agrees($0) } ?? !gradient.isZero
    }
  }

  /// The numeric gradients of the operands that are nodes, for the upstream gradient of the program and for another,
  /// where the backward function returned so much.
  private func measure(
    _ call: OwnCall, _ asked: OwnBackward, _ trial: Tensor, _ returned: [Tensor?], _ onTrial: [Tensor?]
  ) throws(RunFailure) -> (actual: [Int: MeasuredGradient], trial: [Int: MeasuredGradient]) {
    var actual: [Int: MeasuredGradient] = [:]
    var tried: [Int: MeasuredGradient] = [:]
    for position in asked.operands.indices where asked.isNode[position] {
      let both = try measure(
        of: call.parameter(ofOperand: position), asked.operands[position],
        [(asked.upstream, returned[position]), (trial, onTrial.isEmpty ? nil : onTrial[position])]
      ) { (number) throws(RunFailure) in
        var operands = asked.operands
        operands[position] = number
        return try rerun(call, operands)
      }
      guard let both else { continue }
      (actual[position], tried[position]) = (both[0], both[1])
    }
    return (actual, tried)
  }

  /// The numeric gradients of what a value depends on, for some upstream gradients, each with what was returned for it;
  /// nil where nothing can be told.
  func measure(
    of name: String, _ center: Tensor, _ cases: [(upstream: Tensor, returned: Tensor?)],
    running run: (Tensor) throws(RunFailure) -> Tensor?
  ) throws(RunFailure) -> [MeasuredGradient]? {
    guard let whole = try run(center) else { return nil }
    var measured = cases.map { MeasuredGradient(parameter: name, shape: center.shape, whole, $0.upstream) }
    for element in center.sample(atMost: Self.mostElements) {
      var values: [Double: Tensor] = [center.elements[element]: whole]
      var failure: RunFailure?
      func value(_ number: Double, _ weights: Tensor) -> Double {
        if values[number] == nil {
          do throws(RunFailure) { values[number] = try run(center.replacing(element, with: number)) } catch {
            failure = error
          }
        }
        guard let found = values[number], found.elements.count == weights.elements.count else { return .nan }
        return found.dot(weights)
      }
      let found = cases.map { upstream, returned in
        let expected = returned.flatMap { $0.shape == center.shape ? $0 : nil }?.elements[element]
        let share = expected.map { ($0 * center.elements[element]).magnitude } ?? 0
        return CentralDifference(
          of: { value($0, upstream) }, at: center.elements[element],
          noise: MeasuredGradient.rounding(whole, upstream) + MeasuredGradient.roundings * share,
          expecting: expected)
      }
      if let failure { throw failure }
      guard found.allSatisfy({ $0.map { !$0.isAtKink } ?? false }) else { continue }
      for (index, difference) in found.enumerated() {
        if let difference { measured[index].append(difference, at: element) }
      }
    }
    return measured.allSatisfy { $0.elements.isEmpty } ? nil : measured
  }

  /// Notes each operand whose gradient is wrong.
  private func note(
    _ call: OwnCall, _ returned: [Returned], _ measured: [Int: MeasuredGradient], _ diagnosis: GateDiagnosis,
    upstream: Double?
  ) throws(RunFailure) {
    ownGates.isWrong(call.form.name)
    let overwritten = try overwritingLine(call, diagnosis)
    for position in measured.keys.sorted() {
      guard let gradient = measured[position] else { continue }
      let found = returned[position].tensor
      guard found.map({ !gradient.agrees($0) }) ?? !gradient.isZero else { continue }
      let mistake = GateMistake(
        gate: call.form.name, parameter: gradient.parameter, returned: found, expected: gradient.tensor,
        element: found.flatMap { gradient.worst($0)?.element }, upstream: upstream,
        cause: overwritten.map { .overwritten(line: $0) } ?? diagnosis.cause(of: position))
      let problem = RunProblem.wrongGradient(mistake)
      notices.tellMistake(problem.diagnostic(at: returned[position].range, digits: options.digits))
    }
  }

  /// The line of the call that overwrote a cache, if with its own cache the backward function is right.
  private func overwritingLine(_ call: OwnCall, _ diagnosis: GateDiagnosis) throws(RunFailure) -> Int? {
    guard let last = call.form.holder?.lastCall, last !== call else { return nil }
    let fresh = try silently { () throws(RunFailure) in
      let again = try runAgain(call, nil)
      return try runBackward(call, diagnosis.upstream, cache: again.cache).map(\.tensor)
    }
    guard let fresh, !disagree(fresh, diagnosis.measured) else { return nil }
    return last.range.start.line
  }
}
