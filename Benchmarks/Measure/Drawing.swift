import Autodiff
import Figures
import Language
import Numbers
import Script
import TraceModel

/// Placing and drawing a scalar net whole, with all its gates open, on a page and in one row.
struct Drawing {
  /// How many neurons a layer has.
  private static let width = 8

  private let trace: Trace
  private let circuit: Figures.Circuit
  private let words: CircuitWords
  private let states: States

  /// A net of about so many gates: each neuron multiplies, adds and bends all values of the layer before.
  init(gates: Int) throws {
    var tape = Tape(title: "a net")
    var values = (0..<Self.width).map { tape.input(Double($0) / 8 - 0.5) }
    var weight = 0
    while weight * 2 < gates {
      var next: [Autodiff.Reference] = []
      for _ in 0..<Self.width {
        var sum: Autodiff.Reference?
        for value in values {
          let product = try tape.apply(.multiply, value, tape.input(Double(weight % 17) / 8 - 1))
          weight += 1
          sum = if let before = sum { try tape.apply(.add, before, product) } else { product }
        }
        if let sum { next.append(try tape.apply(.tanh, sum)) }
      }
      values = next
    }
    var output = values[0]
    for value in values.dropFirst() { output = try tape.apply(.add, output, value) }
    try tape.backward(from: output)
    trace = tape.finish(isChecked: false)
    circuit = Figures.Circuit(trace, pass: trace.passes[0])
    states = States(trace)
    words = Self.words(circuit, trace)
  }

  static func words(_ circuit: Figures.Circuit, _ trace: Trace) -> CircuitWords {
    CircuitWords(
      names: circuit.boxes.map { "⟨\($0.node)⟩" },
      symbols: circuit.boxes.map {
        $0.kind == .input || $0.kind == .output ? "" : trace.node($0.node).symbol
      },
      titles: circuit.frames.map { trace.groups[$0.group].name }, headers: circuit.boxes.map { _ in [] },
      rules: [:])
  }

  private func figure(width: Double?) -> CircuitFigure {
    CircuitFigure(
      circuit, words, states: states, pass: trace.passes[0], format: NumberFormat(digits: 2),
      direction: .right,
      width: width, key: FigureKey([]))
  }

  private func problem(width: Int?) -> CircuitLayout.Problem {
    CircuitLayout.Problem(
      circuit, words, states: states, pass: trace.passes[0], format: NumberFormat(digits: 2),
      measure: PageMeasure(), width: width)
  }

  func measure(into table: inout Table, runs: Int) {
    for (place, width) in [("one row", nil), ("rows of a page", 900.0)] {
      let problem = problem(width: width.map { Int($0 * PageMeasure.unit) })
      let placing = median(of: runs) { _ = CircuitLayout.place(problem) }
      let figuring = median(of: runs) { _ = figure(width: width) }
      let placed = figure(width: width)
      let numbers = TraceNumbers(states, format: NumberFormat(digits: 2))
      let facing = median(of: runs) { _ = placed.face(of: nil, finished: trace.stepCount - 1) }
      let face = placed.face(of: nil, finished: trace.stepCount - 1)
      let writing = median(of: runs) {
        _ = SVGWriter.svg(
          placed.figure, face, numbers: numbers,
          words: FigureWords(title: "", description: "", language: "en"),
          palette: .board)
      }
      table.add(
        "\(circuit.gateCount) gates placed and drawn open, in \(place)", figuring + facing + writing,
        floor: nil,
        "placed \(Table.text(placing)), with its texts and shapes \(Table.text(figuring)), face \(Table.text(facing)), SVG \(Table.text(writing))"
      )
    }
  }

  /// The rows of section 10, and one that shows how the time grows.
  static func measureAll(into table: inout Table) throws {
    for (gates, runs) in [(300, 41), (1000, 21), (10_000, 7), (100_000, 1)] {
      let drawing = try Drawing(gates: gates)
      table.add(
        "the circuit of \(drawing.circuit.gateCount) gates, from its trace",
        median(of: runs) { drawing.made() },
        floor: nil)
      drawing.measure(into: &table, runs: runs)
    }
  }

  /// A loop that is held open and has a fold in each of its turns.
  static func measureFolding(into table: inout Table) throws {
    for turns in [250, 1000] {
      let trace = try Program(
        """
        w = 0.5
        s = 0
        for i in range(\(turns)):
            for j in range(6):
                s = s + w * (i + j)
        s.backward()
        """
      ).run().trace
      let time = median(of: 7) { _ = Figures.Circuit.folded(trace, pass: trace.passes[0], open: ["i"]) }
      let folds = Figures.Circuit.folded(trace, pass: trace.passes[0], open: ["i"]).folds.count
      table.add("a circuit of \(trace.nodeCount) nodes folded", time, floor: nil, "\(folds) folds")
    }
  }

  private func made() { _ = Figures.Circuit(trace, pass: trace.passes[0]) }
}
