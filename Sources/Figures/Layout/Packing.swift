/// The rows of a band: for each gate and operand how far down it stands.
///
/// Each value is drawn once, as a child of one of its readers: a circuit is a tree whose blocks are stacked, operand
/// upon operand, as close as their outlines allow. The other readers of a value have a row for their branch.
struct Packing {
  var gateRows: [Int]
  var operandRows: [Int]
  /// For each gate how far its shape reaches up and down from its row.
  var shapes: [(top: Int, bottom: Int)]
  /// For each gate the operand that enters straight from the left.
  var mains: [Int]
  /// For each operand how far left of its gate's middle it enters from above or below; nil where it enters from the left.
  var asides: [Int?]
  /// For each frame its top and bottom.
  var frames: [(top: Int, bottom: Int)]
  var height = 0

  let band: Band
  let measures: Measures
  let titles: [Int]
  /// How many places of the column before it a leaf may reach into.
  let reach: Int
  /// For each node the operand at which its row ends, or −1.
  let tree: [Int]

  var contours: Contours
  var blocks: [Int]
  var ends: [Int]
  var taps: [[Int]]
  var tapRows: [Int]

  init(_ band: Band, _ measures: Measures, titles: [Int], tree: [Int], reach: Int) {
    (self.band, self.measures, self.titles, self.tree) = (band, measures, titles, tree)
    self.reach = reach
    gateRows = Array(repeating: 0, count: band.gateCount)
    operandRows = Array(repeating: 0, count: band.uses.count)
    shapes = Array(repeating: (0, 0), count: band.gateCount)
    asides = Array(repeating: nil, count: band.uses.count)
    mains = Array(repeating: 0, count: band.gateCount)
    frames = Array(repeating: (0, 0), count: band.frames.count)
    contours = Contours(
      capacity: 6 * (band.uses.count + band.gateCount), thickness: measures.spacing.thickness)
    blocks = Array(repeating: -1, count: band.gateCount)
    ends = Array(repeating: 0, count: band.gateCount)
    taps = band.frames.isEmpty ? [] : Array(repeating: [], count: band.gateCount)
    tapRows = band.frames.isEmpty ? [] : Array(repeating: 0, count: band.gateCount)
    chooseMains()
    for gate in 0..<band.gateCount {
      stack(gate)
      if !band.frames.isEmpty { closeFrames(after: gate) }
    }
    let roots = stackRoots()
    resolve(roots)
  }

  // MARK: - Which operand goes straight

  private mutating func chooseMains() {
    var lean = Array(repeating: 1, count: band.gateCount)
    for gate in stride(from: band.gateCount - 1, through: 0, by: -1) {
      let operands = band.operands(of: gate)
      let isLeft = measures.isLeft[gate]
      var best = (depth: Int.min, order: Int.min)
      for operand in operands {
        let source = band.sources[operand]
        let place = operand - operands.lowerBound
        var depth = -1
        if band.isGate(source), tree[source] == operand {
          lean[source] = operands.count == 1 ? lean[gate] : isLeft || place == 0 ? 1 : -1
          depth = band.columns[source]
        }
        // Of many that come from equally far, the one in the middle.
        let order = isLeft ? -abs(2 * place - operands.count + 1) : place * lean[gate]
        if (depth, order) > best {
          best = (depth, order)
          mains[gate] = operand
        }
      }
    }
  }

  // MARK: - Blocks

