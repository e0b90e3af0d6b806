import Numbers
import Rendering
public import TraceModel

/// One program of a lesson that can be stepped through.
public struct SteppedProgram: Sendable {
  public var name: String
  public var trace: Trace
  /// The names of the functions that are drawn as one gate at first.
  public var collapsed: Set<String>

  public init(name: String, trace: Trace, collapsed: Set<String> = []) {
    self.name = name.visibleLine
    self.trace = trace.visible
    self.collapsed = Set(collapsed.map(\.visibleLine))
  }
}

/// A program with the place where the reader is in it.
struct Block: Sendable {
  let name: String
  let states: States
  /// The passes whose steps were kept; an empty one for a program that has none.
  let passes: [Pass]
  private(set) var collapsed: Set<String>
  /// The loops whose turns are all drawn, also where they are many.
  private var opened: Set<String> = []
  private(set) var format: NumberFormat
  private(set) var passIndex = 0
  private(set) var scene: Scene
  /// The move that was made last, as an index in the scene's moves; 0 also where there is none.
  private(set) var index = 0
  /// The wire that is selected, one of the scene's; nil only if there is none.
  private(set) var selected: Int?
  /// What was selected in the passes that were left.
  private var selections: [Int: Int] = [:]
  var breaks: [Break] = []
  let lines: [String]

  var trace: Trace { states.trace }
  var move: Move? { scene.moves.indices.contains(index) ? scene.moves[index] : nil }
  /// The last step whose numbers are known, where that is not the move's own: what it gives is asked for.
  var known: Int?
  /// The step after which the state is shown.
  var step: Int { known ?? move?.steps.upperBound ?? 0 }
  var pass: Pass { passes[passIndex] }
  /// The node that is at work, or else the one that is selected.
  var node: Int? {
    if let gate = move?.gate { return scene.circuit.gates[gate].nodes.first }
    return selected
  }

  init(_ program: SteppedProgram) {
    name = program.name
    states = States(program.trace.settled)
    let kept = program.trace.passes.filter { $0.steps != nil }
    passes = kept.isEmpty ? [Pass(number: 1, steps: 0..<0, nodes: 0..<0)] : kept
    collapsed = program.collapsed
    format = NumberFormat(for: states.trace)
    scene = Scene(states, pass: passes[0], collapsed: collapsed, format: format)
    lines = program.trace.program.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    selected = scene.wires.first
  }

  // MARK: Moving

  /// Goes to a move of the pass that is shown.
  mutating func go(toMove index: Int) { self.index = max(0, min(index, scene.moves.count - 1)) }

  /// Goes to another pass; the selected wire stays, if it is there as well, or one of its name.
  mutating func go(toPass index: Int) {
    guard index != passIndex, passes.indices.contains(index) else { return }
    selections[passIndex] = selected
    passIndex = index
    let name = selected.map(scene.labels.name)
    scene = makeScene(index)
    self.index = 0
    if let wire = selections[index], scene.row(of: wire) != nil {
      selected = wire
      return
    }
    if let selected, scene.row(of: selected) != nil { return }
    selected = scene.wires.first { scene.labels.name(of: $0) == name } ?? scene.wires.first
  }

  /// Goes to the move that a step belongs to, in whatever pass. Gives false if no such step is shown.
  @discardableResult
  mutating func go(toStep step: Int) -> Bool {
    guard let index = passes.firstIndex(where: { $0.steps?.contains(step) ?? false }) else { return false }
    go(toPass: index)
    go(toMove: scene.index(ofStep: step))
    return true
  }

  // MARK: Choosing

  mutating func select(_ wire: Int) { if scene.row(of: wire) != nil { selected = wire } }

  /// Opens or collapses the functions of a name, or the turns of a loop. Gives whether they are open now.
  mutating func toggleGroup(_ name: String, isLoop: Bool) -> Bool {
    let step = step
    let isOpen = isLoop ? opened.remove(name) == nil : collapsed.remove(name) != nil
    if isOpen, isLoop { opened.insert(name) } else if !isOpen, !isLoop { collapsed.insert(name) }
    scene = makeScene(passIndex)
    go(toMove: scene.index(ofStep: step))
    if let wire = selected, scene.row(of: wire) == nil { selected = scene.wires.first { $0 >= wire } }
    selected = selected ?? scene.wires.last
    return isOpen
  }

  private func makeScene(_ pass: Int) -> Scene {
    Scene(states, pass: passes[pass], collapsed: collapsed, opened: opened, format: format)
  }

  /// Shows numbers with so many decimals.
  mutating func show(digits: Int) {
    format = NumberFormat(digits: digits)
    scene = scene.formatted(format)
  }
}
