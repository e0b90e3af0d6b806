import TraceModel

// Backward passes that are wrong on purpose; see ``BackwardMistake``.

extension Tape {
  /// Forgets what has reached a node, so that what comes next replaces it.
  mutating func forgetGradient(atCode code: Int32) {
    switch Source(code) {
    case .input(let index):
      inputs[index].gradient = nil
      inputs[index].array?.gradient = nil
      current.inputGradients[index] = nil
      current.inputArrayGradients[index] = nil
    case .gate(let id) where id >= current.firstGate: current.forgetGradient(ofGate: id - current.firstGate)
    case .gate(let id):
      guard let segment = earlier.lastIndex(where: { $0.gates.contains(id) }),
        !earlier[segment].gradients.isEmpty
      else { return }
      earlier[segment].forgetGradient(ofGate: id - earlier[segment].firstGate)
    case .constant: break
    }
  }

  /// What is left of the queue from a gate on, in the order of the visits; empty where gates come in the right order.
  func queued(from index: Int) -> [Int] {
    queue.firstIndex(of: index).map { queue[...$0].reversed() } ?? []
  }

  /// The gates of the current pass as a queue comes to them that starts at the output and in which nobody waits; the
  /// last one first. Each is visited once.
  func gatesAsQueued(from output: Reference) -> [Int] {
    guard case .gate(let id) = Source(output.code), id >= current.firstGate else { return [] }
    var queue = [id - current.firstGate]
    var isQueued = [Bool](repeating: false, count: current.nodes.count)
    isQueued[queue[0]] = true
    var next = 0
    while next < queue.count {
      let node = current.nodes[queue[next]]
      next += 1
      for position in 0..<Int(node.operandCount) {
        guard case .gate(let id) = Source(current.operands[Int(node.firstOperand) + position]),
          id >= current.firstGate, !isQueued[id - current.firstGate]
        else { continue }
        isQueued[id - current.firstGate] = true
        queue.append(id - current.firstGate)
      }
    }
    return queue.reversed()
  }
}

extension PassRecording {
  fileprivate mutating func forgetGradient(ofGate index: Int) { gradients[index] = Self.unreached }
}
