/// Gives each vertex a row: wires straight where possible, gates between the wires that they read.
///
/// Each layer in turn moves to where its neighbours want it, as near as the order of its vertices and the room they
/// need allow; several times in both directions, of which the best is kept.
struct RowPlacement {
  private let graph: PictureGraph
  private var rows: [Int]
  private static let sweeps = 10

  /// The rows of the vertices' middles, the topmost part of any of them in row 0.
  static func rows(of graph: PictureGraph) -> [Int] {
    var placement = RowPlacement(graph)
    var best = placement.rows
    var least = Int.max
    for sweep in 0..<sweeps {
      placement.sweep(toRight: sweep % 2 == 1)
      let cost = placement.cost
      if cost < least { (best, least) = (placement.rows, cost) }
    }
    let top = graph.vertices.indices.map { best[$0] - graph.vertices[$0].shape.above }.min() ?? 0
    return best.map { $0 - top }
  }

  private init(_ graph: PictureGraph) {
    self.graph = graph
    rows = Array(repeating: 0, count: graph.vertices.count)
    for layer in graph.layers {
      for (one, next) in zip(layer, layer.dropFirst()) { rows[next] = rows[one] + distance(one, next) }
    }
  }

  /// How far the middles of two vertices, one above the other, must be apart: numbers need a line of their own, and a
  /// passing wire is not to be taken for theirs.
  private func distance(_ upper: Int, _ lower: Int) -> Int {
    let (one, other) = (graph.vertices[upper], graph.vertices[lower])
    let gap = (one.kind == .pass) != (other.kind == .pass) ? 1 : 0
    return one.shape.below + other.shape.above + 1 + gap
  }

  private mutating func sweep(toRight: Bool) {
    for layer in toRight ? Array(graph.layers.indices) : graph.layers.indices.reversed() {
      place(layer, graph.layers[layer].map { wishes(of: $0, fromLeft: toRight) })
    }
  }

  private struct Wish {
    var row: Int
    var weight: Int
  }

  /// The rows that a vertex's neighbours on one side would like it to be in; without any, those of the other side.
  private func wishes(of vertex: Int, fromLeft: Bool) -> [Wish] {
    let wishes = fromLeft ? wishesFromLeft(vertex) : wishesFromRight(vertex)
    if !wishes.isEmpty { return wishes }
    return fromLeft ? wishesFromRight(vertex) : wishesFromLeft(vertex)
  }

  private func wishesFromLeft(_ vertex: Int) -> [Wish] {
    let (layer, shape) = (graph.vertices[vertex].layer, graph.vertices[vertex].shape)
    let sources = graph.vertices[vertex].inputs.compactMap { row(of: $0, in: layer - 1) }
    guard !sources.isEmpty else { return [] }
    if let box = shape.box { return zip(sources, box.inputs).map { Wish(row: $0 - $1, weight: 1) } }
    let isPass = graph.vertices[vertex].kind == .pass
    return [Wish(row: sources.reduce(0, +) / sources.count, weight: isPass ? 4 : 2)]
  }

  private func wishesFromRight(_ vertex: Int) -> [Wish] {
    let (layer, kind) = (graph.vertices[vertex].layer, graph.vertices[vertex].kind)
    return graph.vertices[vertex].outputs.enumerated().flatMap { slot, net in
      let offset = kind == .pass ? 0 : graph.vertices[vertex].shape.row(ofOutput: slot)
      var wishes = graph.nets[net].ends.filter { graph.vertices[$0.vertex].layer == layer + 1 }.map { end in
        Wish(row: wantedRow(at: end) - offset, weight: 2)
      }
      if layer + 1 < graph.layers.count, let pass = graph.vertex(of: net, in: layer + 1) {
        wishes.append(Wish(row: rows[pass] - offset, weight: kind == .pass ? 4 : 1))
      }
      return wishes
    }
  }

  /// The row in which a gate would like one of its inputs.
  private func wantedRow(at end: PictureGraph.End) -> Int {
    let vertex = graph.vertices[end.vertex]
    if let box = vertex.shape.box { return rows[end.vertex] + box.inputs[end.position] }
    switch (vertex.inputs.count, end.position) {
    case (2, 0), (3, 0): return rows[end.vertex] - 1
    case (2, 1), (3, 2): return rows[end.vertex] + 1
    default: return rows[end.vertex]
    }
  }

  /// The row of a net where it leaves a layer.
  private func row(of net: Int, in layer: Int) -> Int? {
    guard layer >= 0, let vertex = graph.vertex(of: net, in: layer) else { return nil }
    if graph.vertices[vertex].kind == .pass { return rows[vertex] }
    return rows[vertex] + graph.vertices[vertex].shape.row(ofOutput: graph.nets[net].slot)
  }

  /// Rows as near to the wishes as the room that the vertices need allows: neighbours that would come too near to each
  /// other move together, to the median of what all of them wish.
  private mutating func place(_ layer: Int, _ wishes: [[Wish]]) {
    let vertices = graph.layers[layer]
    var offsets = [0]
    for (one, next) in zip(vertices, vertices.dropFirst()) {
      offsets.append((offsets.last ?? 0) + distance(one, next))
    }
    var blocks: [(wishes: [Wish], row: Int, count: Int)] = []
    for (index, vertex) in vertices.enumerated() {
      let own = wishes[index].isEmpty ? [Wish(row: rows[vertex], weight: 1)] : wishes[index]
      let shifted = own.map { Wish(row: $0.row - offsets[index], weight: $0.weight) }
      blocks.append((shifted, Self.median(shifted), 1))
      while blocks.count > 1, blocks[blocks.count - 2].row > blocks[blocks.count - 1].row {
        let last = blocks.removeLast()
        let joined = blocks[blocks.count - 1].wishes + last.wishes
        blocks[blocks.count - 1] = (joined, Self.median(joined), blocks[blocks.count - 1].count + last.count)
      }
    }
    let placed = blocks.flatMap { Array(repeating: $0.row, count: $0.count) }
    for (index, vertex) in vertices.enumerated() { rows[vertex] = placed[index] + offsets[index] }
  }

  /// The weighted median; between two middles, the mean.
  private static func median(_ wishes: [Wish]) -> Int {
    let sorted = wishes.sorted { $0.row < $1.row }
    let total = sorted.reduce(0) { $0 + $1.weight }
    var sum = 0
    for (index, wish) in sorted.enumerated() {
      sum += wish.weight
      if 2 * sum > total { return wish.row }
      if 2 * sum == total, index + 1 < sorted.count { return (wish.row + sorted[index + 1].row) / 2 }
    }
    return sorted.last?.row ?? 0
  }

  /// Bends count more than lengths.
  private var cost: Int {
    var cost = 0
    for (index, net) in graph.nets.enumerated() {
      let first = graph.vertices[net.source].layer
      for end in net.ends {
        let last = graph.vertices[end.vertex].layer
        for layer in first..<max(first, last) {
          guard let row = row(of: index, in: layer) else { continue }
          let target = layer + 1 == last ? wantedRow(at: end) : self.row(of: index, in: layer + 1) ?? row
          cost += abs(row - target) + (row == target ? 0 : layer + 1 == last ? 2 : 6)
        }
      }
    }
    return cost
  }
}
