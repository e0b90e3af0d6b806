import Numbers
import TraceModel

/// Makes the shapes of a circuit at the places that its layout found.
struct CircuitDrawing {
  private let circuit: Circuit
  private let words: CircuitWords
  private let rooms: CircuitRooms
  private let placement: CircuitLayout.Placement
  private(set) var figure: Figure
  /// The slots of the maps, by their scales.
  private(set) var scales: [SlotID] = []
  /// The slots of the placement by their kinds and what they belong to: boxes, uses, nets, frames.
  private let slots: SlotTable
  private var branchesOfNet: [[Int]]
  private let isRead: [Bool]

  private static let captionHeight = 26.0

  init(
    _ circuit: Circuit, _ words: CircuitWords, _ places: CircuitPlaces, _ key: FigureKey
  ) {
    (self.circuit, self.words, rooms, placement) = (circuit, words, places.rooms, places.placement)
    figure = Figure(
      key, width: Double(placement.size.width) / PageMeasure.unit,
      height: Double(placement.size.height) / PageMeasure.unit + Self.captionHeight)
    figure.captionPlace = Point(14, 20)
    figure.captionHeight = Self.captionHeight
    isRead = circuit.isRead
    branchesOfNet = Array(repeating: [], count: placement.nets.count)
    for (index, branch) in placement.branches.enumerated() { branchesOfNet[branch.net].append(index) }
    slots = SlotTable(placement.slots)
  }

  mutating func draw() {
    let names = circuit.boxes.count + placement.nets.count
    figure.reserve(
      shapes: placement.frames.count + placement.nets.count + placement.branches.count + names,
      slots: placement.slots.count)
    for frame in placement.frames { add(frame) }
    for net in placement.nets.indices { addNet(net) }
    for box in circuit.boxes.indices { addGate(box) }
    figure.sortLayers()
  }

  // MARK: Places

  private static func point(_ point: CircuitLayout.Point) -> Point {
    Point(Double(point.x) / PageMeasure.unit, Double(point.y) / PageMeasure.unit + captionHeight)
  }

  private func box(_ rect: CircuitLayout.Rect) -> Box {
    let start = Self.point(CircuitLayout.Point(rect.x, rect.y))
    return Box(
      left: start.x, top: start.y, width: Double(rect.width) / PageMeasure.unit,
      height: Double(rect.height) / PageMeasure.unit)
  }

  private var arrays: CircuitArrays { rooms.arrays }

  /// Where what belongs in a slot stands.
  private func place(_ kind: CircuitLayout.Slot.Kind, of subject: Int) -> Box? {
    guard let room = slots[kind, subject].map({ box($0) }) else { return nil }
    switch kind {
    case .value: return rooms.body(ofValue: subject, in: room, isBelow: false)
    case .gradient: return rooms.body(ofValue: subject, in: room, isBelow: true)
    case .branchGradient: return rooms.body(ofBranch: subject, in: room)
    case .local: return rooms.body(ofLocal: subject, in: room)
    case .name, .tag, .stubName, .stubValue, .title: return room
    }
  }

  // MARK: Frames and gates

  private mutating func add(_ frame: CircuitLayout.FrameRect) {
    let number = figure.shapes.count
    figure.add(
      Shape(
        ShapeID(.frame, circuit.frames[frame.frame].group, number),
        .frame(
          FrameForm(
            box(frame.rect), title: words.titles[frame.frame],
            titlePlace: titlePlace(in: box(frame.rect))))))
  }

  private func titlePlace(in frame: Box) -> Point {
    rooms.isTurned ? Point(frame.left + 4, frame.top + 22) : Point(frame.left + 10, frame.top + 15)
  }

  private mutating func addGate(_ index: Int) {
    let node = circuit.boxes[index].node
    if let rect = placement.boxes[index] {
      let kind = circuit.boxes[index].kind
      let place = body(ofGate: kind, in: box(rect))
      figure.add(
        Shape(
          .gate(node),
          .gate(
            GateForm(
              at: place.center, width: place.width, height: place.height, symbol: words.symbols[index],
              outline: kind.outline))))
    }
    if let place = place(.tag, of: index) {
      addName(
        words.names[index], at: place, ShapeID(.tag, node), .middle, fontSize: PageMeasure.tagSize, ink: .soft
      )
    }
  }

