import DOT
public import Figures
public import Graphviz
import TraceModel

/// A circuit laid out once and drawn at any step.
public struct Pictures: Sendable {
  /// From this width on, in points, a circuit that could run from top to bottom does so: a page of a code host.
  static let pageWidth = 720.0

  public let diagram: Diagram
  /// The layout with lines that reach their wires.
  private let joined: Layout
  /// The layout without the line for captions.
  private let finished: Layout
  private let language: any Language
  private let key: FigureKey

  /// Lays out the circuit.
  ///
  /// - Parameter direction: Which way it runs; nil lets its width decide.
  /// - Throws: `GraphvizError`, in particular `tooManyPlaces` where the circuit is too large to be laid out, before
  ///   anything is done about it.
  public init(
    _ narrator: Narrator, direction: Diagram.Direction? = nil, palette: Palette = .board,
    language: any Language = English(), marks: CircuitMarks = CircuitMarks(),
    key: FigureKey = FigureKey([])
  ) throws(GraphvizError) {
    let extent = CircuitExtent(of: narrator.circuit)
    guard extent.canBeDrawn else {
      throw .tooManyPlaces(
        extent.places, gates: narrator.circuit.gates.count, most: CircuitExtent.mostPlaces)
    }
    let first = direction ?? (extent.isSmall ? .leftToRight : extent.direction)
    var (diagram, layout) = try Self.laidOut(
      Diagram(narrator, direction: first, palette: palette, marks: marks))
    if direction == nil, extent.isSmall, layout.bounds.width > Self.pageWidth {
      let turned = try Self.laidOut(
        Diagram(narrator, direction: .topToBottom, palette: palette, marks: marks))
      if turned.layout.bounds.width < layout.bounds.width { (diagram, layout) = turned }
    }
    self.init(diagram, layout, language: language, key: key)
  }

  private init(_ diagram: Diagram, _ layout: Layout, language: any Language, key: FigureKey) {
    self.diagram = diagram
    self.language = language
    self.key = key
    joined = diagram.joiningWires(in: layout)
    finished = joined.withoutCaption
  }

  /// The layout of frames, with places for the local gradients, which are sought when they are needed: in a large
  /// circuit that takes longer than the layout itself.
  public var layout: Layout { diagram.placingLabels(in: joined) }

  /// Lays out a circuit; where operands would change places, once more without frames, across which `dot` does not
  /// heed `ordering=in`: the right order matters more than a frame.
  private static func laidOut(_ diagram: Diagram) throws(GraphvizError) -> (diagram: Diagram, layout: Layout)
  {
    let framed = try withForksInOrder(diagram)
    if diagram.circuit.frames.isEmpty || framed.diagram.gatesWithCrossedOperands(in: framed.layout).isEmpty {
      return framed
    }
    var bare = diagram
    bare.hasFrames = false
    return try withForksInOrder(bare)
  }

  /// Lays out a diagram; where wires fork, once more with the branches in the order of the gates they lead to, unless
  /// one layout takes long.
  private static func withForksInOrder(_ diagram: Diagram) throws(GraphvizError) -> (
    diagram: Diagram, layout: Layout
  ) {
    var diagram = diagram
    var layout = try Layout(of: diagram.graph(caption: ""))
    let forks = diagram.forks(sortedBy: layout)
    if forks != diagram.forks, diagram.extent.isSmall {
      diagram.forks = forks
      layout = try Layout(of: diagram.graph(caption: ""))
    }
    return (diagram, layout)
  }

  /// The same circuit with marks, arranged alike: as the first was found to be best.
  package func with(_ marks: CircuitMarks) throws(GraphvizError) -> Pictures {
    var marked = Diagram(
      diagram.narrator, direction: diagram.direction, palette: diagram.palette, marks: marks)
    marked.forks = diagram.forks
    marked.hasFrames = diagram.hasFrames
    return Pictures(marked, try Layout(of: marked.graph(caption: "")), language: language, key: key)
  }

  /// The finished circuit as DOT, from which plain `dot` draws the same picture.
  public var dot: String { dot(at: nil) }

  /// The circuit after a step, or finished, as DOT.
  public func dot(at step: Int?) -> String {
    diagram.graph(at: step, caption: step.map { words(at: $0).caption }).text
  }

