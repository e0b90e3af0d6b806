package import Numbers
package import TraceModel

/// The figure of a circuit, and the faces of its steps.
package struct CircuitFigure: Sendable {
  /// The most rows and columns of slopes that are written out on an arrow.
  package static var slopeLimit: Int { CircuitArrays.branchLimit }

  package let circuit: Circuit
  package let figure: Figure
  package let direction: CircuitDirection
  package let states: States
  let pass: Pass
  let words: CircuitWords
  package let marks: CircuitMarks
  /// The arrays whose colours are compared, each with itself: by the scales of maps.
  let scales: [SlotID]
  /// For each box those that read it, each time they do.
  let readers: [[Int]]
  /// For each node the box that it is in; −1 where it is in none.
  let boxOfNode: [Int32]

  /// Places a circuit on a page.
  ///
  /// - Parameters:
  ///   - direction: Which way it runs; nil for that in which it is smaller.
  ///   - width: The width of the page in pixels, if it has one.
  ///   - fault: What stands behind a warning that numbers are not finite.
  ///   - captions: All lines that stand above it at some step.
  ///   - key: What the ids of the figure begin with.
  package init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, pass: Pass, format: NumberFormat,
    direction: CircuitDirection? = nil, width: Double?, marks: CircuitMarks = CircuitMarks(),
    fault: String = "", captions: [String] = [], key: FigureKey
  ) {
    self.circuit = circuit
    self.states = states
    self.pass = pass
    self.words = words
    self.marks = marks
    let places = CircuitPlaces(
      circuit, words, CircuitTexts(states: states, pass: pass, format: format, marks: marks, fault: fault), direction, width: width)
    self.direction = places.direction
    var drawing = CircuitDrawing(circuit, words, places, key)
    drawing.draw()
    var figure = drawing.figure
    let captionWidth = captions.map { TextWidth.points($0, size: 14) }.max() ?? 0
    figure.width = max(figure.width, captionWidth + 2 * (figure.captionPlace?.x ?? 0))
    self.figure = figure
    scales = drawing.scales
    var boxOfNode = [Int32](repeating: -1, count: states.trace.nodeCount)
    for (index, box) in circuit.boxes.enumerated() {
      for node in box.nodes { boxOfNode[node] = Int32(index) }
    }
    self.boxOfNode = boxOfNode
    var readers = [[Int]](repeating: [], count: circuit.boxes.count)
    for (index, box) in circuit.boxes.enumerated() {
      for operand in circuit.operands[box.operands] { readers[operand.box].append(index) }
    }
    self.readers = readers
  }

  /// The box of a node.
  func box(of node: Int) -> Int? {
    guard boxOfNode.indices.contains(node), boxOfNode[node] >= 0 else { return nil }
    return Int(boxOfNode[node])
  }

  /// The inputs, and what nothing reads.
  package var ends: [Int] {
    circuit.boxes.indices.filter { circuit.boxes[$0].kind == .input || readers[$0].isEmpty }.map {
      circuit.boxes[$0].node
    }
  }

  /// Where the wires of operands come from that run into gates, before they turn into them.
  package var entries: [(gate: Int, operand: Int, from: Point)] {
    figure.shapes.flatMap { shape -> [(gate: Int, operand: Int, from: Point)] in
      guard case .wire(let wire) = shape.form, let from = wire.points.dropLast().last,
        let box = box(of: Int(shape.id.number))
      else { return [] }
      if shape.id.kind == .branch { return [(circuit.boxes[box].node, Int(shape.id.part), from)] }
      guard readers[box].count == 1, let reader = readers[box].first else { return [] }
      let operands = circuit.boxes[reader].operands
      return operands.filter { circuit.operands[$0].box == box }.map {
        (circuit.boxes[reader].node, $0 - operands.lowerBound, from)
      }
    }
  }
}
