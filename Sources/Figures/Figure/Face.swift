/// What a step shows in the slots of a figure, and how its shapes look.
package struct Face: Equatable, Sendable {
  /// How far the backward pass, or the program, has come with a shape.
  package enum Progress: String, CaseIterable, Sendable {
    case plain
    /// The backward pass has not come here yet.
    case toCome
    /// A gate that may be next.
    case frontier
    case finished
    /// The gradient of the output does not depend on it.
    case noPath
    /// It belongs to what an update has replaced.
    case stale
    /// It is not drawn.
    case hidden
  }

  /// What the step does there.
  package enum Mark: String, CaseIterable, Sendable {
    /// The gate of the step, or the wire that it writes.
    case active
    /// The wire whose gradient the step reads.
    case upstream
    /// The wire that the step hands its gradient to.
    case downstream
    /// The same with the arrow on which the local gradient stands.
    case arrow
  }

  /// How a shape looks.
  package struct Look: Equatable, Sendable {
    package var progress: Progress
    package var mark: Mark?

    package init(_ progress: Progress = .plain, _ mark: Mark? = nil) {
      self.progress = progress
      self.mark = mark
    }
  }

  /// What is known of what a slot shows.
  package enum State: String, CaseIterable, Sendable {
    /// Nothing yet: a ring.
    case pending
    /// A part, with a ring for what is to come.
    case accumulating
    case final
    /// The output does not depend on it.
    case noPath
    /// An update has replaced it.
    case stale
    /// The old value, struck out, and the new one.
    case replaced
  }

  /// What is in a slot.
  package struct Content: Equatable, Sendable {
    package var state: State
    package var shown: Reference?
    /// The second reference of a value that was replaced.
    package var next: Reference?
    /// What stands there in place of a number: by which rule a gradient goes back, or a blank to fill in.
    package var words: String?
    /// What stands behind the number: what another trace has there.
    package var remark: String?
    package var isMarked: Bool

    /// Whether the step is about it: local gradients always are.
    func isBold(in slot: Slot) -> Bool { isMarked || slot.id.kind == .local }

    package init(
      _ state: State, _ shown: Reference? = nil, next: Reference? = nil, isMarked: Bool = false
    ) {
      self.state = state
      self.shown = shown
      self.next = next
      self.isMarked = isMarked
    }
  }

  package var step: Int
  /// For each slot of the figure, what is in it, if anything.
  package var contents: [Content?]
  /// For each shape of the figure.
  package var looks: [Look]
  /// The arrays that colours compare numbers within: those of one scale together.
  package var scales: [[Reference]]

  /// The face of a step that shows nothing yet.
  package init(_ step: Int, of figure: Figure, scales: [[Reference]] = []) {
    self.step = step
    self.scales = scales
    contents = [Content?](repeating: nil, count: figure.slots.count)
    looks = [Look](repeating: Look(), count: figure.shapes.count)
  }
}
