import Figures
import Numbers
import Rendering
import TraceModel

/// A part of a picture, in its columns and rows.
struct PictureArea: Equatable, Sendable {
  var columns: Range<Int>
  var rows: Range<Int>

  /// Whether something lies in it, at least in part.
  func meets(_ rect: CircuitLayout.Rect) -> Bool {
    rect.x < columns.upperBound && columns.lowerBound < rect.right && rect.y < rows.upperBound
      && rows.lowerBound < rect.bottom
  }
}

/// A circuit drawn with characters, as on the board: values above the wires, gradients below them, inputs at the left.
///
/// The places come from the layout that pictures have as well, and what a step shows from the same moment. Where a wire
/// forks, `●` stands; where two wires only cross, `┼`. The gate at work stands between bars, its wires are thick and have
/// arrowheads in the direction in which numbers flow, and on the way back what the gradient is multiplied by.
struct CircuitPicture: Sendable {
  /// What a reader did to the circuit.
  struct Marks: Sendable {
    /// The wire that is selected.
    var selected: Int?
    /// The nodes whose gates have breaks.
    var stops: Set<Int> = []
    /// The wires whose values or gradients are not to be seen.
    var hiddenValues: Set<Int> = []
    var hiddenGradients: Set<Int> = []
  }

  private struct SlotKey: Hashable {
    var kind: CircuitLayout.Slot.Kind
    var subject: Int
  }

  let drawn: DrawnCircuit
  let words: CircuitWords
  let texts: WireTexts
  let format: NumberFormat
  let placement: CircuitLayout.Placement
  private let slots: [SlotKey: CircuitLayout.Rect]
  /// For each operand the box that reads it.
  let readers: [Int]
  /// For each net its branches.
  let branches: [[Int]]
  /// For each operand where its wire enters its gate.
  let entries: [CircuitLayout.Point?]
  /// For each box the net that leaves it.
  let nets: [Int?]

  var circuit: Figures.Circuit { drawn.circuit }

  /// - Parameter texts: What wires show.
  init(_ drawn: DrawnCircuit, _ texts: WireTexts, format: NumberFormat) {
    (self.drawn, self.texts, self.format) = (drawn, texts, format)
    var problem = CircuitLayout.Problem(
      drawn.circuit, drawn.words, states: drawn.states, pass: drawn.pass, format: format,
      measure: TerminalMeasure(texts: texts), width: nil)
    // A frame around all there is would take two rows to say what the program says.
    let frames = problem.frames.indices.filter { !Self.isAroundAll(problem.frames[$0], problem) }
    var titled = drawn.words
    titled.titles = frames.map { drawn.words.titles[$0] }
    self.words = titled
    problem.frames = frames.map { problem.frames[$0] }
    placement = CircuitLayout.place(problem)
    slots = Dictionary(
      placement.slots.map { (SlotKey(kind: $0.kind, subject: $0.subject), $0.rect) }
    ) { first, _ in first }
    var readers = Array(repeating: 0, count: drawn.circuit.operands.count)
    for (index, box) in drawn.circuit.boxes.enumerated() { for use in box.operands { readers[use] = index } }
    self.readers = readers
    var branches = Array(repeating: [Int](), count: placement.nets.count)
    var entries = [CircuitLayout.Point?](repeating: nil, count: readers.count)
    for (index, branch) in placement.branches.enumerated() {
      branches[branch.net].append(index)
      entries[branch.use] = branch.path.last
    }
    (self.branches, self.entries) = (branches, entries)
    var nets = [Int?](repeating: nil, count: drawn.circuit.boxes.count)
    for (index, net) in placement.nets.enumerated() where !net.isStub && nets[net.value] == nil {
      nets[net.value] = index
    }
    self.nets = nets
  }

  private static func isAroundAll(
    _ frame: CircuitLayout.Problem.Frame, _ problem: CircuitLayout.Problem
  ) -> Bool {
    problem.boxes.indices.allSatisfy { frame.boxes.contains($0) || problem.boxes[$0].uses.isEmpty }
  }

  /// The place of something that is written.
  func place(_ kind: CircuitLayout.Slot.Kind, of subject: Int) -> CircuitLayout.Rect? {
    slots[SlotKey(kind: kind, subject: subject)]
  }

  /// Where a net begins.
  func start(of net: Int) -> CircuitLayout.Point? {
    placement.nets[net].trunk.first ?? branches[net].first.flatMap { placement.branches[$0].path.first }
  }

  /// The row of the wire that leaves a box.
  func row(of box: Int) -> Int? { nets[box].flatMap(start)?.y }

  /// A branch's name in the circuit.
  func id(of branch: CircuitLayout.Branch) -> ShapeID {
    let box = circuit.boxes[readers[branch.use]]
    return .branch(box.node, branch.use - box.operands.lowerBound)
  }

  /// The circuit after a move.
  ///
  /// - Parameter step: The last step whose numbers are known; nil for that of the move.
  func drawing(after move: Move, knowing step: Int? = nil, marks: Marks = Marks()) -> PictureDrawing {
    PictureDrawing(self, move: move, step: step ?? move.steps.upperBound, marks: marks)
  }
}
