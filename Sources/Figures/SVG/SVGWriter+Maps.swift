import Numbers

extension SVGWriter {
  /// Writes the cells of a map, those of one colour as one path.
  mutating func write(_ map: MapForm, _ slots: Range<Int>) {
    for header in map.headers { write(header) }
    guard let slot = slots.first.map({ figure.slots[$0] }) else { return }
    let content = content(slots)
    let tensor = content.flatMap { presenter.tensor($0.shown) }
    guard let tensor else { return writeUnknown(map, content, slot) }
    let elements = tensor.elements
    let range = presenter.range(map.scale)
    var cells = [[Point]](repeating: [], count: Ink.count)
    var signs: (pale: [Point], deep: [Point]) = ([], [])
    for tile in map.tiles {
      for (down, row) in map.rows.enumerated() {
        for (across, column) in map.columns.enumerated() {
          let index = tile.first + row * map.rowStride + column * map.columnStride
          let place = tile.origin + Point(Double(across) * map.cellWidth, Double(down) * map.cellHeight)
          guard elements.indices.contains(index) else { continue }
          let tone = range?.tone(of: elements[index], map.tones)
          cells[Int((tone.map(Ink.tone) ?? .fault).index)].append(place)
          guard map.tones == .signed, let tone, tone.isNegative else { continue }
          if tone.level < HeatMap.levels / 2 { signs.pale.append(place) } else { signs.deep.append(place) }
        }
      }
    }
    for (index, places) in cells.enumerated() where !places.isEmpty {
      writeCells(places, map, Ink(index))
    }
    writeSigns(signs.pale, map, .onPale)
    writeSigns(signs.deep, map, .onDeep)
    for tile in map.tiles { writeOutline(of: tile, map) }
    if let content { writeSuffix(nil, of: content, slot) }
    writeWarning(about: tensor, at: map.notePlace, slot.ink)
    if let key = map.key, let range { writeKey(of: range, at: key, slot.ink) }
  }

  private mutating func writeUnknown(_ map: MapForm, _ content: Face.Content?, _ slot: Slot) {
    for tile in map.tiles { writeOutline(of: tile, map) }
    guard let content, let first = map.tiles.first, let last = map.tiles.last else { return }
    let (start, end) = (first.origin, last.origin + Point(map.tileWidth, map.tileHeight))
    writeSign(of: content, at: Point((start.x + end.x) / 2, (start.y + end.y) / 2), slot)
  }

  /// Writes the colours of a map in a row between the ends of the range that they stand for.
  private mutating func writeKey(of range: NumberRange, at top: Point, _ ink: Ink) {
    let key = range.key
    let (left, width) = (top.x - RangeKey.stripWidth / 2, RangeKey.stripWidth / Double(key.count))
    for (index, tone) in key.enumerated() {
      out.raw("<path d=\"M")
      out.point(Point(left + Double(index) * width, top.y))
      out.raw("h")
      out.number(width)
      out.raw("v")
      out.number(RangeKey.cellHeight)
      out.raw("h")
      out.number(-width)
      out.raw("z\"")
      out.fill(.tone(tone))
      out.raw("/>")
    }
    let ends = RangeKey.ends(range, presenter.numbers.format)
    for (text, anchor, x) in [
      (ends.least, Anchor.end, left - 5), (ends.largest, .start, left + RangeKey.stripWidth + 5),
    ] where !text.isEmpty {
      write(
        TextForm(text, at: Point(x, top.y + 8), anchor: anchor, fontSize: RangeKey.fontSize, ink: ink))
    }
  }

  /// A little less than their room, where that leaves enough of them: so that single cells can be counted.
  private mutating func writeCells(_ places: [Point], _ map: MapForm, _ ink: Ink) {
    let gap = min(map.cellWidth, map.cellHeight) >= 8 ? 1.0 : 0
    out.raw("<path class=\"cell\" d=\"")
    for place in places {
      out.raw("M")
      out.point(place)
      out.raw("h")
      out.number(map.cellWidth - gap)
      out.raw("v")
      out.number(map.cellHeight - gap)
      out.raw("h")
      out.number(gap - map.cellWidth)
      out.raw("z")
    }
    out.raw("\"")
    out.fill(ink)
    out.raw("/>")
  }

  /// A minus sign in each cell below zero.
  private mutating func writeSigns(_ places: [Point], _ map: MapForm, _ ink: Ink) {
    if places.isEmpty { return }
    out.raw("<path class=\"sign\" d=\"")
    for place in places {
      out.raw("M")
      out.point(place + Point(0.3 * map.cellWidth, 0.48 * map.cellHeight))
      out.raw("h")
      out.number(0.38 * map.cellWidth)
    }
    out.raw("\" fill=\"none\"")
    out.stroke(ink, 1.6)
    out.raw("/>")
  }

  private mutating func writeOutline(of tile: MapForm.Tile, _ map: MapForm) {
    writeBox(
      Box(
        left: tile.origin.x - 1.5, top: tile.origin.y - 1.5, width: map.tileWidth + 2,
        height: map.tileHeight + 2), radius: 0)
    out.raw(" fill=\"none\"")
    out.stroke(.frameLine, 1)
    out.raw("/>")
  }
}

extension NumberRange {
  /// The colour of a number; nil where it is not finite.
  package func tone(of number: Double, _ tones: MapForm.Tones) -> HeatMap.Tone? {
    guard tones == .signed else { return tone(of: number) }
    guard number.isFinite else { return nil }
    let largest = max(-least, self.largest)
    let share = largest > 0 ? number.magnitude / largest : 0
    let level = min(HeatMap.levels - 1, Int(share * Double(HeatMap.levels)))
    return HeatMap.Tone(level: level, isNegative: number < 0)
  }
}
