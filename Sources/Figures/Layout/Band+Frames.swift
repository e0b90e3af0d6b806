extension Band {
  /// The frames that have gates in this band.
  mutating func addFrames(_ circuit: WholeCircuit) {
    frameOf = Array(repeating: -1, count: gateCount)
    guard !circuit.frames.ranges.isEmpty else { return }
    var known: [Int: Int] = [:]
    for gate in 0..<gateCount {
      var chain: [Int] = []
      var frame = circuit.frames.around[boxes[gate]]
      while frame >= 0 {
        chain.append(frame)
        frame = circuit.frames.parents[frame]
      }
      for whole in chain.reversed() {
        let column = columns[gate]
        if let index = known[whole] {
          let range = frames[index].columns
          frames[index].gates = frames[index].gates.lowerBound..<gate + 1
          frames[index].columns = min(range.lowerBound, column)...max(range.upperBound, column)
        } else {
          known[whole] = frames.count
          frames.append(
            Frame(
              whole: whole, parent: frameOf[gate], gates: gate..<gate + 1, columns: column...column))
        }
        frameOf[gate] = known[whole] ?? -1
      }
    }
  }

  /// The innermost frame that holds a gate and one that reads it, or −1.
  private func home(of gate: Int) -> Int {
    guard let first = outs(of: gate).first.map({ readers[$0] }) else { return -1 }
    var frame = frameOf[gate]
    while frame >= 0, frames[frame].gates.upperBound <= first { frame = frames[frame].parent }
    return frame
  }

  /// Finds which gate leaves each frame last, and the others that leave it.
  mutating func findExits() {
    tapFrames = Array(repeating: -1, count: gateCount)
    guard !frames.isEmpty else { return }
    let homes = (0..<gateCount).map(home)
    for gate in 0..<gateCount {
      var frame = frameOf[gate]
      while frame != homes[gate], frame >= 0 {
        if frames[frame].exit < 0 || columns[frames[frame].exit] <= columns[gate] {
          frames[frame].exit = gate
        }
        frame = frames[frame].parent
      }
    }
    for gate in 0..<gateCount {
      var frame = frameOf[gate]
      while frame != homes[gate], frame >= 0, frames[frame].exit == gate { frame = frames[frame].parent }
      if frame != homes[gate], frame >= 0 { tapFrames[gate] = frame }
    }
  }

  mutating func findGaps() {
    gaps = Array(repeating: 0, count: boxes.count)
    for node in boxes.indices {
      let nearest = min(columnCount, nearest(to: node))
      if !isGate(node) {
        gaps[node] = nearest
      } else if tapFrames[node] >= 0 {
        gaps[node] = min(frames[tapFrames[node]].columns.upperBound + 1, max(nearest, columns[node] + 1))
      } else {
        gaps[node] = columns[node] + 1
      }
    }
  }

  /// The first column before which a node's wire must fork.
  private func nearest(to node: Int) -> Int {
    var nearest = Int.max
    for place in outStarts[node]..<outStarts[node + 1] {
      nearest = min(nearest, column(ofEntering: readers[outs[place]], with: node))
    }
    return nearest
  }

  mutating func findShared() {
    areShared = Array(repeating: true, count: columnCount + 1)
    for node in boxes.indices where forks(node) || (isGate(node) && tapFrames[node] >= 0) {
      areShared[gaps[node]] = false
    }
    for frame in frames {
      areShared[frame.columns.lowerBound] = false
      areShared[frame.columns.upperBound + 1] = false
    }
  }

  /// The column before which a node's wire must fork to run into a reader: the reader's own, or where the frame begins
  /// that holds it and not all readers of a leaf.
  private func column(ofEntering reader: Int, with node: Int) -> Int {
    guard !frames.isEmpty, !isGate(node), outCount(node) > 1, frameOf[reader] >= 0 else {
      return columns[reader]
    }
    let all = outs(of: node)
    let (first, last) = (readers[all[all.startIndex]], readers[all[all.endIndex - 1]])
    var column = columns[reader]
    var frame = frameOf[reader]
    while frame >= 0, !(frames[frame].gates.contains(first) && frames[frame].gates.contains(last)) {
      column = frames[frame].columns.lowerBound
      frame = frames[frame].parent
    }
    return column
  }

  /// The operands at which a node's row may end: those in the nearest column, for a gate in a frame those inside.
  mutating func findCandidates() {
    candidateStarts = [0]
    candidateStarts.reserveCapacity(boxes.count + 1)
    candidates.reserveCapacity(outs.count)
    for node in boxes.indices {
      let isTap = isGate(node) && tapFrames[node] >= 0
      addCandidates(of: node, among: outStarts[node]..<(isTap ? outStarts[node] : outStarts[node + 1]))
      candidateStarts.append(candidates.count)
    }
  }

  private mutating func addCandidates(of node: Int, among places: Range<Int>) {
    if places.count == 1 { candidates.append(outs[places.lowerBound]) }
    guard places.count > 1 else { return }
    let frame = isGate(node) ? home(of: node) : -1
    let end = frame < 0 ? gateCount : frames[frame].gates.upperBound
    var nearest = Int.max
    let first = candidates.count
    for place in places where readers[outs[place]] < end {
      let column = column(ofEntering: readers[outs[place]], with: node)
      if column < nearest { candidates.removeSubrange(first...) }
      nearest = min(nearest, column)
      if column == nearest { candidates.append(outs[place]) }
    }
  }
}
