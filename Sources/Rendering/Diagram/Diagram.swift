public import DOT
public import Figures
import Numbers
import TraceModel

/// The figure of a circuit: what is drawn where, and with which words, at each of its moves.
///
/// All labels have fixed sizes that fit what they hold at any step, so every frame has the same layout.
public struct Diagram: Sendable {
  /// Which way the circuit runs.
  public enum Direction: String, Sendable, CaseIterable {
    case leftToRight = "LR"
    case topToBottom = "TB"
  }

  public let circuit: Circuit
  public let direction: Direction
  let palette: Palette
  let narrator: Narrator
  let moves: [Move]
  let sizes: LabelSizes
  let texts: WireTexts
  /// What another trace has on the wires where it differs; see ``TraceComparison``.
  let marks: CircuitMarks
  /// For each wire that forks, its branches in the order in which they leave it.
  var forks: [Int: [Int]]
  /// Whether open groups have frames.
  var hasFrames = true
  let extent: CircuitExtent

  var states: States { narrator.states }
  var labels: Labels { narrator.labels }
  var format: NumberFormat { narrator.format }

  public init(
    _ narrator: Narrator, direction: Direction = .leftToRight, palette: Palette = .board,
    marks: CircuitMarks = CircuitMarks()
  ) {
    self.narrator = narrator
    self.direction = direction
    self.palette = palette
    circuit = narrator.circuit
    extent = CircuitExtent(of: circuit)
    moves = circuit.moves(in: narrator.trace)
    texts = WireTexts(of: narrator)
    self.marks = marks
    sizes = LabelSizes(of: narrator, moves: moves, texts: texts, marks: marks)
    forks = Dictionary(
      uniqueKeysWithValues: circuit.wires.compactMap { wire in
        let branches = narrator.circuit.branches(of: wire)
        return branches.count > 1 ? (wire, Array(branches)) : nil
      })
  }

  /// The step after which all is known and nothing has moved yet.
  public var lastStep: Int { narrator.lastBackwardStep }

  /// How far gates and wires are apart, in inches: lines need room to pass by arrays, most of all behind forks.
  private var rankSeparation: Double {
    if sizes.arrays.isEmpty { return 0.1 }
    return sizes.arrayBranches.isEmpty ? 0.2 : 0.3
  }

  /// The move that a step belongs to.
  func move(at step: Int) -> Move? { moves.last { $0.steps.lowerBound <= step } }

  /// The circuit as it stands after a step; without one, finished and with nothing highlighted.
  ///
  /// - Parameter caption: The line above the circuit, which tells step and phase; none for the finished circuit.
  public func graph(at step: Int? = nil, caption: String? = nil) -> Graph {
    var drawing = Drawing(self, step: step)
    drawing.draw()
    var graph = Graph(
      attributes: [
        "rankdir": .literal(direction.rawValue), "nodesep": 0.14, "ranksep": .number(rankSeparation),
        "bgcolor": .literal(palette.background),
        "fontname": "Helvetica", "fontsize": 11, "fontcolor": .literal(palette[.ink].light),
      ],
      nodeDefaults: [
        "fontname": "Helvetica", "fontsize": .number(LabelSizes.fontSize),
        "fontcolor": .literal(palette[.ink].light), "shape": "none", "width": 0, "height": 0, "margin": 0,
      ],
      edgeDefaults: [
        "arrowhead": "none", "color": .literal(palette[.ink].light), "penwidth": 1, "fontname": "Helvetica",
        "fontsize": .number(LabelSizes.smallSize),
      ],
      elements: drawing.elements)
    graph.attributes.merge(extent.limits)
    if let caption {
      graph.attributes["labelloc"] = "t"
      graph.attributes["labeljust"] = "l"
      graph.attributes["label"] = .html(sizes.caption(caption, color: palette[.ink].light))
    }
    return graph
  }
}