  /// The circuit after each of the steps, or finished where there is none, as SVG.
  public func svgs(at steps: [Int?]) throws(GraphvizError) -> [[UInt8]] {
    let frameSteps = steps.compactMap(\.self)
    var frames = frameSteps.isEmpty ? [] : try layout.svgs(of: frameSteps.map { frame(at: $0) })
    var pictures: [[UInt8]] = []
    for step in steps {
      pictures.append(step == nil ? try finished.svgs(of: [frame(at: nil)])[0] : frames.removeFirst())
    }
    return pictures
  }

  /// The circuit after a step as SVG, with nothing highlighted and no caption: what is on a worksheet.
  package func blank(at step: Int) throws(GraphvizError) -> [UInt8] {
    let title = language.text(.circuitCaption(title: diagram.narrator.trace.title))
    let document = document("blank", title: title, description: summary(at: step))
    return try finished.svgs(of: [Frame(diagram.graph(at: step), document)])[0]
  }

  /// The circuit after each of the steps and then finished, as SVGs of one size.
  public func series(at steps: [Int]) throws(GraphvizError) -> [[UInt8]] {
    try layout.svgs(of: steps.map { frame(at: $0) } + [frame(at: nil)])
  }

  /// The circuit after a step, or finished, as SVG.
  public func svg(at step: Int? = nil) throws(GraphvizError) -> [UInt8] { try svgs(at: [step])[0] }

  private func frame(at step: Int?) -> Frame {
    let words = words(at: step)
    return Frame(
      diagram.graph(at: step, caption: step.map { _ in words.caption }),
      document(
        step.map { "step-\($0)" } ?? "circuit", title: words.title, description: words.description))
  }

  /// - Parameter name: What the picture is among those of its block.
  private func document(_ name: String, title: String, description: String) -> SVGDocument {
    let shades = diagram.sizes.arrays.values.contains { $0.grid == nil } ? diagram.palette.tones : []
    return diagram.palette.document(
      key.with(name), title: title, description: description, more: shades, language: language)
  }

  private func words(at step: Int?) -> (caption: String, title: String, description: String) {
    let title = diagram.narrator.trace.title
    guard let step, let move = diagram.move(at: step) else {
      return ("", language.text(.circuitCaption(title: title)), summary(at: diagram.lastStep))
    }
    let account = diagram.narrator.account(of: move)
    let caption = language.heading(of: account)
    let sentences = account.sentences.map(language.text).joined(separator: " ")
    return (caption, caption, sentences)
  }

  /// The values and gradients of the inputs and outputs in words.
  private func summary(at step: Int) -> String {
    diagram.circuit.wires.filter { diagram.circuit.gate(of: $0) == nil || diagram.narrator.isEnd($0) }.map {
      wire in
      let value = diagram.marks.value(
        diagram.states.value(of: wire, at: step).map(diagram.format.summary) ?? "", of: wire)
      let gradient = diagram.marks.gradient(
        diagram.texts.text(diagram.states.gradient(of: wire, at: step)), of: wire)
      return
        "\(diagram.labels.name(of: wire)): \(language.text(.value)) \(value), \(language.text(.gradient)) \(gradient)"
    }.joined(separator: "; ") + "."
  }
}

extension Diagram {
  /// The branches of each fork from top to bottom, or from left to right.
  fileprivate func forks(sortedBy layout: Layout) -> [Int: [Int]] {
    func place(_ branch: Int) -> Double {
      let gate = layout.nodes["gate_\(circuit.gates[circuit.branches[branch].gate].nodes[0])"]
      return direction == .leftToRight ? -(gate?.center.y ?? 0) : gate?.center.x ?? 0
    }
    return forks.mapValues { branches in branches.sorted { (place($0), $0) < (place($1), $1) } }
  }

  /// The gates whose inputs do not arrive in the order of the operands, from top to bottom or from left to right.
  func gatesWithCrossedOperands(in layout: Layout) -> Set<Int> {
    var edge = layout.edges.count - circuit.branches.count
    var crossed: Set<Int> = []
    for (index, gate) in circuit.gates.enumerated() {
      let places = gate.branches.indices.map { offset in
        let end = layout.edges[edge + offset].splines.last?.points.last
        return direction == .leftToRight ? -(end?.y ?? 0) : end?.x ?? 0
      }
      edge += gate.branches.count
      if zip(places, places.dropFirst()).contains(where: { $0 > $1 + 0.5 }) { crossed.insert(index) }
    }
    return crossed
  }

