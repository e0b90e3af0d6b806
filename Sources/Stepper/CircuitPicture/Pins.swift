/// Where the wires that a gate reads come to it.
struct Pins: Sendable {
  enum Side: Sendable { case left, top, bottom }
  struct Pin: Sendable {
    var row: Int
    var side: Side
  }

  /// The pins of each vertex, in the order of its inputs.
  private(set) var pins: [[Pin]]

  /// - Parameter sources: The rows in which the inputs of each vertex leave the layer before.
  init(_ graph: PictureGraph, rows: [Int], sources: [[Int]]) {
    pins = Array(repeating: [], count: graph.vertices.count)
    for layer in graph.layers {
      var free = Int.min
      for (place, vertex) in layer.enumerated() {
        let next = place + 1 < layer.count ? layer[place + 1] : nil
        let end = next.map { rows[$0] - graph.vertices[$0].shape.above } ?? Int.max
        let found = Self.pins(
          of: graph.vertices[vertex], row: rows[vertex], sources[vertex], between: free, end)
        pins[vertex] = found
        let lowest = found.map(\.row).max() ?? Int.min
        free = max(lowest, rows[vertex] + graph.vertices[vertex].shape.below) + 1
      }
    }
  }

  /// The pins of a gate in one row: the wires come from the left, and from above and below in their own rows where
  /// there is room, so that they have no bends but the one into the gate.
  private static func pins(
    of vertex: PictureGraph.Vertex, row: Int, _ sources: [Int], between free: Int, _ end: Int
  ) -> [Pin] {
    if let box = vertex.shape.box { return box.inputs.map { Pin(row: row + $0, side: .left) } }
    let left = Pin(row: row, side: .left)
    func top(_ source: Int) -> Pin { Pin(row: min(row - 1, max(source, free)), side: .top) }
    func bottom(_ source: Int) -> Pin { Pin(row: max(row + 1, min(source, end - 1)), side: .bottom) }
    switch sources.count {
    case 0: return []
    case 1: return [left]
    case 2 where sources[0] == row: return [left, bottom(sources[1])]
    case 2 where sources[1] == row: return [top(sources[0]), left]
    case 2: return [top(sources[0]), bottom(sources[1])]
    default: return [top(sources[0]), left, bottom(sources[2])]
    }
  }
}
