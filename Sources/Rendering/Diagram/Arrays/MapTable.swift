import DOT

/// A heat map as a table of coloured cells between brackets.
struct MapTable {
  private static let (gap, margin) = (3, 2)
  let map: HeatMap

  var width: Int { contentWidth + 2 * Self.margin + 2 * GridTable.bracketWidth }
  var height: Int { contentHeight + 2 * Self.margin }

  private var contentWidth: Int {
    map.tilesPerRow * (map.tileWidth + Self.gap) - Self.gap + (map.isCut ? Self.cutWidth : 0)
  }
  private var contentHeight: Int { map.tileRows * (map.tileHeight + Self.gap) - Self.gap }
  private static let cutWidth = 14

  /// The cells of a row that holds the map.
  func cells(color: String, palette: Palette) -> [HTMLTable.Cell] {
    var rows: [HTMLTable.Row] = []
    for row in 0..<map.tileRows {
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
    let tiles = map.tiles.dropFirst(row * map.tilesPerRow).prefix(map.tilesPerRow).map { tile in
      [HTMLTable.Cell.cell([], .table(GridTable.table(tile.map { self.row($0, palette) })))]
    }
    let cut: [HTMLTable.Cell] =
      map.isCut
      ? [
        .cell(
          [.width(Self.cutWidth), .height(map.tileHeight), .fixedSize],
          .text([.font(color: color, size: LabelSizes.smallSize, [.plain("…")])]))
      ] : []
    return Array(tiles.joined(separator: [space(Self.gap, map.tileHeight)])) + cut
  }

  private func row(_ shades: [Int?], _ palette: Palette) -> HTMLTable.Row {
    .cells(
      shades.map { shade in
        .cell(
          [
            .width(map.cellWidth), .height(map.cellHeight), .fixedSize,
            .background(palette.color(ofShade: shade).light),
          ], .text([]))
      })
  }

  private func space(_ width: Int, _ height: Int) -> HTMLTable.Cell {
    .cell([.width(width), .height(height), .fixedSize], .text([]))
  }
}

extension Palette {
  /// The colour of a cell of a heat map: blue below zero, orange above, which all readers tell apart.
  func color(ofShade shade: Int?) -> Color {
    guard let shade else { return Self.faultShade }
    return shade < 0
      ? Self.negativeShades[-shade - 1] : shade > 0 ? Self.positiveShades[shade - 1] : Self.zeroShade
  }

  /// All colours of heat maps.
  static var shades: [Color] { [zeroShade, faultShade] + negativeShades + positiveShades }

  private static let zeroShade = Color("#e7e8ec", "#2b303b")
  private static let faultShade = Color("#c2009f", "#ff5fe0")
  private static let negativeShades = [
    Color("#d3e0f4", "#2b3f63"), Color("#aac3e7", "#34568d"), Color("#82a6da", "#416fb4"),
    Color("#5c89ca", "#558bd4"), Color("#3765ac", "#7fadec"), Color("#123f86", "#b4d3ff"),
  ]
  private static let positiveShades = [
    Color("#fae0c0", "#523d24"), Color("#f1bf85", "#7a5522"), Color("#e5a051", "#a36e24"),
    Color("#d5832c", "#cb8b32"), Color("#af6416", "#e8b163"), Color("#7f4307", "#ffdca6"),
  ]
}
