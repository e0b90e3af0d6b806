import Figures

/// Looks at a placement for whatever a reader would stumble over: text on text, wires on wires, through gates or numbers,
/// parts outside. It knows only the geometry, not how it was made.
struct PlacementFaults {
  typealias Rect = CircuitLayout.Rect

  enum Part: Equatable, CustomStringConvertible {
    case box(Int)
    case slot(CircuitLayout.Slot.Kind, Int)
    case flag(Int)
    case wire(Int)

    var description: String {
      switch self {
      case .box(let box): "gate \(box)"
      case .slot(let kind, let subject): "\(kind.rawValue) of \(subject)"
      case .flag(let net): "flag of net \(net)"
      case .wire(let net): "wire of net \(net)"
      }
    }
  }

  struct Item {
    var rect: Rect
    var part: Part
  }

  let problem: CircuitLayout.Problem
  let placement: CircuitLayout.Placement
  private(set) var faults: [String] = []
  private var items: [Item] = []
  private var netOfUse: [Int: Int] = [:]

  init(_ problem: CircuitLayout.Problem, _ placement: CircuitLayout.Placement) {
    (self.problem, self.placement) = (problem, placement)
    collect()
    checkOutside()
    checkPairs()
    checkBridges()
    checkConnections()
    checkFrames()
  }

  private mutating func collect() {
    for (box, rect) in placement.boxes.enumerated() {
      if let rect { items.append(Item(rect: rect, part: .box(box))) }
    }
    for slot in placement.slots { items.append(Item(rect: slot.rect, part: .slot(slot.kind, slot.subject))) }
    for (index, net) in placement.nets.enumerated() {
      if let flag = net.flag { items.append(Item(rect: flag, part: .flag(index))) }
      add(net.trunk, net: index)
    }
    for branch in placement.branches {
      netOfUse[branch.use] = branch.net
      add(Array(branch.path[branch.drawnFrom...]), net: branch.net)
    }
  }

