import DOT
package import Graphviz
import Numbers

extension CircuitFigure {
  /// More gates than these are not given to Graphviz, whose search would take seconds to minutes.
  package static let mostForGraphviz = 150

  /// The same circuit with its gates where Graphviz's `dot` places them, and its wires as it runs them.
  ///
  /// - Throws: ``GraphvizError`` where Graphviz is not there, or the circuit too large for it.
  package func placedByGraphviz() throws(GraphvizError) -> CircuitFigure {
    let gates = drawn.circuit.gateCount
    guard gates <= Self.mostForGraphviz else {
      throw .tooLarge(gates: gates, most: Self.mostForGraphviz)
    }
    let placing = GraphvizPlacing(figure, direction)
    var placed = self
    placed.figure = placing.figure(at: try Layout(of: placing.graph))
    return placed
  }
}

extension CircuitFigure {
  /// The circuit placed by Graphviz; else as it is, and why.
  package var placedByGraphvizIfPossible: (figure: CircuitFigure, problem: GraphvizError?) {
    do throws(GraphvizError) { return (try placedByGraphviz(), nil) } catch { return (self, error) }
  }
}

/// Takes a figure apart for Graphviz, and puts it together at the places that Graphviz finds.
///
/// What stands at a wire goes as one label, as large as its slots and arrays, and comes back as it was in there.
private struct GraphvizPlacing {
  private let figure: Figure
  private let direction: CircuitDirection
  private let parts: FigureParts
  /// For each wire at which something stands the room of that.
  private var labels: [ShapeID: Box] = [:]
  private static let (margin, lineHeight) = (14.0, 16.0)

  init(_ figure: Figure, _ direction: CircuitDirection) {
    (self.figure, self.direction) = (figure, direction)
    parts = FigureParts(figure)
    for shape in figure.shapes {
      if case .wire = shape.form { labels[shape.id] = label(of: shape) }
    }
  }

  // MARK: What Graphviz gets

  var graph: Graph {
    var clusters = DOTClusters(figure)
    for shape in figure.shapes {
      guard let box = box(of: shape) else { continue }
      clusters.add(.node(Self.node(shape, box)), at: box.center)
    }
    for end in parts.bareEnds {
      clusters.add(.node(Graph.Node(end.id.text, ["shape": "point", "width": 0.02])), at: end.place)
    }
    let elements = clusters.elements { _, title, _ in
      let width = TextWidth.points(title, size: 13, isBold: true) + 16
      return ["label": .html(Self.room(width: width, height: 18)), "labeljust": "l"]
    }
    return Graph(
      attributes: [
        "rankdir": .literal(direction.rawValue), "nodesep": 0.3, "ranksep": 0.3, "nslimit": 4, "nslimit1": 4,
      ],
      nodeDefaults: ["label": "", "fixedsize": true, "ordering": "in"], edgeDefaults: ["arrowhead": "none"],
      elements: elements + edges)
  }

  /// The room of a shape that is a node.
  private func box(of shape: Shape) -> Box? {
    switch shape.form {
    case .gate(let gate): Box(center: gate.center, width: gate.width, height: gate.height)
    case .junction(let place): parts.ends.contains(shape.id) ? Box(center: place, width: 7, height: 7) : nil
    case .stub(let stub): stub.box
    case .text(let text): parts.isEnd(shape.id) ? text.box.inset(by: -2) : nil
    default: nil
    }
  }

  private static func node(_ shape: Shape, _ box: Box) -> Graph.Node {
    let isRound = if case .gate(let gate) = shape.form { gate.width == gate.height } else { false }
    return Graph.Node(
      shape.id.text,
      [
        "shape": isRound ? "circle" : "box", "width": .number(box.width / 72),
        "height": .number(box.height / 72),
      ])
  }

