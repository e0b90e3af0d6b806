/// Which frames are inside which, and the innermost around each box.
struct FrameTree {
  let ranges: [Range<Int>]
  private(set) var parents: [Int] = []
  /// For each box the innermost frame, or −1.
  private(set) var around: [Int]

  init(_ problem: CircuitLayout.Problem) {
    ranges = problem.frames.map(\.boxes)
    around = Array(repeating: -1, count: problem.boxes.count)
    var open: [Int] = []
    var next = 0
    for box in problem.boxes.indices {
      while let last = open.last, ranges[last].upperBound <= box { open.removeLast() }
      while next < ranges.count, ranges[next].lowerBound <= box {
        parents.append(open.last ?? -1)
        if ranges[next].upperBound > box { open.append(next) }
        next += 1
      }
      around[box] = open.last ?? -1
    }
    while parents.count < ranges.count { parents.append(-1) }
  }
}
