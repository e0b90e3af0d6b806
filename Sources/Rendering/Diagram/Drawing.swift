import DOT
import Figures
import Numbers
import TraceModel

/// Draws one frame: nodes and edges in a fixed order, so that frames differ in words and colours only.
struct Drawing {
  private let diagram: Diagram
  private let step: Int
  private let move: Move?
  private let wires: [Int]
  private(set) var elements: [Graph.Element] = []

  private var circuit: Circuit { diagram.circuit }
  private var palette: Palette { diagram.palette }
  private var isHorizontal: Bool { diagram.direction == .leftToRight }

  init(_ diagram: Diagram, step: Int?) {
    self.diagram = diagram
    wires = Self.wires(of: diagram.circuit)
    let move = step.flatMap(diagram.move(at:))
    self.move = diagram.marks.isBlank ? nil : move
    self.step = max(step ?? diagram.lastStep, move?.steps.upperBound ?? 0)
  }

  mutating func draw() {
    for wire in wires where circuit.gate(of: wire) == nil { elements.append(name(of: wire)) }
    elements += content(gates: looseGates, wires: looseWires)
    elements += frames(in: nil)
    for wire in circuit.wires where diagram.narrator.isEnd(wire) { elements.append(name(of: wire)) }
    addEdges()
  }

  // MARK: Nodes

  private var looseGates: [Int] {
    let framed = Set(circuit.frames.flatMap(\.gates))
    return circuit.gates.indices.filter { !framed.contains($0) }
  }

  private var looseWires: [Int] {
    let framed = Set(circuit.frames.flatMap(\.wires))
    return wires.filter { !framed.contains($0) }
  }

  /// The wires, inputs in the order in which gates read them: `dot` keeps that order from top to bottom, also where
  /// a frame is between the wires and their gate and it does not heed `ordering=in`.
  private static func wires(of circuit: Circuit) -> [Int] {
    var wires: [Int] = []
    var seen: Set<Int> = []
    for branch in circuit.gates.flatMap(\.branches) {
      let wire = circuit.branches[branch].wire
      if circuit.gate(of: wire) == nil, seen.insert(wire).inserted { wires.append(wire) }
    }
    return wires + circuit.wires.filter { !seen.contains($0) }
  }

  private func content(gates: [Int], wires: [Int]) -> [Graph.Element] {
    wires.flatMap { [wire($0)] + (isFork($0) ? [fork(of: $0)] : []) } + gates.map { gate($0) }
  }

  private func frames(in parent: Int?) -> [Graph.Element] {
    circuit.frames.indices.filter { circuit.frames[$0].parent == parent }.map { index in
      let frame = circuit.frames[index]
      let group = diagram.narrator.trace.calls[frame.group]
      return .subgraph(
        Graph.Subgraph(
          "group_\(frame.group)", isCluster: diagram.hasFrames,
          attributes: [
            "label": .text(group.name), "labeljust": "l", "labelloc": isHorizontal ? "t" : "b",
            "fontsize": .number(LabelSizes.smallSize + 1), "style": "rounded,filled",
            "fillcolor": .literal(palette[.frameFill].light), "color": .literal(palette[.frameLine].light),
            "penwidth": 1, "margin": 6, "class": "group", "id": .literal("group-\(frame.group)"),
          ], elements: content(gates: frame.gates, wires: frame.wires) + frames(in: index)))
    }
  }

  private func name(of wire: Int) -> Graph.Element {
    let name = diagram.labels.name(of: wire)
    return .node(
      Graph.Node(
        "name_\(wire)",
        [
          "label": .text(name), "shape": "plaintext",
          "width": .number((TextWidth.points(name, size: LabelSizes.fontSize) + 4) / 72),
          "margin": .literal("0.05,0.02"),
          "class": "name", "id": .literal("name-\(wire)"),
        ]))
  }

  private func gate(_ index: Int) -> Graph.Element {
    let gate = circuit.gates[index]
    let isGroup = gate.group != nil
    let symbol = diagram.narrator.symbol(ofGate: index)
    let isActive = move?.gate == index && move?.kind != .seed
    let width = TextWidth.points(symbol, size: LabelSizes.fontSize)
    let isRound = width <= LabelSizes.gateDiameter - 1
    let length = isRound ? LabelSizes.gateDiameter : width + 12
    return .node(
      Graph.Node(
        "gate_\(gate.nodes[0])",
        [
          "label": .text(symbol), "shape": isRound ? "circle" : "box",
          "style": isRound ? "filled" : "rounded,filled", "fixedsize": true,
          "width": .number(length / 72), "height": .number(LabelSizes.gateDiameter / 72),
          "peripheries": isGroup ? 2 : 1, "ordering": "in",
          "fillcolor": .literal(isActive ? palette[.activeFill].light : palette[.gateFill].light),
          "color": .literal(isActive ? palette[.activeLine].light : palette[.gateLine].light),
          "penwidth": isActive ? 2.2 : 1.2, "class": isActive ? "gate active" : "gate",
          "id": .literal("gate-\(gate.nodes[0])"),
        ]))
  }