  private var edges: [Graph.Element] {
    figure.wiresInOrder(direction).map { wire in
      var attributes: Attributes = ["id": .literal(wire.shape.id.text)]
      if let room = labels[wire.shape.id] {
        attributes["label"] = .html(Self.room(width: room.width, height: room.height))
      }
      return .edge(Graph.Edge(from: .init(wire.from.text), to: .init(wire.to.text), attributes))
    }
  }

  private static func room(width: Double, height: Double) -> HTMLLabel {
    let cell: [HTMLAttribute] = [
      .width(Int(width.rounded(.up))), .height(Int(height.rounded(.up))), .fixedSize,
    ]
    return .table(
      HTMLTable(
        [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)],
        rows: [.cells([.cell(cell, .text([]))])]))
  }

  /// The room of what stands at a wire, with a line for its name above.
  private func label(of wire: Shape) -> Box? {
    let name = parts.name(of: wire.id)
    guard var room = numbers(of: wire) else { return name?.box }
    guard let name else { return room }
    let width = max(room.width, name.box.width)
    room = Box(
      left: room.center.x - width / 2, top: room.top - Self.lineHeight, width: width,
      height: room.height + Self.lineHeight)
    return room
  }

  /// The room of the numbers at a wire, wherever a step moves them.
  private func numbers(of wire: Shape) -> Box? {
    var boxes = wire.slots.flatMap { figure.slots[$0].rooms }
    for array in parts.arrays[wire.id] ?? [] {
      let box = array.form.headers.map(\.box).reduce(array.form.box) { $0.union($1) }
      let lift = array.slots.first.map { figure.slots[$0].lift } ?? 0
      boxes += [box, box.moved(by: Point(0, lift))]
    }
    return boxes.first.map { boxes.reduce($0) { $0.union($1) } }
  }

  // MARK: What comes back

  func figure(at layout: Layout) -> Figure {
    let places = Places(layout, top: figure.captionHeight + Self.margin, left: Self.margin)
    var placed = Figure(
      figure.key, width: layout.bounds.width + 2 * Self.margin,
      height: layout.bounds.height + 2 * Self.margin + figure.captionHeight)
    placed.captionPlace = figure.captionPlace
    (placed.captionHeight, placed.captionWidth) = (figure.captionHeight, figure.captionWidth)
    var shifts: [ShapeID: Point] = [:]
    var frames: Set<Int32> = []
    for shape in figure.shapes {
      if case .wire = shape.form { shifts[shape.id] = shift(ofNumbersAt: shape, places) }
    }
    for shape in figure.shapes {
      if case .frame = shape.form, !frames.insert(shape.id.number).inserted { continue }
      guard let (form, shift) = self.placed(shape, places, shifts) else { continue }
      placed.add(Shape(shape.id, form), slots: figure.slots[shape.slots].map { $0.moved(by: shift) })
    }
    return placed
  }

  /// By how much what stands at a wire is moved.
  private func shift(ofNumbersAt wire: Shape, _ places: Places) -> Point? {
    guard let room = labels[wire.id], let center = places.label(of: wire.id) else { return nil }
    return center - room.center
  }

  /// A shape at its new place, and how far its slots are moved.
  private func placed(_ shape: Shape, _ places: Places, _ shifts: [ShapeID: Point]) -> (Form, Point)? {
    switch shape.form {
    case .wire(var wire):
      guard let curve = places.curve(of: shape.id) else { return nil }
      (wire.points, wire.lead, wire.bridges, wire.isCurved) = (curve, [], [], true)
      return (.wire(wire), shifts[shape.id] ?? Point(0, 0))
    case .frame(var frame):
      guard let box = places.frame(shape.id) else { return nil }
      frame.titlePlace = frame.titlePlace + Point(box.left - frame.box.left, box.top - frame.box.top)
      frame.box = box
      return (.frame(frame), Point(0, 0))
    case .grid, .map:
      let wire = shape.slots.first.map { figure.slots[$0].id.subject }
      let shift = wire.flatMap { shifts[$0] } ?? Point(0, 0)
      return (shape.form.moved(by: shift), shift)
    case .text(let text) where !parts.isEnd(shape.id):
      let wire = ShapeID.value(Int(shape.id.number))
      return places.label(of: wire).map { (.text(self.name(text, at: wire, $0)), Point(0, 0)) }
    default:
      guard let box = box(of: shape), let center = places.node(shape.id) else { return nil }
      let shift = center - box.center
      return (shape.form.moved(by: shift), shift)
    }
  }

  /// A name above the numbers of its wire.
  private func name(_ text: TextForm, at wire: ShapeID, _ center: Point) -> TextForm {
    var text = text
    let height = labels[wire]?.height ?? 0
    text.anchor = .middle
    text.place = Point(center.x, center.y - height / 2 + 0.75 * Self.lineHeight)
    return text
  }
}

