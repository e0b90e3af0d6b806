/// Which numbers of a large array are drawn as cells, and how large these are: every so many rows and columns, beside
/// each other as they stand in the array.
///
/// Of a higher array a few matrices are drawn, those of the last axis but two in a row. A vector lies.
package struct MapSample: Hashable, Sendable {
  /// The most cells along one side, of one matrix, of one with few rows or columns, and of each of several.
  private static let (mostAlone, mostOfFew, mostOfSeveral) = (12, 20, 6)
  /// Up to so many rows or columns each has cells of its own.
  private static let few = 8
  /// The most matrices in a column and in a row.
  private static let mostTiles = (rows: 3, columns: 4)
  private static let tileGap = 3.0

  package let form: ArrayForm
  /// The matrices that are drawn, by their numbers.
  package let tiles: [Int]
  package let tilesPerRow: Int
  package let rows: Sample
  package let columns: Sample
  package let isVector: Bool
  package let cellWidth: Int
  package let cellHeight: Int

  package init(_ shape: [Int]) {
    isVector = shape.count == 1
    form = ArrayForm(isVector ? [1] + shape : shape)
    let (grid, lengths) = Self.arrangement(of: form.outer)
    let isNarrow = min(form.rows, form.columns) <= Self.few
    let most = grid.count > 1 ? Self.mostOfSeveral : isNarrow ? Self.mostOfFew : Self.mostAlone
    let cells = Self.cells(rows: form.rows, columns: form.columns, most: most)
    rows = Sample(of: form.rows, atMost: cells.rows)
    columns = Sample(of: form.columns, atMost: cells.columns)
    (tiles, tilesPerRow) = (grid, lengths.columns)
    let (down, across) = (rows.numbers.count, columns.numbers.count)
    func side(_ cells: Int) -> Int {
      grid.count > 1
        ? 4 : cells == 1 ? 12 : max(4, min(9, (max(down, across) > 12 ? 100 : 72) / max(cells, 1)))
    }
    (cellWidth, cellHeight) = (side(across), side(down))
  }

  /// Whether there are matrices that are not drawn.
  package var isCut: Bool { tiles.count < form.tiles }
  package var tileRows: Int { (tiles.count + tilesPerRow - 1) / max(tilesPerRow, 1) }
  package var tileWidth: Int { cellWidth * columns.numbers.count }
  package var tileHeight: Int { cellHeight * rows.numbers.count }

  package var width: Double {
    Double(tilesPerRow * tileWidth) + Self.tileGap * Double(max(0, tilesPerRow - 1))
  }
  package var height: Double {
    Double(tileRows * tileHeight) + Self.tileGap * Double(max(0, tileRows - 1))
  }

  /// The cells with their upper left corner at a place.
  package func map(at corner: Point, tones: MapForm.Tones, scale: Int) -> MapForm {
    MapForm(
      tiles: tiles.enumerated().map { place, tile in
        let (down, across) = (Double(place / tilesPerRow), Double(place % tilesPerRow))
        let offset = Point(
          across * (Double(tileWidth) + Self.tileGap), down * (Double(tileHeight) + Self.tileGap))
        return MapForm.Tile(origin: corner + offset, first: form.index(tile: tile, row: 0, column: 0))
      }, rows: rows.numbers, columns: columns.numbers, rowStride: form.columns, columnStride: 1,
      cellWidth: Double(cellWidth), cellHeight: Double(cellHeight), tones: tones, scale: scale)
  }

  /// The matrices that are drawn, and in how many rows and columns.
  private static func arrangement(of outer: [Int]) -> (tiles: [Int], lengths: (rows: Int, columns: Int)) {
    var (rows, columns) = (outer.dropLast().reduce(1, *), outer.last ?? 1)
    let stride = columns
    if columns == 1 { (rows, columns) = (1, rows) }
    let lengths = (rows: min(rows, mostTiles.rows), columns: min(columns, mostTiles.columns))
    let tiles = (0..<lengths.rows).flatMap { row in
      (0..<lengths.columns).map { stride == 1 ? $0 : row * stride + $0 }
    }
    return (tiles, lengths)
  }

  /// How many cells a matrix has at most, about in the proportion of its sides.
  private static func cells(rows: Int, columns: Int, most: Int) -> (rows: Int, columns: Int) {
    let longest = max(rows, columns)
    guard longest > most else { return (rows, columns) }
    func cells(_ length: Int) -> Int {
      if most > mostOfSeveral, length <= few { return length }
      return min(length, max(min(length, 3), (length * most + longest / 2) / longest))
    }
    return (cells(rows), cells(columns))
  }
}
