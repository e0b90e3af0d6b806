/// Writes the places of one band into a placement.
struct BandPlacing {
  typealias Point = CircuitLayout.Point
  typealias Rect = CircuitLayout.Rect

  let layout: BandLayout
  let gaps: Gaps
  let problem: CircuitLayout.Problem
  let number: Int
  /// Where the band's rows begin.
  let top: Int
  var placement: CircuitLayout.Placement

  var band: Band { layout.band }
  var spacing: CircuitLayout.Spacing { layout.measures.spacing }

  mutating func write(right: Int) {
    let first = placement.nets.count
    for node in band.boxes.indices {
      placement.nets.append(net(node, exit: right))
    }
    for node in band.boxes.indices { writeBranches(of: node, net: first + node) }
    for gate in 0..<band.gateCount { writeBox(gate) }
    for node in band.boxes.indices { writeLabels(of: node, net: first + node) }
    for (index, frame) in band.frames.enumerated() { write(frame, index) }
    let height = layout.rows.height
    placement.bands.append(Rect(x: 0, y: top, width: right, height: height))
  }

  // MARK: - Places

  func y(_ node: Int) -> Int { top + layout.rows.row(of: node) }

  /// Where a node's wire begins.
  func start(_ node: Int) -> Int {
    if band.isGate(node) {
      let width = layout.measures.size[node].width
      return gaps.middles[band.columns[node]] + width - width / 2
    }
    let gap = band.gaps[node]
    return band.forks(node) ? gaps.starts[gap] + gaps.names[gap] : gaps.leafStart(gap)
  }

  /// The room for the numbers of a node's wire.
  func room(_ node: Int) -> Range<Int> {
    let start = start(node)
    let margin = spacing.labelMargin
    guard band.isGate(node) || band.forks(node) else {
      return start + margin..<start + margin + gaps.leaves[band.gaps[node]]
    }
    let gap = band.isGate(node) ? band.columns[node] + 1 : band.gaps[node]
    let flag = layout.measures.hasInlineFlag[node] ? layout.measures.nameWidth[node] + margin : 0
    // In a terminal, where a box may be much wider than the gates below it, numbers keep out of their column.
    let first = (spacing.thickness > 0 && band.isGate(node) ? max(start, gaps.starts[gap]) : start) + margin
    return first..<max(first, gaps.labelEnd(gap) - margin - flag)
  }

  func centred(_ size: CircuitLayout.Size, in room: Range<Int>, y: Int) -> Rect {
    Rect(
      x: (room.lowerBound + room.upperBound - size.width) / 2, y: y, width: size.width, height: size.height)
  }

  func line(_ node: Int) -> Int? {
    let track = layout.tracks.tracks[node]
    return track < 0 ? nil : gaps.track(track, in: band.gaps[node])
  }

  func inlineFlag(_ node: Int) -> Rect? {
    guard layout.measures.hasInlineFlag[node] else { return nil }
    let gap = band.columns[node] + 1
    let width = layout.measures.nameWidth[node]
    return Rect(
      x: gaps.labelEnd(gap) - spacing.labelMargin / 2 - width, y: y(node) - spacing.flagHeight / 2,
      width: width,
      height: max(spacing.flagHeight, 1))
  }

  // MARK: - Wires

  func net(_ node: Int, exit: Int) -> CircuitLayout.Net {
    let (x, y) = (start(node), y(node))
    var net = CircuitLayout.Net(value: band.boxes[node], isStub: band.isStub[node], trunk: [], band: number)
    net.flag = inlineFlag(node)
    let hasFlag = band.isStub[node] || (!band.isGate(node) && band.isReadElsewhere[node])
    if hasFlag { net.flag = flag(endingAt: x, width: layout.measures.nameWidth[node], y: y) }
    if band.isGate(node), band.outCount(node) == 0 {
      let end = net.flag?.x ?? gaps.exitStart
      net.trunk = [Point(x, y), Point(end, y)]
      if net.flag == nil, band.isReadElsewhere[node] {
        net.flag = Rect(
          x: end, y: y - spacing.flagHeight / 2, width: layout.measures.nameWidth[node],
          height: max(spacing.flagHeight, 1))
      }
    } else if let line = line(node), band.forks(node) {
      net.trunk = [Point(x, y), Point(line, y)]
      addDots(&net, node, line)
    } else if band.forks(node) {
      net.trunk = [Point(x, y), Point(fork(node), y)]
    }
    if let line = line(node) {
      layout.tracks.forEachCrossing(of: node) { net.bridges.append(Point(line, top + $0)) }
    }
    return net
  }

  func flag(endingAt x: Int, width: Int, y: Int) -> Rect {
    Rect(
      x: x - spacing.nameGap / 4 - width, y: y - spacing.flagHeight / 2, width: width,
      height: max(spacing.flagHeight, 1))
  }

  /// Where the branches of a node begin that has no vertical line.
  func fork(_ node: Int) -> Int {
    if let flag = inlineFlag(node) { return flag.right }
    guard band.forks(node) else { return start(node) }
    return gaps.labelEnd(band.isGate(node) ? band.columns[node] + 1 : band.gaps[node])
  }

  func addDots(_ net: inout CircuitLayout.Net, _ node: Int, _ line: Int) {
    let (own, tracks) = (layout.rows.row(of: node), layout.tracks)
    let rows = band.outs(of: node).map { layout.rows.operandRows[$0] }
    var last: Int?
    for row in (rows + [own]).sorted() where row != last {
      last = row
      let arms =
        (row > tracks.tops[node] ? 1 : 0) + (row < tracks.bottoms[node] ? 1 : 0) + (row == own ? 1 : 0)
        + (rows.contains(row) ? 1 : 0)
      if arms > 2 { net.dots.append(Point(line, top + row)) }
    }
  }

  mutating func writeBranches(of node: Int, net: Int) {
    let own = y(node)
    for operand in band.outs(of: node) {
      let gate = band.readers[operand]
      let row = top + layout.rows.operandRows[operand]
      let line = line(node)
      var path: [Point] = []
      path.reserveCapacity(5)
      path.append(Point(band.forks(node) ? line ?? fork(node) : start(node), own))
      var drawnFrom = 0
      if row != own, let line {
        if path[0].x != line { path.append(Point(line, own)) }
        path.append(Point(line, row))
        let isEnd = row == top + layout.tracks.tops[node] || row == top + layout.tracks.bottoms[node]
        if !isEnd { drawnFrom = path.count - 1 }
      }
      addEntry(of: operand, gate, row, &path)
      placement.branches.append(
        CircuitLayout.Branch(use: band.uses[operand], net: net, path: path, drawnFrom: drawnFrom))
    }
  }

  func addEntry(of operand: Int, _ gate: Int, _ row: Int, _ path: inout [Point]) {
    let middle = gaps.middles[band.columns[gate]]
    let width = layout.measures.size[gate].width
    guard let aside = layout.rows.asides[operand] else {
      path.append(Point(middle - width / 2, row))
      return
    }
    let own = top + layout.rows.gateRows[gate]
    let shape = layout.rows.shapes[gate]
    path.append(Point(middle - aside, row))
    path.append(Point(middle - aside, own + (row < own ? shape.top : shape.bottom)))
  }
}
