import DOT
import Graphviz
import Numbers

/// Numbers in rows and columns between brackets, as a table in which each cell has its size.
///
/// Columns are flush right, so that the decimal points of numbers with equally many decimals are aligned.
struct GridTable: Sendable {
  /// The size of the numbers and the height of a row.
  struct Style: Sendable {
    let fontSize: Double
    let rowHeight: Int

    /// On a wire.
    static let wire = Style(fontSize: 11, rowHeight: 14)
    /// Beside a branch.
    static let branch = Style(fontSize: 9, rowHeight: 11)
  }

  static let bracketWidth = 4
  /// The space left of each column, of the first one, and between matrices.
  private static let (columnGap, firstGap, tileGap) = (7, 3, 4)

  let style: Style
  /// For each matrix the widths of its columns.
  let columns: [[Int]]
  let rowCount: Int

  /// A grid in which all of the given numbers find room.
  init(fitting grids: [[[[String]]]], style: Style) {
    self.style = style
    var widths: [[Double]] = []
    for grid in grids {
      for (tile, rows) in grid.enumerated() {
        if widths.count <= tile { widths.append([]) }
        for (column, text) in rows.joined().enumerated().map({ ($0 % max(rows[0].count, 1), $1) }) {
          if widths[tile].count <= column { widths[tile].append(0) }
          widths[tile][column] = max(widths[tile][column], Self.width(of: text, style))
        }
      }
    }
    columns = widths.map { widths in
      widths.enumerated().map { Int($1.rounded(.up)) + ($0 == 0 ? Self.firstGap : Self.columnGap) }
    }
    rowCount = (columns.first ?? []).isEmpty ? 1 : grids.first?.first?.count ?? 1
  }

  /// The width of a number in bold, by the widest of fonts and by Graphviz's own metrics with a space behind it.
  private static func width(of text: String, _ style: Style) -> Double {
    let metrics = FontMetrics.width(of: (text + " ").utf8, font: "Helvetica", size: style.fontSize) ?? 0
    return max(TextWidth.points(text, size: style.fontSize, isBold: true), metrics)
  }

  var width: Int {
    columns.map { Self.width(ofTile: $0) + 2 * Self.bracketWidth + Self.tileGap }.reduce(-Self.tileGap, +)
  }

  var height: Int { rowCount * style.rowHeight + 2 }

  /// A matrix has a little room at the right; without columns, a little room between the brackets.
  private static func width(ofTile columns: [Int]) -> Int { max(columns.reduce(0, +), 4) }

  /// The cells of a row that holds the grid.
  func cells(_ numbers: [[[String]]], color: String, face: String?) -> [HTMLTable.Cell] {
    let tiles = zip(numbers, columns).map { rows, columns -> [HTMLTable.Cell] in
      let cells = rows.map { row in
        HTMLTable.Row.cells(
          zip(row, columns).map { text, width in
            .cell(
              [.width(width), .height(style.rowHeight), .fixedSize, .align(.right)],
              .text([.font(color: color, size: style.fontSize, face: face, [.plain(text + " ")])]))
          })
      }
      let width = Self.width(ofTile: columns)
      let content: HTMLLabel =
        cells.isEmpty || columns.isEmpty ? .text([]) : .table(Self.table(cells))
      return Self.bracketed(
        .cell([.width(width), .height(height), .fixedSize], content), height: height, color: color)
    }
    let gap = HTMLTable.Cell.cell([.width(Self.tileGap), .height(height), .fixedSize], .text([]))
    return Array(tiles.joined(separator: [gap]))
  }

  /// A cell between two that draw the brackets.
  static func bracketed(_ cell: HTMLTable.Cell, height: Int, color: String) -> [HTMLTable.Cell] {
    func bracket(_ sides: String) -> HTMLTable.Cell {
      .cell(
        [
          .border(1), .sides(sides), .color(color), .width(bracketWidth), .height(height), .fixedSize,
        ], .text([]))
    }
    return [bracket("LTB"), cell, bracket("RTB")]
  }

  /// A table without borders and gaps; the colour is that of its rules.
  static func table(_ rows: [HTMLTable.Row], _ attributes: [HTMLAttribute] = [], color: String? = nil)
    -> HTMLTable
  {
    HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)] + attributes
        + (color.map { [.color($0)] } ?? []), rows: rows)
  }
}
