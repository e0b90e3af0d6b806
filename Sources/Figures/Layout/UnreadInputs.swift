extension CircuitLayout.Placement {
  /// Adds the inputs that nothing reads, below all else: such a circuit may consist of nothing but its output.
  mutating func addUnread(of problem: CircuitLayout.Problem) {
    var isRead = Array(repeating: false, count: problem.boxes.count)
    for use in problem.uses { isRead[use.value] = true }
    for (index, box) in problem.boxes.enumerated() where box.uses.isEmpty && !isRead[index] {
      addUnread(index, box, problem.spacing)
    }
  }

  private mutating func addUnread(
    _ index: Int, _ box: CircuitLayout.Problem.Box, _ spacing: CircuitLayout.Spacing
  ) {
    let isFirst = size.height == 0
    let above = max(box.value.height + spacing.labelGap, box.name.height / 2)
    let below = max(box.gradient.height + spacing.labelGap, box.name.height / 2)
    let row = (isFirst ? spacing.edge : size.height - spacing.edge + spacing.band) + above
    let start = spacing.edge + box.name.width + spacing.nameGap
    let width = max(box.value.width, box.gradient.width)
    let end = start + width + 2 * spacing.labelMargin
    func write(_ kind: CircuitLayout.Slot.Kind, _ text: CircuitLayout.Size, _ x: Int, _ y: Int) {
      guard text.width > 0, text.height > 0 else { return }
      slots.append(
        CircuitLayout.Slot(
          kind: kind, subject: index,
          rect: CircuitLayout.Rect(x: x, y: y, width: text.width, height: text.height)))
    }
    func middle(_ text: CircuitLayout.Size) -> Int { start + spacing.labelMargin + (width - text.width) / 2 }
    write(.value, box.value, middle(box.value), row - spacing.labelGap - box.value.height)
    write(.gradient, box.gradient, middle(box.gradient), row + spacing.thickness + spacing.labelGap)
    write(.name, box.name, spacing.edge, row - box.name.height / 2)
    nets.append(
      CircuitLayout.Net(
        value: index, isStub: false, trunk: [.init(start, row), .init(end - spacing.thickness, row)],
        band: bands.count - 1))
    size.width = max(size.width, end + spacing.edge)
    size.height = row + spacing.thickness + below + spacing.edge
  }
}
