import Figures
import Testing

/// A placement painted into a terminal's cells, each of which holds one thing.
struct PaintedCells {
  private(set) var faults: [String] = []
  private var taken: [Int: String] = [:]
  private var flat: [Int: Int] = [:]
  private var steep: [Int: Int] = [:]
  private let placement: CircuitLayout.Placement
  private var netOfUse: [Int: Int] = [:]
  /// The cells of what stands on a wire, with its net.
  private var onWire: [Int: Int] = [:]

  init(_ placement: CircuitLayout.Placement) {
    self.placement = placement
    for branch in placement.branches { netOfUse[branch.use] = branch.net }
    for frame in placement.frames { fillEdge(frame) }
    for (box, rect) in placement.boxes.enumerated() { if let rect { fill(rect, "gate \(box)") } }
    for slot in placement.slots {
      fill(slot.rect, "\(slot.kind) of \(slot.subject)")
      let net =
        slot.kind == .name ? placement.nets.firstIndex { $0.value == slot.subject && !$0.isStub } : nil
      if let net = net ?? netOfUse[slot.subject], [.name, .local, .branchGradient].contains(slot.kind) {
        for x in slot.rect.x..<slot.rect.right { onWire[cell(x, slot.rect.y)] = net }
      }
    }
    for (index, net) in placement.nets.enumerated() { draw(net.trunk, index) }
    for branch in placement.branches { draw(Array(branch.path[branch.drawnFrom...]), branch.net) }
  }

  private mutating func fillEdge(_ frame: CircuitLayout.FrameRect) {
    let rect = frame.rect
    for x in rect.x..<rect.right { taken[cell(x, rect.bottom - 1)] = "foot of frame \(frame.frame)" }
    for y in rect.y..<rect.bottom {
      for x in [rect.x, rect.right - 1] { taken[cell(x, y)] = "side of frame \(frame.frame)" }
    }
  }

  private func cell(_ x: Int, _ y: Int) -> Int { y * placement.size.width + x }

  private mutating func fill(_ rect: CircuitLayout.Rect, _ name: String) {
    for y in rect.y..<rect.bottom {
      for x in rect.x..<rect.right {
        if let other = taken.updateValue(name, forKey: cell(x, y)) { faults.append("\(name) on \(other)") }
      }
    }
  }

  private mutating func draw(_ points: [CircuitLayout.Point], _ net: Int) {
    for (a, b) in zip(points, points.dropFirst()) {
      for x in min(a.x, b.x)...max(a.x, b.x) {
        for y in min(a.y, b.y)...max(a.y, b.y) { draw(x, y, isFlat: a.y == b.y, net) }
      }
    }
  }

  private mutating func draw(_ x: Int, _ y: Int, isFlat: Bool, _ net: Int) {
    let place = cell(x, y)
    // A wire may cross the edge of a frame, but not run along it.
    if let name = taken[place], !name.hasPrefix("gate"), onWire[place] != net,
      !(name.contains("ame of") && placement.nets[net].flag != nil),
      !name.hasPrefix(isFlat ? "side" : "foot")
    {
      faults.append("wire of net \(net) on \(name)")
    }
    let other = isFlat ? flat.updateValue(net, forKey: place) : steep.updateValue(net, forKey: place)
    if let other, other != net { faults.append("wire of net \(net) on one of \(other)") }
    if let one = flat[place], let other = steep[place], one != other,
      !placement.nets[other].bridges.contains(.init(x, y))
    {
      faults.append("nets \(one) and \(other) touch")
    }
  }
}

struct `In a terminal a placement` {
  /// A random circuit whose lengths are characters and rows.
  private func problem(_ seed: Int) -> CircuitLayout.Problem {
    let page = RandomCircuit(seed: seed, gates: 3 + seed % 30, width: nil, frames: seed % 2 == 0).problem
    var problem = CircuitLayout.Problem(spacing: .terminal, width: seed % 3 == 0 ? nil : 100)
    func row(_ size: CircuitLayout.Size) -> CircuitLayout.Size {
      size.width == 0 ? .zero : .init(max(1, size.width / 70), 1)
    }
    for box in page.boxes {
      let uses = page.uses[box.uses].map {
        CircuitLayout.Problem.Use(
          of: $0.value, gradient: row($0.gradient), local: seed % 4 == 0 ? .zero : row($0.local))
      }
      problem.add(
        size: uses.isEmpty ? .zero : .init(3, 1), entry: box.entry, reading: uses, value: row(box.value),
        gradient: row(box.gradient), name: row(box.name))
    }
    problem.frames = page.frames.map { .init(boxes: $0.boxes, title: row($0.title)) }
    return problem
  }

  @Test(arguments: 0..<100) func `has one thing in each cell`(_ seed: Int) {
    let placement = CircuitLayout.place(problem(seed))
    let faults = PaintedCells(placement).faults
    #expect(faults.isEmpty, "\(faults.prefix(4))")
  }
}
