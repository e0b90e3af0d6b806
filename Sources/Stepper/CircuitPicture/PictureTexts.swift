import Figures
import Numbers
import Rendering

/// What is written in some rows of a circuit's picture: numbers, names, gates and arrowheads.
struct PictureTexts {
  /// A text with its place in the whole picture.
  struct Label: Sendable {
    var text: String
    var place: CircuitLayout.Point
    var style: Style
    /// Whether a wire's line may run under it.
    var liesOnLine = false

    var columns: Range<Int> { place.x..<place.x + text.terminalWidth }
  }

  private(set) var labels: [Label] = []
  private let drawing: PictureDrawing
  private let rows: Range<Int>

  private var picture: CircuitPicture { drawing.picture }
  private var placement: CircuitLayout.Placement { picture.placement }

  init(_ drawing: PictureDrawing, rows: Range<Int>) {
    (self.drawing, self.rows) = (drawing, rows)
    for frame in placement.frames { addTitle(of: frame.frame) }
    for net in placement.nets.indices { addTexts(of: net) }
    for branch in placement.branches { addTexts(of: branch) }
    for box in placement.boxes.indices { addGate(box) }
    for branch in placement.branches { addArrow(branch) }
  }

  private mutating func addTitle(of frame: Int) {
    guard let place = picture.place(.title, of: frame) else { return }
    let title = picture.words.titles[frame].cut(to: TerminalMeasure.longest)
    add(" \(title) ", at: .init(place.x, place.y), .dim, liesOnLine: true)
  }

  // MARK: Numbers and names

  private mutating func addTexts(of index: Int) {
    let net = placement.nets[index]
    let node = picture.circuit.boxes[net.value].node
    let isSelected = drawing.marks.selected == node
    let style: Style = isSelected ? .selected : .when(drawing.isMarked(.value(node)), .active)
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
    place.flatMap { rows.contains($0.y) ? $0 : nil }
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
    guard rows.contains(place.y), !text.isEmpty else { return }
    labels.append(Label(text: text, place: place, style: style, liesOnLine: liesOnLine))
  }

  // MARK: Gates

  private mutating func addGate(_ box: Int) {
    guard let rect = placement.boxes[box] else { return }
    let node = picture.circuit.boxes[box].node
    let isInside = drawing.marks.selected.map { $0 != node && picture.drawn.box(of: $0) == box } ?? false
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
    let inputs = picture.circuit.boxes[box].operands.compactMap { picture.entries[$0]?.y }
    return GateText(
      symbol: picture.words.symbols[box].cut(to: TerminalMeasure.longest),
      kind: picture.circuit.boxes[box].kind,
      isActive: drawing.isActive(box), hasStop: hasStop(box)
    ).lines(rect, inputs: Set(inputs), output: picture.row(of: box))
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
}
