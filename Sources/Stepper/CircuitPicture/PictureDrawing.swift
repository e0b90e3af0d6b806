import Numbers
import Rendering
import TraceModel

/// Draws a circuit as it stands after a move: lines first, then what is written.
struct PictureDrawing: Sendable {
  /// A piece of text with its place.
  struct Label: Sendable {
    var text: String
    var place: Canvas.Point
    /// Whether a wire's line may run under it.
    var liesOnLine = false
  }

  /// A part of the picture.
  struct Area: Equatable, Sendable {
    var columns: Range<Int>
    var rows: Range<Int>
  }

  let picture: CircuitPicture
  let move: Move
  let marks: CircuitPicture.Marks
  private(set) var canvas: Canvas
  private(set) var labels: [Label] = []
  private(set) var lines: Lines

  var layout: PictureLayout { picture.layout }
  var graph: PictureGraph { layout.graph }
  var circuit: Circuit { picture.narrator.circuit }
  /// The step after which the numbers are shown.
  private let step: Int

  init(_ picture: CircuitPicture, move: Move, step: Int, marks: CircuitPicture.Marks) {
    (self.picture, self.move, self.step, self.marks) = (picture, move, step, marks)
    canvas = Canvas(width: picture.layout.width, height: picture.layout.height)
    lines = Lines(width: picture.layout.width, height: picture.layout.height)
  }

  mutating func draw() {
    for net in graph.nets.indices { addLines(of: net) }
    drawLines()
    for net in graph.nets.indices {
      writeNumbers(of: net)
      for end in graph.nets[net].ends { writeNumber(of: end, net) }
    }
    for vertex in graph.vertices.indices { drawVertex(vertex) }
    drawArrows()
  }

  // MARK: Lines

  /// The gate that moves numbers in this step.
  private var activeGate: Int? {
    move.kind == .forward || move.kind == .backward ? move.gate : nil
  }

  /// The wires that the step reads or writes.
  private var touched: Set<Int> {
    switch move.kind {
    case .seed, .inputs, .update: return changed
    case .forward, .backward:
      guard let gate = move.gate.map({ circuit.gates[$0] }) else { return [] }
      return Set(gate.outputs + gate.branches.map { circuit.branches[$0].wire })
    }
  }

  /// The wires that get a value or a gradient without a gate.
  private var changed: Set<Int> {
    let events = move.steps.flatMap { picture.narrator.trace.step($0).events }
    return Set(
      events.compactMap { event in
        switch event {
        case .input(let node, _), .seed(let node, _), .clear(let node): node
        case .update(let update): update.node
        default: nil
        }
      })
  }

  private mutating func addLines(of net: Int) {
    let start = layout.start(of: net)
    lines.add([start, Canvas.Point(x: stubEnd(of: net), y: start.y)], net: net)
    for end in graph.nets[net].ends { lines.add(layout.line(of: net, to: end), net: net) }
    guard touched.contains(graph.nets[net].wire) else { return }
    lines.add([start, Canvas.Point(x: stubEnd(of: net), y: start.y)], net: net, isThick: true)
    for end in graph.nets[net].ends where isActive(end.vertex) {
      lines.add(layout.line(of: net, to: end), net: net, isThick: true)
    }
  }

  private func isActive(_ vertex: Int) -> Bool {
    if case .gate(let gate) = graph.vertices[vertex].kind { return gate == activeGate }
    return false
  }

  /// The last column of the line under a net's numbers.
  private func stubEnd(of net: Int) -> Int {
    let end = layout.stub(of: net).upperBound - 1
    guard let name = endName(of: net) else { return graph.nets[net].ends.isEmpty ? end - 1 : end }
    return end - name.terminalWidth
  }

  /// What stands behind a wire that no gate reads: the output's name, or a sign that it is read elsewhere.
  private func endName(of net: Int) -> String? {
    let wire = graph.nets[net].wire
    if CircuitPicture.isCut(graph.nets[net], picture.narrator) { return "⋯" }
    return picture.narrator.isEnd(wire) ? GateShapes.cut(picture.narrator.labels.name(of: wire)) : nil
  }

