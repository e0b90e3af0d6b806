import Figures
import Numbers
import Rendering

/// A part of a circuit's picture in characters: lines first, then what is written.
///
/// Where the circuit goes on beyond a side, signs at the edge say so, and wires that come from the left have their names
/// there. A text that would be cut is left out: a part of a number is another number.
struct PicturePart: Sendable {
  let drawing: PictureDrawing
  let area: PictureArea
  private(set) var canvas: Canvas
  private(set) var lines: Lines
  let labels: [PictureTexts.Label]
  /// For each row whether something lies beyond the left side, and beyond the right.
  private var goesOnLeft: [Bool]
  private var goesOnRight: [Bool]

  private var picture: CircuitPicture { drawing.picture }
  private var placement: CircuitLayout.Placement { picture.placement }

  init(_ drawing: PictureDrawing, _ area: PictureArea) {
    (self.drawing, self.area) = (drawing, area)
    canvas = Canvas(width: area.columns.count, height: area.rows.count)
    lines = Lines(area)
    goesOnLeft = Array(repeating: false, count: area.rows.count)
    goesOnRight = goesOnLeft
    labels = PictureTexts(drawing, rows: area.rows).labels
    for frame in placement.frames { draw(frame) }
    for net in placement.nets.indices { addLines(of: net) }
    drawLines()
    for label in labels { note(label.columns, label.place.y) }
    for label in labels { write(label) }
    for row in area.rows { drawSigns(row) }
  }

  // MARK: Frames

  private mutating func draw(_ frame: CircuitLayout.FrameRect) {
    let rect = frame.rect
    let rows = [rect.y: "╭╌╮", rect.bottom - 1: "╰╌╯"]
    for y in (rect.y..<rect.bottom).clamped(to: area.rows) {
      let set = Array(rows[y] ?? "╎ ╎")
      note(rect.x..<rect.right, y)
      if set[1] != " " {
        put(String(repeating: set[1], count: rect.width), at: .init(rect.x, y), [.line, .dim])
      }
      put(String(set[0]), at: .init(rect.x, y), [.line, .dim])
      put(String(set[2]), at: .init(rect.right - 1, y), [.line, .dim])
    }
  }

  // MARK: Lines

  private mutating func addLines(of index: Int) {
    let net = placement.nets[index]
    let id = ShapeID.value(picture.circuit.boxes[net.value].node)
    if note(net.trunk) { lines.add(begun(net.trunk), net: index, isThick: drawing.isMarked(id)) }
    for branch in picture.branches[index].map({ placement.branches[$0] }) {
      let begins = net.trunk.isEmpty
      let path = path(branch)
      guard note(path) else { continue }
      let isWhole = begins && picture.branches[index].count == 1
      lines.add(
        begins ? begun(path) : path, net: index,
        isThick: isWhole && drawing.isMarked(id) || drawing.isMarked(picture.id(of: branch)))
    }
  }

  /// A branch up into its gate.
  private func path(_ branch: CircuitLayout.Branch) -> [CircuitLayout.Point] {
    var path = branch.path
    let rect = placement.boxes[picture.readers[branch.use]]
    if let rect, let end = path.last, end.y >= rect.bottom { path[path.count - 1].y = rect.bottom - 1 }
    return path
  }

  /// A line that begins under the last column of its gate or name.
  private func begun(_ path: [CircuitLayout.Point]) -> [CircuitLayout.Point] {
    path.first.map { [CircuitLayout.Point($0.x - 1, $0.y)] + path } ?? []
  }

  /// Remembers where a line goes on beyond the sides, and gives whether it is seen.
  private mutating func note(_ path: [CircuitLayout.Point]) -> Bool {
    var isHere = false
    for (from, to) in zip(path, path.dropFirst()) {
      for y in (min(from.y, to.y)..<max(from.y, to.y) + 1).clamped(to: area.rows) {
        note(min(from.x, to.x)..<max(from.x, to.x) + 1, y)
        isHere = true
      }
    }
    return isHere
  }

  /// Remembers whether something lies beyond the sides of a row.
  private mutating func note(_ columns: Range<Int>, _ row: Int) {
    guard area.rows.contains(row), !columns.isEmpty else { return }
    if columns.lowerBound < area.columns.lowerBound { goesOnLeft[row - area.rows.lowerBound] = true }
    if columns.upperBound > area.columns.upperBound { goesOnRight[row - area.rows.lowerBound] = true }
  }

  private mutating func drawLines() {
    for y in area.rows {
      for x in area.columns where !lines.isEmpty(x, y) {
        let style: Style = [.line, .when(lines.isThick(x, y), .active)]
        put(String(lines.character(x, y)), at: .init(x, y), style)
      }
    }
  }

  private mutating func put(_ text: String, at place: CircuitLayout.Point, _ style: Style) {
    canvas.write(
      text, at: .init(x: place.x - area.columns.lowerBound, y: place.y - area.rows.lowerBound), style: style)
  }

  // MARK: Writing

  private func isOn(_ flags: [Bool], _ row: Int) -> Bool { flags[row - area.rows.lowerBound] }

  /// The columns of a row that are not covered by a sign.
  private func room(_ row: Int) -> Range<Int> {
    let first = area.columns.lowerBound + (isOn(goesOnLeft, row) ? 1 : 0)
    return first..<max(first, area.columns.upperBound - (isOn(goesOnRight, row) ? 1 : 0))
  }

  /// What is left of a gate stays; what is left of another text is not written.
  private mutating func write(_ label: PictureTexts.Label) {
    let isCut = label.columns != label.columns.clamped(to: room(label.place.y))
    let isText = !label.liesOnLine || label.text.hasPrefix(" ") || label.text.hasSuffix(" ")
    if isCut, isText { return }
    put(label.text, at: label.place, label.style)
  }

  private mutating func drawSigns(_ row: Int) {
    let (y, room) = (row - area.rows.lowerBound, room(row))
    if isOn(goesOnLeft, row) {
      let name = nameOfWire(comingTo: row)
      canvas.write("‹" + (name.map { $0 + " " } ?? ""), at: .init(x: 0, y: y), style: .dim)
    }
    if isOn(goesOnRight, row) {
      canvas.write("›", at: .init(x: room.upperBound - area.columns.lowerBound, y: y), style: .dim)
    }
  }

  /// The name of the wire that is cut off in a row, if its line has room for it and it is not seen there anyway.
  private func nameOfWire(comingTo row: Int) -> String? {
    guard let net = lines.owner(area.columns.lowerBound, row) else { return nil }
    let cells = canvas.rows[row - area.rows.lowerBound]
    let name = picture.words.names[placement.nets[net].value].cut(to: TerminalMeasure.longest)
    let room = name.terminalWidth + 2
    guard !name.isEmpty, room < cells.count, cells.prefix(room).allSatisfy({ "─━".contains($0.character) })
    else {
      return nil
    }
    return String(cells.map(\.character)).contains(" \(name) ") ? nil : name
  }
}
