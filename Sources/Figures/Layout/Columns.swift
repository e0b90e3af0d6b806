/// The columns of all gates, by their distance from the inputs; −1 for an input.
///
/// The gates of a frame stand right of everything that runs into it, so that nothing else stands between them.
struct Columns {
  private(set) var of: [Int]
  private(set) var count = 0
  /// For each box the first column in which a gate reads it.
  private(set) var firstReaders: [Int]

  init(_ circuit: WholeCircuit, late: Bool) {
    let problem = circuit.problem
    of = Array(repeating: -1, count: problem.boxes.count)
    firstReaders = Array(repeating: Int.max, count: problem.boxes.count)
    var least = Array(repeating: 0, count: circuit.frames.ranges.count)
    var next = 0
    for (box, place) in problem.boxes.enumerated() {
      while next < least.count, circuit.frames.ranges[next].lowerBound <= box {
        least[next] = firstColumn(ofFrame: next, circuit, least)
        next += 1
      }
      guard !place.uses.isEmpty else { continue }
      let frame = circuit.frames.around[box]
      var column = frame < 0 ? 0 : least[frame]
      for use in place.uses { column = max(column, of[problem.uses[use].value] + 1) }
      of[box] = column
    }
    if late { moveToReaders(circuit) }
    count = (of.max() ?? -1) + 1
    for (use, place) in problem.uses.enumerated() {
      firstReaders[place.value] = min(firstReaders[place.value], of[circuit.readers[use]])
    }
  }

  private func firstColumn(ofFrame frame: Int, _ circuit: WholeCircuit, _ least: [Int]) -> Int {
    let parent = circuit.frames.parents[frame]
    var column = parent < 0 ? 0 : least[parent]
    let range = circuit.frames.ranges[frame]
    for box in range {
      for use in circuit.problem.boxes[box].uses where circuit.problem.uses[use].value < range.lowerBound {
        column = max(column, of[circuit.problem.uses[use].value] + 1)
      }
    }
    return column
  }

  /// Moves gates that read only inputs to the gate that reads them.
  private mutating func moveToReaders(_ circuit: WholeCircuit) {
    for box in of.indices.reversed() where of[box] >= 0 {
      guard circuit.problem.boxes[box].uses.allSatisfy({ of[circuit.problem.uses[$0].value] < 0 }) else {
        continue
      }
      var column = Int.max
      for use in circuit.usesOf(box) {
        let reader = circuit.readers[use]
        column =
          circuit.frames.around[reader] == circuit.frames.around[box] ? min(column, of[reader] - 1) : of[box]
      }
      if column < Int.max { of[box] = max(of[box], column) }
    }
  }
}

/// A problem, with who reads what.
struct WholeCircuit {
  let problem: CircuitLayout.Problem
  let frames: FrameTree
  /// For each use, the gate that reads.
  private(set) var readers: [Int]
  private var starts: [Int]
  private var sorted: [Int]
  let gateCount: Int

  init(_ problem: CircuitLayout.Problem) {
    self.problem = problem
    frames = FrameTree(problem)
    readers = Array(repeating: 0, count: problem.uses.count)
    starts = Array(repeating: 0, count: problem.boxes.count + 1)
    var gates = 0
    for (box, place) in problem.boxes.enumerated() {
      if !place.uses.isEmpty { gates += 1 }
      for use in place.uses {
        readers[use] = box
        starts[problem.uses[use].value + 1] += 1
      }
    }
    gateCount = gates
    for box in problem.boxes.indices { starts[box + 1] += starts[box] }
    var next = starts
    sorted = Array(repeating: 0, count: problem.uses.count)
    for (use, place) in problem.uses.enumerated() {
      sorted[next[place.value]] = use
      next[place.value] += 1
    }
  }

  /// The uses of a value, in order.
  func usesOf(_ box: Int) -> ArraySlice<Int> { sorted[starts[box]..<starts[box + 1]] }
  /// How often a value is read, with once for all parts that are not shown.
  func useCount(_ box: Int) -> Int { starts[box + 1] - starts[box] + (problem.boxes[box].goesOn ? 1 : 0) }
}
