import DOT
import Figures

/// A heat map as a table of coloured cells between brackets.
struct MapTable {
  private static let (gap, margin) = (3, 2)
  let map: HeatMap

  var width: Int { contentWidth + 2 * Self.margin + 2 * GridTable.bracketWidth }
  var height: Int { contentHeight + 2 * Self.margin }

  private var contentWidth: Int {
    map.sample.tilesPerRow * (map.sample.tileWidth + Self.gap) - Self.gap
      + (map.sample.isCut ? Self.cutWidth : 0)
  }
  private var contentHeight: Int { map.sample.tileRows * (map.sample.tileHeight + Self.gap) - Self.gap }
  private static let cutWidth = 14

  /// The cells of a row that holds the map.
  func cells(color: String, palette: Palette) -> [HTMLTable.Cell] {
    var rows: [HTMLTable.Row] = []
    for row in 0..<map.sample.tileRows {
      if row > 0 { rows.append(.cells([space(contentWidth, Self.gap)])) }
      rows.append(.cells([.cell([], .table(GridTable.table([.cells(tiles(row, color, palette))])))]))
    }
    let content = GridTable.table(
      rows, [.fixedSize, .width(contentWidth), .height(contentHeight)])
    return GridTable.bracketed(
      .cell([.width(width - 2 * GridTable.bracketWidth), .height(height), .fixedSize], .table(content)),
      height: height, color: color)
  }

  private func tiles(_ row: Int, _ color: String, _ palette: Palette) -> [HTMLTable.Cell] {
    let tiles = map.tiles.dropFirst(row * map.sample.tilesPerRow).prefix(map.sample.tilesPerRow).map { tile in
      [HTMLTable.Cell.cell([], .table(GridTable.table(tile.map { self.row($0, palette) })))]
    }
    let cut: [HTMLTable.Cell] =
      map.sample.isCut
      ? [
        .cell(
          [.width(Self.cutWidth), .height(map.sample.tileHeight), .fixedSize],
          .text([.font(color: color, size: LabelSizes.smallSize, [.plain("…")])]))
      ] : []
    return Array(tiles.joined(separator: [space(Self.gap, map.sample.tileHeight)])) + cut
  }

  private func row(_ tones: [HeatMap.Tone?], _ palette: Palette) -> HTMLTable.Row {
    .cells(
      tones.map { tone in
        .cell(
          [
            .width(map.sample.cellWidth), .height(map.sample.cellHeight), .fixedSize,
            .background(palette.color(of: tone).light),
          ], .text([]))
      })
  }

  private func space(_ width: Int, _ height: Int) -> HTMLTable.Cell {
    .cell([.width(width), .height(height), .fixedSize], .text([]))
  }
}
