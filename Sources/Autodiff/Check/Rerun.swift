import Numbers
import TraceModel

/// One run of the gates of a pass with a number changed: the numbers that it gives.
struct Rerun {
  private let target: Int32
  private let changed: Tensor
  private(set) var values: [Double]
  private var arrays: [Tensor]

  init(_ replay: Replay, _ target: Reference, _ changed: Tensor) {
    self.target = target.code
    self.changed = changed
    values = replay.recording.values
    arrays = replay.recording.arrays
    if case .gate(let id) = Source(target.code) { set(id - replay.recording.firstGate, changed, replay) }
  }

  /// Computes a gate; all gates before it that the change reaches must have been computed.
  mutating func evaluate(_ index: Int, _ replay: Replay) {
    let node = replay.recording.nodes[index]
    let codes = replay.recording.operands(of: index)
    let start = codes.startIndex
    if replay.tape.isArrayStep(node) {
      let gate = replay.tape.gates[Int(node.gate) - 1]
      let shape = replay.tape.shapes[Int(node.shape)]
      let operands = codes.map { tensor($0, replay) }
      if gate.isOwn {
        let value = replay.own(replay.run.reference(ofGate: index), operands)
        set(index, value.flatMap { $0.shape == shape ? $0 : nil } ?? gate.value([], shape: shape), replay)
      } else {
        set(index, gate.value(operands, shape: shape), replay)
      }
      return
    }
    switch replay.tape.gates[Int(node.gate) - 1].rule {
    case .unary(let rule, _): values[index] = rule(number(codes[start], replay))
    case .binary(let rule, _):
      values[index] = rule(number(codes[start], replay), number(codes[start + 1], replay))
    case .array, .own: break
    }
  }

  func tensor(ofGate index: Int, _ replay: Replay) -> Tensor {
    replay.recording.givesArray(index) ? arrays[Int(replay.recording.values[index])] : Tensor(values[index])
  }

  private mutating func set(_ index: Int, _ value: Tensor, _ replay: Replay) {
    if replay.recording.givesArray(index) {
      arrays[Int(replay.recording.values[index])] = value
    } else {
      values[index] = value.elements[0]
    }
  }

  private func tensor(_ code: Int32, _ replay: Replay) -> Tensor {
    if code == target { return changed }
    if case .gate(let id) = Source(code), id >= replay.recording.firstGate {
      return tensor(ofGate: id - replay.recording.firstGate, replay)
    }
    return replay.tensor(code)
  }

  private func number(_ code: Int32, _ replay: Replay) -> Double {
    switch Source(code) {
    case .gate(let id) where id >= replay.recording.firstGate: values[id - replay.recording.firstGate]
    case .input(let index): code == target ? changed.elements[0] : replay.seed.inputValues[index]
    case .gate, .constant: replay.tape.value(ofCode: code)
    }
  }
}
