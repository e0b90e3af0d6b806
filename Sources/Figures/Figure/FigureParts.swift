/// What belongs together in the figure of a circuit: the ends of wires, and what stands at each.
struct FigureParts {
  /// The wires by their ids.
  let wires: Set<ShapeID>
  /// What wires run between.
  let ends: Set<ShapeID>
  /// Grids and maps by the wire that they stand at.
  let arrays: [ShapeID: [Shape]]
  /// The names of values and their numbers.
  private let names: [Int32: TextForm]
  /// What wires run between that no shape is, and where that is: the ends of lines.
  let bareEnds: [(id: ShapeID, place: Point)]

  init(_ figure: Figure) {
    var (wires, ends): (Set<ShapeID>, Set<ShapeID>) = ([], [])
    var arrays: [ShapeID: [Shape]] = [:]
    var names: [Int32: TextForm] = [:]
    for shape in figure.shapes {
      switch shape.form {
      case .wire(let wire):
        wires.insert(shape.id)
        ends.formUnion([wire.from, wire.to].compactMap(\.self))
      case .grid, .map:
        if let slot = shape.slots.first { arrays[figure.slots[slot].id.subject, default: []].append(shape) }
      case .text(let text) where shape.id.kind == .name || shape.id.kind == .tag:
        names[shape.id.number] = text
      default: break
      }
    }
    (self.wires, self.ends, self.arrays, self.names) = (wires, ends, arrays, names)
    bareEnds = Self.bareEnds(figure)
  }

  private static func bareEnds(_ figure: Figure) -> [(id: ShapeID, place: Point)] {
    var known = Set(figure.shapes.map(\.id))
    return figure.shapes.compactMap { shape in
      guard case .wire(let wire) = shape.form, let to = wire.to, let place = wire.points.last,
        known.insert(to).inserted
      else { return nil }
      return (to, place)
    }
  }

  /// Whether text is what a wire begins or ends with; else it stands at a wire.
  func isEnd(_ text: ShapeID) -> Bool {
    if ends.contains(text) { return true }
    switch text.kind {
    case .name: return !wires.contains(.value(Int(text.number)))
    case .tag: return false
    default: return true
    }
  }

  /// What a wire is called, if it ends at no name.
  func name(of wire: ShapeID) -> TextForm? {
    guard wire.kind == .value, !ends.contains(ShapeID(.name, Int(wire.number))) else { return nil }
    return names[wire.number]
  }
}

/// A wire with what it runs between.
struct EndedWire {
  /// Its place among the shapes.
  var index: Int
  var shape: Shape
  var wire: WireForm
  var from: ShapeID
  var to: ShapeID
}

extension Figure {
  /// The wires of a circuit, those into one gate in the order of its operands: from above to below, or from the left to
  /// the right.
  func wiresInOrder(_ direction: CircuitDirection) -> [EndedWire] {
    let wires = shapes.enumerated().compactMap { index, shape -> EndedWire? in
      guard case .wire(let wire) = shape.form, let from = wire.from, let to = wire.to else { return nil }
      return EndedWire(index: index, shape: shape, wire: wire, from: from, to: to)
    }
    func order(_ wire: EndedWire) -> (Int32, Double) {
      let corner = wire.wire.points.dropLast().last ?? Point(0, 0)
      return (wire.to.number, direction == .right ? corner.y : corner.x)
    }
    return wires.sorted { order($0) < order($1) }
  }
}