  private mutating func drawLines() {
    for y in 0..<lines.height {
      for x in 0..<lines.width where !lines.isEmpty(x, y) {
        canvas.write(
          String(lines.character(x, y)), at: Canvas.Point(x: x, y: y),
          style: lines.isThick(x, y) ? [.line, .active] : .line)
      }
    }
  }

  // MARK: Numbers

  private mutating func writeNumbers(of net: Int) {
    let wire = graph.nets[net].wire
    let style = Style.active.when(touched.contains(wire)).union(.selected.when(marks.selected == wire))
    let row = layout.row(of: net)
    let end = endName(of: net).map { $0.terminalWidth + 1 } ?? 0
    let stub = layout.stub(of: net).lowerBound..<layout.stub(of: net).upperBound - end
    let value = picture.narrator.states.value(of: wire, at: step).map(picture.texts.text) ?? ""
    let isValueHidden = marks.hiddenValues.contains(wire)
    write(
      isValueHidden ? "?" : value, centredIn: stub, row - 1, style.union(isValueHidden ? .hidden : .value))
    let gradient = picture.narrator.states.gradient(of: wire, at: step)
    let isHidden = marks.hiddenGradients.contains(wire)
    let look: Style =
      isHidden ? .hidden : gradient == .pending || gradient == .noPath ? [.gradient, .dim] : .gradient
    write(
      isHidden ? hidden(gradient) : picture.texts.text(gradient), centredIn: stub, row + 1, style.union(look))
    if let name = picture.narrator.wireName(of: wire), graph.vertices[graph.nets[net].source].isGate {
      write(" \(GateShapes.cut(name)) ", centredIn: stub, row, style, liesOnLine: true)
    }
    if marks.selected == wire { put("◆", at: Canvas.Point(x: stub.lowerBound, y: row), style) }
    if let name = endName(of: net) {
      put(" " + name, at: Canvas.Point(x: stub.upperBound, y: row), style, liesOnLine: true)
    }
  }

  /// What stands for a gradient that is asked for: what has come already, and a question mark.
  private func hidden(_ gradient: GradientState) -> String {
    guard case .accumulating = gradient else { return "?" }
    return picture.texts.text(gradient).replacing(WireTexts.pending, with: "?")
  }

  /// On a branch of a fork, the gradient that came down it.
  private mutating func writeNumber(of end: PictureGraph.End, _ net: Int) {
    guard !marks.hiddenGradients.contains(graph.nets[net].wire) || step < move.steps.upperBound,
      let text = picture.narrator.downstreamText(of: end.branch, at: step)
    else { return }
    let column = layout.columns[graph.vertices[end.vertex].layer]
    let style = Style.gradient.union(.active.when(isActive(end.vertex)))
    let row = layout.pins.pins[end.vertex][end.position].row
    write(
      " \(GateShapes.cut(text)) ", centredIn: column.branches..<column.gates - 1, row, style, liesOnLine: true
    )
  }

  private mutating func write(
    _ text: String, centredIn columns: Range<Int>, _ row: Int, _ style: Style, liesOnLine: Bool = false
  ) {
    let short = GateShapes.cut(text, to: columns.count)
    let x = columns.lowerBound + max(0, (columns.count - short.terminalWidth + 1) / 2)
    put(short, at: Canvas.Point(x: x, y: row), style, liesOnLine: liesOnLine)
  }

  private mutating func put(
    _ text: String, at place: Canvas.Point, _ style: Style, liesOnLine: Bool = false
  ) {
    guard !text.isEmpty else { return }
    labels.append(Label(text: text, place: place, liesOnLine: liesOnLine || text == "◆"))
    canvas.write(text, at: place, style: style)
  }

  // MARK: Gates

