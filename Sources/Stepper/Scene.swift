import Figures
import Numbers
import Rendering
import Synchronization
import TraceModel

/// One pass of a program as it is stepped through: its circuit, its moves and the words for them.
///
/// It is made anew when functions are collapsed or opened, or numbers get other decimals.
struct Scene: Sendable {
  let narrator: Narrator
  let moves: [Move]
  /// The wires of the circuit, and those that have a name and on which the output does not depend, in their order.
  let wires: [Int]
  /// What wires show of their values and gradients.
  let texts: WireTexts
  /// The functions that are one gate, and the loops that are not folded.
  private let collapsed: Set<String>
  private let opened: Set<String>
  private let pictures = PictureMemo()

  var trace: Trace { narrator.trace }
  var states: States { narrator.states }
  var circuit: Rendering.Circuit { narrator.circuit }
  var labels: Labels { narrator.labels }

  init(
    _ states: States, pass: Pass, collapsed: Set<String>, opened: Set<String> = [], format: NumberFormat
  ) {
    (self.collapsed, self.opened) = (collapsed, opened)
    let circuit = Rendering.Circuit(states.trace, pass: pass, collapsing: collapsed)
    narrator = Narrator(states, circuit: circuit, format: format)
    moves = circuit.moves(in: states.trace)
    wires = Self.wires(of: circuit, states.trace)
    texts = WireTexts(of: narrator)
  }

  private init(_ narrator: Narrator, of scene: Scene) {
    self.narrator = narrator
    (moves, wires, collapsed, opened) = (scene.moves, scene.wires, scene.collapsed, scene.opened)
    texts = WireTexts(of: narrator)
  }

  /// The same with numbers in another form.
  func formatted(_ format: NumberFormat) -> Scene {
    Scene(Narrator(states, circuit: circuit, format: format), of: self)
  }

  private static func wires(of circuit: Rendering.Circuit, _ trace: Trace) -> [Int] {
    let drawn = Set(circuit.outputs)
    var idle: [Int] = []
    func add(_ node: Int) {
      guard trace.isNamed(node), circuit.gate(of: node) == nil,
        circuit.branches(of: node).isEmpty, !drawn.contains(node)
      else { return }
      idle.append(node)
    }
    for step in circuit.pass.steps ?? 0..<0 {
      switch trace.kind(ofStep: step) {
      case .inputs: for node in trace.inputs(ofStep: step) { add(node) }
      case .forward: add(trace.node(ofStep: step))
      case .seed, .backward, .update: break
      }
    }
    return idle.isEmpty ? circuit.wires : Set(circuit.wires + idle).sorted()
  }

