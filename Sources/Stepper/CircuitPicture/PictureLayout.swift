import Rendering

/// Where everything in a picture of a circuit stands. It is made once; only what is written changes from step to step.
struct PictureLayout: Sendable {
  /// A column of the layout: room for lines, for the numbers of branches, for gates and names, then for wires with their
  /// numbers.
  struct Column: Sendable {
    var channel = 0
    var branches = 0
    var gates = 0
    var wires = 0
    var end = 0
  }

  let graph: PictureGraph
  let rows: [Int]
  let pins: Pins
  let channels: [Channel]
  let columns: [Column]
  let width: Int
  let height: Int

  /// - Parameters:
  ///   - lengths: For each net, how much room its numbers and name need.
  ///   - branchLengths: For branches of the circuit, how much room their numbers need.
  init(_ unsorted: PictureGraph, lengths: [Int], branchLengths: [Int: Int]) {
    var graph = unsorted
    LayerOrder.sort(&graph)
    self.graph = graph
    let rows = RowPlacement.rows(of: graph)
    let sources = graph.vertices.map { vertex in
      vertex.inputs.map { Self.row(of: $0, in: vertex.layer - 1, graph, rows) ?? 0 }
    }
    let pins = Pins(graph, rows: rows, sources: sources)
    let channels = graph.layers.indices.map { Self.channel(into: $0, graph, rows, pins) }
    var x = 0
    columns = graph.layers.indices.map { layer in
      let vertices = graph.layers[layer].map { graph.vertices[$0] }
      let own = graph.layers[layer].flatMap { vertex in
        graph.vertices[vertex].outputs.filter { graph.nets[$0].source == vertex }.map { lengths[$0] }
      }
      var column = Column(channel: x)
      let branches = graph.nets.flatMap(\.ends).filter { graph.vertices[$0.vertex].layer == layer }
      column.branches = x + channels[layer].columns
      column.gates =
        column.branches + (layer == 0 ? 0 : 1) + (branches.map { branchLengths[$0.branch] ?? 0 }.max() ?? 0)
      column.wires = column.gates + (vertices.map(\.shape.width).max() ?? 0)
      column.end = column.wires + (own.max() ?? 0)
      x = column.end
      return column
    }
    (self.rows, self.pins, self.channels) = (rows, pins, channels)
    width = x
    let lowest = graph.vertices.indices.map { rows[$0] + graph.vertices[$0].shape.below }
    let lines = channels.flatMap { $0.ways.values.compactMap { $0.detour?.row } }
    height = ((lowest + lines + pins.pins.flatMap { $0.map(\.row) }).max() ?? -1) + 1
  }

  /// The row in which a net leaves a layer.
  private static func row(of net: Int, in layer: Int, _ graph: PictureGraph, _ rows: [Int]) -> Int? {
    guard layer >= 0, let vertex = graph.vertex(of: net, in: layer) else { return nil }
    if graph.vertices[vertex].kind == .pass { return rows[vertex] }
    return rows[vertex] + graph.vertices[vertex].shape.row(ofOutput: graph.nets[net].slot)
  }

  private static func channel(
    into layer: Int, _ graph: PictureGraph, _ rows: [Int], _ pins: Pins
  ) -> Channel {
    var rights: [Int: [Int]] = [:]
    for vertex in graph.layers[layer] {
      for (position, net) in graph.vertices[vertex].inputs.enumerated() {
        let pin = graph.vertices[vertex].kind == .pass ? rows[vertex] : pins.pins[vertex][position].row
        rights[net, default: []].append(pin)
      }
    }
    return Channel(
      rights.keys.sorted().compactMap { net in
        row(of: net, in: layer - 1, graph, rows).map {
          Channel.Crossing(net: net, left: $0, rights: rights[net] ?? [])
        }
      })
  }
}

// MARK: - Places

extension PictureLayout {
  /// The row in which a net leaves its source.
  func row(of net: Int) -> Int {
    let source = graph.nets[net].source
    return rows[source] + graph.vertices[source].shape.row(ofOutput: graph.nets[net].slot)
  }

  /// The column in which a vertex begins: names stand flush right, gates in the middle.
  func x(of vertex: Int) -> Int {
    let column = columns[graph.vertices[vertex].layer]
    let room = column.wires - column.gates - graph.vertices[vertex].shape.width
    if case .input = graph.vertices[vertex].kind { return column.gates + room }
    return column.gates + room / 2
  }

  /// The columns in which the numbers of a net stand.
  func stub(of net: Int) -> Range<Int> {
    let column = columns[graph.vertices[graph.nets[net].source].layer]
    return column.wires..<column.end
  }

  /// The line from a net's source to one of its ends, from the last cell of the one to the first of the other.
  func line(of net: Int, to end: PictureGraph.End) -> [Canvas.Point] {
    let source = graph.nets[net].source
    var points = [start(of: net)]
    let (first, last) = (graph.vertices[source].layer, graph.vertices[end.vertex].layer)
    guard first < last else { return points }
    let pin = pins.pins[end.vertex][end.position]
    for layer in first + 1...last {
      let row = layer == last ? pin.row : graph.vertex(of: net, in: layer).map { rows[$0] } ?? pin.row
      go(to: row, through: layer, net, &points)
    }
    let vertex = graph.vertices[end.vertex]
    let x = self.x(of: end.vertex) + (pin.side == .left ? 0 : vertex.shape.middle)
    points.append(Canvas.Point(x: x, y: pin.row))
    if pin.side != .left { points.append(Canvas.Point(x: x, y: rows[end.vertex])) }
    return points
  }

  func start(of net: Int) -> Canvas.Point {
    let source = graph.nets[net].source
    return Canvas.Point(x: x(of: source) + graph.vertices[source].shape.width - 1, y: row(of: net))
  }

  /// Leads a line through the room before a layer, to another row if need be.
  private func go(to row: Int, through layer: Int, _ net: Int, _ points: inout [Canvas.Point]) {
    guard let last = points.last else { return }
    let channel = columns[layer].channel
    var y = last.y
    if let way = channels[layer].ways[net] {
      points.append(Canvas.Point(x: channel + way.column, y: y))
      if let detour = way.detour {
        points.append(Canvas.Point(x: channel + way.column, y: detour.row))
        points.append(Canvas.Point(x: channel + detour.column, y: detour.row))
      }
      points.append(Canvas.Point(x: points[points.count - 1].x, y: row))
      y = row
    }
    points.append(Canvas.Point(x: columns[layer].gates - 1, y: y))
  }
}
