import DOT
public import Figures
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
  private let columns: [NetworkColumn]
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
    let shown = found.count > 1 ? (number: example, count: found.count) : nil
    self.example = shown
    columns = Self.columns(of: network, narrator, moves, row: row, example: shown, language)
  }

  /// How the net is drawn after a step, or finished: with gradients if they are asked for, or if the step is one of
  /// the backward pass; else with values.
  ///
  /// - Parameters:
  ///   - page: What it stands on, if that has a size of its own.
  ///   - key: What its ids begin with, if that is not as usual.
  public func svg(
    at step: Int? = nil, gradients: Bool = false, on page: FigurePage? = nil, key: FigureKey? = nil
  ) -> [UInt8] {
    var frame = frame(at: step, gradients)
    if let key { frame.figure.key = key }
    return SVGWriter.svg(
      frame.figure, frame.face, numbers: numbers, words: frame.words, palette: palette, page: page)
  }

  /// How the net fits a page.
  public func fit(at step: Int? = nil, gradients: Bool = false, on page: FigurePage) -> FigureFit {
    let frame = frame(at: step, gradients)
    return SVGWriter.fit(frame.figure, frame.face, numbers: numbers, words: frame.words, on: page)
  }

  /// The drawing in Graphviz's language.
  public func dot(at step: Int? = nil, gradients: Bool = false) -> String {
    let frame = frame(at: step, gradients)
    return DOTWriter.graph(
      frame.figure, frame.face, numbers: numbers, words: frame.words, palette: palette, direction: .right
    ).text
  }

  /// One SVG that shows the net after each of the steps and then finished.
  ///
  /// - Parameter key: What its ids begin with.
  public func played(
    at steps: [Int], gradients: Bool, key: FigureKey, on page: FigurePage? = nil
  ) -> [UInt8] {
    let frames = steps.map { frame(at: $0, gradients) } + [frame(at: nil, gradients, hasCaption: true)]
    return SVGWriter.played(frames, numbers: numbers, key: key, palette: palette, page: page)
  }

  private func frame(at step: Int?, _ gradients: Bool, hasCaption: Bool? = nil) -> PlayedFrame {
    let hasCaption = hasCaption ?? (step != nil)
    let (figure, face) = drawn(at: step, gradients, hasCaption: hasCaption)
    var words = words(at: step, gradients)
    if step == nil, hasCaption { words.caption = "" }
    return PlayedFrame(figure, face, words)
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

  private var numbers: TraceNumbers { TraceNumbers(narrator.states, format: narrator.format) }

  private func drawn(at step: Int?, _ gradients: Bool, hasCaption: Bool) -> (figure: Figure, face: Face) {
    let quantity = quantity(at: step, gradients)
    let faces = NetworkFaces(
      network, figure(at: step, gradients, quantity, hasCaption: hasCaption), row: row,
      states: narrator.states)
    let face = faces.face(
      at: step ?? narrator.lastBackwardStep, showing: quantity, active: activeColumns(at: step))
    return (faces.figure, face)
  }

  /// The figure of the net; those of all steps have their parts at the same places.
  private func figure(
    at step: Int?, _ gradients: Bool, _ quantity: NetworkQuantity, hasCaption: Bool
  ) -> Figure {
    let names = [key.word, gradients ? "network-gradients" : "network", step.map { "step-\($0)" } ?? ""]
    let legend = (language.text(.neuronColors(quantity)), language.text(.weightColors(quantity)))
    return NetworkFigure(
      FigureKey(names + [example.map { "example-\($0.number)" } ?? ""]), columns: columns,
      gaps: network.weights.map { [$0.name, Labels.shape($0.shape)] }, legend: legend,
      hasCaption: hasCaption
    ).figure
  }

  /// What is written at the columns, and the numbers that their neurons show at any step.
  private static func columns(
    of network: Network, _ narrator: Narrator, _ moves: [Move], row: Int,
    example: (number: Int, count: Int)?, _ language: any Language
  ) -> [NetworkColumn] {
    let steps = moves.map(\.steps.upperBound) + [narrator.lastBackwardStep]
    let readings = steps.flatMap { step in
      [NetworkQuantity.values, .gradients].map {
        NetworkReading(network, in: narrator.states, at: step, showing: $0, example: row)
      }
    }
    return network.columns.enumerated().map { index, column in
      let count =
        index == 0
        ? language.text(.inputCount(column.size)) : language.text(.neuronCount(column.size))
      let feet =
        index == 0
        ? example.map { [language.text(.example($0.number, of: $0.count))] } ?? []
        : [column.bias.map { "+ \($0)" }, column.activation].compactMap(\.self)
      let drawn = NetworkColumn.drawn(of: column.size)
      let numbers = readings.flatMap { reading in
        drawn.compactMap { reading.column(index)[$0].number }
      }
      return NetworkColumn(
        heads: [column.name, count], feet: feet, size: column.size, numbers: numbers,
        format: narrator.format)
    }
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
        column > 0 && nodes.contains(where: network.weights[column - 1].products.contains)
          ? column - 1 : column
      })
  }

  private func words(at step: Int?, _ gradients: Bool) -> FigureWords {
    let title = title(at: step, gradients)
    return FigureWords(
      title: title, description: description(at: step, quantity(at: step, gradients)),
      caption: step == nil ? nil : title, language: language.code)
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
