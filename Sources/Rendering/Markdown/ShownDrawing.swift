/// A drawing that a document shows beside its circuits: a curve, or the pictures that an array holds.
struct ShownDrawing: Sendable {
  var name: String
  var svg: [UInt8]
}

extension WalkThrough {
  /// A drawing as an image, kept to be written once.
  mutating func show(_ drawing: ShownDrawing, _ words: String) -> String {
    if !shownDrawings.contains(where: { $0.name == drawing.name }) { shownDrawings.append(drawing) }
    return image(drawing.name, words)
  }
}
