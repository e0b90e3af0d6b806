import DOT

extension DOTWriter {
  private static var tipLength: Double { 10 }

  /// The wires, those into one gate in the order of its operands, and the weights of a net.
  func edges() -> [Graph.Element] {
    let wires = figure.wiresInOrder(direction).filter { look($0.index).progress != .hidden }
    let weights = figure.shapes.compactMap { shape -> Graph.Element? in
      if case .weight(let weight) = shape.form { .edge(edge(weight, shape)) } else { nil }
    }
    return wires.map { .edge(edge($0.wire, $0.index, from: $0.from, to: $0.to)) } + weights
  }

  private func edge(_ wire: WireForm, _ index: Int, from: ShapeID, to: ShapeID) -> Graph.Edge {
    let shape = figure.shapes[index]
    let look = look(index)
    let isArrow = look.mark == .arrow || look.mark == .downstream
    let style = WireStyle(look)
    var attributes: Attributes = [
      "id": id(shape.id), "pos": .literal(path(wire, isArrow: isArrow)),
      "color": color(style.ink), "penwidth": .number(style.width),
    ]
    if isArrow {
      attributes["dir"] = "back"
      attributes["arrowtail"] = "normal"
    }
    switch style.dash {
    case .none: break
    case .dashed: attributes["style"] = "dashed"
    case .dotted: attributes["style"] = "dotted"
    }
    if let label = label(of: index) {
      attributes["label"] = .html(label.label)
      attributes["lp"] = .literal(place(label.center))
    }
    return Graph.Edge(from: .init(from.text), to: .init(to.text), attributes)
  }

  /// The corners of a wire as a spline of straight pieces.
  private func path(_ wire: WireForm, isArrow: Bool) -> String {
    if wire.isCurved { return wire.points.map(place).joined(separator: " ") }
    var points = wire.lead + wire.points.dropFirst(wire.lead.isEmpty ? 0 : 1)
    guard let first = points.first, points.count > 1 else { return "" }
    var tip = ""
    if isArrow {
      let way = points[1] - first
      let length = max(way.x.magnitude, way.y.magnitude)
      let share = length > 0 ? min(Self.tipLength / length, 0.9) : 0
      points[0] = first + Point(share * way.x, share * way.y)
      tip = "s,\(place(first)) "
    }
    return tip + spline(points)
  }

  private func spline(_ points: [Point]) -> String {
    var text = points.first.map(place) ?? ""
    for (start, end) in zip(points, points.dropFirst()) {
      let third = Point((end.x - start.x) / 3, (end.y - start.y) / 3)
      text += " \(place(start + third)) \(place(end - third)) \(place(end))"
    }
    return text
  }

  private func edge(_ weight: WeightForm, _ shape: Shape) -> Graph.Edge {
    let look = presenter.look(of: weight, shape.slots.first.flatMap(content))
    var attributes: Attributes = [
      "id": id(shape.id), "pos": .literal(spline([weight.start, weight.end])),
      "color": color(look.ink), "penwidth": .number(look.width), "weight": 0,
    ]
    if look.dash != .none { attributes["style"] = look.dash == .dashed ? "dashed" : "dotted" }
    let (column, head, tail) = (Int(shape.id.number), Int(shape.id.part), Int(shape.id.detail))
    return Graph.Edge(
      from: .init(ShapeID(.neuron, column - 1, tail).text), to: .init(ShapeID(.neuron, column, head).text),
      attributes)
  }
}
