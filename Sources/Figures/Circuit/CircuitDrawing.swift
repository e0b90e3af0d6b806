import Numbers
import TraceModel

/// Makes the shapes of a circuit at the places that its layout found.
struct CircuitDrawing {
  private let circuit: Circuit
  private let words: CircuitWords
  private let problem: CircuitLayout.Problem
  private let placement: CircuitLayout.Placement
  private(set) var figure: Figure
  /// The slots of the placement by what they belong to: of values and gates, of uses, of nets.
  private var ofBox: [SlotKey: CircuitLayout.Slot] = [:]
  private var branchesOfNet: [[Int]]
  private let isRead: [Bool]

  private struct SlotKey: Hashable {
    var kind: CircuitLayout.Slot.Kind
    var subject: Int
  }

  private static let captionHeight = 26.0

  init(
    _ circuit: Circuit, _ words: CircuitWords, _ problem: CircuitLayout.Problem,
    _ placement: CircuitLayout.Placement, _ key: FigureKey
  ) {
    (self.circuit, self.words, self.problem, self.placement) = (circuit, words, problem, placement)
    figure = Figure(
      key, width: Double(placement.size.width) / PageMeasure.unit,
      height: Double(placement.size.height) / PageMeasure.unit + Self.captionHeight)
    figure.captionPlace = Point(14, 20)
    figure.captionHeight = Self.captionHeight
    isRead = circuit.isRead
    branchesOfNet = Array(repeating: [], count: placement.nets.count)
    for (index, branch) in placement.branches.enumerated() { branchesOfNet[branch.net].append(index) }
    for slot in placement.slots { ofBox[SlotKey(kind: slot.kind, subject: slot.subject)] = slot }
  }

  mutating func draw() {
    for frame in placement.frames { add(frame) }
    for net in placement.nets.indices { addNet(net) }
    for box in circuit.boxes.indices { addGate(box) }
    figure.sortLayers()
  }

  // MARK: Places

  private func point(_ point: CircuitLayout.Point) -> Point {
    Point(Double(point.x) / PageMeasure.unit, Double(point.y) / PageMeasure.unit + Self.captionHeight)
  }

  private func box(_ rect: CircuitLayout.Rect) -> Box {
    let start = point(CircuitLayout.Point(rect.x, rect.y))
    return Box(
      left: start.x, top: start.y, width: Double(rect.width) / PageMeasure.unit,
      height: Double(rect.height) / PageMeasure.unit)
  }

  private func place(_ kind: CircuitLayout.Slot.Kind, of subject: Int) -> Box? {
    ofBox[SlotKey(kind: kind, subject: subject)].map { box($0.rect) }
  }

  // MARK: Frames and gates

  private mutating func add(_ frame: CircuitLayout.FrameRect) {
    let number = figure.shapes.count
    figure.add(
      Shape(
        ShapeID(.frame, circuit.frames[frame.frame].group, number),
        .frame(FrameForm(box(frame.rect), title: words.titles[frame.frame]))))
  }

  private mutating func addGate(_ index: Int) {
    let node = circuit.boxes[index].node
    if let rect = placement.boxes[index] {
      let place = box(rect)
      figure.add(
        Shape(
          .gate(node),
          .gate(
            GateForm(
              at: place.center, width: place.width, height: place.height, symbol: words.symbols[index]))))
    }
    if let place = place(.tag, of: index) {
      addName(
        words.names[index], at: place, ShapeID(.tag, node), .middle, fontSize: PageMeasure.tagSize, ink: .soft
      )
    }
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
    let branches = branchesOfNet[index]
    let isWhole = net.trunk.count < 2 && branches.count == 1
    let valueID = net.isStub ? ShapeID(.value, node, index) : .value(node)
    if isWhole {
      let branch = placement.branches[branches[0]]
      let id = net.isStub ? branchID(branch) : valueID
      add(
        id, branch, bridges: net.bridges,
        slots: valueSlots(index, id) + branchSlots(branch, isForked: net.isStub))
    } else {
      let bridges = branches.isEmpty ? net.bridges : []
      figure.add(
        Shape(valueID, .wire(WireForm(net.trunk.map(point), bridges: bridges.map(point)))),
        slots: valueSlots(index, valueID))
      for branch in branches.map({ placement.branches[$0] }) {
        add(branchID(branch), branch, bridges: net.bridges, slots: branchSlots(branch, isForked: true))
      }
    }
    for (number, dot) in net.dots.enumerated() {
      figure.add(Shape(ShapeID(.junction, node, index, number), .junction(point(dot))))
    }
    addNames(of: index)
  }

