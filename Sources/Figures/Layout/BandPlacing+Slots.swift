extension BandPlacing {
  // MARK: - Shapes and slots

  mutating func writeBox(_ gate: Int) {
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
    var bottom = box.y
    if !layout.rows.isTagNarrow(gate) {
      bottom = min(bottom, y(gate) - problem.boxes[band.boxes[gate]].value.height)
    }
    let x = layout.rows.isEnteredFromAbove(gate) ? middle + spacing.wire : middle - size.width / 2
    write(
      .tag, band.boxes[gate],
      Rect(x: x, y: bottom - spacing.labelGap - size.height, width: size.width, height: size.height))
  }

  private mutating func write(_ kind: CircuitLayout.Slot.Kind, _ subject: Int, _ rect: Rect) {
    guard rect.width > 0, rect.height > 0 else { return }
    placement.slots.append(CircuitLayout.Slot(kind: kind, subject: subject, rect: rect))
  }

  mutating func writeLabels(of node: Int, net: Int) {
    let (box, value) = (problem.boxes[band.boxes[node]], band.boxes[node])
    let (room, y, gap) = (room(node), y(node), spacing.labelGap)
    let isStub = band.isStub[node]
    if isStub {
      write(.stubValue, net, centred(box.stub, in: room, y: y - gap - box.stub.height))
    } else {
      write(.value, value, centred(box.value, in: room, y: y - gap - box.value.height))
      write(.gradient, value, centred(box.gradient, in: room, y: y + spacing.thickness + gap))
    }
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
      if spacing.isInline, band.forks(node) {
        writeInline(operand, use, in: place, y: row)
        continue
      }
      if band.forks(node) || isStub {
        write(
          .branchGradient, band.uses[operand],
          centred(use.gradient, in: place, y: row + spacing.thickness + gap))
      }
      let isNamed = spacing.isInline && band.isGate(node) && box.name.width > 0
      if isNamed { place = place.upperBound - use.local.width..<place.upperBound }
      write(.local, band.uses[operand], centred(use.local, in: place, y: row - use.local.height / 2))
    }
  }

  /// The number of a branch on its wire, and before the gate what it was multiplied by there.
  private mutating func writeInline(
    _ operand: Int, _ use: CircuitLayout.Problem.Use, in room: Range<Int>, y: Int
  ) {
    let middle = room.upperBound - use.local.width
    let end = use.local.width > 0 ? middle - spacing.tail : middle
    write(.branchGradient, band.uses[operand], centred(use.gradient, in: room.lowerBound..<end, y: y))
    write(.local, band.uses[operand], centred(use.local, in: middle..<room.upperBound, y: y))
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
    } else if box.name.width > 0, spacing.isInline {
      let local =
        band.forks(node) ? 0 : band.outs(of: node).map { problem.uses[band.uses[$0]].local.width }[0]
      write(.name, band.boxes[node], centred(size, in: room.lowerBound..<room.upperBound - local, y: y))
    } else if box.name.width > 0 {
      write(
        .name, band.boxes[node],
        centred(size, in: room, y: y - spacing.labelGap - box.value.height - size.height))
    }
  }

  mutating func write(_ frame: Band.Frame, _ index: Int) {
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
