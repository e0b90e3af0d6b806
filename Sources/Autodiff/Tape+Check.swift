import TraceModel

extension Tape {
  /// The most operations that the numeric gradients of one pass may take.
  private static let checkBudget = 20_000_000
  /// Of more than ``keptPasses`` passes each has its share of what so many would have.
  private var checkBudgetOfPass: Int { Self.checkBudget / max(1, (earlier.count + 1) / Self.keptPasses) }
  /// For each number that is nudged the pass runs so often, at most.
  private static let runsOfNudge = 6

  /// Sets numeric gradients beside those of the last backward run of each pass that is kept: of every wire where the
  /// circuit is small, else of the inputs, of large arrays for some elements. A run that went on into earlier passes is
  /// not checked.
  mutating func check(running own: @escaping OwnValue) {
    for index in earlier.indices { check(&earlier[index], running: own) }
    check(&current, running: own)
  }

  private func check(_ recording: inout PassRecording, running own: @escaping OwnValue) {
    var checks = numericChecks(of: recording, running: own)
    for index in checks.indices {
      checks[index].byHand = recording.byHand[Int32(truncatingIfNeeded: checks[index].node)]
    }
    let checked = Set(checks.map(\.node))
    for (code, gradient) in recording.byHand.sorted(by: { $0.key < $1.key })
    where !checked.contains(Int(code)) {
      checks.append(
        Check(node: Int(code), numeric: gradient.filled(with: .nan), relativeError: .nan, byHand: gradient))
    }
    let step = recording.steps.lastIndex { $0.form.kind == .backward } ?? recording.steps.count - 1
    let asides = checks.map { Aside(step: step, event: .check($0)) }
    let place = recording.asides.firstIndex { $0.step > step } ?? recording.asides.endIndex
    recording.asides.insert(contentsOf: asides, at: place)
  }

  private func numericChecks(of recording: PassRecording, running own: @escaping OwnValue) -> [Check] {
    guard let seed = recording.seed, seed.staysInPass, case .gate(let output) = Source(seed.output.code),
      recording.gates.contains(output)
    else { return [] }
    let replay = Replay(
      of: recording, from: seed, tape: self, output: output - recording.firstGate, running: own)
    let inputs = recording.receivedByInputs
    let gates = recording.receivedByGates
    let cost = Self.runsOfNudge * replay.work
    let affordable = checkBudgetOfPass / cost
    let numbers = inputs.reduce(0) { $0 + $1.gradient.elements.count }
    let hasArrays = inputs.contains { !$0.gradient.shape.isEmpty }
    guard numbers <= affordable || (hasArrays && inputs.count <= affordable) else { return [] }
    let most = numbers <= affordable ? Int.max : affordable / inputs.count
    var checks = inputs.compactMap { replay.check(of: $0.target, analytic: $0.gradient, atMost: most) }
    let wires = gates.reduce(numbers) { $0 + $1.gradient.elements.count }
    if wires <= affordable / 10 {
      checks += gates.compactMap { replay.check(of: $0.target, analytic: $0.gradient, atMost: .max) }
    }
    return checks
  }
}

extension PassRecording {
  /// The inputs that a gradient has reached, with what they received in the last run.
  fileprivate var receivedByInputs: [(target: Reference, gradient: Tensor)] {
    inputGradients.indices.compactMap { input in
      let gradient = inputGradients[input].map { Tensor($0) } ?? inputArrayGradients[input]
      return gradient.map { (.input(input), $0) }
    }
  }

  fileprivate var receivedByGates: [(target: Reference, gradient: Tensor)] {
    gradients.indices.compactMap { index in
      let gradient =
        givesArray(index) ? arrayGradient(ofGate: index) : gradient(ofGate: index).map { Tensor($0) }
      return gradient.map { (.gate(firstGate + index), $0) }
    }
  }
}

/// Runs the gates of a pass again with one number changed.
private struct Replay {
  let recording: PassRecording
  let seed: PassRecording.Seed
  let tape: Tape
  let output: Int
  /// What runs gates of the program's own.
  let own: OwnValue
  /// About how many operations a run takes.
  let work: Int

  init(
    of recording: PassRecording, from seed: PassRecording.Seed, tape: Tape, output: Int,
    running own: @escaping OwnValue
  ) {
    self.own = own
    self.recording = recording
    self.seed = seed
    self.tape = tape
    self.output = output
    work = recording.nodes[...output].reduce(0) { work, node in
      if !tape.isArrayStep(node) { return work + 1 }
      let first = Int(node.firstOperand)
      let codes = recording.operands[first..<first + Int(node.operandCount)]
      let operands = codes.map { tape.tensor(ofCode: $0) }
      // A product of matrices does its multiplications many at a time.
      let all = tape.gates[Int(node.gate) - 1].work(operands, tape.shapes[Int(node.shape)])
      return work + 1 + all / 16
    }
  }

