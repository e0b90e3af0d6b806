/// One thing that is drawn, at its place.
package struct Shape: Equatable, Sendable {
  package var id: ShapeID
  package var form: Form
  /// The slots that belong to it, by their numbers in the figure.
  package var slots: Range<Int> {
    get { Int(firstSlot)..<Int(endSlot) }
    set { (firstSlot, endSlot) = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
  }
  private var firstSlot: Int32 = 0
  private var endSlot: Int32 = 0

  package init(_ id: ShapeID, _ form: Form) {
    self.id = id
    self.form = form
  }
}

/// What can be drawn.
package enum Form: Equatable, Sendable {
  case gate(GateForm)
  case wire(WireForm)
  /// A dot where a wire forks.
  case junction(Point)
  case stub(StubForm)
  case frame(FrameForm)
  // The rare and large ones are kept aside, so that the others take little room.
  indirect case grid(GridForm)
  indirect case map(MapForm)
  case neuron(NeuronForm)
  case weight(WeightForm)
  case curve(CurveForm)
  /// A straight line, a dot, or an area: an axis, a tick, what marks a point of a curve.
  case rule(RuleForm)
  case text(TextForm)

  /// What lies on what: of two shapes that of the higher layer covers the other, whichever was added first.
  var layer: Int {
    switch self {
    case .frame: 0
    case .rule(let rule): rule.isOnTop ? 6 : 1
    case .wire, .weight: 2
    case .curve, .grid, .map: 3
    case .junction, .stub: 4
    case .gate, .neuron: 5
    case .text: 7
    }
  }
}

/// A gate, or one that stands for a group: a circle, or a box with round sides where its symbol is wider.
package struct GateForm: Equatable, Sendable {
  package enum Outline: String, CaseIterable, Sendable {
    /// One gate.
    case gate
    /// All gates of a group, with a double line.
    case group
    /// Equal parts that are not shown, as sheets behind each other.
    case fold
  }

  package var outline: Outline
  package var center: Point
  package var width: Double
  package var height: Double
  package var symbol: String
  package var fontSize: Double

  package init(
    at center: Point, width: Double = 30, height: Double = 30, symbol: String, fontSize: Double = 13,
    outline: Outline = .gate
  ) {
    self.outline = outline
    self.center = center
    self.width = width
    self.height = height
    self.symbol = symbol
    self.fontSize = fontSize
  }
}

/// A wire, or one of the trunk and the branches of a wire that forks, from its source to its reader.
///
/// Its pieces run to the right, left, up or down, and corners are rounded by the writer; where Graphviz ran it, it is a
/// curve. A marked wire shows the way of the gradient: a branch with the local gradient has the tip of an arrow at its
/// first point, which is its source or its dot.
package struct WireForm: Equatable, Sendable {
  package static let cornerRadius = 8.0

  package var points: [Point]
  /// What leads from the dot of the wire to the first point, along a stretch that other branches draw; empty where the
  /// wire draws all of itself. It is drawn with a mark only.
  package var lead: [Point]
  /// Whether its points are those of a curve of cubic Bézier pieces: a point, then three for each piece.
  package var isCurved = false
  /// Where it bridges a wire that it crosses.
  package var bridges: [Point]
  /// Between what it runs: a gate, a name, a stub, or the dot of a fork, which is no shape where it is not drawn.
  package var from: ShapeID?
  package var to: ShapeID?

  package init(
    _ points: [Point], lead: [Point] = [], bridges: [Point] = [], from: ShapeID? = nil, to: ShapeID? = nil
  ) {
    self.points = points
    self.lead = lead
    self.bridges = bridges
    (self.from, self.to) = (from, to)
  }
}

/// A wire's name where the wire is not drawn through: a flag.
package struct StubForm: Equatable, Sendable {
  package var box: Box
  package var name: String
  /// Whether the value goes out there, to be read elsewhere; else it comes in.
  package var isExit: Bool

  package init(_ box: Box, name: String, isExit: Bool) {
    self.box = box
    self.name = name
    self.isExit = isExit
  }
}

/// What belongs together: a function's gates, a turn of a loop.
package struct FrameForm: Equatable, Sendable {
  package var box: Box
  package var title: String
  /// Where the title begins.
  package var titlePlace: Point

  package init(_ box: Box, title: String, titlePlace: Point? = nil) {
    self.box = box
    self.title = title
    self.titlePlace = titlePlace ?? Point(box.left + 8, box.top + 16)
  }
}

/// The numbers of an array in rows and columns between brackets; they are in its slot.
///
/// Columns are flush right, which aligns the decimal points of numbers that have equally many decimals.
package struct GridForm: Equatable, Sendable {
  package struct Matrix: Equatable, Sendable {
    package var box: Box
    /// The right ends of the columns.
    package var columns: [Double]
  }

  package var matrices: [Matrix]
  package var rows: Int
  package var rowHeight: Double
  /// Where it is said that some of the numbers are not finite.
  package var notePlace: Point?
  /// Behind ⊙, what a gradient is multiplied by element by element: in a pill with a place for that sign.
  package var pill: Box?
  /// What stands beside it at every step, such as its shape.
  package var headers: [TextForm] = []

  init(
    matrices: [Matrix], rows: Int, rowHeight: Double, notePlace: Point? = nil, pill: Box? = nil
  ) {
    (self.matrices, self.rows, self.rowHeight) = (matrices, rows, rowHeight)
    (self.notePlace, self.pill) = (notePlace, pill)
  }
}

/// An array, or several parts of one, as coloured cells; the array is in the slot of the map.
///
/// A cell is a number of the array, never an average.
package struct MapForm: Equatable, Sendable {
  /// The cells of one matrix, or of one row that is a picture.
  package struct Tile: Equatable, Sendable {
    package var origin: Point
    /// The place of its first number in the array.
    package var first: Int
  }

  package enum Tones: String, CaseIterable, Sendable {
    /// From the least number to the largest.
    case range
    /// By how far a number is from zero, with a sign on those below it.
    case signed
  }

  package var tiles: [Tile]
  /// Which rows and columns of a tile are drawn.
  package var rows: [Int]
  package var columns: [Int]
  /// How far apart two rows are in the array, and two columns.
  package var rowStride: Int
  package var columnStride: Int
  package var cellWidth: Double
  package var cellHeight: Double
  package var tones: Tones
  /// The middle of the upper edge of its key, where that lies beside it.
  package var key: Point?
  package var notePlace: Point?
  package var headers: [TextForm] = []
  /// The arrays whose range the colours cover, by their number in the face.
  package var scale: Int

  init(
    tiles: [Tile], rows: [Int], columns: [Int], rowStride: Int, columnStride: Int, cellWidth: Double,
    cellHeight: Double, tones: Tones, scale: Int
  ) {
    (self.tiles, self.rows, self.columns) = (tiles, rows, columns)
    (self.rowStride, self.columnStride) = (rowStride, columnStride)
    (self.cellWidth, self.cellHeight) = (cellWidth, cellHeight)
    (self.tones, self.scale) = (tones, scale)
  }

  package var tileWidth: Double { Double(columns.count) * cellWidth }
  package var tileHeight: Double { Double(rows.count) * cellHeight }
}

/// A neuron: a circle whose colour tells its number, which is in its slot.
package struct NeuronForm: Equatable, Sendable {
  package var center: Point
  package var diameter: Double
  /// The array among whose numbers the colour compares, by its number in the face.
  package var scale: Int
}

/// A weight between two neurons, whose width and colour tell its number.
package struct WeightForm: Equatable, Sendable {
  package var start: Point
  package var end: Point
  package var scale: Int
}

/// A curve through points.
package struct CurveForm: Equatable, Sendable {
  /// The pieces; where a function is not defined, a curve has a gap.
  package var pieces: [[Point]]
  package var ink: Ink
  package var width: Double
}

/// A part of an axis, or what marks a place.
package struct RuleForm: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case line
    case dashed
    case dot
    case area
  }

  package var kind: Kind
  /// A line's ends, a dot's middle and a point on its edge, two corners of an area.
  package var from: Point
  package var to: Point
  package var ink: Ink
  package var width: Double
  package var isOnTop: Bool

  package init(
    _ kind: Kind, from: Point, to: Point, ink: Ink, width: Double = 1, isOnTop: Bool = false
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.ink = ink
    self.width = width
    self.isOnTop = isOnTop
  }
}

/// Text that no step changes.
package struct TextForm: Equatable, Sendable {
  package var place: Point
  package var anchor: Anchor
  package var content: String
  package var fontSize: Double
  package var ink: Ink
  package var isBold: Bool
  package var isItalic: Bool

  package init(
    _ content: String, at place: Point, anchor: Anchor = .start, fontSize: Double = 13, ink: Ink = .ink,
    isBold: Bool = false, isItalic: Bool = false
  ) {
    self.place = place
    self.anchor = anchor
    self.content = content
    self.fontSize = fontSize
    self.ink = ink
    self.isBold = isBold
    self.isItalic = isItalic
  }
}
