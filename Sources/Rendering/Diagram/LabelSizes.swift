import DOT
import Figures
import Numbers
import TraceModel

/// How large the label of each wire, branch and gate must be to hold what it shows at any step.
struct LabelSizes: Sendable {
  static let fontSize = 12.0
  static let smallSize = 9.5
  static let gateDiameter = 29.0
  /// The sign of a gradient that has not arrived.
  static let pending = "◦"

  private var wires: [Int: Int] = [:]
  private var branches: [Int: Int] = [:]
  /// The wires that carry arrays.
  private(set) var arrays: [Int: ArrayWire] = [:]
  /// The branches of forks that carry arrays.
  private(set) var arrayBranches: [Int: ArrayBranch] = [:]
  private let captionWidth: Int

  init(of narrator: Narrator, moves: [Move], texts: WireTexts, marks: CircuitMarks = CircuitMarks()) {
    let circuit = narrator.circuit
    for wire in circuit.wires {
      if !narrator.trace.node(wire).shape.isEmpty {
        let array = ArrayWire(wire, in: narrator, fault: texts.fault, marks: marks)
        arrays[wire] = array
        wires[wire] = array.width
        continue
      }
      let texts = Self.texts(of: wire, in: narrator, texts).flatMap {
        [marks.value($0, of: wire), marks.gradient($0, of: wire)]
      }
      let width = texts.map { TextWidth.points($0, size: Self.fontSize) }.max() ?? 0
      let name = narrator.wireName(of: wire).map { TextWidth.points($0, size: Self.smallSize) } ?? 0
      let bold = 1.09 * width + 1
      wires[wire] = Self.even(max(bold, width + 4, name + 4, 22))
    }
    let last = (circuit.pass.steps?.upperBound ?? 1) - 1
    for branch in circuit.branches.indices {
      let wire = circuit.branches[branch].wire
      if arrays[wire] != nil {
        guard circuit.branches(of: wire).count > 1 else { continue }
        let array = ArrayBranch(branch, in: narrator)
        arrayBranches[branch] = array
        branches[branch] = Self.even(Double(array.width))
        continue
      }
      let text = narrator.downstreamText(of: branch, at: last) ?? ""
      branches[branch] = Self.even(TextWidth.points(text, size: Self.smallSize) + 4)
    }
    captionWidth = Int(
      (moves.map { TextWidth.points(narrator.caption(of: $0), size: 11) }.max() ?? 0).rounded(.up))
  }

  /// The width of a wire's cells in points.
  func width(ofWire wire: Int) -> Int { wires[wire] ?? 30 }

  /// The width of a branch's label in points.
  func width(ofBranch branch: Int) -> Int { branches[branch] ?? 0 }

  /// The height of a branch's label in points.
  func height(ofBranch branch: Int) -> Int { arrayBranches[branch]?.height ?? 12 }

  /// A line of text in a cell of the size of the widest caption.
  func caption(_ text: String, color: String) -> HTMLLabel {
    .table(
      HTMLTable(
        [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)],
        rows: [
          .cells([
            .cell(
              [.width(captionWidth), .height(15), .fixedSize, .align(.left)],
              .text([.font(color: color, size: 11, [.plain(text)])]))
          ])
        ]))
  }

  /// The next even number: lines meet the wires of tables without a gap only where these are even.
  static func even(_ width: Double) -> Int { 2 * Int((width / 2).rounded(.up)) }

  /// All that a wire shows at some step.
  private static func texts(of wire: Int, in narrator: Narrator, _ words: WireTexts) -> [String] {
    var texts = [pending]
    let steps = narrator.states.steps(touching: wire) + [narrator.circuit.pass.steps?.lowerBound ?? 0]
    for step in steps where narrator.circuit.pass.steps?.contains(step) ?? false {
      if let value = narrator.states.value(of: wire, at: step) { texts.append(words.text(value)) }
      texts.append(words.text(narrator.states.gradient(of: wire, at: step)))
    }
    return texts
  }
}

extension Narrator {
  /// The name written above a wire: that of a gate's output, unless it is the output of the circuit.
  package func wireName(of wire: Int) -> String? {
    guard trace.node(wire).gate != nil, trace.node(wire).name != nil, !isEnd(wire) else { return nil }
    return labels.name(of: wire)
  }

  /// Whether a wire ends at its name on the right. An input that nothing reads has its name on the left.
  package func isEnd(_ wire: Int) -> Bool {
    circuit.branches(of: wire).isEmpty && circuit.gate(of: wire) != nil
  }

  /// `×0.37`: by what the upstream gradient is multiplied along a branch.
  package func localText(of branch: Int, at step: Int) -> String? {
    local(of: branch, at: step).map(format.factorText)
  }

  /// The gradient that came down a branch of a fork, once it has; `Σ 6` for the first of more than four.
  package func downstreamText(of branch: Int, at step: Int) -> String? {
    let wire = circuit.branches[branch].wire
    let siblings = circuit.branches(of: wire)
    guard siblings.count > 1 else { return nil }
    if siblings.count > 4 {
      let showsSum = siblings.first == branch && states.arrivals(at: wire, by: step).contains { _ in true }
      return showsSum ? "Σ \(siblings.count)" : nil
    }
    return downstream(of: branch, at: step).map(format.text)
  }

  /// The gradient that came down a branch up to a step, or nil if not all of it has.
  func downstream(of branch: Int, at step: Int) -> Tensor? {
    let branch = circuit.branches[branch]
    let parts = states.contributions(to: branch.wire, at: step).filter {
      branch.uses.contains(Circuit.Use(node: $0.gate, input: $0.input))
    }
    guard parts.count == branch.uses.count, let first = parts.first else { return nil }
    return parts.count == 1 ? first.downstream : Tensor.sum(parts.map(\.downstream))
  }

  /// The local gradient along a branch, of a single gate or of a collapsed group.
  private func local(of branch: Int, at step: Int) -> Double? {
    let gate = circuit.gates[circuit.branches[branch].gate]
    guard
      let contribution = states.contributions(to: circuit.branches[branch].wire, at: step).last(where: {
        circuit.branches[branch].uses.contains(Circuit.Use(node: $0.gate, input: $0.input))
      })
    else { return nil }
    if gate.group == nil {
      let backward = trace.backwards(ofStep: contribution.step)[contribution.input]
      if case .number(let local) = backward.local { return local }
      return nil
    }
    guard gate.outputs.count == 1, let output = gate.outputs.first,
      let move = circuit.moves(in: trace).first(where: {
        $0.kind == .backward && $0.steps.contains(contribution.step)
      })
    else { return nil }
    return locals(inside: gate, from: output, steps: move.steps)[branch]
  }

  /// The line above the circuit in the frame of a move.
  func caption(of move: Move) -> String {
    English().heading(of: Account(steps: move.steps, title: title(of: move), equations: [], sentences: []))
  }

  /// The title of the account of a move, without what else that tells.
  private func title(of move: Move) -> Label {
    let symbol = move.gate.map(symbol(ofGate:))
    switch (move.kind, symbol) {
    case (.inputs, _): return .stepInputs
    case (.forward, let symbol?): return .stepForward(gate: symbol)
    case (.seed, _): return .stepSeed
    case (.backward, let symbol?): return .stepBackward(gate: symbol)
    case (.update, _), (.forward, nil), (.backward, nil): return .stepUpdate
    }
  }
}
