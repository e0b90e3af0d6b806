import Numbers
import TraceModel

/// The rooms of the arrays of a circuit.
struct CircuitArrays {
  /// By boxes: the value and the gradient of what leaves it.
  private(set) var values: [Int: ArrayRoom] = [:]
  private(set) var gradients: [Int: ArrayRoom] = [:]
  /// By operands: what came down a branch, and what stands on its arrow.
  private(set) var downstreams: [Int: ArrayRoom] = [:]
  private(set) var locals: [Int: ArrayRoom] = [:]

  /// The most rows and columns of slopes on an arrow, and numbers of an array at a branch.
  static let (branchLimit, branchElements) = (4, 8)

  /// Whether gradients are beside values, with their rows at the same heights.
  private let isTurned: Bool

  init(_ circuit: Circuit, _ words: CircuitWords, _ texts: CircuitTexts, isTurned: Bool) {
    self.isTurned = isTurned
    let trace = texts.states.trace
    let counts = circuit.readerCounts
    for (index, box) in circuit.boxes.enumerated() where box.showsNumbers {
      addRooms(of: index, box, words.headers[index], texts)
      for place in box.operands {
        let operand = circuit.operands[place]
        let source = circuit.boxes[operand.box]
        if source.nodes.count == 1, trace.isScalar(source.node) { continue }
        guard texts.pass.hasBackwardStep, let downstream = texts.downstream(along: operand) else { continue }
        let branch = downstream.shape
        if counts[operand.box] > 1, counts[operand.box] <= Self.branchLimit, !branch.isEmpty,
          branch.reduce(1, *) <= Self.branchElements
        {
          let room = ArrayRoom(
            branch, [downstream], headers: [], awaitsMore: false, limit: Self.branchLimit,
            format: texts.format, fault: texts.fault)
          if case .grid = room.body { downstreams[place] = room }
        }
        if box.hasLocals, !box.isClosed, let slopes = texts.slopes(along: operand),
          slopes.sharedNumber == nil,
          ArrayForm(slopes.shape).fits(in: Self.branchLimit)
        {
          locals[place] = ArrayRoom(
            slopes.shape, [slopes], headers: [], awaitsMore: false, limit: Self.branchLimit,
            format: texts.format, fault: texts.fault)
        }
      }
    }
  }

  /// Makes the rooms of a box's value and gradient, which are grids or maps together.
  private mutating func addRooms(
    of index: Int, _ box: Circuit.Box, _ headers: [String], _ texts: CircuitTexts
  ) {
    let shape = texts.states.trace.shape(of: box.node)
    if shape.isEmpty { return }
    let (gradients, awaitsMore) = texts.gradientTensors(of: box.node)
    func rooms(isMap: Bool) -> (value: ArrayRoom, gradient: ArrayRoom) {
      let value = ArrayRoom(
        shape, texts.valueTensors(of: box.node), headers: headers, awaitsMore: false,
        isMarked: texts.marks.values[box.node] != nil, isMap: isMap, format: texts.format, fault: texts.fault)
      let gradient = ArrayRoom(
        shape, gradients, headers: isTurned ? headers.map { _ in "" } : [], awaitsMore: awaitsMore,
        isMarked: texts.marks.gradients[box.node] != nil, isMap: isMap, format: texts.format,
        fault: texts.fault)
      return (value, gradient)
    }
    var (value, gradient) = rooms(isMap: false)
    if texts.pass.hasBackwardStep, value.isMap != gradient.isMap { (value, gradient) = rooms(isMap: true) }
    values[index] = value
    if texts.pass.hasBackwardStep { self.gradients[index] = gradient }
  }
}

extension Circuit {
  /// For each box, how often it is read.
  var readerCounts: [Int] {
    var counts = Array(repeating: 0, count: boxes.count)
    for operand in operands { counts[operand.box] += 1 }
    return counts
  }
}