  private func branchID(_ branch: CircuitLayout.Branch) -> ShapeID {
    let reader = reader(of: branch.use)
    return .branch(circuit.boxes[reader.box].node, reader.operand)
  }

  private func reader(of use: Int) -> (box: Int, operand: Int) {
    let box = circuit.boxes.firstIndex(after: use) { $0.operands.lowerBound } - 1
    return (box, use - circuit.boxes[box].operands.lowerBound)
  }

  private mutating func add(
    _ id: ShapeID, _ branch: CircuitLayout.Branch, bridges: [CircuitLayout.Point], slots: [Slot]
  ) {
    let path = branch.path.map(point)
    let form = WireForm(
      Array(path[branch.drawnFrom...]), lead: branch.drawnFrom == 0 ? [] : Array(path[...branch.drawnFrom]),
      bridges: bridges.map(point))
    figure.add(Shape(id, .wire(form)), slots: slots)
  }

  private func slot(
    _ kind: CircuitLayout.Slot.Kind, of subject: Int, _ id: SlotID, _ ink: Ink, lift: Double = 0
  ) -> Slot? {
    guard let place = place(kind, of: subject) else { return nil }
    let base =
      switch kind {
      case .local: place.center.y + 4.5
      case .value, .stubValue: place.bottom - 3
      default: place.top + 13
      }
    return Slot(
      id, at: Point(place.center.x, base), width: place.width, height: place.height,
      fontSize: PageMeasure.fontSize, ink: ink, lift: lift)
  }

  private func valueSlots(_ index: Int, _ id: ShapeID) -> [Slot] {
    let net = placement.nets[index]
    let value =
      net.isStub
      ? slot(.stubValue, of: index, SlotID(id, .value), .value, lift: -8)
      : slot(.value, of: net.value, SlotID(id, .value), .value, lift: -8)
    let gradient =
      net.isStub ? nil : slot(.gradient, of: net.value, SlotID(id, .gradient), .gradient, lift: 8)
    return [value, gradient].compactMap(\.self)
  }

  private func branchSlots(_ branch: CircuitLayout.Branch, isForked: Bool) -> [Slot] {
    let id = branchID(branch)
    let downstream =
      isForked ? slot(.branchGradient, of: branch.use, SlotID(id, .downstream), .gradient, lift: 8) : nil
    let local = slot(.local, of: branch.use, SlotID(id, .local), .local)
    return [downstream, local].compactMap(\.self)
  }

  // MARK: Names

  private mutating func addNames(of index: Int) {
    let net = placement.nets[index]
    let box = circuit.boxes[net.value]
    let name = words.names[net.value]
    if let flag = net.flag {
      let isExit = !net.isStub && box.kind != .input
      figure.add(
        Shape(
          ShapeID(.stub, box.node, index), .stub(StubForm(self.box(flag), name: name, isExit: isExit))))
      return
    }
    guard !net.isStub, let place = place(.name, of: net.value) else { return }
    let isInput = box.kind == .input
    let isEnd = isInput || !isRead[net.value]
    addName(
      name, at: place, ShapeID(.name, box.node), isInput ? .end : isEnd ? .start : .middle,
      fontSize: isEnd ? PageMeasure.endNameSize : PageMeasure.fontSize, ink: isEnd ? .ink : .soft,
      isItalic: !isEnd)
  }
}
