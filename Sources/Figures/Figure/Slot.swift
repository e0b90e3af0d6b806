/// What a slot is called: what it is about, and which of its numbers it holds: `v5-value`, `b10.0-local`.
package struct SlotID: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case value
    case gradient
    /// The local gradient, on its arrow.
    case local
    /// What a branch of a fork hands on.
    case downstream
    /// What an update adds to a parameter.
    case change
    /// The number inside a neuron.
    case number
  }

  package var subject: ShapeID
  package var kind: Kind

  package init(_ subject: ShapeID, _ kind: Kind) {
    self.subject = subject
    self.kind = kind
  }

  package var text: String { subject.text + "-" + kind.rawValue }

  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let subject = ShapeID(parts[0]), let kind = Kind(rawValue: String(parts[1]))
    else { return nil }
    self.init(subject, kind)
  }
}

/// A place in which steps write: it is reserved, so that nothing moves from frame to frame.
package struct Slot: Equatable, Sendable {
  package var id: SlotID
  /// Where text is anchored: its start, middle or end at the height of its base line.
  package var place: Point
  package var anchor: Anchor
  /// The room that is kept; a number that is wider is written in a shorter form.
  package var width: Double
  package var height: Double
  package var fontSize: Double
  package var ink: Ink
  /// How far the text moves away from the wire while that has an arrow, to make room for the local gradient.
  package var lift: Double
  /// How many decimals its number has at most; nil for as many as the trace has.
  package var digits: Int?

  package init(
    _ id: SlotID, at place: Point, anchor: Anchor = .middle, width: Double, height: Double = 14,
    fontSize: Double = 13, ink: Ink, lift: Double = 0,
    digits: Int? = nil
  ) {
    self.id = id
    self.place = place
    self.anchor = anchor
    self.width = width
    self.height = height
    self.fontSize = fontSize
    self.ink = ink
    self.lift = lift
    self.digits = digits
  }
}

/// Which point of a text is at its place.
package enum Anchor: String, CaseIterable, Sendable {
  case start
  case middle
  case end
}
