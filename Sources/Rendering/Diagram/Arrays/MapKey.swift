import DOT
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
    (range.least == range.largest ? "" : format.text(range.least), format.text(range.largest))
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
  /// The colour of a cell of a heat map. From level to level it is darker on a light page and lighter on a dark one,
  /// so that numbers, and with the key their signs, are told apart without the hues.
  func color(of tone: HeatMap.Tone?) -> Color {
    guard let tone else { return Self.faultTone }
    return tone.isNegative ? Self.negativeTones[tone.level] : Self.otherTones[tone.level]
  }

  /// All colours of heat maps.
  static var tones: [Color] { [faultTone] + negativeTones + otherTones }

  private static let faultTone = Color("#c2009f", "#ff5fe0")
  private static let negativeTones = [
    Color("#fdeade", "#4f2c11"), Color("#ffd2b4", "#663813"), Color("#feb98b", "#7d4417"),
    Color("#f2a46d", "#93521e"), Color("#e29055", "#a86029"), Color("#d17d3e", "#bc7038"),
    Color("#bd6b2b", "#cf8249"), Color("#a85b1a", "#e0945e"), Color("#924c0d", "#efa775"),
    Color("#7b3e06", "#fdbb8e"), Color("#643206", "#fed3b6"), Color("#4c2708", "#fdeadf"),
  ]
  private static let otherTones = [
    Color("#e1f0ff", "#173655"), Color("#c1defd", "#1c456d"), Color("#9eccfd", "#225585"),
    Color("#79bafd", "#2b659d"), Color("#62a8ee", "#3676b3"), Color("#4d96dd", "#4587c7"),
    Color("#3b84ca", "#5698da"), Color("#2b72b4", "#6aaaeb"), Color("#1f619d", "#80bcf9"),
    Color("#175185", "#9fcdfe"), Color("#12416c", "#c1defe"), Color("#103252", "#e1efff"),
  ]
}