  private mutating func stack(_ gate: Int) {
    let operands = band.operands(of: gate)
    let size = measures.size[gate]
    let isLeft = measures.isLeft[gate]
    let least = isLeft ? 2 * measures.spacing.wire : (size.height + 1) / 2 + measures.spacing.corner
    var all = -1
    for operand in operands {
      let block = block(of: operand, to: Contours.entry(band.columns[gate]))
      if all < 0 {
        all = block
        operandRows[operand] = 0
      } else {
        operandRows[operand] = contours.stack(
          block, below: all, least: operandRows[operand - 1] + least, snap: measures.spacing.snap)
      }
    }
    let main = operandRows[mains[gate]]
    for operand in operands { operandRows[operand] -= main }
    let first = operandRows[operands.lowerBound]
    let last = operandRows[operands.upperBound - 1]
    if isLeft { enterLeft(gate) } else { enterAside(gate) }
    let above = max(tagTop(gate), measures.spacing.wire - first)
    let bottom = shapes[gate].bottom - measures.spacing.thickness
    let below = max(bottom, last) + measures.spacing.wire
    let half = contours.push(
      all, above: max(above, measures.spacing.wire - shapes[gate].top), below: below, shift: -main)
    let column = contours.push(
      half, above: max(tagTop(gate), measures.spacing.wire - shapes[gate].top),
      below: bottom + measures.spacing.wire)
    addLabel(of: gate, to: column)
  }

  private func tagTop(_ gate: Int) -> Int {
    let tag = measures.tagAbove[gate]
    if tag == 0 { return 0 }
    return tag + (isTagNarrow(gate) ? -shapes[gate].top : max(-shapes[gate].top, measures.labelAbove[gate]))
  }

  /// Whether an operand turns in from above, so that the tag stands right of it.
  func isEnteredFromAbove(_ gate: Int) -> Bool {
    let first = band.operands(of: gate).lowerBound
    return asides[first] != nil && operandRows[first] < gateRows[gate]
  }

  /// Whether a gate's tag stands beside the numbers left and right of it, and not above them.
  func isTagNarrow(_ gate: Int) -> Bool {
    let tag = measures.tagWidth[gate]
    let reach = isEnteredFromAbove(gate) ? measures.spacing.wire + tag : (tag + 1) / 2
    return reach <= measures.size[gate].width / 2 + measures.spacing.labelMargin
  }

  private mutating func addLabel(of gate: Int, to block: Int) {
    let gap = band.columns[gate] + 1
    let above = max(measures.labelAbove[gate], isTagNarrow(gate) ? 0 : tagTop(gate))
    let below = measures.labelBelow[gate]
    blocks[gate] = contours.push(block, above: above, below: below)
    ends[gate] = Contours.gap(gap)
    if band.areShared[gap] {
      // Where no line stands between them, numbers reach over the whole gap.
      blocks[gate] = contours.push(blocks[gate], above: above, below: below)
      ends[gate] += 1
    }
  }

  /// The block of an operand, up to a place.
  private mutating func block(of operand: Int, to place: Int) -> Int {
    let source = band.sources[operand]
    let entry = Contours.entry(band.gaps[source])
    var (block, end) = (-1, entry - 1)
    if tree[source] == operand {
      (block, end) = band.isGate(source) ? (blocks[source], ends[source]) : leaf(source)
      guard band.forks(source) else { return lengthen(block, from: end, to: place) }
    }
    let (above, below) =
      band.forks(source)
      ? (measures.branchAbove[operand], max(measures.branchBelow[operand], measures.spacing.wire))
      : (measures.spacing.wire, measures.spacing.wire)
    if end == entry {
      contours.cover(block, above: above, below: below)
    } else {
      block = contours.push(lengthen(block, from: end, to: entry - 1), above: above, below: below)
    }
    return lengthen(block, from: entry, to: place)
  }

  /// The numbers of an input or a stub, and where they end: before the lines where it forks, else behind them.
  private mutating func leaf(_ node: Int) -> (block: Int, end: Int) {
    let gap = band.gaps[node]
    let (above, below) = (measures.labelAbove[node], measures.labelBelow[node])
    var block = contours.push(-1, above: above, below: below)
    if band.forks(node) { return (block, Contours.gap(gap)) }
    if gap > 0, band.areShared[gap] {
      for _ in 0..<1 + reach { block = contours.push(block, above: above, below: below) }
    }
    return (block, Contours.entry(gap))
  }

  mutating func lengthen(_ block: Int, from end: Int, to place: Int) -> Int {
    var block = block
    for _ in end..<max(end, place) {
      block = contours.push(block, above: measures.spacing.wire, below: measures.spacing.wire)
    }
    return block
  }
}
