package import Numbers
package import TraceModel

/// The figure of a circuit, and the faces of its steps.
package struct CircuitFigure: Sendable {
  package let figure: Figure
  let drawn: DrawnCircuit

  /// Places a circuit on a page.
  ///
  /// - Parameters:
  ///   - width: The width of the page in pixels, if it has one.
  ///   - key: What the ids of the figure begin with.
  package init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, pass: Pass, format: NumberFormat,
    width: Double?, key: FigureKey
  ) {
    drawn = DrawnCircuit(circuit, states: states, pass: pass)
    let problem = CircuitLayout.Problem(
      circuit, words, states: states, pass: pass, format: format, measure: PageMeasure(),
      width: width.map { Int($0 * PageMeasure.unit) })
    var drawing = CircuitDrawing(circuit, words, problem, CircuitLayout.place(problem), key)
    drawing.draw()
    figure = drawing.figure
  }
}
