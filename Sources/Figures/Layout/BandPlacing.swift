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

  private var band: Band { layout.band }
  private var spacing: CircuitLayout.Spacing { layout.measures.spacing }

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

  private func y(_ node: Int) -> Int { top + layout.rows.row(of: node) }

  /// Where a node's wire begins.
  private func start(_ node: Int) -> Int {
    if band.isGate(node) {
      let width = layout.measures.size[node].width
      return gaps.middles[band.columns[node]] + width - width / 2
    }
    let gap = band.gaps[node]
    return band.forks(node) ? gaps.starts[gap] + gaps.names[gap] : gaps.leafStart(gap)
  }

  /// The room for the numbers of a node's wire.
  private func room(_ node: Int) -> Range<Int> {
    let start = start(node)
    let margin = spacing.labelMargin
    guard band.isGate(node) || band.forks(node) else {
      return start + margin..<start + margin + gaps.leaves[band.gaps[node]]
    }
    let gap = band.isGate(node) ? band.columns[node] + 1 : band.gaps[node]
    let flag = layout.measures.hasInlineFlag[node] ? layout.measures.nameWidth[node] + margin : 0
    return start + margin..<max(start + margin, gaps.labelEnd(gap) - margin - flag)
  }

  private func centred(_ size: CircuitLayout.Size, in room: Range<Int>, y: Int) -> Rect {
    Rect(
      x: (room.lowerBound + room.upperBound - size.width) / 2, y: y, width: size.width, height: size.height)
  }

  private func line(_ node: Int) -> Int? {
    let track = layout.tracks.tracks[node]
    return track < 0 ? nil : gaps.track(track, in: band.gaps[node])
  }

  private func inlineFlag(_ node: Int) -> Rect? {
    guard layout.measures.hasInlineFlag[node] else { return nil }
    let gap = band.columns[node] + 1
    let width = layout.measures.nameWidth[node]
    return Rect(
      x: gaps.labelEnd(gap) - spacing.labelMargin / 2 - width, y: y(node) - spacing.flagHeight / 2,
      width: width,
      height: max(spacing.flagHeight, 1))
  }

  // MARK: - Wires

  private func net(_ node: Int, exit: Int) -> CircuitLayout.Net {
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

  private func flag(endingAt x: Int, width: Int, y: Int) -> Rect {
    Rect(
      x: x - spacing.nameGap / 4 - width, y: y - spacing.flagHeight / 2, width: width,
      height: max(spacing.flagHeight, 1))
  }

  /// Where the branches of a node begin that has no vertical line.
  private func fork(_ node: Int) -> Int {
    if let flag = inlineFlag(node) { return flag.right }
    guard band.forks(node) else { return start(node) }
    return gaps.labelEnd(band.isGate(node) ? band.columns[node] + 1 : band.gaps[node])
  }

  private func addDots(_ net: inout CircuitLayout.Net, _ node: Int, _ line: Int) {
    let (own, tracks) = (layout.rows.row(of: node), layout.tracks)
    let rows = band.outs(of: node).map { layout.rows.operandRows[$0] }
    for row in Set(rows + [own]).sorted() {
      let arms =
        (row > tracks.tops[node] ? 1 : 0) + (row < tracks.bottoms[node] ? 1 : 0) + (row == own ? 1 : 0)
        + (rows.contains(row) ? 1 : 0)
      if arms > 2 { net.dots.append(Point(line, top + row)) }
    }
  }

  private mutating func writeBranches(of node: Int, net: Int) {
    let own = y(node)
    for operand in band.outs(of: node) {
      let gate = band.readers[operand]
      let row = top + layout.rows.operandRows[operand]
      let line = line(node)
      var path = [Point(band.forks(node) ? line ?? fork(node) : start(node), own)]
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

  private func addEntry(of operand: Int, _ gate: Int, _ row: Int, _ path: inout [Point]) {
    let middle = gaps.middles[band.columns[gate]]
    let width = layout.measures.size[gate].width
    if layout.measures.isLeft[gate] || layout.rows.mains[gate] == operand {
      path.append(Point(middle - width / 2, row))
    } else {
      let own = top + layout.rows.gateRows[gate]
      path.append(Point(middle, row))
      let shape = layout.rows.shapes[gate]
      path.append(Point(middle, own + (row < own ? shape.top : shape.bottom)))
    }
  }

  // MARK: - Shapes and slots

  private mutating func writeBox(_ gate: Int) {
    let width = layout.measures.size[gate].width
    let shape = layout.rows.shapes[gate]
    let middle = gaps.middles[band.columns[gate]]
    let box = Rect(
      x: middle - width / 2, y: y(gate) + shape.top, width: width, height: shape.bottom - shape.top)
    placement.boxes[band.boxes[gate]] = box
    let size = problem.boxes[band.boxes[gate]].tag
    guard size.width > 0, layout.measures.tagAbove[gate] > 0, layout.measures.hasInlineFlag[gate] == false,
      !(band.outCount(gate) == 0)
    else { return }
    let operands = band.operands(of: gate)
    var bottom = box.y
    if size.width > box.width / 2 + spacing.labelMargin - spacing.wire {
      bottom = min(bottom, y(gate) - problem.boxes[band.boxes[gate]].value.height)
    }
    let isOver =
      !layout.measures.isLeft[gate]
      && layout.rows.operandRows[operands.lowerBound] < layout.rows.gateRows[gate]
    let x = isOver ? middle + spacing.wire : middle - size.width / 2
    write(
      .tag, band.boxes[gate],
      Rect(x: x, y: bottom - spacing.labelGap - size.height, width: size.width, height: size.height))
  }

  private mutating func write(_ kind: CircuitLayout.Slot.Kind, _ subject: Int, _ rect: Rect) {
    guard rect.width > 0, rect.height > 0 else { return }
    placement.slots.append(CircuitLayout.Slot(kind: kind, subject: subject, rect: rect))
  }

  private mutating func writeLabels(of node: Int, net: Int) {
    let (box, value) = (problem.boxes[band.boxes[node]], band.boxes[node])
    let (room, y, gap) = (room(node), y(node), spacing.labelGap)
    let isStub = band.isStub[node]
    write(
      isStub ? .stubValue : .value, isStub ? net : value,
      centred(box.value, in: room, y: y - gap - box.value.height))
    if !isStub { write(.gradient, value, centred(box.gradient, in: room, y: y + spacing.thickness + gap)) }
    writeName(of: node, net: net, room: room)
    for operand in band.outs(of: node) {
      let use = problem.uses[band.uses[operand]]
      var (place, row) = (room, y)
      if band.forks(node) {
        let left = gaps.branchStart(band.gaps[node]) + spacing.labelMargin
        let narrow = layout.measures.branchWidth[operand]
        place = left..<max(left + narrow, left + gaps.branches[band.gaps[node]] - 2 * spacing.labelMargin)
        row = top + layout.rows.operandRows[operand]
      }
      if band.forks(node) || isStub {
        write(
          .branchGradient, band.uses[operand],
          centred(use.gradient, in: place, y: row + spacing.thickness + gap))
      }
      write(.local, band.uses[operand], centred(use.local, in: place, y: row - use.local.height / 2))
    }
  }

  private mutating func writeName(of node: Int, net: Int, room: Range<Int>) {
    let box = problem.boxes[band.boxes[node]]
    let size = box.name.width > 0 ? box.name : box.tag
    let y = y(node)
    if let flag = placement.nets[net].flag {
      let x = flag.x + spacing.flagPadding / 3
      write(
        band.isStub[node] ? .stubName : .name, band.isStub[node] ? net : band.boxes[node],
        Rect(x: x, y: y - size.height / 2, width: size.width, height: size.height))
    } else if !band.isGate(node) {
      let x = start(node) - spacing.nameGap - size.width
      write(
        .name, band.boxes[node], Rect(x: x, y: y - size.height / 2, width: size.width, height: size.height))
    } else if band.outCount(node) == 0 {
      let x = gaps.exitStart + spacing.nameGap
      write(
        .name, band.boxes[node], Rect(x: x, y: y - size.height / 2, width: size.width, height: size.height))
    } else if box.name.width > 0 {
      write(
        .name, band.boxes[node],
        centred(size, in: room, y: y - spacing.labelGap - box.value.height - size.height))
    }
  }

  private mutating func write(_ frame: Band.Frame, _ index: Int) {
    let edges = gaps.edges(of: index, band)
    let rows = layout.rows.frames[index]
    placement.frames.append(
      CircuitLayout.FrameRect(
        frame: frame.whole,
        rect: Rect(x: edges.lowerBound, y: top + rows.top, width: edges.count, height: rows.bottom - rows.top)
      ))
    let size = layout.titles[index]
    write(
      .title, frame.whole,
      Rect(
        x: edges.lowerBound + spacing.framePadding, y: top + rows.top + spacing.labelGap, width: size.width,
        height: size.height))
  }
}
