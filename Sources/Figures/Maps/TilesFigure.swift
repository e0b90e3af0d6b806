package import Numbers

/// The pictures that an array holds, such as the rows of the weights that look at an image, at one or more moments.
package struct TilesFigure: Sendable {
  /// The array at a moment.
  package struct Moment: Equatable, Sendable {
    /// What stands beside its row of tiles, such as `before` and `pass 1`; nothing where there is one moment.
    package var title: String
    package var note: String
    package var reference: Reference
    package var value: Tensor

    package init(title: String, note: String, reference: Reference, value: Tensor) {
      self.title = title
      self.note = note
      self.reference = reference
      self.value = value
    }
  }

  /// The texts of the figure, in the language of its document.
  package struct Words: Sendable {
    package var name: String
    package var note: String
    /// What stands above the tile of a number.
    package var part: @Sendable (Int) -> String
    /// What stands below the key.
    package var sign: String

    package init(name: String, note: String, part: @escaping @Sendable (Int) -> String, sign: String) {
      self.name = name
      self.note = note
      self.part = part
      self.sign = sign
    }
  }

  /// More pictures than these are not drawn; so many stand in a row.
  package static let mostTiles = 12
  private static let mostInRow = 6
  private static let (side, leastSide, gap, margin) = (104.0, 48.0, 26.0, 20.0)
  /// Cells of this size have room for a sign.
  private static let leastSigned = 8.0

  package private(set) var figure: Figure
  package private(set) var face: Face
  private let layout: TileLayout
  private let moments: [Moment]
  private let format: NumberFormat
  private let tones: MapForm.Tones
  private let range: NumberRange?
  private let cell: Double
  /// How far apart the middles of tiles are.
  private let pitch: Double

  package init(
    _ key: FigureKey, _ layout: TileLayout, _ moments: [Moment], _ words: Words, format: NumberFormat
  ) {
    self.layout = layout
    self.moments = moments
    let numbers = moments.flatMap(\.value.elements)
    let format = format.suiting(numbers)
    self.format = format
    range = NumberRange(numbers)
    let longest = Double(max(layout.height, layout.width))
    let shortest = Double(min(layout.height, layout.width))
    cell = max((Self.side / longest).rounded(), (Self.leastSide / shortest).rounded(.up), 1)
    // Where no sign finds room in a cell, the lightness alone tells where a number is between the ends.
    tones = (range?.least ?? 0) < 0 && cell >= Self.leastSigned ? .signed : .range
    let count = min(layout.count, Self.mostTiles)
    let labels = moments.flatMap { moment in
      (0..<count).compactMap { Self.range(of: $0, layout, moment, format) }
    }
    let widest = labels.map { TextWidth.points($0, size: 12) }.max() ?? 0
    pitch = max(cell * Double(layout.width), widest) + Self.gap
    figure = Figure(key, width: 0, height: 0)
    face = Face(0, of: figure)
    draw(count, words)
  }

  private mutating func draw(_ count: Int, _ words: Words) {
    let titles = moments.flatMap {
      [TextWidth.points($0.title, size: 14, isBold: true), TextWidth.points($0.note, size: 12)]
    }
    let titleWidth = (titles.max() ?? 0) > 0 ? (titles.max() ?? 0) + 16 : 0
    let left = Self.margin + titleWidth
    let inRow = min(count, Self.mostInRow)
    var top = 40.0
    let title = figure.writeHeading(words.name, words.note, at: Point(Self.margin, 24))
    let height = cell * Double(layout.height)
    for (index, moment) in moments.enumerated() {
      for start in stride(from: 0, to: count, by: Self.mostInRow) {
        addRow(start..<min(count, start + inRow), of: index, at: Point(left, top), words)
        if start == 0 {
          figure.write(
            moment.title, Point(left - 16, top + 22 + height / 2), .end, fontSize: 14, isBold: true)
          figure.write(moment.note, Point(left - 16, top + 40 + height / 2), .end, fontSize: 12, ink: .soft)
        }
        top += height + 54
      }
    }
    let right = left + Double(inRow) * pitch
    let end = addKey(at: Point(right + 10, 62), height: min(max(height, 90), 180), words)
    figure.width = max(end.x, title) + Self.margin
    figure.height = max(top, end.y) + 4
    finish()
  }

  /// Sorts the shapes, and then says what is in them.
  private mutating func finish() {
    figure.sortLayers()
    face = Face(0, of: figure, scales: [moments.map(\.reference)])
    for (index, slot) in figure.slots.enumerated() where moments.indices.contains(Int(slot.id.subject.number))
    {
      face.contents[index] = Face.Content(.final, moments[Int(slot.id.subject.number)].reference)
    }
  }

  private mutating func addRow(_ pictures: Range<Int>, of moment: Int, at corner: Point, _ words: Words) {
    var tiles: [MapForm.Tile] = []
    let width = cell * Double(layout.width)
    for (column, picture) in pictures.enumerated() {
      let middle = corner.x + (Double(column) + 0.5) * pitch
      figure.write(words.part(picture), Point(middle, corner.y + 12), .middle, fontSize: 12, ink: .soft)
      tiles.append(
        MapForm.Tile(origin: Point(middle - width / 2, corner.y + 20), first: picture * layout.stride))
      let below = Point(middle, corner.y + 38 + cell * Double(layout.height))
      if let range = Self.range(of: picture, layout, moments[moment], format) {
        figure.write(range, below, .middle, fontSize: 12, ink: .value)
      }
    }
    let map = MapForm(
      tiles: tiles, rows: Array(0..<layout.height), columns: Array(0..<layout.width),
      rowStride: layout.rowStride,
      columnStride: layout.columnStride, cellWidth: cell, cellHeight: cell, tones: tones, scale: 0)
    let id = ShapeID(.map, moment, pictures.lowerBound)
    let slot = Slot(SlotID(id, .value), at: corner, width: 0, ink: .value)
    figure.add(Shape(id, .map(map)), slots: [slot])
  }

  private static func range(
    of picture: Int, _ layout: TileLayout, _ moment: Moment, _ format: NumberFormat
  ) -> String? {
    format.range(layout.places(of: picture).map { moment.value.elements[$0] })
  }

  /// Adds the colours with the numbers that they stand for; gives the lower right corner.
  private mutating func addKey(at corner: Point, height: Double, _ words: Words) -> Point {
    guard let range else { return corner }
    let key = MapKeyForm(range, tones)
    let corner = corner + Point(key.zeroWidth(format), 0)
    key.add(at: corner, height: height, to: &figure)
    key.addZero(at: corner, height: height, format, to: &figure)
    var widest = 0.0
    for (share, label) in key.endLabels(format) {
      figure.write(label, Point(corner.x + 30, corner.y + share * height + 4.5), ink: .value)
      widest = max(widest, TextWidth.points(label, size: 13))
    }
    guard tones == .signed else { return Point(corner.x + 30 + widest, corner.y + height) }
    figure.write(words.sign, Point(corner.x, corner.y + height + 24), fontSize: 12, ink: .soft)
    return Point(
      corner.x + max(30 + widest, TextWidth.points(words.sign, size: 12)), corner.y + height + 30)
  }
}

extension NumberFormat {
  /// The format, without decimals for numbers that are all whole.
  func suiting(_ numbers: [Double]) -> NumberFormat {
    numbers.allSatisfy { $0.rounded() == $0 && $0.magnitude < 1e6 } ? NumberFormat(digits: 0) : self
  }
}