  private mutating func drawVertex(_ vertex: Int) {
    let shape = graph.vertices[vertex].shape
    let place = Canvas.Point(x: layout.x(of: vertex), y: layout.rows[vertex])
    switch graph.vertices[vertex].kind {
    case .pass: break
    case .input(let wire):
      let style: Style = marks.selected == wire ? .selected : touched.contains(wire) ? .active : []
      put(shape.text + " ", at: place, style, liesOnLine: true)
    case .gate(let gate):
      let style = Style.active.when(gate == activeGate).union(.stop.when(marks.stops.contains(gate)))
      if shape.box != nil { return drawBox(vertex, gate, place, style) }
      put(text(of: shape, gate), at: place, style, liesOnLine: true)
    }
  }

  /// The gate at work stands between bars, one with a break between square brackets.
  private func text(of shape: GateShape, _ gate: Int) -> String {
    let inner = shape.text.dropFirst().dropLast()
    if gate == activeGate { return "▐\(inner)▌" }
    return marks.stops.contains(gate) ? "[\(inner)]" : shape.text
  }

  private mutating func drawBox(_ vertex: Int, _ gate: Int, _ place: Canvas.Point, _ style: Style) {
    let shape = graph.vertices[vertex].shape
    guard let box = shape.box else { return }
    let isDouble = circuit.gates[gate].group != nil
    let set = Array(gate == activeGate ? "┏━┓┃┗┛┫┣" : isDouble ? "╔═╗║╚╝╢╟" : "╭─╮│╰╯┤├")
    let level = String(repeating: set[1], count: shape.width - 2)
    for row in -shape.above...shape.below {
      let text: String
      if row == -shape.above {
        text = "\(set[0])\(level)\(set[2])"
      } else if row == shape.below {
        text = "\(set[4])\(level)\(set[5])"
      } else {
        let left = box.inputs.contains(row) ? set[6] : set[3]
        let right = box.outputs.contains(row) ? set[7] : set[3]
        let blank = String(repeating: " ", count: shape.width - 4)
        text = "\(left) \(row == 0 ? shape.text : blank) \(right)"
      }
      put(text, at: Canvas.Point(x: place.x, y: place.y + row), style, liesOnLine: true)
    }
  }

  /// Arrowheads where numbers go into the active gate, or come back out of it.
  private mutating func drawArrows() {
    guard let vertex = activeGate.flatMap({ graph.vertexOfGate[$0] }) else { return }
    let arrow = move.kind == .forward ? "►" : "◄"
    let (x, shape) = (layout.x(of: vertex), graph.vertices[vertex].shape)
    for pin in layout.pins.pins[vertex] {
      let column = pin.side == .left ? x - 1 : x + shape.middle - 1
      canvas.write(arrow, at: Canvas.Point(x: column, y: pin.row), style: [.line, .active])
    }
  }

  // MARK: Where to look

  /// Where the step happens: the active gate with its wires' numbers, or the wires that change.
  var focus: Area? {
    if let vertex = activeGate.flatMap({ graph.vertexOfGate[$0] }) {
      let column = layout.columns[graph.vertices[vertex].layer]
      let rows = layout.pins.pins[vertex].map(\.row) + [layout.rows[vertex]]
      let nets = graph.vertices[vertex].inputs.map { layout.stub(of: $0).lowerBound }
      let first = max(nets.min() ?? column.channel, column.channel - 12)
      return Area(
        columns: first..<column.end,
        rows: max(0, (rows.min() ?? 0) - 1)..<min(layout.height, (rows.max() ?? 0) + 2))
    }
    guard let net = graph.nets.indices.first(where: { touched.contains(graph.nets[$0].wire) }) else {
      return nil
    }
    let stub = layout.stub(of: net)
    return Area(
      columns: stub.lowerBound..<stub.upperBound, rows: layout.row(of: net) - 1..<layout.row(of: net) + 2)
  }
}

extension Style {
  /// The style, or none.
  fileprivate func when(_ condition: Bool) -> Style { condition ? self : [] }
}
