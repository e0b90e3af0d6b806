import Numbers
import TraceModel

extension Tape {
  /// The most operations that the numeric gradients of one pass may take.
  private static let checkBudget = 20_000_000
  /// Of more than ``keptPasses`` passes each has its share of what so many would have.
  private var checkBudgetOfPass: Int { Self.checkBudget / max(1, (earlier.count + 1) / Self.keptPasses) }
  /// To nudge a single number the budget may be exceeded so many times.
  private static let mostOverrun = 10

  /// Sets numeric gradients beside those of the last backward run of each pass that is kept: of every wire where the
  /// circuit is small, else of the inputs, of large arrays and of many inputs for some.
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
        Check(
          node: Int(code), numeric: gradient.gradient.filled(with: .nan), relativeError: .nan,
          byHand: gradient))
    }
    let step = recording.steps.lastIndex { $0.form.kind == .backward } ?? recording.steps.count - 1
    let asides = checks.map { Aside(step: step, event: .check($0)) }
    let place = recording.asides.firstIndex { $0.step > step } ?? recording.asides.endIndex
    recording.insert(asides, at: place)
  }

  private func numericChecks(of recording: PassRecording, running own: @escaping OwnValue) -> [Check] {
    guard let run = checkedRun(of: recording), let seed = run.recording.seed,
      case .gate(let output) = Source(seed.output.code), run.recording.gates.contains(output)
    else { return [] }
    let received = run.recording.receivedByInputs
    let gates = run.recording.receivedByGates
    let largest = (received + gates).reduce(0) { max($0, $1.gradient.largestFinite) }
    let inputs = run.isWhole ? received : []
    var replay = Replay(
      of: run, from: seed, tape: self, output: output - run.recording.firstGate, largest: largest,
      running: own)
    let cost = Replay.runsOfNudge * replay.work
    let affordable = max(checkBudgetOfPass / cost, cost <= Self.mostOverrun * Self.checkBudget ? 1 : 0)
    replay.secondLooks = max(affordable / 5, 4)
    let numbers = inputs.reduce(0) { $0 + $1.gradient.elements.count }
    let most = numbers <= affordable ? Int.max : max(1, affordable / max(1, inputs.count))
    var checks = inputs.sampled(atMost: affordable).compactMap {
      replay.check(of: $0.target, analytic: $0.gradient, atMost: most)
    }
    let wires = gates.reduce(numbers) { $0 + $1.gradient.elements.count }
    if wires <= affordable / 10 {
      for gate in gates {
        guard var check = replay.check(of: gate.target, analytic: gate.gradient, atMost: .max),
          case .gate(let id) = Source(gate.target.code)
        else { continue }
        check.node = Int(run.reference(ofGate: id - run.recording.firstGate).code)
        checks.append(check)
      }
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
      gradientTensor(ofGate: index).map { (.gate(firstGate + index), $0) }
    }
  }
}

extension Array {
  /// All elements, or so many at even distances.
  fileprivate func sampled(atMost most: Int) -> [Element] {
    count <= most ? self : (0..<most).map { self[$0 * count / most] }
  }
}