  /// Where a wire forks: a bar with a short wire for each branch, and on it the gradient that came down.
  private func fork(of wire: Int) -> Graph.Element {
    let branches = diagram.forks[wire] ?? []
    let width = branches.map { diagram.sizes.width(ofBranch: $0) }.max() ?? 0
    let height = branches.map { diagram.sizes.height(ofBranch: $0) }.max() ?? 0
    let stubs = branches.map { branch in
      HTMLTable.Cell.cell(
        [.port("branch_\(branch)")], .table(stub(of: branch, width: max(width, 8), height: height)))
    }
    let rows: [HTMLTable.Row] = isHorizontal ? stubs.map { .cells([$0]) } : [.cells(stubs)]
    return .node(
      Graph.Node(
        "fork_\(wire)",
        [
          "label": .html(
            .table(
              HTMLTable(
                [
                  .border(1), .sides(isHorizontal ? "L" : "T"), .cellBorder(0), .cellSpacing(0),
                  .cellPadding(0), .color(palette[.ink].light),
                ], rows: rows))), "class": "fork", "id": .literal("fork-\(wire)"),
        ]))
  }

  private func stub(of branch: Int, width: Int, height: Int) -> HTMLTable {
    if let array = diagram.sizes.arrayBranches[branch] {
      return ArrayBranchTable(
        branch: array, palette: palette, width: width, height: height, isHorizontal: isHorizontal
      ).table(at: step, face: isActive(branch) ? Self.bold : nil)
    }
    let text = diagram.narrator.downstreamText(of: branch, at: step)
    let content: HTMLText = .font(
      color: palette[.gradient].light, size: LabelSizes.smallSize, face: isActive(branch) ? Self.bold : nil,
      [.plain(text ?? "")])
    let empty = HTMLTable.Cell.cell([.width(width), .height(12), .fixedSize], .text([]))
    let full = HTMLTable.Cell.cell(
      [.width(width), .height(12), .fixedSize], .text(text == nil ? [] : [content]))
    return HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0), .color(palette[.ink].light)],
      rows: isHorizontal ? [.cells([empty]), .rule, .cells([full])] : [.cells([empty, .rule, full])])
  }

  private func isActive(_ branch: Int) -> Bool {
    move?.kind == .backward && move?.gate == circuit.branches[branch].gate
  }

  private func wire(_ id: Int) -> Graph.Element {
    let isTouched = touchedWires.contains(id)
    let array = diagram.sizes.arrays[id].map {
      ArrayWireTable(
        wire: $0, palette: palette, font: isTouched ? Self.bold : nil, isHorizontal: isHorizontal)
    }
    let kind = array == nil ? "wire" : "wire array"
    return .node(
      Graph.Node(
        "wire_\(id)",
        [
          "label": .html(.table(array?.table(at: step) ?? scalarWire(id, isTouched: isTouched))),
          "class": .literal(isTouched ? kind + " active" : kind), "id": .literal("wire-\(id)"),
        ]))
  }

  /// A wire with its value on one side and its gradient on the other.
  private func scalarWire(_ id: Int, isTouched: Bool) -> HTMLTable {
    let value = diagram.states.value(of: id, at: step).map(diagram.texts.text) ?? ""
    let gradient = diagram.texts.text(diagram.states.gradient(of: id, at: step))
    let width = diagram.sizes.width(ofWire: id)
    func cell(_ text: String, _ color: String, _ isMarked: Bool) -> HTMLTable.Cell {
      let isMarked = isMarked && !diagram.marks.isBlank
      let face = isTouched || isMarked ? Self.bold : nil
      let styled: HTMLText = .font(color: color, face: face, [.plain(text)])
      let fill: [HTMLAttribute] = isMarked ? [.background(palette[.activeFill].light)] : []
      return .cell([.width(width), .height(16), .fixedSize] + fill, .text([styled]))
    }
    let valueCell = cell(
      diagram.marks.value(value, of: id), palette[.value].light, diagram.marks.values[id] != nil)
    let gradientCell = cell(
      diagram.marks.gradient(gradient, of: id), palette[.gradient].light, diagram.marks.gradients[id] != nil)
    var rows: [HTMLTable.Row] =
      isHorizontal
      ? [.cells([valueCell]), .rule, .cells([gradientCell])] : [.cells([valueCell, .rule, gradientCell])]
    if let name = diagram.narrator.wireName(of: id) {
      let isFlushRight = !isHorizontal && !diagram.sizes.arrays.isEmpty
      let label: HTMLText = .font(
        color: palette[.ink].light, size: LabelSizes.smallSize, [.plain(isFlushRight ? name + " " : name)])
      let above = HTMLTable.Cell.cell(
        [.width(width), .height(12), .fixedSize] + (isHorizontal ? [] : [.align(.right)]), .text([label]))
      let below = HTMLTable.Cell.cell([.width(width), .height(12), .fixedSize], .text([]))
      rows =
        isHorizontal
        ? [.cells([above])] + rows + [.cells([below])]
        : [.cells([above, valueCell, .rule, gradientCell, below])]
    }
    return GridTable.table(rows, color: palette[.ink].light)
  }

  /// A bold font of its own, since Graphviz sets text inside `<B>` a point higher than other text.
  private static let bold = "Helvetica-Bold"

  // MARK: Edges

  private func isFork(_ wire: Int) -> Bool { diagram.forks[wire] != nil }

  /// The wires that the active gate reads or writes.
  private var touchedWires: Set<Int> {
    guard let move else { return [] }
    if move.kind == .seed { return Set(circuit.outputs) }
    guard let gate = move.gate.map({ circuit.gates[$0] }) else { return [] }
    return Set(gate.outputs + gate.branches.map { circuit.branches[$0].wire })
  }

  private mutating func addEdges() {
    let (entry, exit): (Graph.Side, Graph.Side) = isHorizontal ? (.west, .east) : (.north, .south)
    for wire in wires {
      let body = Graph.Endpoint("wire_\(wire)", side: entry)
      let end = Graph.Endpoint("wire_\(wire)", side: exit)
      if let gate = circuit.gate(of: wire) {
        let node = Graph.Endpoint("gate_\(circuit.gates[gate].nodes[0])")
        elements.append(.edge(Graph.Edge(from: node, to: body, highlight(gate, isInput: false))))
      } else {
        elements.append(.edge(Graph.Edge(from: .init("name_\(wire)"), to: body)))
      }
      if diagram.narrator.isEnd(wire) {
        elements.append(.edge(Graph.Edge(from: end, to: .init("name_\(wire)"))))
      } else if isFork(wire) {
        elements.append(.edge(Graph.Edge(from: end, to: .init("fork_\(wire)", side: entry))))
      }
    }
    for gate in circuit.gates.indices {
      for branch in circuit.gates[gate].branches { elements.append(edge(of: branch, exit: exit)) }
    }
  }

  private func edge(of index: Int, exit: Graph.Side) -> Graph.Element {
    let branch = circuit.branches[index]
    let tail =
      isFork(branch.wire)
      ? Graph.Endpoint("fork_\(branch.wire)", port: "branch_\(index)", side: exit)
      : Graph.Endpoint("wire_\(branch.wire)", side: exit)
    let head = Graph.Endpoint("gate_\(circuit.gates[branch.gate].nodes[0])")
    var attributes = highlight(branch.gate, isInput: true)
    attributes["class"] = .literal(move?.gate == branch.gate ? "branch active" : "branch")
    // Weights of arrays hang on a straight chain of gates, which else would drift aside.
    if !diagram.sizes.arrays.isEmpty, circuit.gate(of: branch.wire) != nil { attributes["weight"] = 10 }
    if move?.kind == .backward, move?.gate == branch.gate,
      let local = diagram.narrator.localFace(of: index, at: step)
    {
      attributes["label"] = local.label(color: palette[.gradient].light)
      attributes["fontcolor"] = .literal(palette[.gradient].light)
    }
    return .edge(Graph.Edge(from: tail, to: head, attributes))
  }

  /// The look of an edge of the active gate: forward towards the output, backward with an arrow against it.
  private func highlight(_ gate: Int, isInput: Bool) -> Attributes {
    guard let move, move.gate == gate else { return [:] }
    switch move.kind {
    case .forward:
      return ["color": .literal(palette[.activeLine].light), "penwidth": 2]
    case .backward:
      var attributes: Attributes = ["color": .literal(palette[.gradient].light), "penwidth": 2]
      if isInput {
        attributes["dir"] = "back"
        attributes["arrowtail"] = "normal"
        attributes["arrowsize"] = 0.55
      }
      return attributes
    case .inputs, .seed, .update: return [:]
    }
  }
}
