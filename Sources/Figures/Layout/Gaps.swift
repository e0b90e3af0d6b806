/// The widths of a band: where columns and the parts of gaps begin.
///
/// A gap is, from left to right: names and numbers of the wires that begin there, the right edges of frames, vertical
/// lines, the left edges of frames, numbers of branches or names and numbers of inputs.
struct Gaps {
  private(set) var names: [Int]
  private(set) var labels: [Int]
  private(set) var rightFrames: [Int]
  private(set) var lines: [Int]
  private(set) var leftFrames: [Int]
  private(set) var branches: [Int]
  /// The widest label of the leaves in a gap.
  private(set) var leaves: [Int]
  private(set) var columns: [Int]
  /// Where each gap begins, and the middle of each column.
  private(set) var starts: [Int] = []
  private(set) var middles: [Int] = []
  private(set) var width = 0
  /// For each frame, the how many-th it is of those that begin and end in the same gaps, counted from inside.
  private(set) var levels: [(left: Int, right: Int)]

  private let spacing: CircuitLayout.Spacing
  private let exits: Int
  private let reach: Int
  private let areShared: [Bool]

  init(_ band: Band, _ measures: Measures, _ tracks: Tracks, titles: [Int], spare: Int, reach: Int) {
    self.reach = reach
    let none = Array(repeating: 0, count: band.columnCount + 1)
    spacing = measures.spacing
    (names, labels, rightFrames, lines, leftFrames, branches, leaves) = (
      none, none, none, none, none, none, none
    )
    columns = Array(repeating: 0, count: band.columnCount)
    areShared = band.areShared
    levels = Array(repeating: (1, 1), count: band.frames.count)
    var exits = spacing.edge
    for gate in 0..<band.gateCount {
      columns[band.columns[gate]] = max(columns[band.columns[gate]], measures.size[gate].width)
      if band.runsToEdge(gate) {
        exits = max(exits, measures.nameWidth[gate] + spacing.nameGap + spacing.edge)
      }
    }
    self.exits = exits
    addLabels(band, measures, spare)
    for gap in none.indices where tracks.counts[gap] > 0 {
      lines[gap] =
        spacing.track * (tracks.counts[gap] - 1) + spacing.thickness + 2 * spacing.trackMargin
    }
    addBranches(band, measures)
    addFrames(band)
    place()
    widenFrames(band, titles)
    place()
  }

  private mutating func addLabels(_ band: Band, _ measures: Measures, _ spare: Int) {
    for node in band.boxes.indices where !band.isGate(node) && band.forks(node) {
      names[band.gaps[node]] = max(names[band.gaps[node]], measures.nameWidth[node] + spacing.nameGap)
    }
    for node in band.boxes.indices {
      if band.isGate(node) {
        let gap = band.columns[node] + 1
        let flag = measures.hasInlineFlag[node] ? measures.nameWidth[node] + spacing.labelMargin : 0
        labels[gap] = max(labels[gap], measures.labelWidth[node] + 2 * spacing.labelMargin + spare + flag)
      } else if band.forks(node) {
        let gap = band.gaps[node]
        labels[gap] = max(labels[gap], names[gap] + measures.labelWidth[node] + 2 * spacing.labelMargin)
      }
    }
  }

  private mutating func addBranches(_ band: Band, _ measures: Measures) {
    for node in band.boxes.indices where band.isSingleLeaf(node) {
      leaves[band.gaps[node]] = max(leaves[band.gaps[node]], measures.labelWidth[node])
    }
    for node in band.boxes.indices {
      let gap = band.gaps[node]
      if band.isSingleLeaf(node) {
        let width =
          measures.nameWidth[node] + spacing.nameGap + spacing.labelMargin + leaves[gap] + spacing.tail
          + (gap > 0 || !areShared[gap] ? spacing.nameMargin : 0)
        branches[gap] = max(branches[gap], width)
      } else if band.forks(node) {
        for operand in band.outs(of: node) {
          branches[gap] = max(branches[gap], measures.branchWidth[operand] + 2 * spacing.labelMargin)
        }
      }
    }
  }

  // MARK: - Frames

  private mutating func addFrames(_ band: Band) {
    for index in band.frames.indices.reversed() {
      let frame = band.frames[index]
      let (left, right) = (frame.columns.lowerBound, frame.columns.upperBound + 1)
      leftFrames[left] = max(
        leftFrames[left], levels[index].left * spacing.framePadding + spacing.framePadding / 2)
      rightFrames[right] = max(rightFrames[right], levels[index].right * spacing.framePadding)
      guard frame.parent >= 0 else { continue }
      let outer = band.frames[frame.parent]
      if outer.columns.lowerBound == left {
        levels[frame.parent].left = max(levels[frame.parent].left, levels[index].left + 1)
      }
      if outer.columns.upperBound + 1 == right {
        levels[frame.parent].right = max(levels[frame.parent].right, levels[index].right + 1)
      }
    }
  }

  /// Makes room for titles that are wider than their frames.
  private mutating func widenFrames(_ band: Band, _ titles: [Int]) {
    for (index, frame) in band.frames.enumerated() {
      let edges = self.edges(of: index, band)
      let missing = titles[index] + 2 * spacing.framePadding - (edges.upperBound - edges.lowerBound)
      if missing > 0 { labels[frame.columns.upperBound + 1] += missing }
    }
  }

  func edges(of frame: Int, _ band: Band) -> Range<Int> {
    let columns = band.frames[frame].columns
    let (left, right) = (columns.lowerBound, columns.upperBound + 1)
    let (pad, line) = (spacing.framePadding, spacing.thickness)
    let start = branchStart(left) - (levels[frame].left - 1) * pad - max(pad * 2 / 3, line)
    return start..<labelEnd(right) + (levels[frame].right - 1) * pad + max(pad / 3, line)
  }

  // MARK: - Places

  private mutating func place() {
    starts = []
    middles = []
    var x = spacing.edge
    for gap in labels.indices {
      starts.append(x)
      x +=
        areShared[gap]
        ? max(labels[gap], branches[gap] - reached(before: gap))
        : labels[gap] + rightFrames[gap] + lines[gap] + leftFrames[gap] + branches[gap]
      guard gap < columns.count else { continue }
      middles.append(x + columns[gap] / 2)
      x += columns[gap]
    }
    width = x + exits
  }

  /// How far the leaves in a gap may stand below the column before it.
  private func reached(before gap: Int) -> Int {
    guard gap > 0 else { return 0 }
    if reach == 0 { return 0 }
    return reach > 1 ? columns[gap - 1] : max(0, columns[gap - 1] / 2 - spacing.wire)
  }

  func labelEnd(_ gap: Int) -> Int { starts[gap] + labels[gap] }
  func lineStart(_ gap: Int) -> Int { labelEnd(gap) + rightFrames[gap] }
  func branchStart(_ gap: Int) -> Int { lineStart(gap) + lines[gap] + leftFrames[gap] }
  /// Where the numbers of the leaves before a column begin.
  func leafStart(_ gap: Int) -> Int {
    middles[gap] - columns[gap] / 2 - spacing.tail - spacing.labelMargin - leaves[gap]
  }
  func track(_ track: Int, in gap: Int) -> Int {
    lineStart(gap) + spacing.trackMargin + track * spacing.track
  }
  /// Where the wires that leave the band end.
  var exitStart: Int { width - exits }
}
