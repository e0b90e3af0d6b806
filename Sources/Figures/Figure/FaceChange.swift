/// What differs between the faces of two steps that follow each other; it leads from either to the other.
package struct FaceChange: Equatable, Sendable {
  package struct Change<Part: Equatable & Sendable>: Equatable, Sendable {
    /// The number of the slot or shape in the figure.
    package var index: Int
    package var before: Part
    package var after: Part
  }

  package let before: Int
  package let after: Int
  package let contents: [Change<Face.Content?>]
  package let looks: [Change<Face.Look>]

  /// The change from one face of a figure to another.
  package init(from before: Face, to after: Face) {
    self.before = before.step
    self.after = after.step
    contents = Self.changes(before.contents, after.contents)
    looks = Self.changes(before.looks, after.looks)
  }

  package init(
    before: Int, after: Int, contents: [Change<Face.Content?>], looks: [Change<Face.Look>]
  ) {
    self.before = before
    self.after = after
    self.contents = contents
    self.looks = looks
  }

  private static func changes<Part>(_ before: [Part], _ after: [Part]) -> [Change<Part>] {
    zip(before, after).enumerated().compactMap { index, parts in
      parts.0 == parts.1 ? nil : Change(index: index, before: parts.0, after: parts.1)
    }
  }
}

extension Face {
  /// Goes a step on.
  package mutating func advance(by change: FaceChange) {
    step = change.after
    for part in change.contents where contents.indices.contains(part.index) {
      contents[part.index] = part.after
    }
    for part in change.looks where looks.indices.contains(part.index) { looks[part.index] = part.after }
  }

  /// Goes a step back.
  package mutating func retreat(by change: FaceChange) {
    step = change.before
    for part in change.contents where contents.indices.contains(part.index) {
      contents[part.index] = part.before
    }
    for part in change.looks where looks.indices.contains(part.index) { looks[part.index] = part.before }
  }
}

/// The faces of all steps of a figure: the first, and what each step changes.
package struct Faces: Equatable, Sendable {
  package let first: Face
  package let changes: [FaceChange]

  /// - Parameter faces: The faces of the steps in their order; at least one.
  package init?(_ faces: [Face]) {
    guard let first = faces.first else { return nil }
    self.first = first
    changes = zip(faces, faces.dropFirst()).map(FaceChange.init)
  }

  package init(first: Face, changes: [FaceChange]) {
    self.first = first
    self.changes = changes
  }

  /// The face after a step, or after the last one before it that changed anything.
  package func face(at step: Int) -> Face {
    var face = first
    for change in changes where change.after <= step { face.advance(by: change) }
    return face
  }
}
