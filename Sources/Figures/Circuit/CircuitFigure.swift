package import Numbers
package import TraceModel

/// The figure of a circuit, and the faces of its steps.
package struct CircuitFigure: Sendable {
  /// The most rows and columns of slopes that are written out on an arrow.
  package static var slopeLimit: Int { CircuitArrays.branchLimit }

  package internal(set) var figure: Figure
  package let direction: CircuitDirection
  package let drawn: DrawnCircuit
  /// The arrays whose colours are compared, each with itself: by the scales of maps.
  let scales: [SlotID]

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
    drawn = DrawnCircuit(circuit, words, states: states, pass: pass, marks: marks)
    let places = CircuitPlaces(
      circuit, words,
      CircuitTexts(states: states, pass: pass, format: format, marks: marks, fault: fault), direction,
      width: width)
    self.direction = places.direction
    var drawing = CircuitDrawing(circuit, words, places, key)
    drawing.draw()
    var figure = drawing.figure
    let captionWidth = captions.map { TextWidth.points($0, size: 14) }.max() ?? 0
    figure.captionWidth = captionWidth + 2 * (figure.captionPlace?.x ?? 0)
    self.figure = figure
    scales = drawing.scales
  }

  /// The inputs, and what nothing reads.
  package var ends: [Int] {
    let circuit = drawn.circuit
    return circuit.boxes.indices.filter {
      circuit.boxes[$0].kind == .input || drawn.readers[$0].isEmpty
    }.map { circuit.boxes[$0].node }
  }

  /// Where the wires of operands come from that run into gates, before they turn into them.
  package var entries: [(gate: Int, operand: Int, from: Point)] {
    let (circuit, readers) = (drawn.circuit, drawn.readers)
    let leaving = Set(figure.shapes.filter { $0.id.kind == .stub }.map(\.id.number))
    return figure.shapes.flatMap { shape -> [(gate: Int, operand: Int, from: Point)] in
      guard case .wire(let wire) = shape.form, let from = wire.points.dropLast().last,
        let box = drawn.box(of: Int(shape.id.number)),
        // A value that is read where it comes in again has a wire of its own there.
        shape.id.kind == .branch || !leaving.contains(shape.id.number)
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
