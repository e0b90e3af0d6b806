import Numbers
import TraceModel

extension Tape {
  /// Lets go of earlier passes. What the passes that stay read of their gates becomes constant.
  mutating func release(where isReleased: (PassRecording) -> Bool) {
    let released = earlier.filter(isReleased)
    guard let first = released.first else { return }
    func isLost(_ code: Int32) -> Bool {
      code >= 0 && released.contains { $0.gates.contains(Int(code)) }
    }
    let all = earlier
    carryBindings(of: isReleased)
    earlier.removeAll(where: isReleased)
    // Passes before the first that goes can't have read from it.
    for index in earlier.indices where earlier[index].number > first.number {
      if earlier[index].refers(to: isLost) { earlier[index].cutSteps(at: isLost, among: all + [current]) }
    }
    if current.refers(to: isLost) { current.cutSteps(at: isLost, among: all + [current]) }
    for index in earlier.indices where earlier[index].number > first.number {
      earlier[index].keepReadings(of: isLost) { Self.value(ofGate: $0, amongReleased: released) }
    }
    current.keepReadings(of: isLost) { Self.value(ofGate: $0, amongReleased: released) }
    for index in earlier.indices where earlier[index].number > first.number {
      for (place, code) in earlier[index].operands.enumerated() where isLost(code) {
        earlier[index].operands[place] = constantCode(forGate: Int(code), in: released)
      }
    }
    for (place, code) in current.operands.enumerated() where isLost(code) {
      current.operands[place] = constantCode(forGate: Int(code), in: released)
    }
  }

  private mutating func constantCode(forGate id: Int, in released: [PassRecording]) -> Int32 {
    let value = Self.value(ofGate: id, amongReleased: released)
    return code(of: value.scalar.map { .constant($0, from: .earlier) } ?? .array(value, from: .earlier))
  }
}

extension Tape {
  private static func value(ofGate id: Int, amongReleased released: [PassRecording]) -> Tensor {
    released.last { $0.gates.contains(id) }.map { $0.tensor(ofGate: id - $0.firstGate) } ?? Tensor(.nan)
  }
}

extension PassRecording {
  /// Whether a gate of this pass reads one that is lost, or a step went backward through one.
  fileprivate func refers(to isLost: (Int32) -> Bool) -> Bool {
    func isEarlier(_ code: Int32) -> Bool { code < firstGate && isLost(code) }
    return operands.contains(where: isEarlier)
      || steps.contains { $0.goesBackward && isEarlier($0.code) }
  }

  /// Removes the steps backward through gates that are lost, and the numbers of branches that end there.
  fileprivate mutating func cutSteps(at isLost: (Int32) -> Bool, among recordings: [PassRecording]) {
    var keptSteps: [StepRecord] = []
    var keptNumbers: [Double] = []
    /// For each step, the kept one that it became or that came before it.
    var becomes: [Int] = []
    for var step in steps {
      defer { becomes.append(max(0, keptSteps.count - 1)) }
      if step.goesBackward, isLost(step.code) { continue }
      let first = Int(step.payload)
      switch step.form {
      case .seed:
        step.payload = UInt32(truncatingIfNeeded: keptNumbers.count)
        keptNumbers += numbers[first..<first + (seed?.gradient.elements.count ?? 1)]
      case .scalarBackward:
        step.payload = UInt32(truncatingIfNeeded: keptNumbers.count)
        keptNumbers.append(numbers[first])
        keptNumbers += branches(of: Int(step.code), from: first + 1, without: isLost, among: recordings)
      case .tensorBackward: arrayBackwards[first].shares.removeAll { isLost($0.code) }
      case .inputs, .forward, .update: break
      }
      keptSteps.append(step)
    }
    for index in asides.indices { asides[index].step = becomes[asides[index].step] }
    bindings.move { becomes[$0] }
    steps = keptSteps
    numbers = keptNumbers
  }

  /// The local and gathered gradients that a backward step has for the inputs that are not lost.
  private func branches(
    of gate: Int, from start: Int, without isLost: (Int32) -> Bool, among recordings: [PassRecording]
  ) -> [Double] {
    guard let owner = recordings.last(where: { $0.gates.contains(gate) }) else { return [] }
    let node = owner.nodes[gate - owner.firstGate]
    let codes = owner.operands[Int(node.firstOperand)...].prefix(Int(node.operandCount))
    var kept: [Double] = []
    var index = start
    for code in codes where !Tape.isConstant(code) {
      if !isLost(code) { kept += numbers[index..<index + 2] }
      index += 2
    }
    return kept
  }
}

extension StepRecord {
  fileprivate var goesBackward: Bool {
    switch form {
    case .seed, .scalarBackward, .tensorBackward: true
    case .inputs, .forward, .update: false
    }
  }
}