  private mutating func add(_ points: [CircuitLayout.Point], net: Int) {
    for (a, b) in zip(points, points.dropFirst()) {
      if a.x != b.x, a.y != b.y { faults.append("slanted wire of net \(net)") }
      items.append(
        Item(
          rect: Rect(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y)),
          part: .wire(net)))
    }
  }

  private mutating func checkOutside() {
    let size = placement.size
    for item in items
    where item.rect.x < 0 || item.rect.y < 0 || item.rect.right > size.width || item.rect.bottom > size.height
    {
      faults.append("\(item.part) is outside")
    }
  }

  // MARK: - Pairs

  private mutating func checkPairs() {
    let sorted = items.indices.sorted { (items[$0].rect.y, $0) < (items[$1].rect.y, $1) }
    for (position, first) in sorted.enumerated() {
      let a = items[first]
      for second in sorted[(position + 1)...] {
        let b = items[second]
        if b.rect.y > a.rect.bottom { break }
        if b.rect.right < a.rect.x || a.rect.right < b.rect.x { continue }
        if let fault = fault(of: a, b) ?? fault(of: b, a) { faults.append(fault) }
      }
    }
  }

  private static func overlap(_ a: Rect, _ b: Rect) -> Bool {
    a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom
  }

  private func fault(of a: Item, _ b: Item) -> String? {
    switch (a.part, b.part) {
    case (.box(let one), .box(let other)):
      return Self.overlap(a.rect, b.rect) ? "gate \(one) on gate \(other)" : nil
    case (.slot, .box), (.flag, .box):
      return Self.overlap(a.rect, b.rect) ? "\(a.part) on \(b.part)" : nil
    case (.slot, .slot):
      return Self.overlap(a.rect, b.rect) && !belong(a.part, b.part) && !belong(b.part, a.part)
        ? "\(a.part) on \(b.part)" : nil
    case (.slot(let kind, let subject), .flag(let net)):
      let isOwn =
        kind == .stubName && subject == net || kind == .name && placement.nets[net].value == subject
      return Self.overlap(a.rect, b.rect) && !isOwn ? "\(a.part) on \(b.part)" : nil
    case (.flag, .flag): return Self.overlap(a.rect, b.rect) ? "flag on flag" : nil
    case (.wire(let net), .box(let box)):
      return Self.runs(a.rect, through: b.rect) ? "wire of net \(net) through gate \(box)" : nil
    case (.wire(let net), .flag(let other)):
      return Self.runs(a.rect, through: b.rect) && net != other ? "wire of net \(net) through a flag" : nil
    case (.wire(let net), .slot(let kind, let subject)):
      guard Self.runs(a.rect, through: b.rect), !isOwn(kind, subject, net) else { return nil }
      return "wire of net \(net) through \(b.part)"
    case (.wire(let net), .wire(let other)): return fault(ofWires: a.rect, net, b.rect, other)
    default: return nil
    }
  }

  private static func runs(_ wire: Rect, through rect: Rect) -> Bool {
    wire.x < rect.right && rect.x < wire.right + (wire.width == 0 ? 1 : 0) && wire.y < rect.bottom
      && rect.y < wire.bottom + (wire.height == 0 ? 1 : 0) && !(wire.width == 0 && wire.x == rect.x)
      && !(wire.height == 0 && wire.y == rect.y)
  }

  /// The local gradient stands on its wire, between the numbers of the wire; a name in its flag.
  private func isOwn(_ kind: CircuitLayout.Slot.Kind, _ subject: Int, _ net: Int) -> Bool {
    switch kind {
    case .local: netOfUse[subject] == net
    case .stubName: subject == net
    case .name: placement.nets[net].value == subject && placement.nets[net].flag != nil
    default: false
    }
  }

  private func belong(_ a: Part, _ b: Part) -> Bool {
    guard case .slot(.local, let use) = a, case .slot(let kind, let subject) = b, let net = netOfUse[use]
    else {
      return false
    }
    switch kind {
    case .value, .gradient: return problem.uses[use].value == subject
    case .stubValue: return subject == net
    case .branchGradient: return subject == use
    default: return false
    }
  }

  private func fault(ofWires a: Rect, _ net: Int, _ b: Rect, _ other: Int) -> String? {
    let isParallel = (a.width == 0) == (b.width == 0)
    if isParallel {
      let isOn =
        a.width == 0
        ? a.x == b.x && min(a.bottom, b.bottom) > max(a.y, b.y)
        : a.y == b.y && min(a.right, b.right) > max(a.x, b.x)
      return isOn ? "wire of net \(net) on one of \(other)" : nil
    }
    guard net != other else { return nil }
    let (flat, steep, owner) = a.width == 0 ? (b, a, net) : (a, b, other)
    let isInside = flat.x < steep.x && steep.x < flat.right && steep.y < flat.y && flat.y < steep.bottom
    if isInside {
      let bridge = CircuitLayout.Point(steep.x, flat.y)
      return placement.nets[owner].bridges.contains(bridge)
        ? nil : "crossing of \(net) and \(other) without a bridge"
    }
    let isTouched = flat.x <= steep.x && steep.x <= flat.right && steep.y <= flat.y && flat.y <= steep.bottom
    return isTouched ? "net \(net) touches \(other)" : nil
  }

  // MARK: - The whole

  private mutating func checkBridges() {
    var flats: [Int: [(Rect, Int)]] = [:]
    for item in items {
      if case .wire(let net) = item.part, item.rect.height == 0 {
        flats[item.rect.y, default: []].append((item.rect, net))
      }
    }
    for (index, net) in placement.nets.enumerated() {
      for bridge in net.bridges {
        let isOne = (flats[bridge.y] ?? []).contains {
          $0.1 != index && $0.0.x < bridge.x && bridge.x < $0.0.right
        }
        if !isOne { faults.append("bridge of net \(index) over nothing") }
      }
    }
  }

  private mutating func checkConnections() {
    var seen = Set<Int>()
    var reader: [Int: Int] = [:]
    for (box, place) in problem.boxes.enumerated() { for use in place.uses { reader[use] = box } }
    for branch in placement.branches {
      let net = placement.nets[branch.net]
      if !seen.insert(branch.use).inserted { faults.append("use \(branch.use) twice") }
      if net.value != problem.uses[branch.use].value { faults.append("use \(branch.use) of a wrong value") }
      guard let first = branch.path.first, let last = branch.path.last, branch.path.count > 1,
        let gate = reader[branch.use], let box = placement.boxes[gate]
      else {
        faults.append("use \(branch.use) without a wire")
        continue
      }
      let isAt =
        last.x == box.x && box.y <= last.y && last.y <= box.bottom
        || (last.y == box.y || last.y == box.bottom) && box.x < last.x && last.x < box.right
      if !isAt { faults.append("use \(branch.use) does not reach its gate") }
      if let end = net.trunk.last {
        if end != first { faults.append("use \(branch.use) does not begin at its trunk") }
      } else if !net.isStub, let source = placement.boxes[net.value], source.right != first.x {
        faults.append("use \(branch.use) does not begin at its source")
      }
    }
    if seen.count != problem.uses.count {
      faults.append("\(problem.uses.count - seen.count) uses are not drawn")
    }
  }

  private mutating func checkFrames() {
    for frame in placement.frames {
      let rect = frame.rect
      for (box, place) in placement.boxes.enumerated() {
        guard let place, Self.overlap(place, rect) else { continue }
        let isInside =
          rect.x < place.x && place.right < rect.right && rect.y < place.y && place.bottom < rect.bottom
        if !isInside { faults.append("the edge of frame \(frame.frame) runs through gate \(box)") }
        if !problem.frames[frame.frame].boxes.contains(box) {
          faults.append("gate \(box) is in frame \(frame.frame)")
        }
      }
    }
    for (index, frame) in problem.frames.enumerated() {
      for box in frame.boxes {
        guard let place = placement.boxes[box] else { continue }
        let isIn = placement.frames.contains { $0.frame == index && Self.overlap($0.rect, place) }
        if !isIn { faults.append("gate \(box) is outside of frame \(index)") }
      }
    }
  }
}
