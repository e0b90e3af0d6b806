package import Numbers

/// A large array as coloured cells: numbers of it, every so many rows and columns, beside each other as they stand in
/// the array.
///
/// A cell is a number of the array, never an average, in which single large numbers would vanish. Its colour tells its
/// place between the least and the largest number of the whole array, and by its hue its sign. Of a higher array a few
/// matrices are drawn, those of the last axis but two in a row.
package struct HeatMap: Hashable, Sendable {
  /// The colour of a number: its place in the range, and on which side of zero it is.
  package struct Tone: Hashable, Sendable {
    /// From 0, the least number alone, to one less than ``HeatMap/levels``.
    package var level: Int
    package var isNegative: Bool

    package init(level: Int, isNegative: Bool) {
      self.level = level
      self.isNegative = isNegative
    }
  }

  /// How many places between the least and the largest number are told apart.
  package static let levels = 12
  /// The most cells along one side, of one matrix, of one with few rows or columns, and of each of several.
  private static let (mostAlone, mostOfFew, mostOfSeveral) = (12, 20, 6)
  /// Up to so many rows or columns each has cells of its own.
  private static let few = 8
  /// The most matrices in a column and in a row.
  private static let mostTiles = (rows: 3, columns: 4)

  /// For each matrix its rows of cells; nil where a number is not finite.
  package let tiles: [[[Tone?]]]
  package let tilesPerRow: Int
  /// Whether there are matrices that are not drawn.
  package let isCut: Bool
  package let cellWidth: Int
  package let cellHeight: Int
  /// The least and the largest finite number of the whole array, if there is one.
  package let range: NumberRange?
  package let rows: Sample
  package let columns: Sample
  package let isVector: Bool
  /// How many matrices the array has.
  package let matrices: Int

  package init(_ tensor: Tensor) {
    isVector = tensor.shape.count == 1
    let form = ArrayForm(isVector ? [1] + tensor.shape : tensor.shape)
    let (grid, lengths) = Self.arrangement(of: form.outer)
    let isNarrow = min(form.rows, form.columns) <= Self.few
    let most = grid.count > 1 ? Self.mostOfSeveral : isNarrow ? Self.mostOfFew : Self.mostAlone
    let cells = Self.cells(rows: form.rows, columns: form.columns, most: most)
    let rows = Sample(of: form.rows, atMost: cells.rows)
    let columns = Sample(of: form.columns, atMost: cells.columns)
    let range = NumberRange(tensor.elements)
    tiles = grid.map { tile in
      rows.numbers.map { row in
        columns.numbers.map { column in
          range?.tone(of: tensor.elements[form.index(tile: tile, row: row, column: column)])
        }
      }
    }
    self.range = range
    tilesPerRow = lengths.columns
    isCut = grid.count < form.tiles
    (self.rows, self.columns, matrices) = (rows, columns, form.tiles)
    let (down, across) = (rows.numbers.count, columns.numbers.count)
    func side(_ cells: Int) -> Int {
      grid.count > 1
        ? 4 : cells == 1 ? 12 : max(4, min(9, (max(down, across) > 12 ? 100 : 72) / max(cells, 1)))
    }
    cellWidth = side(across)
    cellHeight = side(down)
  }

  package var tileRows: Int { (tiles.count + tilesPerRow - 1) / max(tilesPerRow, 1) }
  package var tileWidth: Int { cellWidth * (tiles.first?.first?.count ?? 0) }
  package var tileHeight: Int { cellHeight * (tiles.first?.count ?? 0) }

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
