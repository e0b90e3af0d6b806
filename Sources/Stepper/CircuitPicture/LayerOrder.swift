/// Puts the vertices of each layer into an order with few crossings.
///
/// It starts from the order in which a walk back from the outputs meets them, which has no crossings in a tree, and moves
/// each to the middle of its neighbours, from left to right and back, as long as that helps.
struct LayerOrder {
  private var graph: PictureGraph
  private static let sweeps = 8
  /// From so many vertices in a layer on, swaps of neighbours are not tried.
  private static let largeLayer = 80

  static func sort(_ graph: inout PictureGraph) {
    var order = LayerOrder(graph: graph)
    order.start()
    var best = order.graph.layers
    var fewest = order.crossings
    for sweep in 0..<sweeps where fewest > 0 {
      order.sweep(toRight: sweep % 2 == 0)
      order.swapNeighbours()
      let crossings = order.crossings
      if crossings < fewest { (best, fewest) = (order.graph.layers, crossings) }
    }
    graph.layers = best
  }

  private init(graph: PictureGraph) { self.graph = graph }

  /// The order of a walk back from what nothing reads, the upper inputs first. Not recursive.
  private mutating func start() {
    var key = [Int](repeating: Int.max, count: graph.vertices.count)
    var next = 0
    let ends = graph.vertices.indices.filter { vertex in
      graph.vertices[vertex].kind != .pass
        && graph.vertices[vertex].outputs.allSatisfy { graph.nets[$0].ends.isEmpty }
    }
    for end in ends {
      var stack = [end]
      while let vertex = stack.popLast() {
        guard key[vertex] == .max else { continue }
        key[vertex] = next
        next += 1
        stack += graph.vertices[vertex].inputs.reversed().map { graph.nets[$0].source }
      }
    }
    for vertex in graph.vertices.indices where graph.vertices[vertex].kind == .pass {
      key[vertex] = key[graph.nets[graph.vertices[vertex].inputs[0]].source]
    }
    for vertex in graph.vertices.indices { graph.layers[graph.vertices[vertex].layer].append(vertex) }
    for layer in graph.layers.indices { graph.layers[layer].sort { (key[$0], $0) < (key[$1], $1) } }
  }

  private mutating func sweep(toRight: Bool) {
    let layers = toRight ? Array(graph.layers.indices) : graph.layers.indices.reversed()
    for layer in layers {
      let places = self.places(besides: layer, toRight: toRight)
      let sorted = graph.layers[layer].enumerated().map { index, vertex in
        (vertex: vertex, place: places[vertex] ?? Double(index), index: index)
      }.sorted { ($0.place, $0.index) < ($1.place, $1.index) }
      graph.layers[layer] = sorted.map(\.vertex)
    }
  }

  /// For each vertex of a layer the mean place of its neighbours on one side.
  private func places(besides layer: Int, toRight: Bool) -> [Int: Double] {
    let links = toRight ? self.links(into: layer) : self.links(into: layer + 1)
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for link in links {
      let (own, other) = toRight ? (link.end, link.startPlace) : (link.start, link.endPlace)
      let known = sums[own] ?? (0, 0)
      sums[own] = (known.sum + other, known.count + 1)
    }
    return sums.mapValues { $0.sum / $0.count }
  }

  private struct Link {
    var start: Int
    var startPlace: Double
    var end: Int
    var endPlace: Double
  }

  /// The stretches of wires between a layer and the one before, with the places where they start and end.
  private func links(into layer: Int) -> [Link] {
    guard layer > 0, layer < graph.layers.count else { return [] }
    var places: [Int: Int] = [:]
    for (place, vertex) in graph.layers[layer - 1].enumerated() { places[vertex] = place }
    return graph.layers[layer].enumerated().flatMap { place, vertex in
      let inputs = graph.vertices[vertex].inputs
      return inputs.enumerated().compactMap { position, net -> Link? in
        guard let start = graph.vertex(of: net, in: layer - 1), let from = places[start] else { return nil }
        let slots = graph.vertices[start].outputs.count
        let slot = graph.vertices[start].kind == .pass ? 0 : graph.nets[net].slot
        return Link(
          start: start, startPlace: Double(from) + Double(slot) / Double(max(slots, 1)), end: vertex,
          endPlace: Double(place) + Double(position) / Double(inputs.count))
      }
    }
  }

  private var crossings: Int { graph.layers.indices.reduce(0) { $0 + crossings(into: $1) } }

  private func crossings(into layer: Int) -> Int {
    let links = self.links(into: layer)
    var count = 0
    for (index, one) in links.enumerated() {
      for other in links[(index + 1)...]
      where (one.startPlace - other.startPlace) * (one.endPlace - other.endPlace) < 0 { count += 1 }
    }
    return count
  }

  /// Swaps vertices that stand one above the other where that takes crossings away.
  private mutating func swapNeighbours() {
    for layer in graph.layers.indices where graph.layers[layer].count < Self.largeLayer {
      for place in graph.layers[layer].indices.dropLast() {
        let before = crossings(into: layer) + crossings(into: layer + 1)
        if before == 0 { break }
        graph.layers[layer].swapAt(place, place + 1)
        if crossings(into: layer) + crossings(into: layer + 1) >= before {
          graph.layers[layer].swapAt(place, place + 1)
        }
      }
    }
  }
}
