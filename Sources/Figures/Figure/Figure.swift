import Numbers

/// What is drawn, at its places: shapes, and the slots in which steps write.
///
/// It is found once for a trace and never moves; with a ``Face`` it is a frame. Shapes are in the order in which they
/// are painted.
package struct Figure: Equatable, Sendable {
  /// What its ids begin with.
  package var key: FigureKey
  package var width: Double
  package var height: Double
  /// Where a line above the figure begins; nil where it keeps no room for one.
  package var captionPlace: Point?
  /// How much of the top is kept for that line alone; a figure without one begins below.
  package var captionHeight = 0.0
  /// How wide a picture with that line is at least.
  package var captionWidth = 0.0
  package private(set) var shapes: [Shape] = []
  package private(set) var slots: [Slot] = []

  package init(_ key: FigureKey, width: Double, height: Double) {
    self.key = key
    self.width = width
    self.height = height
  }

  /// Keeps room for so many shapes and slots.
  mutating func reserve(shapes: Int, slots: Int) {
    self.shapes.reserveCapacity(shapes)
    self.slots.reserveCapacity(slots)
  }

  /// Adds a shape with its slots.
  package mutating func add(_ shape: Shape, slots: [Slot] = []) {
    let start = self.slots.count
    self.slots += slots
    shapes.append(shape)
    shapes[shapes.count - 1].slots = start..<self.slots.count
  }

  /// Adds text, unless it is empty.
  package mutating func add(_ text: TextForm, as kind: ShapeID.Kind = .text) {
    if !text.content.isEmpty { add(Shape(ShapeID(kind, shapes.count), .text(text))) }
  }

  mutating func write(
    _ content: String, _ place: Point, _ anchor: Anchor = .start, fontSize: Double = 13, ink: Ink = .ink,
    isBold: Bool = false
  ) {
    add(TextForm(content, at: place, anchor: anchor, fontSize: fontSize, ink: ink, isBold: isBold))
  }

  /// Writes what a figure shows, and behind it what explains that; gives where that ends.
  @discardableResult
  mutating func writeHeading(_ heading: String, _ note: String, at place: Point, gap: Double = 12) -> Double {
    write(heading, place, fontSize: 16, isBold: true)
    let start = place.x + TextWidth.points(heading, size: 16, isBold: true) + gap
    write(note, Point(start, place.y), ink: .soft)
    return start + TextWidth.points(note, size: 13)
  }

  package mutating func add(_ rule: RuleForm) { add(Shape(ShapeID(.rule, shapes.count), .rule(rule))) }

  /// Brings the shapes into the order of their layers, those of one layer as they were added.
  ///
  /// A builder does that once, when all is added: faces count shapes by their places in this order.
  package mutating func sortLayers() {
    var layers = [[Int32]](repeating: [], count: 8)
    for (index, shape) in shapes.enumerated() { layers[shape.form.layer].append(Int32(index)) }
    var sorted: [Shape] = []
    sorted.reserveCapacity(shapes.count)
    for index in layers.joined() { sorted.append(shapes[Int(index)]) }
    shapes = sorted
  }
}

/// What is said of a figure, in the language of its document.
package struct FigureWords: Equatable, Sendable {
  /// The figure in a few words.
  package var title: String
  /// What it shows, for those who don't see it.
  package var description: String
  /// A line above a frame; nil where no room is kept for one.
  package var caption: String?
  /// Such as `ko`.
  package var language: String

  package init(title: String, description: String, caption: String? = nil, language: String = "en") {
    self.title = title
    self.description = description
    self.caption = caption
    self.language = language
  }
}
