package import Numbers

/// A large matrix as coloured cells with the numbers of its rows and columns, and a key that also says how many numbers
/// have each colour.
///
/// The cells are a sample, evenly spread; the key counts all numbers.
package struct MapFigure: Sendable {
  /// The texts of the figure, in the language of its document.
  package struct Words: Equatable, Sendable {
    package var name: String
    /// How many of the rows and columns are drawn.
    package var note: String
    /// What the bars beside the key count.
    package var counts: String

    package init(name: String, note: String, counts: String) {
      self.name = name
      self.note = note
      self.counts = counts
    }
  }

  package static let (mostRows, mostColumns) = (16, 32)
  private static let (cell, margin, top) = (18.0, 20.0, 48.0)

  package private(set) var figure: Figure
  package private(set) var face: Face
  private let rows: Sample
  private let columns: Sample

  /// - Returns: nil unless the array is a matrix or a vector with a finite number.
  package init?(
    _ key: FigureKey, _ value: Tensor, _ reference: Reference, _ words: Words, format: NumberFormat
  ) {
    guard (1...2).contains(value.shape.count), let range = NumberRange(value.elements) else { return nil }
    let format = format.suiting(value.elements)
    let (height, width) = value.shape.count == 1 ? (1, value.shape[0]) : (value.shape[0], value.shape[1])
    rows = Sample(of: height, spreadOver: Self.mostRows)
    columns = Sample(of: width, spreadOver: Self.mostColumns)
    let map = MapForm(
      tiles: [MapForm.Tile(origin: Point(0, 0), first: 0)], rows: rows.numbers, columns: columns.numbers,
      rowStride: width, columnStride: 1, cellWidth: Self.cell, cellHeight: Self.cell,
      tones: .range, scale: 0)
    figure = Figure(key, width: 0, height: 0)
    face = Face(0, of: figure)
    let left = Self.margin + TextWidth.points("\(rows.numbers.last ?? 0)", size: 12) + 10
    let title = addMap(map, at: Point(left, Self.top), words)
    let corner = Point(left + map.tileWidth + 44, Self.top + 24)
    let end = addKey(range, value.elements, at: corner, height: max(map.tileHeight - 34, 96), words, format)
    figure.width = max(end.x, title) + Self.margin
    figure.height = max(Self.top + map.tileHeight + 34, end.y + 24)
    figure.sortLayers()
    face = Face(0, of: figure, scales: [[reference]])
    for index in figure.slots.indices { face.contents[index] = Face.Content(.final, reference) }
  }

  /// Adds the map with its heading, and gives where that ends.
  private mutating func addMap(_ map: MapForm, at corner: Point, _ words: Words) -> Double {
    var map = map
    map.tiles[0].origin = corner
    let id = ShapeID(.map, 0)
    figure.add(
      Shape(id, .map(map)), slots: [Slot(SlotID(id, .value), at: corner, width: 0, ink: .value)])
    let end = figure.writeHeading(words.name, words.note, at: Point(Self.margin, 24))
    for (place, row) in rows.labels(atMost: 8) {
      let middle = corner.y + (Double(place) + 0.5) * Self.cell
      figure.write("\(row)", Point(corner.x - 8, middle + 4), .end, fontSize: 12, ink: .soft)
    }
    for (place, column) in columns.labels(atMost: 8) {
      let middle = corner.x + (Double(place) + 0.5) * Self.cell
      figure.write(
        "\(column)", Point(middle, corner.y + map.tileHeight + 17), .middle, fontSize: 12, ink: .soft)
    }
    return end
  }

  /// Adds the colours, their ends, and a bar for how many numbers have each; gives the lower right corner.
  private mutating func addKey(
    _ range: NumberRange, _ numbers: [Double], at corner: Point, height: Double, _ words: Words,
    _ format: NumberFormat
  ) -> Point {
    let key = MapKeyForm(range, .range)
    let corner = corner + Point(key.zeroWidth(format), 0)
    key.add(at: corner, height: height, to: &figure)
    key.addZero(at: corner, height: height, format, to: &figure)
    var counts = [Int](repeating: 0, count: HeatMap.levels)
    for number in numbers { if let tone = range.tone(of: number) { counts[tone.level] += 1 } }
    let most = Double(counts.max() ?? 1)
    let step = height / Double(HeatMap.levels)
    let bars = corner.x + MapKeyForm.width + 8
    for (level, count) in counts.enumerated() where count > 0 {
      let top = corner.y + Double(HeatMap.levels - 1 - level) * step
      let bar = RuleForm(
        .area, from: Point(bars, top + 1),
        to: Point(bars + max(1, 150 * Double(count) / most), top + step - 1),
        ink: .frameLine)
      figure.add(bar)
    }
    let (largest, least) = (format.text(range.largest), format.text(range.least))
    figure.write(largest, Point(corner.x, corner.y - 10), ink: .value)
    figure.write(
      range.least == range.largest ? "" : least, Point(corner.x, corner.y + height + 18), ink: .value)
    let note = corner.x + TextWidth.points(largest, size: 13) + 14
    figure.write(words.counts, Point(note, corner.y - 10), fontSize: 12, ink: .soft)
    return Point(max(bars + 150, note + TextWidth.points(words.counts, size: 12)), corner.y + height)
  }
}