  /// The index of the move that a step belongs to, or the last one before it. Logarithmic.
  func index(ofStep step: Int) -> Int {
    var low = 0
    var high = moves.count
    while low < high {
      let middle = (low + high) / 2
      if moves[middle].steps.lowerBound <= step { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// The place of a wire in the list of wires. Logarithmic.
  func row(of wire: Int) -> Int? {
    var low = 0
    var high = wires.count
    while low < high {
      let middle = (low + high) / 2
      if wires[middle] < wire { low = middle + 1 } else { high = middle }
    }
    return low < wires.count && wires[low] == wire ? low : nil
  }

  /// The place in the program that a move comes from, of a collapsed function that of its call.
  func place(of move: Move) -> SourceRange {
    if move.kind != .seed, let gate = move.gate, let group = circuit.gates[gate].group {
      return trace.calls[group].place
    }
    return trace.place(ofStep: move.steps.lowerBound)
  }

  /// The lines that a move comes from: of several updates in one, those of all.
  func lines(of move: Move) -> [Int] {
    guard move.kind == .update else { return [place(of: move).line] }
    return move.steps.flatMap { trace.step($0).events }.compactMap { event in
      if case .update(let update) = event { update.place.line } else { nil }
    }
  }

  /// The wires that a move reads or writes.
  func activeWires(of move: Move) -> Set<Int> {
    switch move.kind {
    case .inputs:
      let step = trace.step(move.steps.lowerBound)
      return Set(
        step.events.compactMap { event in
          if case .input(let node, _) = event { node } else { nil }
        })
    case .seed: return Set([trace.node(ofStep: move.steps.lowerBound)])
    case .update:
      return Set(
        move.steps.flatMap { trace.step($0).events }.compactMap { event in
          switch event {
          case .update(let update): update.node
          case .clear(let node): node
          default: nil
          }
        })
    case .forward, .backward:
      guard let gate = move.gate else { return [] }
      return Set(circuit.gates[gate].outputs + circuit.gates[gate].branches.map { circuit.branches[$0].wire })
    }
  }

  /// The circuit as a picture, folded where it is large, but for what is at work: there all gates are seen.
  func picture(at node: Int?, _ language: any Language) -> CircuitPicture {
    let whole = picture(PictureKey(open: opened), language)
    guard let node, let box = whole.drawn.workers(at: node).first else { return whole }
    guard circuit.gates.count <= Self.mostOpen else { return whole }
    switch whole.circuit.boxes[box].kind {
    case .sum: return picture(PictureKey(open: opened.union(names(around: node)), keepsSums: true), language)
    case .closed(let group) where collapsed.contains(trace.groups[group].name): return whole
    case .fold, .closed:
      let names = names(around: node)
      return names.isSubset(of: opened) ? whole : picture(PictureKey(open: opened.union(names)), language)
    case .input, .outside, .gate, .output: return whole
    }
  }

  /// The loops of which not all turns are drawn, or would not be if they were not opened.
  var foldedLoops: [String] {
    Figures.Circuit.folded(trace, pass: circuit.pass, closed: collapsed).folds.compactMap { fold in
      if case .groups(_, isLoop: true) = fold.parts { fold.name } else { nil }
    }.uniqued
  }

  /// Tells of loops and functions whether a node was made in one of that name.
  func isAtWork(_ node: Int?) -> (String) -> Bool {
    let around = node.map(names(around:)) ?? []
    return { around.contains($0) }
  }

  /// In a circuit of more gates, what is folded stays so: to place and draw it takes longer than a key may.
  private static let mostOpen = 1000

  private func picture(_ key: PictureKey, _ language: any Language) -> CircuitPicture {
    pictures.picture(key) {
      let drawn = Figures.Circuit.folded(
        trace, pass: circuit.pass, open: key.open, closed: collapsed, keepsSums: key.keepsSums)
      var words = CircuitWords(drawn, narrator, language)
      // By which rule a gradient goes back is told below the circuit: on wires it would make that very wide.
      words.rules = [:]
      return CircuitPicture(
        DrawnCircuit(drawn, words, states: states, pass: circuit.pass), texts, format: narrator.format)
    }
  }

  /// The functions and loops that a node was made in, but for those that are one gate.
  private func names(around node: Int) -> Set<String> {
    Set(trace.groups.filter { $0.nodes.contains(node) }.map(\.name)).subtracting(collapsed)
  }

  /// What stands at a wire for its gate; nil for an input.
  func symbol(of wire: Int) -> String? {
    if let gate = circuit.gate(of: wire) { return narrator.symbol(ofGate: gate) }
    return trace.isInput(wire) ? nil : labels.symbol(of: wire)
  }

  /// A gradient in the form that tells its state, with what has arrived written out as a sum: `1.00 + 2.00 + ◦`.
  func text(_ gradient: GradientState) -> String {
    guard case .accumulating(let arrived, _) = gradient, arrived.count < Self.mostTerms,
      arrived.allSatisfy({ $0.scalar != nil })
    else { return texts.text(gradient) }
    let terms = arrived.enumerated().map { index, term in
      let text = narrator.format.text(term)
      return index > 0 && text.hasPrefix("−") ? "(\(text))" : text
    }
    return (terms + ["◦"]).joined(separator: " + ")
  }

  /// Of more terms only the sum is shown.
  private static let mostTerms = 5
}

extension Scene {
  /// A tensor with its numbers if it is small, else its shape and range; beside NaN or infinity stands the step that
  /// first made one.
  func compact(_ tensor: Tensor) -> String {
    tensor.scalar == nil ? narrator.arrayText.compact(tensor) : texts.text(tensor)
  }
}

/// Keeps the pictures that were placed last: all screens of a scene show the same ones, with other numbers.
private final class PictureMemo: Sendable {
  private let known = Mutex<[PictureKey: CircuitPicture]>([:])
  /// Of more, those before are forgotten.
  private static let most = 4

  func picture(_ key: PictureKey, make: () -> CircuitPicture) -> CircuitPicture {
    known.withLock { known in
      if let picture = known[key] { return picture }
      if known.count >= Self.most { known = [:] }
      let picture = make()
      known[key] = picture
      return picture
    }
  }
}

/// What of a circuit is not folded.
private struct PictureKey: Hashable {
  var open: Set<String> = []
  var keepsSums = false
}
