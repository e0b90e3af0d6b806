import DOT
import Numbers

extension DOTWriter {
  /// What is drawn of gates, names, stubs, dots and neurons, each in the cluster of its frame.
  func nodes() -> [Graph.Element] {
    var clusters = DOTClusters(figure)
    for (index, shape) in figure.shapes.enumerated() {
      guard var node = node(shape, look(index)) else { continue }
      node.attributes["id"] = id(shape.id)
      let box = box(of: shape)
      node.attributes["pos"] = .literal(place(box.center))
      node.attributes["width"] = .number(Self.inches(box.width))
      node.attributes["height"] = .number(Self.inches(box.height))
      clusters.add(.node(node), at: box.center)
    }
    for end in parts.bareEnds {
      let look: Attributes = [
        "shape": "point", "width": 0.02, "height": 0.02, "pos": .literal(place(end.place)),
      ]
      clusters.add(.node(Graph.Node(end.id.text, look)), at: end.place)
    }
    return clusters.elements(attributes(ofFrame:_:_:))
  }

  func id(_ id: ShapeID) -> AttributeValue { .literal(figure.key.word + "-" + id.text) }

  private func node(_ shape: Shape, _ look: Face.Look) -> Graph.Node? {
    if look.progress == .hidden { return nil }
    switch shape.form {
    case .gate(let gate): return Graph.Node(shape.id.text, attributes(of: gate, look))
    case .junction:
      // Of several dots that one in which the trunk ends stands for the fork.
      return parts.ends.contains(shape.id) ? Graph.Node(shape.id.text, ["shape": "point"]) : nil
    case .stub(let stub):
      let label = HTMLLabel.text([font(.soft, [.italic([.plain(stub.name)])])])
      return Graph.Node(
        shape.id.text,
        [
          "label": .html(label), "shape": "cds", "style": "filled", "fillcolor": color(.frameFill),
          "color": color(.frameLine),
        ])
    case .text(let text):
      guard isNode(shape.id, text) else { return nil }
      return Graph.Node(
        shape.id.text,
        [
          "label": .text(text.content), "fontsize": .number(text.fontSize), "fontcolor": color(text.ink),
        ])
    case .neuron(let neuron): return self.neuron(neuron, shape, look)
    default: return nil
    }
  }

  /// Whether text is a node: what a wire begins or ends with, and what is written beside a net.
  private func isNode(_ id: ShapeID, _ text: TextForm) -> Bool {
    isNet ? isNetNode(id, text) : parts.isEnd(id)
  }

  /// How a cluster looks.
  private func attributes(ofFrame id: ShapeID, _ title: String, _ pieces: [Box]) -> Attributes {
    var attributes: Attributes = [
      "label": .html(.text([font(.soft, [.bold([.plain(title)])])])), "fontsize": 13,
      "style": "filled,rounded,dashed", "fillcolor": color(.frameFill), "color": color(.frameLine),
      "labeljust": "l", "id": self.id(id),
    ]
    if pieces.count == 1 { attributes["bb"] = .literal(corners(of: pieces[0])) }
    return attributes
  }

  private func attributes(of gate: GateForm, _ look: Face.Look) -> Attributes {
    let style = GateStyle(look)
    var attributes: Attributes = [
      "label": .text(gate.symbol), "fontsize": .number(gate.fontSize), "fixedsize": true,
      "fillcolor": color(style.fill), "color": color(style.line), "penwidth": .number(style.width),
      "fontcolor": color(look.progress == .stale ? .soft : .ink),
    ]
    let dashes = style.isDashed ? ",dashed" : ""
    switch gate.outline {
    case .gate where gate.width == gate.height:
      attributes["shape"] = "circle"
      attributes["style"] = .literal("filled" + dashes)
    case .gate, .group:
      attributes["shape"] = "box"
      attributes["style"] = .literal("filled,rounded" + dashes)
      if gate.outline == .group { attributes["peripheries"] = 2 }
    case .fold:
      attributes["shape"] = "box3d"
      attributes["style"] = .literal("filled" + dashes)
    }
    return attributes
  }

  private func neuron(_ neuron: NeuronForm, _ shape: Shape, _ look: Face.Look) -> Graph.Node? {
    guard let index = shape.slots.first else { return nil }
    let slot = figure.slots[index]
    let shown = presenter.look(of: neuron, content(index), in: slot)
    let isActive = look.mark == .active
    let line: Ink = isActive ? .activeLine : shown.isKnown ? .gateLine : .frameLine
    return Graph.Node(
      shape.id.text,
      [
        "label": .text(shown.text), "shape": "circle", "fixedsize": true,
        "style": shown.isKnown ? "filled" : "filled,dashed", "fillcolor": color(shown.fill),
        "color": color(line), "fontcolor": color(shown.ink), "fontsize": .number(slot.fontSize),
        "penwidth": isActive ? 2.8 : 1.2,
      ])
  }

  private func box(of shape: Shape) -> Box {
    switch shape.form {
    case .gate(let gate): Box(center: gate.center, width: gate.width, height: gate.height)
    case .junction(let place): Box(center: place, width: 7, height: 7)
    case .stub(let stub): stub.box
    case .neuron(let neuron): Box(center: neuron.center, width: neuron.diameter, height: neuron.diameter)
    case .text(let text): text.box
    default: Box(left: 0, top: 0, width: 0, height: 0)
    }
  }
}
