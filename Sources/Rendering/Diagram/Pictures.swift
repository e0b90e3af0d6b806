import DOT
public import Graphviz
import TraceModel

/// A circuit laid out once and drawn at any step.
public struct Pictures: Sendable {
  /// From this width on, in points, a circuit that could run from top to bottom does so: a page of a code host.
  static let pageWidth = 720.0

  public let diagram: Diagram
  public let layout: Layout
  private let language: any Language

  /// Lays out the circuit.
  ///
  /// - Parameter direction: Which way it runs; nil lets its width decide.
  public init(
    _ narrator: Narrator, direction: Diagram.Direction? = nil, palette: Palette = .board,
    language: any Language = English()
  ) throws(GraphvizError) {
    self.language = language
    var (diagram, layout) = try Self.laidOut(narrator, direction ?? .leftToRight, palette)
    if direction == nil, layout.bounds.width > Self.pageWidth {
      let turned = try Self.laidOut(narrator, .topToBottom, palette)
      if turned.layout.bounds.width < layout.bounds.width { (diagram, layout) = turned }
    }
    self.diagram = diagram
    self.layout = diagram.placingLabels(in: layout)
  }

  /// Lays out a circuit; where wires fork, once more with the branches in the order of the gates they lead to.
  private static func laidOut(
    _ narrator: Narrator, _ direction: Diagram.Direction, _ palette: Palette
  ) throws(GraphvizError) -> (diagram: Diagram, layout: Layout) {
    var diagram = Diagram(narrator, direction: direction, palette: palette)
    var layout = try Layout(of: diagram.graph())
    let forks = diagram.forks(sortedBy: layout)
    if forks != diagram.forks {
      diagram.forks = forks
      layout = try Layout(of: diagram.graph())
    }
    return (diagram, layout)
  }

  /// The finished circuit as DOT, from which plain `dot` draws the same picture.
  public var dot: String { dot(at: nil) }

  /// The circuit after a step, or finished, as DOT.
  public func dot(at step: Int?) -> String { diagram.graph(at: step, caption: words(at: step).caption).text }

  /// The circuit after each of the steps, or finished where there is none, as SVG.
  public func svgs(at steps: [Int?]) throws(GraphvizError) -> [[UInt8]] {
    let sheet = styleSheet
    return try layout.svgs(
      of: steps.map { step in
        let words = words(at: step)
        return Frame(
          diagram.graph(at: step, caption: words.caption),
          SVGDocument(title: words.title, description: words.description, styleSheet: sheet, language: language.code))
      })
  }

  /// The circuit after a step, or finished, in another format.
  public func data(at step: Int? = nil, as format: Format = .svg) throws(GraphvizError) -> [UInt8] {
    if format == .svg { return try svgs(at: [step])[0] }
    return try layout.draw(diagram.graph(at: step, caption: words(at: step).caption), as: format)
  }

  private func words(at step: Int?) -> (caption: String, title: String, description: String) {
    let title = diagram.narrator.trace.title
    guard let step, let move = diagram.move(at: step) else {
      return ("", language.text(.circuitCaption(title: title)), summary)
    }
    let account = diagram.narrator.account(of: move)
    let caption = language.heading(of: account)
    let sentences = account.sentences.map(language.text).joined(separator: " ")
    return (caption, caption, sentences)
  }

  /// The values and gradients of the inputs and outputs in words.
  private var summary: String {
    diagram.circuit.wires.filter { diagram.circuit.gate(of: $0) == nil || diagram.narrator.isEnd($0) }.map {
      wire in
      let value = diagram.states.value(of: wire, at: diagram.lastStep).map(diagram.format.text) ?? ""
      let gradient = diagram.narrator.text(diagram.states.gradient(of: wire, at: diagram.lastStep))
      return
        "\(diagram.labels.name(of: wire)): \(language.text(.value)) \(value), \(language.text(.gradient)) \(gradient)"
    }.joined(separator: "; ") + "."
  }

  /// The dark page's colours in place of the light one's.
  private var styleSheet: String {
    let colors = diagram.palette.colors.map { (from: $0.light, to: $0.dark) }
    return "@media (prefers-color-scheme: dark) {\n\(SVGDocument.recoloring(colors))\n}"
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

  /// The layout with places for the local gradients.
  fileprivate func placingLabels(in layout: Layout) -> Layout {
    let placement = LabelPlacement(in: layout, isHorizontal: direction == .leftToRight)
    var placed = layout
    var edge = layout.edges.count - circuit.branches.count
    for gate in circuit.gates {
      var taken: [Layout.Rectangle] = []
      for (rank, branch) in gate.branches.enumerated() {
        defer { edge += 1 }
        guard let node = layout.nodes["gate_\(gate.nodes[0])"],
          let text = narrator.localText(of: branch, at: lastStep)
        else { continue }
        let width = TextWidth.points(text, size: LabelSizes.smallSize)
        let share =
          gate.branches.count == 1 ? 0 : 1 - 2 * Double(rank) / Double(gate.branches.count - 1)
        let place = placement.place(beside: node, share: share, width: width, taken: taken)
        taken.append(LabelPlacement.box(at: place, width: width))
        placed.edges[edge].label = place
      }
    }
    return placed
  }
}
