extension Packing {
  // MARK: - Frames

  mutating func closeFrames(after gate: Int) {
    var frame = band.frameOf[gate]
    while frame >= 0, band.frames[frame].gates.upperBound == gate + 1 {
      close(frame)
      frame = band.frames[frame].parent
    }
  }

  mutating func close(_ frame: Int) {
    let place = band.frames[frame]
    let exit = place.exit
    guard exit >= 0 else { return }
    let right = Contours.gap(place.columns.upperBound + 1)
    for gate in place.gates where band.tapFrames[gate] == frame {
      if ends[exit] == right {
        blocks[exit] = lengthen(blocks[exit], from: right, to: right + 1)
        ends[exit] = right + 1
      }
      // Its wire runs to its line, behind the frame's edge at most.
      let line = Contours.entry(band.gaps[gate])
      var block = lengthen(blocks[gate], from: ends[gate], to: line)
      for _ in max(line, ends[gate])..<right + 1 {
        block = contours.push(block, above: -Contours.nothing, below: -Contours.nothing)
      }
      tapRows[gate] = contours.stack(block, below: blocks[exit], least: 0, snap: measures.spacing.snap)
      taps[exit].append(gate)
    }
    let inside = ends[exit] - right..<ends[exit] - Contours.entry(place.columns.lowerBound) + 1
    let extent = contours.extent(blocks[exit], inside)
    let pad = measures.spacing.framePadding
    // Below the last row of what is inside comes the frame's own line.
    let line = measures.spacing.thickness
    frames[frame] = (extent.top - pad / 2 - titles[frame], extent.bottom + pad / 2 + 2 * line)
    contours.fill(
      blocks[exit], inside, from: frames[frame].top - pad / 2,
      to: frames[frame].bottom - line + pad / 2)
  }

  // MARK: - The whole

  mutating func stackRoots() -> [(gate: Int, row: Int)] {
    var roots: [(gate: Int, row: Int)] = []
    // Roots stand in the order of the first gates that lead to them.
    var firsts = Array(0..<band.gateCount)
    for gate in 0..<band.gateCount {
      for operand in band.operands(of: gate) where band.isGate(band.sources[operand]) {
        if tree[band.sources[operand]] == operand {
          firsts[gate] = min(firsts[gate], firsts[band.sources[operand]])
        }
      }
    }
    var floor = Array(repeating: 0, count: Contours.entry(band.columnCount) + 2)
    for gate in (0..<band.gateCount).filter(isRoot).sorted(by: { firsts[$0] < firsts[$1] }) {
      var (block, end) = (blocks[gate], ends[gate])
      if band.runsToEdge(gate) {
        end = max(end, Contours.gap(band.columnCount)) + 1
        let half = (measures.spacing.flagHeight + 1) / 2
        block = contours.push(lengthen(block, from: ends[gate], to: end - 1), above: half, below: half)
      }
      roots.append((gate, contours.sink(block, endingAt: end, onto: &floor, snap: measures.spacing.snap)))
    }
    height = floor.max() ?? 0
    return roots
  }

  func isRoot(_ gate: Int) -> Bool {
    band.outCount(gate) == 0 && band.tapFrames[gate] < 0
  }

  /// Turns rows relative to readers into rows from the top, from the last gate to the first.
  mutating func resolve(_ roots: [(gate: Int, row: Int)]) {
    for root in roots { settle(root.gate, at: root.row) }
    for gate in stride(from: band.gateCount - 1, through: 0, by: -1) {
      for operand in band.operands(of: gate) {
        operandRows[operand] += gateRows[gate]
        let source = band.sources[operand]
        if band.isGate(source), tree[source] == operand { settle(source, at: operandRows[operand]) }
      }
    }
    for frame in frames.indices where band.frames[frame].exit >= 0 {
      frames[frame].top += gateRows[band.frames[frame].exit]
      frames[frame].bottom += gateRows[band.frames[frame].exit]
    }
  }

  mutating func settle(_ gate: Int, at row: Int) {
    var open = [(gate, row)]
    while let (gate, row) = open.popLast() {
      gateRows[gate] = row
      guard !taps.isEmpty else { continue }
      for tap in taps[gate] { open.append((tap, row + tapRows[tap])) }
    }
  }

  /// The row of a node's own wire.
  func row(of node: Int) -> Int { band.isGate(node) ? gateRows[node] : operandRows[tree[node]] }
}
