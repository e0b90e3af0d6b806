import Numbers
import TraceModel

/// A large array as coloured cells: numbers of it, every so many rows and columns, beside each other as they stand in
/// the array.
///
/// A cell is a number of the array, never an average, in which single large numbers would vanish. Its colour tells its
/// place between the least and the largest number of the whole array, and by its hue its sign. Of a higher array a few
/// matrices are drawn, those of the last axis but two in a row.
struct HeatMap: Hashable, Sendable {
  /// The colour of a number: its place in the range, and on which side of zero it is.
  struct Tone: Hashable, Sendable {
    /// From 0, the least number alone, to one less than ``HeatMap/levels``.
    var level: Int
    var isNegative: Bool
  }

  /// How many places between the least and the largest number are told apart.
  static let levels = 12
  /// The most cells along one side, of one matrix, of one with few rows or columns, and of each of several.
  private static let (mostAlone, mostOfFew, mostOfSeveral) = (12, 20, 6)
  /// Up to so many rows or columns each has cells of its own.
  private static let few = 8
  /// The most matrices in a column and in a row.
  private static let mostTiles = (rows: 3, columns: 4)

  /// For each matrix its rows of cells; nil where a number is not finite.
  let tiles: [[[Tone?]]]
  let tilesPerRow: Int
  /// Whether there are matrices that are not drawn.
  let isCut: Bool
  let cellWidth: Int
  let cellHeight: Int
  /// The least and the largest finite number of the whole array, if there is one.
  let range: NumberRange?
  private let rows: Sample
  private let columns: Sample
  private let isVector: Bool
  /// How many matrices the array has.
  private let matrices: Int

  init(_ tensor: Tensor) {
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

  /// Which rows and columns are drawn, and how many matrices.
  var samples: [Label] {
    var labels: [Label] = isCut ? [.sampledMatrices(tiles.count, of: matrices)] : []
    if !rows.isWhole { labels.append(.sampledRows(rows.numbers, of: rows.length)) }
    if columns.isWhole { return labels }
    let (numbers, length) = (columns.numbers, columns.length)
    return labels
      + [isVector ? .sampledNumbers(numbers, of: length) : .sampledColumns(numbers, of: length)]
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

/// Evenly spaced rows or columns, from the first on.
private struct Sample: Hashable {
  let numbers: [Int]
  let length: Int
  var isWhole: Bool { numbers.count == length }

  init(of length: Int, atMost most: Int) {
    self.length = length
    let step = max(1, (length + most - 1) / max(most, 1))
    numbers = Array(stride(from: 0, to: length, by: step))
  }
}

/// The least and the largest of some numbers.
struct NumberRange: Hashable, Sendable {
  let least: Double
  let largest: Double

  /// Of the finite numbers; nil if there is none.
  init?(_ numbers: some Sequence<Double>) {
    var (least, largest) = (Double.infinity, -Double.infinity)
    for number in numbers where number.isFinite {
      least = min(least, number)
      largest = max(largest, number)
    }
    guard least <= largest else { return nil }
    (self.least, self.largest) = (least, largest)
  }

  /// The colour of a number; nil where it is not finite. Of numbers that are all the same it is the middle one.
  func tone(of number: Double) -> HeatMap.Tone? {
    guard number.isFinite else { return nil }
    return HeatMap.Tone(level: level(of: number), isNegative: number < 0)
  }

  private func level(of number: Double) -> Int {
    if least == largest { return least == 0 ? 0 : HeatMap.levels / 2 }
    if number == least { return 0 }
    // Halved, the difference of the largest numbers there are does not overflow; that of the smallest is nothing.
    let width = largest / 2 - least / 2
    let share = width > 0 ? (number / 2 - least / 2) / width : 1
    return 1 + min(HeatMap.levels - 2, Int(share * Double(HeatMap.levels - 1)))
  }

  /// The colours of the key, from the least number to the largest.
  var key: [HeatMap.Tone] {
    if least == largest { return [tone(of: least)].compactMap(\.self) }
    return (0..<HeatMap.levels).map { level in
      let share = Double(level) / Double(HeatMap.levels - 1)
      return HeatMap.Tone(level: level, isNegative: least * (1 - share) + largest * share < 0)
    }
  }
}
