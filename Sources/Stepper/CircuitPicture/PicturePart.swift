import Figures
import Numbers
import Rendering

/// A part of a circuit's picture in characters: lines first, then what is written.
///
/// Where the circuit goes on beyond a side, signs at the edge say so, and wires that come from the left have their names
/// there. A text that would be cut is left out: a part of a number is another number.
struct PicturePart: Sendable {
  /// A text with its place in the whole picture.
  struct Label: Sendable {
    var text: String
    var place: CircuitLayout.Point
    var style: Style
    /// Whether a wire's line may run under it.
    var liesOnLine = false
  }

  let drawing: PictureDrawing
  let area: PictureArea
  private(set) var canvas: Canvas
  private(set) var lines: Lines
  private(set) var labels: [Label] = []
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
    for frame in placement.frames { draw(frame) }
    for net in placement.nets.indices { addLines(of: net) }
    drawLines()
    for net in placement.nets.indices { addTexts(of: net) }
    for branch in placement.branches { addTexts(of: branch) }
    for box in placement.boxes.indices { addGate(box) }
    for branch in placement.branches { addArrow(branch) }
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
    if let place = picture.place(.title, of: frame.frame) {
      let title = picture.words.titles[frame.frame].cut(to: TerminalMeasure.longest)
      add(" \(title) ", at: .init(place.x, place.y), .dim, liesOnLine: true)
    }
  }

  // MARK: Lines

  private mutating func addLines(of index: Int) {
    let net = placement.nets[index]
    let id = ShapeID.value(picture.circuit.boxes[net.value].node)
    if note(net.trunk) { lines.add(begun(net.trunk), net: index, isThick: isMarked(id)) }
    for branch in picture.branches[index].map({ placement.branches[$0] }) {
      let begins = net.trunk.isEmpty
      let path = path(branch)
      guard note(path) else { continue }
      let isWhole = begins && picture.branches[index].count == 1
      lines.add(
        begins ? begun(path) : path, net: index,
        isThick: isWhole && isMarked(id) || isMarked(picture.id(of: branch)))
    }
  }

  private func isMarked(_ id: ShapeID) -> Bool { drawing.moment.look(of: id).mark != nil }

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

  // MARK: Numbers and names

  private mutating func addTexts(of index: Int) {
    let net = placement.nets[index]
    let node = picture.circuit.boxes[net.value].node
    let isSelected = drawing.marks.selected == node
    let style: Style = isSelected ? .selected : .when(isMarked(.value(node)), .active)
    let value = net.isStub ? picture.place(.stubValue, of: index) : picture.place(.value, of: net.value)
    if let place = visible(value), let label = drawing.value(of: net.value) {
      add(label, in: place, isSelected: isSelected)
    }
    if !net.isStub, let place = visible(picture.place(.gradient, of: net.value)),
      let label = drawing.gradient(of: net.value)
    {
      add(label, in: place, isSelected: isSelected)
    }
    addName(of: index, style)
    if isSelected, let start = picture.start(of: index) { add("◆", at: start, .selected, liesOnLine: true) }
  }

  private func visible(_ place: CircuitLayout.Rect?) -> CircuitLayout.Rect? {
    place.flatMap { area.rows.contains($0.y) ? $0 : nil }
  }

  private mutating func addName(of index: Int, _ style: Style) {
    let net = placement.nets[index]
    let isInput = picture.circuit.boxes[net.value].kind == .input
    let name = picture.words.names[net.value].cut(to: TerminalMeasure.longest)
    if let flag = net.flag {
      // Where a wire is not drawn through, it has its name again.
      let text = net.isStub ? "⋯\(name) " : isInput ? "\(name)⋯ " : " \(name)⋯"
      let x = net.isStub || isInput ? flag.right - text.terminalWidth : flag.x
      return add(text, at: .init(x, flag.y), style, liesOnLine: true)
    }
    guard !net.isStub, let place = picture.place(.name, of: net.value) else { return }
    if isInput {
      add(name + " ", at: .init(place.x, place.y), style, liesOnLine: true)
    } else if picture.branches[index].isEmpty {
      add(" " + name, at: .init(place.x - 1, place.y), style, liesOnLine: true)
    } else {
      add(" \(name) ", at: .init(place.x, place.y), style, liesOnLine: true)
    }
  }

  private mutating func addTexts(of branch: CircuitLayout.Branch) {
    if let place = visible(picture.place(.branchGradient, of: branch.use)),
      let label = drawing.downstream(of: branch)
    {
      let isInline = place.y == branch.path.last?.y || branch.path.contains { $0.y == place.y }
      add(label, in: place, liesOnLine: isInline)
    }
    if let place = visible(picture.place(.local, of: branch.use)), let label = drawing.local(of: branch) {
      add(label, in: place, liesOnLine: true)
    }
  }

  private mutating func add(
    _ label: PictureLabel, in place: CircuitLayout.Rect, isSelected: Bool = false, liesOnLine: Bool = false
  ) {
    let text = label.text.cut(to: max(place.width, TerminalMeasure.longest))
    let x = place.x + (place.width - text.terminalWidth + 1) / 2
    let style: Style = [label.style, .when(isSelected, .selected)]
    if liesOnLine {
      add(" \(text) ", at: .init(x - 1, place.y), style, liesOnLine: true)
    } else {
      add(text, at: .init(x, place.y), style)
    }
  }

  private mutating func add(
    _ text: String, at place: CircuitLayout.Point, _ style: Style, liesOnLine: Bool = false
  ) {
    guard area.rows.contains(place.y), !text.isEmpty else { return }
    note(place.x..<place.x + text.terminalWidth, place.y)
    labels.append(Label(text: text, place: place, style: style, liesOnLine: liesOnLine))
  }

  // MARK: Gates

  private mutating func addGate(_ box: Int) {
    guard let rect = placement.boxes[box] else { return }
    let nodes = picture.circuit.boxes[box].nodes
    let isInside =
      drawing.marks.selected.map { $0 != nodes.last && picture.drawn.box(of: $0) == box } ?? false
    let style: Style = [
      .when(drawing.isActive(box), .active), .when(isInside, .selected), .when(hasStop(box), .stop),
    ]
    for (row, text) in gateTexts(box, rect).enumerated() {
      add(text, at: .init(rect.x, rect.y + row), style, liesOnLine: true)
    }
  }

  private func hasStop(_ box: Int) -> Bool {
    picture.circuit.boxes[box].nodes.contains(where: drawing.marks.stops.contains)
  }

  private func gateTexts(_ box: Int, _ rect: CircuitLayout.Rect) -> [String] {
    let rows = picture.circuit.boxes[box].operands.compactMap { picture.entries[$0]?.y }
    return GateText(
      symbol: picture.words.symbols[box].cut(to: TerminalMeasure.longest),
      kind: picture.circuit.boxes[box].kind,
      isActive: drawing.isActive(box), hasStop: hasStop(box)
    ).lines(rect, inputs: Set(rows), output: picture.row(of: box))
  }

  /// An arrowhead where numbers go into the active gate, or come back out of it.
  private mutating func addArrow(_ branch: CircuitLayout.Branch) {
    let mark = drawing.moment.look(of: picture.id(of: branch)).mark
    guard mark == .active || mark == .arrow, let rect = placement.boxes[picture.readers[branch.use]],
      let end = branch.path.last
    else { return }
    let isLeft = end.x == rect.x
    let row = isLeft ? end.y : branch.path[branch.path.count - 2].y
    add(mark == .arrow ? "◄" : "►", at: .init(end.x - 1, row), [.line, .active], liesOnLine: true)
  }

  // MARK: Writing

  private func isOn(_ flags: [Bool], _ row: Int) -> Bool { flags[row - area.rows.lowerBound] }

  /// The columns of a row that are not covered by a sign.
  private func room(_ row: Int) -> Range<Int> {
    let first = area.columns.lowerBound + (isOn(goesOnLeft, row) ? 1 : 0)
    return first..<max(first, area.columns.upperBound - (isOn(goesOnRight, row) ? 1 : 0))
  }

  /// What is left of a gate stays; what is left of another text is not written.
  private mutating func write(_ label: Label) {
    let columns = label.place.x..<label.place.x + label.text.terminalWidth
    let isCut = columns != columns.clamped(to: room(label.place.y))
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
    guard room < cells.count, cells.prefix(room).allSatisfy({ "─━".contains($0.character) }) else {
      return nil
    }
    return String(cells.map(\.character)).contains(" \(name) ") ? nil : name
  }
}
