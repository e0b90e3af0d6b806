package import Numbers
package import TraceModel

/// The figure of a circuit, and the faces of its steps.
package struct CircuitFigure: Sendable {
  /// The most rows and columns of slopes that are written out on an arrow.
  package static var slopeLimit: Int { CircuitArrays.branchLimit }

  package let figure: Figure
  package let direction: CircuitDirection
  package let drawn: DrawnCircuit
  /// The arrays whose colours are compared, each with itself: by the scales of maps.
  let scales: [SlotID]

  /// Places a circuit on a page.
  ///
  /// - Parameters:
  ///   - direction: Which way it runs; nil for that in which it is smaller.
  ///   - width: The width of the page in pixels, if it has one.
  ///   - key: What the ids of the figure begin with.
  package init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, pass: Pass, format: NumberFormat,
    direction: CircuitDirection? = nil, width: Double?, key: FigureKey
  ) {
    drawn = DrawnCircuit(circuit, words, states: states, pass: pass)
    let places = CircuitPlaces(
      circuit, words, CircuitTexts(states: states, pass: pass, format: format), direction, width: width)
    self.direction = places.direction
    var drawing = CircuitDrawing(circuit, words, places, key)
    drawing.draw()
    figure = drawing.figure
    scales = drawing.scales
  }
}
