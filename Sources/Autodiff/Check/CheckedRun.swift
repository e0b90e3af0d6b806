import Numbers
import TraceModel

/// The gates that a run of the backward pass came to, in one recording that can be run again.
///
/// Passes between them that are not kept are left out, so gates of earlier passes have other numbers in it.
struct CheckedRun {
  private(set) var recording: PassRecording
  /// Whether what inputs received came through these gates alone.
  var isWhole = true
  /// The gates of each pass, and at which place the first of them stands.
  private var parts: [(gates: Range<Int>, start: Int)]

  /// A run that came to no earlier pass.
  init(_ recording: PassRecording) {
    self.recording = recording
    parts = [(recording.gates, 0)]
  }

  /// A run that ends in the last of some passes, which are in order.
  init(joining passes: [PassRecording], into last: PassRecording) {
    let count = passes.reduce(0) { $0 + $1.nodes.count }
    recording = PassRecording(number: last.number, firstGate: last.firstGate - count)
    parts = []
    for pass in passes + [last] {
      parts.append((pass.gates, recording.nodes.count))
      append(pass)
    }
    recording.seed = last.seed
    recording.inputGradients = last.inputGradients
    recording.inputArrayGradients = last.inputArrayGradients
    let output = last.seed.map { Reference(code: code($0.output.code)) }
    if let output { recording.seed?.output = output }
  }

  /// What the tape knows a gate by that stands at some place.
  func reference(ofGate index: Int) -> Reference {
    let part = parts.last { $0.start <= index }
    return .gate(part.map { $0.gates.lowerBound + index - $0.start } ?? index)
  }

  /// What stands here for an operand of the tape.
  private func code(_ code: Int32) -> Int32 {
    guard case .gate(let id) = Source(code), let part = parts.first(where: { $0.gates.contains(id) }) else {
      return code
    }
    return Reference.gate(recording.firstGate + part.start + id - part.gates.lowerBound).code
  }

  /// Adds the gates of a pass.
  private mutating func append(_ next: PassRecording) {
    let (operandCount, arrayCount) = (recording.operands.count, recording.arrays.count)
    let gradientCount = recording.arrayGradients.count
    for index in next.nodes.indices {
      var node = next.nodes[index]
      node.firstOperand += UInt32(truncatingIfNeeded: operandCount)
      recording.nodes.append(node)
      let isArray = next.givesArray(index)
      recording.values.append(next.values[index] + (isArray ? Double(arrayCount) : 0))
      let gradient = next.gradient(ofGate: index)
      recording.gradients.append(
        gradient.map { $0 + (isArray ? Double(gradientCount) : 0) } ?? PassRecording.unreached)
    }
    recording.operands += next.operands.map(code)
    recording.arrays += next.arrays
    recording.arrayGradients += next.arrayGradients
  }
}

extension Tape {
  /// What the last run of the current pass has left; nil if it has not run. Later runs clear it where it stands.
  var runGradients: RunGradients? {
    guard current.seed != nil else { return nil }
    return RunGradients(
      own: current.gateGradients,
      visited: earlier.filter { !$0.gradients.isEmpty }.map { ($0.number, $0.gateGradients) })
  }

  /// The gates of a run, those of earlier passes that it came to included as far as these are kept; nil where an input
  /// has moved in between.
  func checkedRun(of recording: PassRecording) -> CheckedRun? {
    guard let run = recording.run, let seed = recording.seed else { return nil }
    var last = recording
    last.take(run.own)
    guard let first = run.visited.first?.pass else { return CheckedRun(last) }
    // What came through a pass that is gone can't be found again: only what is behind it is whole.
    let lost = run.visited.last { visited in !earlier.contains { $0.number == visited.pass } }?.pass
    let start = lost.map { $0 + 1 } ?? first
    let parts = earlier.filter { start <= $0.number && $0.number < recording.number }.map { part in
      part.taking(run.visited.first { $0.pass == part.number }?.gradients)
    }
    var joined = CheckedRun(joining: parts, into: last)
    joined.isWhole = lost == nil
    return joined.isAlike(to: parts, seed) ? joined : nil
  }
}

extension CheckedRun {
  /// Whether the inputs that the gates of earlier passes read had the values then that they have now.
  fileprivate func isAlike(to passes: [PassRecording], _ seed: PassRecording.Seed) -> Bool {
    guard let output = recording.seed?.output else { return false }
    let isNeeded = recording.gatesBehind(output)
    return zip(passes, parts).allSatisfy { pass, part in
      pass.nodes.indices.allSatisfy { !isNeeded[part.start + $0] || pass.readsAlike($0, seed) }
    }
  }
}

extension PassRecording {
  /// Which gates an output was computed from, itself included.
  func gatesBehind(_ output: Reference) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    guard case .gate(let last) = Source(output.code), gates.contains(last) else { return isNeeded }
    isNeeded[last - firstGate] = true
    for index in stride(from: last - firstGate, through: 0, by: -1) where isNeeded[index] {
      for code in operands(of: index) {
        if case .gate(let id) = Source(code), gates.contains(id) { isNeeded[id - firstGate] = true }
      }
    }
    return isNeeded
  }

  func operands(of index: Int) -> ArraySlice<Int32> {
    let first = Int(nodes[index].firstOperand)
    return operands[first..<first + Int(nodes[index].operandCount)]
  }

  /// The value of one of its gates; nil if an operand is something else.
  func tensor(ofCode code: Int32) -> Tensor? {
    guard case .gate(let id) = Source(code), gates.contains(id) else { return nil }
    return tensor(ofGate: id - firstGate)
  }

  /// Whether the inputs that a gate read had the same values when its pass ran and when a later one ran back through it.
  fileprivate func readsAlike(_ index: Int, _ later: PassRecording.Seed) -> Bool {
    guard let then = seed else { return false }
    return operands(of: index).allSatisfy { code in
      guard case .input(let input) = Source(code) else { return true }
      guard then.inputValues.indices.contains(input) else { return false }
      return then.inputArrays[input] == later.inputArrays[input]
        && Tensor(then.inputValues[input]) == Tensor(later.inputValues[input])
    }
  }
}