  /// The layout with lines drawn on to the wires' edges, from which Graphviz leaves them a point away.
  fileprivate func joiningWires(in layout: Layout) -> Layout {
    var joined = layout
    let edges = graph().elements.compactMap { element in
      if case .edge(let edge) = element { edge } else { nil }
    }
    for (index, edge) in edges.enumerated() {
      for spline in joined.edges[index].splines.indices {
        let last = joined.edges[index].splines[spline].points.count - 1
        joined.edges[index].splines[spline].points.move(0, to: edge.tail, in: layout)
        joined.edges[index].splines[spline].points.move(last, to: edge.head, in: layout)
      }
    }
    return joined
  }

  /// Whether a branch of a fork shows what came down it.
  private func showsDownstream(_ branch: Int, at step: Int) -> Bool {
    if let array = sizes.arrayBranches[branch] { return array.face(at: step) != .empty }
    return narrator.downstreamText(of: branch, at: step) != nil
  }

  /// The layout with places for the local gradients.
  fileprivate func placingLabels(in layout: Layout) -> Layout {
    let last = lastStep
    let groups = circuit.gates.filter { $0.group != nil }.map { "gate_\($0.nodes[0])" }
    let forks = Dictionary(
      uniqueKeysWithValues: forks.map { wire, branches in
        ("fork_\(wire)", branches.map { showsDownstream($0, at: last) })
      })
    let placement = LabelPlacement(
      in: layout, isHorizontal: direction == .leftToRight, forks: forks, groups: Set(groups),
      isRoomy: !sizes.arrays.isEmpty)
    var placed = layout
    var edge = layout.edges.count - circuit.branches.count
    for gate in circuit.gates {
      var taken: [Layout.Rectangle] = []
      for branch in gate.branches {
        defer { edge += 1 }
        guard let end = layout.edges[edge].splines.last?.point(beforeEnd: sizes.arrays.isEmpty ? 0 : 0.4),
          let size = narrator.localFace(of: branch, at: last)?.size
        else { continue }
        let place = placement.place(near: end, size, taken: taken)
        let box = LabelPlacement.box(at: place, size)
        taken.append(box)
        placed.edges[edge].label = place
        placed.bounds = placed.bounds.union(box)
      }
    }
    return placed
  }
}

extension Spline {
  /// A point of the last curve, so much of it before its end.
  fileprivate func point(beforeEnd share: Double) -> Layout.Point? {
    guard let end = points.last, points.count >= 4, share > 0 else { return points.last }
    let p = points.suffix(4).map(\.self)
    let (t, u) = (1 - share, share)
    func mix(_ part: KeyPath<Layout.Point, Double>) -> Double {
      let curve = u * u * u * p[0][keyPath: part] + 3 * u * u * t * p[1][keyPath: part]
      return curve + 3 * u * t * t * p[2][keyPath: part] + t * t * t * end[keyPath: part]
    }
    return Layout.Point(x: mix(\.x), y: mix(\.y))
  }
}

extension [Layout.Point] {
  /// Moves the end of a line along to the side of the node where it belongs, if that is a step away; in a fork, whose
  /// own lines end a little before that side, into it.
  fileprivate mutating func move(_ index: Int, to end: Graph.Endpoint, in layout: Layout) {
    guard let side = end.side, indices.contains(index), let node = layout.nodes[end.node]
    else {
      return
    }
    var point = self[index]
    let inset = end.port == nil ? 0.0 : 3
    switch side {
    case .west: point.x = node.center.x - node.width / 2
    case .east: point.x = node.center.x + node.width / 2 - inset
    case .north: point.y = node.center.y + node.height / 2
    case .south: point.y = node.center.y - node.height / 2 + inset
    default: return
    }
    if abs(point.x - self[index].x) + abs(point.y - self[index].y) < 3 + inset { self[index] = point }
  }
}

extension Layout {
  /// The layout cut to what is drawn, without the line for captions.
  fileprivate var withoutCaption: Layout {
    var boxes = nodes.values.map { Rectangle(around: $0) } + clusters.values.map(\.bounds)
    boxes += edges.flatMap(\.splines).flatMap(\.points).map { Rectangle(center: $0, width: 0, height: 0) }
    guard let first = boxes.first else { return self }
    var cut = self
    cut.label = nil
    cut.bounds = boxes.dropFirst().reduce(first) { $0.union($1) }
    return cut
  }
}
