import TraceModel

/// A large array as coloured cells: blocks of its numbers, averaged, beside each other as they stand in the array.
///
/// Of a higher array a few matrices are drawn, those of the last axis but two in a row.
struct HeatMap: Hashable, Sendable {
  /// How many shades there are from zero to the largest number.
  static let shades = 6
  /// The most cells along one side, of one matrix, of one with few rows or columns, and of each of several.
  private static let (mostAlone, mostOfFew, mostOfSeveral) = (12, 20, 6)
  /// Up to so many rows or columns each has cells of its own.
  private static let few = 8
  /// The most matrices in a column and in a row.
  private static let mostTiles = (rows: 3, columns: 4)

  /// For each matrix its rows of cells; a cell is a shade from −6 to 6, or nil where a number is not finite.
  let tiles: [[[Int?]]]
  let tilesPerRow: Int
  /// Whether there are matrices that are not drawn.
  let isCut: Bool
  let cellWidth: Int
  let cellHeight: Int

  init(_ tensor: Tensor) {
    let isVector = tensor.shape.count == 1
    let form = ArrayForm(isVector ? [1] + tensor.shape : tensor.shape)
    let (grid, lengths) = Self.arrangement(of: form.outer)
    let isNarrow = min(form.rows, form.columns) <= Self.few
    let most = grid.count > 1 ? Self.mostOfSeveral : isNarrow ? Self.mostOfFew : Self.mostAlone
    let (rows, columns) = Self.cells(rows: form.rows, columns: form.columns, most: most)
    let means = grid.map { tile in
      Self.means(of: tensor.elements, tile: tile, form, rows: rows, columns: columns)
    }
    let largest = means.joined().joined().filter(\.isFinite).map(\.magnitude).max() ?? 0
    tiles = means.map { $0.map { $0.map { Self.shade($0, of: largest) } } }
    tilesPerRow = lengths.columns
    isCut = grid.count < form.tiles
    func side(_ cells: Int) -> Int {
      grid.count > 1
        ? 4 : cells == 1 ? 12 : max(4, min(9, (max(rows, columns) > 12 ? 100 : 72) / max(cells, 1)))
    }
    cellWidth = side(columns)
    cellHeight = side(rows)
  }

  var tileRows: Int { (tiles.count + tilesPerRow - 1) / max(tilesPerRow, 1) }
  var tileWidth: Int { cellWidth * (tiles.first?.first?.count ?? 0) }
  var tileHeight: Int { cellHeight * (tiles.first?.count ?? 0) }

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

  /// How many cells a matrix is averaged down to, about in the proportion of its sides.
  private static func cells(rows: Int, columns: Int, most: Int) -> (rows: Int, columns: Int) {
    let longest = max(rows, columns)
    guard longest > most else { return (rows, columns) }
    func cells(_ length: Int) -> Int {
      if most > mostOfSeveral, length <= few { return length }
      return min(length, max(min(length, 3), (length * most + longest / 2) / longest))
    }
    return (cells(rows), cells(columns))
  }

  private static func means(
    of elements: [Double], tile: Int, _ form: ArrayForm, rows: Int, columns: Int
  ) -> [[Double]] {
    (0..<rows).map { row in
      let across = row * form.rows / rows..<(row + 1) * form.rows / rows
      return (0..<columns).map { column in
        let along = column * form.columns / columns..<(column + 1) * form.columns / columns
        var sum = 0.0
        for row in across {
          let first = form.index(tile: tile, row: row, column: along.lowerBound)
          for index in first..<first + along.count { sum += elements[index] }
        }
        return sum / Double(across.count * along.count)
      }
    }
  }

  /// The shade of a number; only zero has none.
  static func shade(_ number: Double, of largest: Double) -> Int? {
    guard number.isFinite else { return nil }
    if number == 0 { return 0 }
    let shade = max(1, min(shades, Int((number.magnitude / largest * Double(shades)).rounded(.up))))
    return number < 0 ? -shade : shade
  }
}
