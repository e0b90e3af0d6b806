import TraceModel

extension CircuitMoment {
  // MARK: Looks

  package func look(of id: ShapeID) -> Face.Look {
    guard let box = drawn.box(of: Int(id.number)) else { return Face.Look() }
    switch id.kind {
    case .gate: return Face.Look(progress(ofGate: box), active.contains(box) && isMoving ? .active : nil)
    case .value: return Face.Look(progress(ofValue: box), mark(ofValue: box))
    case .branch:
      return Face.Look(progress(ofBranch: operand(id, of: box), into: box), mark(ofBranchInto: box))
    case .tag: return Face.Look(isNamed(box) ? .plain : .hidden)
    default: return Face.Look()
    }
  }

  private func operand(_ branch: ShapeID, of box: Int) -> Circuit.Operand {
    circuit.operands[circuit.boxes[box].operands.lowerBound + Int(branch.part)]
  }

  private var isMoving: Bool { kind == .forward || kind == .backward }

  private func mark(ofBranchInto box: Int) -> Face.Mark? {
    guard active.contains(box) else { return nil }
    return kind == .backward ? .arrow : kind == .forward ? .active : nil
  }

  private func mark(ofValue box: Int) -> Face.Mark? {
    let readers = drawn.readers[box]
    switch kind {
    case .forward: return active.contains(box) || readers.contains(where: active.contains) ? .active : nil
    case .backward:
      if active.contains(box) { return .upstream }
      // A wire that forks shows its arrow on the branch.
      return readers.count == 1 && active.contains(readers[0]) ? .arrow : nil
    case .seed: return isTouched(box) ? .upstream : nil
    case .update: return isTouched(box) ? .active : nil
    case .inputs, nil: return nil
    }
  }

  private func isTouched(_ box: Int) -> Bool {
    let box = circuit.boxes[box]
    return touched.contains(box.node) || box.nodes.contains(where: touched.contains)
  }

  /// Whether the step is about a value: its gate computes, reads it, or hands back its gradient.
  private func isNamed(_ box: Int) -> Bool {
    kind == nil || active.contains(box) || isTouched(box)
      || drawn.readers[box].contains(where: active.contains)
  }

  // MARK: Contents

  package func content(of id: SlotID) -> Face.Content? {
    guard let box = drawn.box(of: Int(id.subject.number)) else { return nil }
    let node = circuit.boxes[box].node
    switch id.kind {
    case .value:
      // Where a wire is not drawn through, its value is repeated on the branch.
      let source = id.subject.kind == .branch ? operand(id.subject, of: box).box : box
      let node = circuit.boxes[source].node
      return marked(
        value(of: node, isMarked: kind != nil && kind != .inputs && isNamed(source)),
        drawn.marks.values[node], of: node)
    case .gradient:
      return marked(
        gradient(of: node, isMarked: isBackward && isNamed(box)), drawn.marks.gradients[node], of: node)
    case .downstream:
      let operand = operand(id.subject, of: box)
      let state = state(of: operand)
      let shown =
        state == .final ? reference(.downstream, along: operand, into: node, Int(id.subject.part)) : nil
      return Face.Content(state, shown, isMarked: isBackward && active.contains(box))
    case .local:
      guard kind == .backward, active.contains(box), circuit.boxes[box].hasLocals else { return nil }
      let place = circuit.boxes[box].operands.lowerBound + Int(id.subject.part)
      if let rule = drawn.words.rules[place] {
        var content = Face.Content(.final, isMarked: true)
        content.words = rule
        return content
      }
      return Face.Content(
        .final, reference(.local, along: operand(id.subject, of: box), into: node, Int(id.subject.part)),
        isMarked: true)
    case .change, .number: return nil
    }
  }

  private var isBackward: Bool { kind == .backward || kind == .seed }

  /// What a branch shows of its use; of several uses of a box of many gates all together.
  private func reference(
    _ quantity: Reference.Quantity, along operand: Circuit.Operand, into node: Int, _ index: Int
  ) -> Reference {
    let isClosed = circuit.boxes[drawn.box(of: node) ?? 0].isClosed
    if operand.uses.count == 1, !isClosed || quantity == .downstream {
      return Reference(quantity, of: operand.uses[0].node, input: operand.uses[0].input)
    }
    return Reference(quantity == .local ? .boxLocal : .boxDownstream, of: node, input: index)
  }

  /// What is in a slot with the mark of its wire.
  private func marked(_ content: Face.Content?, _ mark: String?, of node: Int) -> Face.Content? {
    guard let mark else { return drawn.marks.isBlank && content?.state == .pending ? nil : content }
    guard !drawn.marks.isBlank else {
      var blank = Face.Content(.final)
      blank.words = mark
      return blank
    }
    var content = content
    content?.remark = trace.isScalar(node) ? "≠ \(mark)" : "≠"
    content?.isMarked = true
    return content
  }

  private func value(of node: Int, isMarked: Bool) -> Face.Content? {
    guard states.value(of: node, at: step) != nil else { return nil }
    if kind == .update, touched.contains(node), trace.isScalar(node) {
      return Face.Content(.replaced, .old(node), next: .new(node), isMarked: true)
    }
    let isStale = progress(ofValue: drawn.box(of: node) ?? 0) == .stale
    return Face.Content(isStale ? .stale : .final, .value(node), isMarked: isMarked)
  }

  private func gradient(of node: Int, isMarked: Bool) -> Face.Content? {
    guard drawn.pass.hasBackwardStep else { return nil }
    switch states.gradient(of: node, at: step) {
    case .pending: return Face.Content(.pending)
    case .noPath: return Face.Content(.noPath)
    case .accumulating: return Face.Content(.accumulating, .gradient(node), isMarked: isMarked)
    case .final: return Face.Content(.final, .gradient(node), isMarked: isMarked)
    }
  }
}
