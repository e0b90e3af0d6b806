import DOT
import Numbers

extension DOTWriter {
  /// What keeps the columns of a net together where `dot` finds the places: those of a column have one rank, in their
  /// order, and what is written between two columns stands between these.
  func columns() -> [Graph.Element] {
    let columns = netColumns
    guard columns.count > 1 else { return [] }
    let ranks = columns.enumerated().map { number, column in
      Graph.Element.subgraph(
        Graph.Subgraph(
          "column\(number)", attributes: ["rank": "same"],
          elements: zip(column.nodes, column.nodes.dropFirst()).map { Self.order($0, $1) }))
    }
    let between = netTexts.filter { text in !columns.contains { $0.nodes.contains(text.id) } }
    let ties = zip(columns, columns.dropFirst()).flatMap { left, right in
      between.filter { left.x < $0.x && $0.x < right.x }.flatMap { text in
        [left.nodes.first.map { Self.order($0, text.id) }, right.nodes.first.map { Self.order(text.id, $0) }]
          .compactMap(\.self)
      }
    }
    return ranks + ties
  }

  /// What is said of the colours, for the label of the graph.
  var legend: [String] {
    guard isNet else { return [] }
    return figure.shapes.compactMap { shape in
      guard case .text(let text) = shape.form, shape.id.kind == .text, !isInColumn(text),
        text.content.count > 1
      else { return nil }
      return text.content
    }
  }

  var isNet: Bool { figure.shapes.contains { $0.id.kind == .neuron } }

  /// Whether text of a net is a node: what is written at columns and between them.
  func isNetNode(_ id: ShapeID, _ text: TextForm) -> Bool { id.kind == .name || isInColumn(text) }

  private func isInColumn(_ text: TextForm) -> Bool {
    figure.shapes.contains { shape in
      if case .neuron(let neuron) = shape.form { abs(neuron.center.x - text.place.x) < 0.5 } else { false }
    }
  }

  private static func order(_ first: ShapeID, _ second: ShapeID) -> Graph.Element {
    .edge(Graph.Edge(from: .init(first.text), to: .init(second.text), ["style": "invis"]))
  }

  private var netTexts: [(id: ShapeID, x: Double, y: Double)] {
    figure.shapes.compactMap { shape in
      guard case .text(let text) = shape.form, isNetNode(shape.id, text) else { return nil }
      return (shape.id, text.place.x, text.place.y)
    }
  }

  /// The neurons of each column with what is written above, among and below them, from top to bottom.
  private var netColumns: [(x: Double, nodes: [ShapeID])] {
    var places: [(id: ShapeID, x: Double, y: Double)] = []
    for shape in figure.shapes {
      if case .neuron(let neuron) = shape.form { places.append((shape.id, neuron.center.x, neuron.center.y)) }
    }
    let middles = places.reduce(into: [Double]()) { middles, place in
      if !middles.contains(where: { abs($0 - place.x) < 0.5 }) { middles.append(place.x) }
    }
    let all = places + netTexts
    return middles.sorted().map { x in
      (x, all.filter { abs($0.x - x) < 0.5 }.sorted { $0.y < $1.y }.map(\.id))
    }
  }
}
