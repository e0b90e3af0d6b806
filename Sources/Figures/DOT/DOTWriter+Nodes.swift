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
    for end in bareEnds { clusters.add(.node(end.node), at: end.place) }
    return clusters.elements(of: self)
  }

  /// What wires run between that no shape is: the ends of lines.
  private var bareEnds: [(node: Graph.Node, place: Point)] {
    var known = Set(figure.shapes.map(\.id))
    var found: [(node: Graph.Node, place: Point)] = []
    for case .wire(let wire) in figure.shapes.map(\.form) {
      guard let to = wire.to, let place = wire.points.last, known.insert(to).inserted else { continue }
      let look: Attributes = [
        "shape": "point", "width": 0.02, "height": 0.02, "pos": .literal(self.place(place)),
      ]
      found.append((Graph.Node(to.text, look), place))
    }
    return found
  }

  func id(_ id: ShapeID) -> AttributeValue { .literal(figure.key.word + "-" + id.text) }

  private func node(_ shape: Shape, _ look: Face.Look) -> Graph.Node? {
    if look.progress == .hidden { return nil }
    switch shape.form {
    case .gate(let gate): return Graph.Node(shape.id.text, attributes(of: gate, look))
    case .junction:
      // Of several dots that one in which the trunk ends stands for the fork.
      return ends.contains(shape.id) ? Graph.Node(shape.id.text, ["shape": "point"]) : nil
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

  /// Whether text is a node: what a wire begins or ends with, and what is written beside a net. Else it stands at its
  /// wire.
  private func isNode(_ id: ShapeID, _ text: TextForm) -> Bool {
    if isNet { return isNetNode(id, text) }
    if ends.contains(id) { return true }
    switch id.kind {
    case .name: return !wires.contains(.value(Int(id.number)))
    case .tag: return false
    default: return true
    }
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

/// The frames of a figure as clusters. The pieces of a frame that goes on in another row are one.
struct DOTClusters {
  private struct Cluster {
    var frame: ShapeID
    var title: String
    var pieces: [Box]
    var parent: Int?
    var elements: [Graph.Element] = []
  }

  private var clusters: [Cluster] = []
  private var loose: [Graph.Element] = []

  init(_ figure: Figure) {
    for shape in figure.shapes {
      guard case .frame(let frame) = shape.form else { continue }
      if let known = clusters.firstIndex(where: { $0.frame.number == shape.id.number }) {
        clusters[known].pieces.append(frame.box)
      } else {
        let parent = home(of: frame.box.center)
        clusters.append(Cluster(frame: shape.id, title: frame.title, pieces: [frame.box], parent: parent))
      }
    }
  }

  /// The innermost frame around a place: inner ones stand behind outer ones.
  private func home(of place: Point) -> Int? {
    clusters.indices.last { clusters[$0].pieces.contains { $0.contains(place) } }
  }

  mutating func add(_ element: Graph.Element, at place: Point) {
    if let home = home(of: place) {
      clusters[home].elements.append(element)
    } else {
      loose.append(element)
    }
  }

  func elements(of writer: DOTWriter<some FigureNumbers>) -> [Graph.Element] {
    var clusters = clusters
    var elements = loose
    for cluster in clusters.indices.reversed() where !clusters[cluster].elements.isEmpty {
      let drawn = Graph.Element.subgraph(subgraph(clusters[cluster], writer))
      if let parent = clusters[cluster].parent {
        clusters[parent].elements.append(drawn)
      } else {
        elements.append(drawn)
      }
    }
    return elements
  }

  private func subgraph(_ cluster: Cluster, _ writer: DOTWriter<some FigureNumbers>) -> Graph.Subgraph {
    var attributes: Attributes = [
      "label": .html(.text([writer.font(.soft, [.bold([.plain(cluster.title)])])])), "fontsize": 13,
      "style": "filled,rounded,dashed", "fillcolor": writer.color(.frameFill),
      "color": writer.color(.frameLine), "labeljust": "l", "id": writer.id(cluster.frame),
    ]
    if cluster.pieces.count == 1 { attributes["bb"] = .literal(writer.corners(of: cluster.pieces[0])) }
    return Graph.Subgraph(
      cluster.frame.text, isCluster: true, attributes: attributes, elements: cluster.elements)
  }
}