/// Graphviz's places in the coordinates of a figure.
private struct Places {
  private let layout: Layout
  private let top: Double
  private let left: Double

  init(_ layout: Layout, top: Double, left: Double) {
    (self.layout, self.top, self.left) = (layout, top, left)
  }

  private func point(_ place: Layout.Point) -> Point { point(place.x, place.y) }

  private func point(_ x: Double, _ y: Double) -> Point {
    Point(left + x - layout.bounds.minimum.x, top + layout.bounds.maximum.y - y)
  }

  func node(_ id: ShapeID) -> Point? { layout.nodes[id.text].map(point) }
  func curve(of id: ShapeID) -> [Point]? { layout.edges[id.text].map { $0.curve.map(point) } }
  func label(of id: ShapeID) -> Point? { layout.edges[id.text]?.label.map(point) }

  func frame(_ id: ShapeID) -> Box? {
    layout.clusters["cluster_" + id.text].map { bounds in
      let corner = point(bounds.minimum.x, bounds.maximum.y)
      return Box(left: corner.x, top: corner.y, width: bounds.width, height: bounds.height)
    }
  }
}

extension Slot {
  /// Where its text is, and where it is while its wire has an arrow.
  fileprivate var rooms: [Box] {
    let box =
      id.kind == .local
      ? Box(center: Point(place.x, place.y - 4.5), width: width, height: max(height, fontSize + 5)) : self.box
    return lift == 0 ? [box] : [box, box.moved(by: Point(0, lift))]
  }

  fileprivate func moved(by shift: Point) -> Slot {
    var slot = self
    slot.place = place + shift
    return slot
  }
}

extension Box {
  fileprivate func moved(by shift: Point) -> Box {
    Box(left: left + shift.x, top: top + shift.y, width: width, height: height)
  }
}

extension Form {
  /// The same at another place.
  fileprivate func moved(by shift: Point) -> Form {
    switch self {
    case .gate(var gate):
      gate.center = gate.center + shift
      return .gate(gate)
    case .junction(let place): return .junction(place + shift)
    case .stub(var stub):
      stub.box = stub.box.moved(by: shift)
      return .stub(stub)
    case .text(let text): return .text(text.moved(by: shift))
    case .grid(var grid):
      for index in grid.matrices.indices {
        grid.matrices[index].box = grid.matrices[index].box.moved(by: shift)
        grid.matrices[index].columns = grid.matrices[index].columns.map { $0 + shift.x }
      }
      grid.notePlace = grid.notePlace.map { $0 + shift }
      grid.pill = grid.pill?.moved(by: shift)
      grid.headers = grid.headers.map { $0.moved(by: shift) }
      return .grid(grid)
    case .map(var map):
      for index in map.tiles.indices { map.tiles[index].origin = map.tiles[index].origin + shift }
      map.key = map.key.map { $0 + shift }
      map.notePlace = map.notePlace.map { $0 + shift }
      map.headers = map.headers.map { $0.moved(by: shift) }
      return .map(map)
    case .wire, .frame, .neuron, .weight, .curve, .rule: return self
    }
  }
}

extension TextForm {
  fileprivate func moved(by shift: Point) -> TextForm {
    var text = self
    text.place = place + shift
    return text
  }
}
