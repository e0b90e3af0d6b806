import Numbers
import TraceModel

/// Runs the gates of a pass again with one number changed, and compares what comes of it with the gradients.
struct Replay {
  let run: CheckedRun
  /// Its gates, which are asked for often.
  let recording: PassRecording
  let seed: PassRecording.Seed
  let tape: Tape
  let output: Int
  /// The gates that the output was computed from.
  let isNeeded: [Bool]
  /// What runs gates of the program's own.
  let own: OwnValue
  /// About how many operations a run takes.
  let work: Int
  /// The largest gradient of the pass.
  let largest: Double
  /// For so many numbers more, steps of many sizes may be tried.
  var secondLooks = Int.max

  /// So many roundings of each number are taken into account.
  private static let roundings = 8.0
  /// For each number that is nudged the pass runs so often, where the first look suffices.
  static let runsOfNudge = 6

  init(
    of run: CheckedRun, from seed: PassRecording.Seed, tape: Tape, output: Int, largest: Double,
    running own: @escaping OwnValue
  ) {
    self.own = own
    self.run = run
    recording = run.recording
    self.seed = seed
    self.tape = tape
    self.output = output
    self.largest = largest
    let isNeeded = recording.gatesBehind(seed.output)
    self.isNeeded = isNeeded
    work = run.recording.nodes[...output].indices.reduce(0) { work, index in
      let node = run.recording.nodes[index]
      guard isNeeded[index], tape.isArrayStep(node) else { return work + 1 }
      let operands = run.recording.operands(of: index).map { code in
        run.recording.tensor(ofCode: code) ?? tape.tensor(ofCode: code)
      }
      // A product of matrices does its multiplications many at a time.
      let all = tape.gates[Int(node.gate) - 1].work(operands, tape.shapes[Int(node.shape)])
      return work + 1 + all / 16
    }
  }

  /// Compares an analytic gradient with a numeric one; nil where nothing can be told.
  mutating func check(of target: Reference, analytic: Tensor, atMost most: Int) -> Check? {
    let center = tensor(target.code)
    let reached = gates(reachedFrom: target)
    let noise = noise(behind: reached, center, analytic)
    var numeric = [Double](repeating: .nan, count: analytic.elements.count)
    var error: Double?
    var kink: (numeric: Double, error: Double)?
    for element in analytic.sample(atMost: most) {
      guard let found = nudge(target, center, element, analytic.elements[element], noise, reached)
      else { continue }
      if found.isAtKink {
        kink = (found.numeric, found.error)
        continue
      }
      numeric[element] = found.numeric
      error = max(error ?? 0, found.error)
    }
    if let error {
      return Check(
        node: Int(target.code), numeric: Tensor(filling: analytic.shape, with: numeric), relativeError: error)
    }
    guard let kink else { return nil }
    let isNumber = analytic.shape.isEmpty
    return Check(
      node: Int(target.code), numeric: analytic.filled(with: isNumber ? kink.numeric : .nan),
      relativeError: isNumber ? kink.error : .nan, isAtKink: true)
  }

  /// The numeric gradient of one element, and how far the analytic one is from it; nil if that can't be told.
  private mutating func nudge(
    _ target: Reference, _ center: Tensor, _ element: Int, _ analytic: Double, _ noise: Double,
    _ reached: [Int]
  ) -> (numeric: Double, error: Double, isAtKink: Bool)? {
    var runs = 0
    let value = { [self] (number: Double) in
      runs += 1
      return self.value(at: target, center.replacing(element, with: number), reached)
    }
    let negligible = Check.negligible * largest
    let looksTwice = secondLooks > 0
    let difference = CentralDifference(
      of: value, at: center.elements[element], noise: noise, expecting: analytic, negligible: negligible,
      looksTwice: looksTwice)
    if runs > Self.runsOfNudge + 1 { secondLooks -= 1 }
    guard let difference else { return nil }
    let numeric = difference.slope
    if difference.isAtKink {
      let margin = CentralDifference.tolerance * max(1e-300, analytic.magnitude)
      let isBetween = difference.sides.map {
        $0.lowerBound - margin <= analytic && analytic <= $0.upperBound + margin
      }
      return (numeric, isBetween == true ? 0 : .nan, true)
    }
    guard analytic.isFinite else { return (numeric, .infinity, false) }
    let error = Check.relativeError(analytic, numeric)
    if error <= CentralDifference.tolerance { return (numeric, error, false) }
    // One look convicts nobody.
    guard looksTwice else { return nil }
    let gap = (analytic - numeric).magnitude
    if gap > difference.uncertainty { return (numeric, error, false) }
    // Rounding hides the gradient: that tells something only where it is 0 beside others.
    return gap <= negligible && analytic.magnitude <= negligible ? (numeric, gap / largest, false) : nil
  }

  /// The output's value when one node is set to another; of an array the sum of its products with the seed.
  private func value(at target: Reference, _ changed: Tensor, _ reached: [Int]) -> Double {
    var run = Rerun(self, target, changed)
    for index in reached { run.evaluate(index, self) }
    guard recording.givesArray(output) else { return run.values[output] * (seed.gradient.scalar ?? 1) }
    return run.tensor(ofGate: output, self).dot(seed.gradient)
  }

  /// How far rounding may move the output's value: what a rounding of each number that depends on a node moves it.
  private func noise(behind reached: [Int], _ value: Tensor, _ gradient: Tensor) -> Double {
    var sum = value.sizeOfProducts(with: gradient)
    for index in reached {
      guard let gradient = recording.gradientTensor(ofGate: index) else { continue }
      sum += recording.tensor(ofGate: index).sizeOfProducts(with: gradient)
    }
    return Self.roundings * Double.ulpOfOne / 2 * sum
  }

  /// The gates behind a node that the output was computed from, in their order.
  private func gates(reachedFrom target: Reference) -> [Int] {
    var isReached = [Bool](repeating: false, count: recording.nodes.count)
    var first = 0
    if case .gate(let id) = Source(target.code) {
      first = id - recording.firstGate + 1
      isReached[first - 1] = true
    }
    var reached: [Int] = []
    for index in stride(from: first, through: output, by: 1) where isNeeded[index] {
      isReached[index] = recording.operands(of: index).contains { code in
        if code == target.code { return true }
        guard case .gate(let id) = Source(code), id >= recording.firstGate else { return false }
        return isReached[id - recording.firstGate]
      }
      if isReached[index] { reached.append(index) }
    }
    return reached
  }

  /// The value of a node as the pass had it.
  func tensor(_ code: Int32) -> Tensor {
    if let tensor = recording.tensor(ofCode: code) { return tensor }
    return switch Source(code) {
    case .input(let index): seed.inputArrays[index] ?? Tensor(seed.inputValues[index])
    case .gate, .constant: tape.tensor(ofCode: code)
    }
  }
}
