import DOT
import Figures
import Numbers

/// The key of a heat map: its colours in a row between the least and the largest number, which are the ends of the
/// range that they stand for.
struct MapKey {
  private static let (cellWidth, cellHeight) = (5, 8)
  static let stripWidth = HeatMap.levels * cellWidth

  let range: NumberRange
  let format: NumberFormat

  /// What stands before and behind the colours; of numbers that are all the same, the number alone.
  var ends: (least: String, largest: String) {
    RangeKey.ends(range, format)
  }

  /// The room that each of the numbers needs.
  var endWidth: Int {
    [ends.least, ends.largest].map { LabelSizes.room(for: " " + $0, size: LabelSizes.smallSize) + 2 }.max()
      ?? 0
  }

  /// The cells of a row that holds the key.
  func cells(endWidth: Int, height: Int, color: String, palette: Palette) -> [HTMLTable.Cell] {
    func end(_ text: String, _ side: HTMLAttribute.Alignment) -> HTMLTable.Cell {
      .cell(
        [.width(endWidth), .height(height), .fixedSize, .align(side)],
        .text([.font(color: color, size: LabelSizes.smallSize, [.plain(text)])]))
    }
    return [
      end(ends.least + " ", .right), .cell([], .table(strip(height: height, palette))),
      end(" " + ends.largest, .left),
    ]
  }

  private func strip(height: Int, _ palette: Palette) -> HTMLTable {
    let key = range.key
    let colors = key.map { tone in
      HTMLTable.Cell.cell(
        [
          .width(Self.stripWidth / key.count), .height(Self.cellHeight), .fixedSize,
          .background(palette.color(of: tone).light),
        ], .text([]))
    }
    func space(_ height: Int) -> HTMLTable.Row {
      .cells([.cell([.width(Self.stripWidth), .height(height), .fixedSize], .text([]))])
    }
    let rest = height - Self.cellHeight
    return GridTable.table([
      space(rest / 2), .cells([.cell([], .table(GridTable.table([.cells(colors)])))]), space(rest - rest / 2),
    ])
  }
}

extension Palette {
  /// The colour of a cell of a heat map.
  func color(of tone: HeatMap.Tone?) -> Color { self[tone.map(Ink.tone) ?? .fault] }

  /// All colours of heat maps.
  var tones: [Color] {
    [self[.fault]]
      + [true, false].flatMap { isNegative in
        (0..<HeatMap.levels).map { self[.tone(HeatMap.Tone(level: $0, isNegative: isNegative))] }
      }
  }
}
