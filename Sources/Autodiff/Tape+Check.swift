import TraceModel

extension Tape {
  /// The most gate evaluations that the numeric gradients of one pass may take.
  private static let checkBudget = 20_000_000

  /// Sets numeric gradients beside those of the last backward run of each pass that is kept: of every wire where the
  /// circuit is small, else of the inputs. A run that went on into earlier passes is not checked.
  mutating func check() {
    for index in earlier.indices { check(&earlier[index]) }
    check(&current)
  }

  private func check(_ recording: inout PassRecording) {
    guard let seed = recording.seed, seed.staysInPass, case .gate(let output) = Source(seed.output.code),
      recording.gates.contains(output)
    else { return }
    let replay = Replay(of: recording, from: seed, tape: self, output: output - recording.firstGate)
    let evaluations = 6 * (output - recording.firstGate + 1)
    let inputs = recording.inputGradients.indices.filter { recording.inputGradients[$0] != nil }
    let gates = recording.gradients.indices.filter { recording.gradient(ofGate: $0) != nil }
    guard inputs.count * evaluations <= Self.checkBudget else { return }
    let step = recording.steps.lastIndex { $0.form == .scalarBackward } ?? recording.steps.count - 1
    var checks: [Check] = inputs.compactMap { input in
      replay.check(of: Reference.input(input), analytic: recording.inputGradients[input] ?? 0)
    }
    if (inputs.count + gates.count) * evaluations <= Self.checkBudget / 10 {
      checks += gates.compactMap { gate in
        replay.check(of: .gate(recording.firstGate + gate), analytic: recording.gradients[gate])
      }
    }
    let asides = checks.map { Aside(step: step, event: .check($0)) }
    let place = recording.asides.firstIndex { $0.step > step } ?? recording.asides.endIndex
    recording.asides.insert(contentsOf: asides, at: place)
  }
}

/// Runs the gates of a pass again with one number changed.
private struct Replay {
  let recording: PassRecording
  let seed: PassRecording.Seed
  let tape: Tape
  let output: Int

  init(of recording: PassRecording, from seed: PassRecording.Seed, tape: Tape, output: Int) {
    self.recording = recording
    self.seed = seed
    self.tape = tape
    self.output = output
  }

  /// Compares an analytic gradient with central differences of fourth order; nil where those are not finite.
  func check(of target: Reference, analytic: Double) -> Check? {
    let center = value(target.code, in: recording.values)
    let width = 1e-3 * max(center.magnitude, 1e-2)
    func slope(_ width: Double) -> Double {
      let near = value(at: target, center + width) - value(at: target, center - width)
      let far = value(at: target, center + 2 * width) - value(at: target, center - 2 * width)
      return (8 * near - far) / (12 * width)
    }
    let numeric = slope(width) * seed.gradient
    guard numeric.isFinite else { return nil }
    let isAtKink = isAtKink(target, center, width)
    let error = (analytic - numeric).magnitude / max(1, analytic.magnitude, numeric.magnitude)
    return Check(
      node: Int(target.code), numeric: Tensor(numeric), relativeError: error, isAtKink: isAtKink)
  }

  /// Whether the slopes on the two sides stay apart when the step shrinks.
  private func isAtKink(_ target: Reference, _ center: Double, _ width: Double) -> Bool {
    func gap(_ width: Double) -> Double {
      let here = value(at: target, center)
      let right = (value(at: target, center + width) - here) / width
      let left = (here - value(at: target, center - width)) / width
      return (right - left).magnitude / max(1e-3, right.magnitude, left.magnitude)
    }
    let wide = gap(width)
    return wide > 1e-3 && gap(width / 64) > wide / 4
  }

  /// The output's value when one node is set to a number.
  private func value(at target: Reference, _ number: Double) -> Double {
    var values = recording.values
    var inputValues = seed.inputValues
    var first = 0
    switch Source(target.code) {
    case .input(let index): inputValues[index] = number
    case .gate(let id):
      first = id - recording.firstGate + 1
      values[first - 1] = number
    case .constant: return .nan
    }
    for index in stride(from: first, through: output, by: 1) {
      values[index] = evaluate(recording.nodes[index], values, inputValues)
    }
    return values[output]
  }

  private func evaluate(_ node: NodeRecord, _ values: [Double], _ inputValues: [Double]) -> Double {
    let first = Int(node.firstOperand)
    let a = value(recording.operands[first], in: values, inputValues)
    switch tape.gates[Int(node.gate) - 1].rule {
    case .unary(let rule, _): return rule(a)
    case .binary(let rule, _): return rule(a, value(recording.operands[first + 1], in: values, inputValues))
    }
  }

  private func value(_ code: Int32, in values: [Double], _ inputValues: [Double]? = nil) -> Double {
    switch Source(code) {
    case .gate(let id) where id >= recording.firstGate: return values[id - recording.firstGate]
    case .input(let index): return (inputValues ?? seed.inputValues)[index]
    case .gate, .constant: return tape.value(ofCode: code)
    }
  }
}