  /// A fold leaves room for its sheets.
  private func body(ofGate kind: Circuit.Kind, in box: Box) -> Box {
    guard kind.outline == .fold else { return box }
    return Box(left: box.left, top: box.top + 8, width: box.width - 8, height: box.height - 8)
  }

  private mutating func addName(
    _ name: String, at place: Box, _ id: ShapeID, _ anchor: Anchor, fontSize: Double, ink: Ink,
    isItalic: Bool = false
  ) {
    let x =
      switch anchor {
      case .start: place.left
      case .middle: place.center.x
      case .end: place.right
      }
    figure.add(
      Shape(
        id,
        .text(
          TextForm(
            name, at: Point(x, place.center.y + 0.35 * fontSize), anchor: anchor, fontSize: fontSize,
            ink: ink,
            isItalic: isItalic))))
  }

  // MARK: Wires

  private mutating func addNet(_ index: Int) {
    let net = placement.nets[index]
    let node = circuit.boxes[net.value].node
    let branches = branchesOfNet[index].map { placement.branches[$0] }
    let valueID = net.isStub ? ShapeID(.value, node, index) : .value(node)
    if net.trunk.count < 2, branches.count == 1 {
      let id = net.isStub ? branchID(branches[0]) : valueID
      let from = source(of: index)
      let slots = valueSlots(index, id, branches) + branchSlots(branches[0], isForked: net.isStub)
      add(id, branches[0], from, bridges: net.bridges, slots: slots)
    } else {
      let bridges = branches.isEmpty ? net.bridges : []
      let end = trunkEnd(of: index, isForked: !branches.isEmpty)
      let trunk = WireForm(
        net.trunk.map(Self.point), bridges: bridges.map(Self.point), from: source(of: index), to: end)
      figure.add(Shape(valueID, .wire(trunk)), slots: valueSlots(index, valueID, branches))
      for branch in branches {
        add(branchID(branch), branch, end, bridges: net.bridges, slots: branchSlots(branch, isForked: true))
      }
    }
    for (number, dot) in net.dots.enumerated() {
      figure.add(Shape(ShapeID(.junction, node, index, number), .junction(Self.point(dot))))
    }
    addArrays(net, branches)
    addNames(of: index)
  }

  /// The shape at which the wire of a net begins.
  private func source(of index: Int) -> ShapeID {
    let net = placement.nets[index]
    let box = circuit.boxes[net.value]
    if net.isStub || net.flag != nil && box.kind == .input { return ShapeID(.stub, box.node, index) }
    return placement.boxes[net.value] == nil ? ShapeID(.name, box.node) : .gate(box.node)
  }

  /// Where a trunk ends: at its flag, at the dot from which branches run, or at its name; where none of these is drawn,
  /// at a dot that is no shape.
  private func trunkEnd(of index: Int, isForked: Bool) -> ShapeID {
    let net = placement.nets[index]
    let node = circuit.boxes[net.value].node
    let stub = ShapeID(.stub, node, index)
    if net.flag != nil, !rooms.isTurned, stub != source(of: index) { return stub }
    if !isForked, placement.boxes[net.value] != nil { return ShapeID(.name, node) }
    guard let end = net.trunk.last, !net.dots.isEmpty else { return ShapeID(.junction, node, index) }
    func distance(_ dot: Int) -> Int { abs(net.dots[dot].x - end.x) + abs(net.dots[dot].y - end.y) }
    let dot = net.dots.indices.min { distance($0) < distance($1) } ?? 0
    return ShapeID(.junction, node, index, dot)
  }

  private func reader(of branch: CircuitLayout.Branch) -> Circuit.Box {
    circuit.boxes[circuit.reader(of: branch.use)]
  }

  private func branchID(_ branch: CircuitLayout.Branch) -> ShapeID {
    let reader = reader(of: branch)
    return .branch(reader.node, branch.use - reader.operands.lowerBound)
  }

