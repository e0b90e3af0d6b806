import Numbers
import TraceModel

/// The gradients of gates, as a backward run left them.
struct GateGradients {
  /// As in ``PassRecording/gradients`` and ``PassRecording/arrayGradients``.
  var numbers: [Double]
  var arrays: [Tensor]
}

/// What the last backward run of a pass left at gates: at its own, and at those of earlier passes that it came to.
struct RunGradients {
  var own: GateGradients
  /// By the numbers of the passes, in order.
  var visited: [(pass: Int, gradients: GateGradients)]
}

extension Tape {
  /// What the last run of the current pass has left; nil if it has not run. Later runs clear it where it stands.
  var runGradients: RunGradients? {
    guard current.seed != nil else { return nil }
    return RunGradients(
      own: current.gateGradients,
      visited: earlier.filter { !$0.gradients.isEmpty }.map { ($0.number, $0.gateGradients) })
  }

  /// The gates of a run in one recording, those of earlier passes that it came to included; nil where not all of that
  /// is kept, or where an input has moved in between.
  func checkedRun(of recording: PassRecording) -> PassRecording? {
    guard let run = recording.run, let seed = recording.seed else { return nil }
    var last = recording
    last.take(run.own)
    guard let start = run.visited.first?.pass else { return last }
    var parts: [PassRecording] = []
    for pass in start..<recording.number {
      guard var part = earlier.first(where: { $0.number == pass }) else { return nil }
      if let visited = run.visited.first(where: { $0.pass == pass }) {
        part.take(visited.gradients)
      } else {
        part.clearGradients()
      }
      parts.append(part)
    }
    let joined = parts.dropFirst().reduce(into: parts[0]) { $0.append($1) }.joined(with: last)
    let isNeeded = joined.gatesBehind(seed.output)
    let areAlike = parts.allSatisfy { part in
      part.nodes.indices.allSatisfy { index in
        !isNeeded[part.firstGate - joined.firstGate + index] || part.readsAlike(index, seed)
      }
    }
    return areAlike ? joined : nil
  }
}

extension PassRecording {
  var gateGradients: GateGradients { GateGradients(numbers: gradients, arrays: arrayGradients) }

  fileprivate mutating func take(_ run: GateGradients) {
    (gradients, arrayGradients) = (run.numbers, run.arrays)
  }

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

  /// This recording with the gates of the one that follows it, whose run it is.
  fileprivate func joined(with last: PassRecording) -> PassRecording {
    var joined = self
    joined.append(last)
    (joined.seed, joined.inputGradients) = (last.seed, last.inputGradients)
    joined.inputArrayGradients = last.inputArrayGradients
    return joined
  }

  /// Adds the gates of the recording that follows.
  fileprivate mutating func append(_ next: PassRecording) {
    let (operandCount, arrayCount, gradientCount) = (operands.count, arrays.count, arrayGradients.count)
    for index in next.nodes.indices {
      var node = next.nodes[index]
      node.firstOperand += UInt32(truncatingIfNeeded: operandCount)
      nodes.append(node)
      let isArray = next.givesArray(index)
      values.append(next.values[index] + (isArray ? Double(arrayCount) : 0))
      let gradient = next.gradient(ofGate: index)
      gradients.append(gradient.map { $0 + (isArray ? Double(gradientCount) : 0) } ?? Self.unreached)
    }
    operands += next.operands
    arrays += next.arrays
    arrayGradients += next.arrayGradients
  }
}
