import Numbers
import TraceModel

/// One run, in which only those gates compute anew that what was changed reaches.
struct Rerun {
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

  /// Whether what was changed reaches a gate; those before it must have been asked.
  mutating func reach(_ index: Int) -> Bool {
    guard replay.isNeeded[index], replay.recording.operands(of: index).contains(where: isChanged) else {
      return false
    }
    isReached[index] = true
    return true
  }

  mutating func evaluate(_ index: Int) {
    guard reach(index) else { return }
    let node = replay.recording.nodes[index]
    let codes = replay.recording.operands(of: index)
    let start = codes.startIndex
    let gate = replay.tape.gates[Int(node.gate) - 1]
    if replay.tape.isArrayStep(node) {
      let shape = replay.tape.shapes[Int(node.shape)]
      if gate.isOwn {
        let value = replay.own(replay.run.reference(ofGate: index), codes.map(tensor))
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
