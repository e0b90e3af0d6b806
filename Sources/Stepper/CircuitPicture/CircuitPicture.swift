import Numbers
import Rendering
import TraceModel

/// A circuit drawn with characters, as on the board: values above the wires, gradients below them, inputs at the left.
///
/// Wires that fork have corners and junctions; where two wires only cross, `┼` stands, where one wire goes four ways,
/// `●`. The gate at work stands between bars, its wires are thick and have arrowheads in the direction in which numbers
/// flow. A circuit of many gates is drawn in part, around one of them.
struct CircuitPicture: Sendable {
  /// What a reader did to the circuit.
  struct Marks: Sendable {
    /// The wire that is selected.
    var selected: Int?
    /// The gates with breaks.
    var stops: Set<Int> = []
    /// The wires whose values or gradients are not to be seen.
    var hiddenValues: Set<Int> = []
    var hiddenGradients: Set<Int> = []
  }

  /// Circuits of more gates than this are drawn in part.
  static let most = 120
  /// How many gates of them are drawn.
  static let window = 48

  let narrator: Narrator
  let layout: PictureLayout
  /// The gates of the circuit that are drawn.
  let gates: Range<Int>
  let texts: WireTexts

  /// Lays a circuit out, or the part of it around a gate.
  ///
  /// - Parameter texts: What wires show, if it is known already: finding out may take a look at the whole trace.
  init(_ narrator: Narrator, around gate: Int? = nil, texts known: WireTexts? = nil) {
    self.narrator = narrator
    gates = Self.gates(of: narrator.circuit, around: gate)
    texts = known ?? WireTexts(of: narrator)
    let graph = PictureGraph(narrator.circuit, gates: gates, shapes: GateShapes(narrator))
    let sizes = StubSizes(narrator, texts)
    let branches = graph.nets.flatMap(\.ends).map { ($0.branch, sizes.length(ofBranch: $0.branch)) }
    layout = PictureLayout(
      graph, lengths: graph.nets.map { sizes.length(ofWire: $0.wire) + (Self.isCut($0, narrator) ? 2 : 0) },
      branchLengths: Dictionary(uniqueKeysWithValues: branches))
  }

  /// The gates that are drawn when one of them is at work. They stay the same while it moves on a little.
  static func gates(of circuit: Circuit, around gate: Int?) -> Range<Int> {
    let count = circuit.gates.count
    guard count > most else { return 0..<count }
    let stride = window / 2
    let start = (gate ?? 0) / stride * stride - stride / 2
    let first = max(0, min(start, count - window))
    return first..<first + window
  }

  /// Whether a wire is read only by gates that are not drawn.
  static func isCut(_ net: PictureGraph.Net, _ narrator: Narrator) -> Bool {
    net.ends.isEmpty && narrator.circuit.gate(of: net.wire) != nil && !narrator.isEnd(net.wire)
  }

  /// How much of the circuit is drawn, if not all of it.
  var note: String? {
    guard gates.count < narrator.circuit.gates.count else { return nil }
    return "gates \(gates.lowerBound + 1)–\(gates.upperBound) of \(narrator.circuit.gates.count)"
  }

  /// The circuit after a move.
  ///
  /// - Parameter step: The last step whose numbers are known; nil for that of the move.
  func drawing(after move: Move, knowing step: Int? = nil, marks: Marks = Marks()) -> PictureDrawing {
    var drawing = PictureDrawing(self, move: move, step: step ?? move.steps.upperBound, marks: marks)
    drawing.draw()
    return drawing
  }
}

/// How much room the wires' numbers and names need at any step.
struct StubSizes {
  private let narrator: Narrator
  private let texts: WireTexts
  /// Of a wire with more branches, only the first and the last step are looked at.
  private static let mostBranches = 100

  init(_ narrator: Narrator, _ texts: WireTexts) {
    self.narrator = narrator
    self.texts = texts
  }

  /// The columns of a wire behind its source, with a name in it or behind it.
  func length(ofWire wire: Int) -> Int {
    let numbers = (self.numbers(ofWire: wire).map(\.terminalWidth).max() ?? 0) + 2
    if let name = narrator.wireName(of: wire) {
      return max(numbers, GateShapes.cut(name).terminalWidth + 4)
    }
    guard narrator.isEnd(wire) else { return numbers }
    return numbers + 1 + GateShapes.cut(narrator.labels.name(of: wire)).terminalWidth
  }

  /// The columns of the number on a branch of a fork.
  func length(ofBranch branch: Int) -> Int {
    let last = (narrator.circuit.pass.steps?.upperBound ?? 1) - 1
    return narrator.downstreamText(of: branch, at: last).map { GateShapes.cut($0).terminalWidth + 3 } ?? 0
  }

  private func numbers(ofWire wire: Int) -> [String] {
    let pass = narrator.circuit.pass.steps ?? 0..<0
    let isBusy = narrator.circuit.branches(of: wire).count > Self.mostBranches
    let steps =
      isBusy
      ? [narrator.states.firstStep(of: wire), pass.upperBound - 1] : narrator.states.steps(touching: wire)
    return ["◦"]
      + (steps + [pass.lowerBound]).filter(pass.contains).flatMap { step in
        [
          narrator.states.value(of: wire, at: step).map(texts.text) ?? "",
          texts.text(narrator.states.gradient(of: wire, at: step)) + (isBusy ? " + ◦" : ""),
        ].map { GateShapes.cut($0) }
      }
  }
}
