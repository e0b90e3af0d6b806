import Autodiff
import TraceModel

// Written backward functions, compared with numeric gradients of their forward functions.

extension Interpreter {
  /// So many calls of each gate are compared; as many again of an instance that was called anew before.
  private static let mostCheckedCalls = 25
  /// Of a large array so many elements are looked at.
  private static let mostElements = 24

  /// Compares what a backward function returned, and notes what is wrong.
  func check(_ call: OwnCall, _ asked: OwnBackward, _ returned: [Returned]) throws(RunFailure) {
    let name = call.form.name
    let isSuspect = call.form.holder.map { $0.lastCall !== call } ?? false
    let key = isSuspect ? name + " again" : name
    guard !wrongGates.contains(name), checkedCalls[key, default: 0] < Self.mostCheckedCalls else { return }
    checkedCalls[key, default: 0] += 1
    let trial = Self.trialUpstream(asked.value.shape)
    let (actual, tried) = try measure(call, asked, trial)
    if disagree(returned.map(\.tensor), actual) {
      let onTrial = try silently(call) { () throws(RunFailure) in try runBackward(call, trial).map(\.tensor) }
      try note(
        call, returned, actual,
        GateDiagnosis(
          returned: onTrial ?? returned.map(\.tensor), measured: onTrial == nil ? actual : tried,
          upstream: onTrial == nil ? asked.upstream : trial, upstreamName: call.form.upstreamName ?? ""),
        upstream: nil)
      return
    }
    // Right for this upstream gradient, which may be 1, is not right for every one.
    guard let onTrial = try silently(call, { () throws(RunFailure) in try runBackward(call, trial) }),
      disagree(onTrial.map(\.tensor), tried)
    else { return }
    try note(
      call, onTrial, tried,
      GateDiagnosis(
        returned: onTrial.map(\.tensor), measured: tried, upstream: trial,
        upstreamName: call.form.upstreamName ?? ""),
      upstream: trial.scalar)
  }

  /// An upstream gradient with nothing regular about it.
  private static func trialUpstream(_ shape: [Int]) -> Tensor {
    let numbers = [1.37, -0.83, 0.61, -1.73, 2.29, -0.47, 1.13]
    return Tensor(filling: shape, with: (0..<Tensor.count(of: shape)).map { numbers[$0 % numbers.count] })
  }

  private func disagree(_ returned: [Tensor?], _ measured: [Int: MeasuredGradient]) -> Bool {
    measured.contains { position, gradient in
      returned[position].map { !gradient.agrees($0) } ?? !gradient.isZero
    }
  }

  /// The numeric gradients of the operands that are nodes, for the upstream gradient of the program and for another.
  private func measure(_ call: OwnCall, _ asked: OwnBackward, _ trial: Tensor) throws(RunFailure)
    -> (actual: [Int: MeasuredGradient], trial: [Int: MeasuredGradient])
  {
    var actual: [Int: MeasuredGradient] = [:]
    var tried: [Int: MeasuredGradient] = [:]
    for position in asked.operands.indices where asked.isNode[position] {
      let operand = asked.operands[position]
      let name = call.parameter(ofOperand: position)
      var ofActual = MeasuredGradient(parameter: name, shape: operand.shape)
      var ofTrial = ofActual
      ofActual.noise = Self.noise(asked.value, asked.upstream)
      ofTrial.noise = Self.noise(asked.value, trial)
      for element in operand.sample(atMost: Self.mostElements) {
        var values: [Double: Tensor] = [:]
        var failure: RunFailure?
        func value(_ number: Double, _ weights: Tensor) -> Double {
          if values[number] == nil {
            var operands = asked.operands
            operands[position] = operand.replacing(element, with: number)
            do throws(RunFailure) { values[number] = try rerun(call, operands) } catch { failure = error }
          }
          guard let found = values[number], found.elements.count == weights.elements.count else {
            return .nan
          }
          return zip(found.elements, weights.elements).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let center = operand.elements[element]
        let first = CentralDifference(of: { value($0, asked.upstream) }, at: center)
        let second = CentralDifference(of: { value($0, trial) }, at: center)
        if let failure { throw failure }
        guard let first, let second, !first.isAtKink, !second.isAtKink else { continue }
        ofActual.elements.append(element)
        ofActual.numeric.append(first.slope)
        ofTrial.elements.append(element)
        ofTrial.numeric.append(second.slope)
      }
      guard !ofActual.elements.isEmpty else { continue }
      (actual[position], tried[position]) = (ofActual, ofTrial)
    }
    return (actual, tried)
  }

  /// Below which size a numeric gradient is only rounding.
  private static func noise(_ value: Tensor, _ upstream: Tensor) -> Double {
    1e-4 * zip(value.elements, upstream.elements).reduce(1e-4) { $0 + ($1.0 * $1.1).magnitude }
  }

  /// Notes each operand whose gradient is wrong.
  private func note(
    _ call: OwnCall, _ returned: [Returned], _ measured: [Int: MeasuredGradient], _ diagnosis: GateDiagnosis,
    upstream: Double?
  ) throws(RunFailure) {
    wrongGates.insert(call.form.name)
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
      mistakes.append(problem.diagnostic(at: returned[position].range, digits: options.digits))
    }
  }

  /// The line of the call that overwrote a cache, if with its own cache the backward function is right.
  private func overwritingLine(_ call: OwnCall, _ diagnosis: GateDiagnosis) throws(RunFailure) -> Int? {
    guard let last = call.form.holder?.lastCall, last !== call else { return nil }
    let fresh = try silently(call) { () throws(RunFailure) in
      _ = try runAgain(call, nil)
      return try runBackward(call, diagnosis.upstream).map(\.tensor)
    }
    guard let fresh, !disagree(fresh, diagnosis.measured) else { return nil }
    return last.range.start.line
  }
}