  private mutating func add(
    _ id: ShapeID, _ branch: CircuitLayout.Branch, _ from: ShapeID, bridges: [CircuitLayout.Point],
    slots: [Slot]
  ) {
    let path = branch.path.map(Self.point)
    let form = WireForm(
      Array(path[branch.drawnFrom...]), lead: branch.drawnFrom == 0 ? [] : Array(path[...branch.drawnFrom]),
      bridges: bridges.map(Self.point), from: from, to: .gate(reader(of: branch).node))
    figure.add(Shape(id, .wire(form)), slots: slots)
  }

  /// How far numbers above and below a wire move aside for the local gradient of a branch on it.
  private func lifts(for branch: CircuitLayout.Branch?) -> (value: Double, gradient: Double) {
    guard !rooms.isTurned, let branch, let local = place(.local, of: branch.use) else { return (0, 0) }
    return (2 - local.height / 2, local.height / 2 - 3)
  }

  private func slot(
    _ kind: CircuitLayout.Slot.Kind, of subject: Int, _ id: SlotID, _ ink: Ink, lift: Double = 0
  ) -> Slot? {
    guard let place = place(kind, of: subject) else { return nil }
    if kind == .local {
      return Slot(
        id, at: Point(place.center.x, place.center.y + 4.5), width: place.width, height: place.height,
        fontSize: PageMeasure.fontSize, ink: ink)
    }
    let isAbove = kind == .value || kind == .stubValue
    // Beside a wire that runs down, a number stands close to it.
    let anchor: Anchor = !rooms.isTurned ? .middle : isAbove ? .end : .start
    let x = anchor == .middle ? place.center.x : isAbove ? place.right : place.left
    return Slot(
      id,
      at: Point(x, isAbove && !rooms.isTurned ? place.bottom - 3 : place.top + (rooms.isTurned ? 11 : 13)),
      anchor: anchor, width: place.width, height: place.height, fontSize: PageMeasure.fontSize, ink: ink,
      lift: lift)
  }

  private func valueSlots(_ index: Int, _ id: ShapeID, _ branches: [CircuitLayout.Branch]) -> [Slot] {
    let net = placement.nets[index]
    let lifts = lifts(for: branches.count == 1 ? branches[0] : nil)
    if net.isStub {
      return [slot(.stubValue, of: index, SlotID(id, .value), .value, lift: lifts.value)].compactMap(\.self)
    }
    let value =
      arrays.values[net.value] == nil
      ? slot(.value, of: net.value, SlotID(id, .value), .value, lift: lifts.value) : nil
    let gradient =
      arrays.gradients[net.value] == nil
      ? slot(.gradient, of: net.value, SlotID(id, .gradient), .gradient, lift: lifts.gradient) : nil
    return [value, gradient].compactMap(\.self)
  }

  private func branchSlots(_ branch: CircuitLayout.Branch, isForked: Bool) -> [Slot] {
    let id = branchID(branch)
    let downstream =
      isForked && arrays.downstreams[branch.use] == nil
      ? slot(
        .branchGradient, of: branch.use, SlotID(id, .downstream), .gradient,
        lift: lifts(for: branch).gradient) : nil
    let local =
      arrays.locals[branch.use] == nil ? slot(.local, of: branch.use, SlotID(id, .local), .local) : nil
    return [downstream, local].compactMap(\.self)
  }

  // MARK: Arrays

  private mutating func addArrays(_ net: CircuitLayout.Net, _ branches: [CircuitLayout.Branch]) {
    let node = circuit.boxes[net.value].node
    if !net.isStub {
      let id = SlotID(.value(node), .value)
      // What ends here and comes in again elsewhere has the local gradient there.
      let lift = net.flag == nil ? rooms.lift(atWireOf: net.value) : 0
      add(arrays.values[net.value], .value, of: net.value, id, .value, isBelow: false, lift: -lift)
      add(
        arrays.gradients[net.value], .gradient, of: net.value, SlotID(.value(node), .gradient), .gradient,
        isBelow: true, lift: lift)
    }
    for branch in branches {
      let id = branchID(branch)
      add(
        arrays.downstreams[branch.use], .branchGradient, of: branch.use, SlotID(id, .downstream), .gradient,
        isBelow: true, lift: rooms.lift(ofBranch: branch.use))
      add(arrays.locals[branch.use], .local, of: branch.use, SlotID(id, .local), .local, isBelow: false)
    }
  }