  /// Compares an analytic gradient with central differences of fourth order; nil where none are finite.
  func check(of target: Reference, analytic: Tensor, atMost most: Int) -> Check? {
    let center = tensor(target.code)
    guard let number = analytic.scalar else {
      var numeric = [Double](repeating: .nan, count: analytic.elements.count)
      var largest: Double?
      for element in analytic.sample(atMost: most) {
        guard let nudge = nudge(target, center, element, analytic.elements[element]), !nudge.isAtKink else {
          continue
        }
        numeric[element] = nudge.numeric
        largest = max(largest ?? 0, nudge.error)
      }
      return largest.map {
        Check(
          node: Int(target.code), numeric: Tensor(filling: analytic.shape, with: numeric), relativeError: $0)
      }
    }
    return nudge(target, center, 0, number).map {
      Check(
        node: Int(target.code), numeric: Tensor($0.numeric), relativeError: $0.error, isAtKink: $0.isAtKink)
    }
  }

  /// The numeric gradient of one element, and how far the analytic one is from it; nil if it is not finite.
  private func nudge(_ target: Reference, _ center: Tensor, _ element: Int, _ analytic: Double)
    -> (numeric: Double, error: Double, isAtKink: Bool)?
  {
    let value = { (number: Double) in self.value(at: target, center.replacing(element, with: number)) }
    guard let difference = CentralDifference(of: value, at: center.elements[element]) else { return nil }
    let numeric = difference.slope * (seed.gradient.scalar ?? 1)
    guard numeric.isFinite else { return nil }
    let error = (analytic - numeric).magnitude / max(1, analytic.magnitude, numeric.magnitude)
    return (numeric, error, difference.isAtKink)
  }

  /// The output's value when one node is set to another; of an array the sum of its products with the seed.
  private func value(at target: Reference, _ changed: Tensor) -> Double {
    var run = Rerun(self, target, changed)
    for index in stride(from: run.first, through: output, by: 1) { run.evaluate(index) }
    guard recording.givesArray(output) else { return run.values[output] }
    return zip(run.tensor(ofGate: output).elements, seed.gradient.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The value of a node as the pass had it.
  func tensor(_ code: Int32) -> Tensor {
    switch Source(code) {
    case .gate(let id) where id >= recording.firstGate: recording.tensor(ofGate: id - recording.firstGate)
    case .input(let index): seed.inputArrays[index] ?? Tensor(seed.inputValues[index])
    case .gate, .constant: tape.tensor(ofCode: code)
    }
  }
}

/// One run, in which only those gates compute anew that what was changed reaches.
private struct Rerun {
  private let replay: Replay
  private let target: Int32
  private let changed: Tensor
  var values: [Double]
  private var arrays: [Tensor]
  private var isReached: [Bool]
  /// The first gate that may have changed.
  let first: Int

  init(_ replay: Replay, _ target: Reference, _ changed: Tensor) {
    self.replay = replay
    self.target = target.code
    self.changed = changed
    values = replay.recording.values
    arrays = replay.recording.arrays
    isReached = Array(repeating: false, count: replay.recording.nodes.count)
    guard case .gate(let id) = Source(target.code) else {
      first = 0
      return
    }
    first = id - replay.recording.firstGate + 1
    isReached[first - 1] = true
    set(first - 1, changed)
  }

  mutating func evaluate(_ index: Int) {
    let node = replay.recording.nodes[index]
    let start = Int(node.firstOperand)
    let codes = replay.recording.operands[start..<start + Int(node.operandCount)]
    guard codes.contains(where: isChanged) else { return }
    isReached[index] = true
    let gate = replay.tape.gates[Int(node.gate) - 1]
    if replay.tape.isArrayStep(node) {
      let shape = replay.tape.shapes[Int(node.shape)]
      if gate.isOwn {
        let value = replay.own(.gate(replay.recording.firstGate + index), codes.map(tensor))
        set(index, value.flatMap { $0.shape == shape ? $0 : nil } ?? gate.value([], shape: shape))
      } else {
        set(index, gate.value(codes.map(tensor), shape: shape))
      }
      return
    }
    switch gate.rule {
    case .unary(let rule, _): values[index] = rule(number(codes[start]))
    case .binary(let rule, _): values[index] = rule(number(codes[start]), number(codes[start + 1]))
    case .array, .own: break
    }
  }

  func tensor(ofGate index: Int) -> Tensor {
    replay.recording.givesArray(index) ? arrays[Int(replay.recording.values[index])] : Tensor(values[index])
  }

  private mutating func set(_ index: Int, _ value: Tensor) {
    if replay.recording.givesArray(index) {
      arrays[Int(replay.recording.values[index])] = value
    } else {
      values[index] = value.elements[0]
    }
  }

  private func isChanged(_ code: Int32) -> Bool {
    if code == target { return true }
    guard case .gate(let id) = Source(code), id >= replay.recording.firstGate else { return false }
    return isReached[id - replay.recording.firstGate]
  }

  private func tensor(_ code: Int32) -> Tensor {
    if code == target { return changed }
    if case .gate(let id) = Source(code), id >= replay.recording.firstGate {
      return tensor(ofGate: id - replay.recording.firstGate)
    }
    return replay.tensor(code)
  }

  private func number(_ code: Int32) -> Double {
    switch Source(code) {
    case .gate(let id) where id >= replay.recording.firstGate: values[id - replay.recording.firstGate]
    case .input(let index): code == target ? changed.elements[0] : replay.seed.inputValues[index]
    case .gate, .constant: replay.tape.value(ofCode: code)
    }
  }
}
