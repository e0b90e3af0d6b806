extension CircuitFigure {
  /// What some steps that are told together show: the state after the last of them, and what they do; without steps the
  /// finished circuit, in which nothing is marked.
  ///
  /// - Parameter finished: The step after which the finished circuit stands.
  package func face(of steps: ClosedRange<Int>?, finished: Int) -> Face {
    let step = steps?.upperBound ?? finished
    var face = Face(step, of: figure)
    let moment = CircuitMoment(drawn, steps: steps, at: step)
    for (index, shape) in figure.shapes.enumerated() {
      face.looks[index] = look(of: shape, at: moment)
      for slot in shape.slots { face.contents[slot] = moment.content(of: figure.slots[slot].id) }
    }
    face.scales = scales.map { [moment.content(of: $0)?.shown].compactMap(\.self) }
    return face
  }

  /// What an array is beside has an arrow or has none; all else looks as the moment says.
  private func look(of shape: Shape, at moment: CircuitMoment) -> Face.Look {
    guard shape.id.kind == .array, let slot = shape.slots.first, figure.slots[slot].id.kind != .local else {
      return moment.look(of: shape.id)
    }
    let wire = moment.look(of: figure.slots[slot].id.subject)
    return Face.Look(.plain, wire.mark == .arrow ? .arrow : nil)
  }
}