  private mutating func add(
    _ room: ArrayRoom?, _ kind: CircuitLayout.Slot.Kind, of subject: Int, _ id: SlotID, _ ink: Ink,
    isBelow: Bool, lift: Double = 0
  ) {
    guard let room, let place = place(kind, of: subject) else { return }
    var inner = place
    if kind == .local {
      inner = Box(
        left: place.left + ArrayRoom.signWidth, top: place.top + 3,
        width: place.width - ArrayRoom.signWidth - 4,
        height: place.height - 6)
    }
    let isBelow = isBelow && !rooms.isTurned
    var (form, suffix) = room.form(in: inner, isBelow: isBelow, scale: scales.count)
    if kind == .local, case .grid(var grid) = form {
      grid.pill = place
      form = .grid(grid)
    }
    if case .map = form { scales.append(id) }
    let kinds = SlotID.Kind.allCases
    let shape = ShapeID(
      .array, Int(id.subject.number), Int(id.subject.part), kinds.firstIndex(of: id.kind))
    figure.add(
      Shape(shape, form),
      slots: [
        Slot(
          id, at: suffix, anchor: .start, width: place.width, height: place.height,
          fontSize: GridLayout.fontSize,
          ink: ink, lift: lift)
      ])
  }

  // MARK: Names

  private mutating func addNames(of index: Int) {
    let net = placement.nets[index]
    let box = circuit.boxes[net.value]
    let name = words.names[net.value]
    // Flags lie; a circuit that runs down has none but at its end, where the name does.
    if let flag = net.flag, !rooms.isTurned {
      let isExit = !net.isStub && box.kind != .input
      figure.add(
        Shape(
          ShapeID(.stub, box.node, index), .stub(StubForm(self.box(flag), name: name, isExit: isExit))))
      return
    }
    guard !net.isStub, let place = place(.name, of: net.value) else { return }
    let isInput = box.kind == .input
    let isEnd = isInput || !isRead[net.value]
    var room = place
    // To the left of a value it keeps away from that.
    if rooms.isTurned, !isEnd { room.left -= 5 }
    addName(
      name, at: room, ShapeID(.name, box.node),
      nameAnchor(isInput: isInput, isEnd: isEnd),
      fontSize: isEnd ? PageMeasure.endNameSize : PageMeasure.fontSize, ink: isEnd ? .ink : .soft,
      isItalic: !isEnd)
  }

  private func nameAnchor(isInput: Bool, isEnd: Bool) -> Anchor {
    if rooms.isTurned { return isEnd ? .middle : .end }
    return isInput ? .end : isEnd ? .start : .middle
  }
}

extension Circuit.Kind {
  fileprivate var outline: GateForm.Outline {
    switch self {
    case .input, .outside, .gate, .sum, .output: .gate
    case .closed: .group
    case .fold: .fold
    }
  }
}

/// Where the slots of a placement are, found by their kind and their subject.
private struct SlotTable {
  private var rects: [CircuitLayout.Rect]
  /// For each kind the place of a subject's slot; −1 where it has none.
  private var places: [[Int32]]

  init(_ slots: [CircuitLayout.Slot]) {
    rects = slots.map(\.rect)
    places = Array(repeating: [], count: CircuitLayout.Slot.Kind.allCases.count)
    for (index, slot) in slots.enumerated() {
      let missing = slot.subject + 1 - places[slot.kind.index].count
      if missing > 0 { places[slot.kind.index] += repeatElement(-1, count: missing) }
      places[slot.kind.index][slot.subject] = Int32(index)
    }
  }

  subscript(kind: CircuitLayout.Slot.Kind, subject: Int) -> CircuitLayout.Rect? {
    guard subject < places[kind.index].count else { return nil }
    let place = places[kind.index][subject]
    return place < 0 ? nil : rects[Int(place)]
  }
}
