import DOT
public import Graphviz
import Numbers
import TraceModel

/// A net, found in a circuit and drawn at any step as columns of neurons.
public struct NetworkPictures: Sendable {
  private let narrator: Narrator
  private let moves: [Move]
  private let palette: Palette
  private let language: any Language
  private let key: FigureKey
  private let network: Network
  /// The example's number among those that the columns hold, counted from 0.
  private let row: Int
  private let example: (number: Int, count: Int)?

  /// Finds the net.
  ///
  /// - Parameter example: Which of several examples is drawn, counted from 1.
  /// - Throws: ``NetworkProblem`` where the circuit is no chain of layers.
  public init(
    _ narrator: Narrator, example: Int = 1, palette: Palette = .board, language: any Language = English(),
    key: FigureKey = FigureKey([])
  ) throws(NetworkProblem) {
    self.key = key
    self.narrator = narrator
    self.palette = palette
    self.language = language
    moves = narrator.circuit.moves(in: narrator.trace)
    var finder = NetworkFinder(narrator)
    let found = try finder.network(example: example)
    network = found.network
    row = found.row
    self.example = found.count > 1 ? (example, found.count) : nil
  }

  /// How the net is drawn after a step, or finished: with gradients if they are asked for, or if the step is one of
  /// the backward pass; else with values.
  public func svg(at step: Int? = nil, gradients: Bool = false) throws(GraphvizError) -> [UInt8] {
    let (graph, layout) = drawn(at: step, gradients)
    return try layout.svg(graph, document(at: step, gradients))
  }

  /// The drawing as DOT, with the places of its parts.
  public func dot(at step: Int? = nil, gradients: Bool = false) throws(GraphvizError) -> String {
    let (graph, layout) = drawn(at: step, gradients)
    var pinned = try layout.pinned(graph)
    pinned.attributes["layout"] = "nop2"
    return pinned.text
  }

  /// The words under which the drawing stands in a document.
  func title(at step: Int?, _ gradients: Bool) -> String {
    guard let move = move(at: step) else {
      let quantity = quantity(at: step, gradients)
      return language.text(.networkCaption(title: narrator.trace.title, showing: quantity))
    }
    return language.heading(of: narrator.account(of: move))
  }

  private func move(at step: Int?) -> Move? {
    step.flatMap { step in moves.last { $0.steps.lowerBound <= step } }
  }

  private func quantity(at step: Int?, _ gradients: Bool) -> NetworkQuantity {
    let kind = move(at: step)?.kind
    return gradients || kind == .seed || kind == .backward ? .gradients : .values
  }

  private func reading(at step: Int?, _ quantity: NetworkQuantity) -> NetworkReading {
    NetworkReading(
      network, in: narrator.states, at: step ?? narrator.lastBackwardStep, showing: quantity, example: row)
  }

  private func drawn(at step: Int?, _ gradients: Bool) -> (graph: Graph, layout: Layout) {
    let quantity = quantity(at: step, gradients)
    let reading = reading(at: step, quantity)
    let plan = NetworkPlan(network, reading, format: narrator.format, example: example, language: language)
    var drawing = NetworkDrawing(network, reading, plan, palette, active: activeColumns(at: step))
    drawing.addLegend(
      neurons: language.text(.neuronColors(quantity)), weights: language.text(.weightColors(quantity)))
    if step != nil { drawing.addCaption(title(at: step, gradients)) }
    return (drawing.drawing.graph(palette), drawing.drawing.layout)
  }

  /// The columns that a step computes, or whose gradients it computes.
  private func activeColumns(at step: Int?) -> Set<Int> {
    guard let move = move(at: step) else { return [] }
    let nodes = move.gate.map { narrator.circuit.gates[$0].nodes } ?? []
    let columns = network.columns.indices.filter { column in
      nodes.contains { network.columns[column].nodes.contains($0) }
    }
    guard move.kind == .backward else { return Set(columns) }
    return Set(
      columns.map { column in
        column > 0 && nodes.contains(network.weights[column - 1].product) ? column - 1 : column
      })
  }

  private func document(at step: Int?, _ gradients: Bool) -> SVGDocument {
    let quantity = quantity(at: step, gradients)
    let parts = [key.word, gradients ? "network-gradients" : "network", step.map { "step-\($0)" } ?? ""]
    return palette.document(
      FigureKey(parts + [example.map { "example-\($0.number)" } ?? ""]), title: title(at: step, gradients),
      description: description(at: step, quantity), more: Palette.networkColors, language: language)
  }

  /// The columns and their numbers in words.
  private func description(at step: Int?, _ quantity: NetworkQuantity) -> String {
    let reading = reading(at: step, quantity)
    let layers = network.columns.map { NetworkLayer(name: $0.name, size: $0.size) }
    let sentence = language.text(
      .network(layers: layers, weights: network.weights.map(\.name), showing: quantity))
    let numbers = network.columns.indices.compactMap { column -> String? in
      let numbers = reading.column(column).compactMap(\.number)
      guard let tensor = Tensor(shape: [numbers.count], elements: numbers), !numbers.isEmpty else {
        return nil
      }
      let isShort = numbers.count <= 12
      let text = isShort ? narrator.format.text(tensor) : narrator.format.summary(tensor)
      let name = network.columns[column].name
      return "\(name.isEmpty ? language.text(.inputCount(numbers.count)) : name): \(text)"
    }
    return numbers.isEmpty ? sentence : sentence + " " + numbers.joined(separator: "; ") + "."
  }
}
