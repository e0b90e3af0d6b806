/// The vertical lines of a band: for each gap, which wires turn in it, in which order, and what they cross.
struct Tracks {
  /// A horizontal stretch in a gap, between tracks; a track is the place of a line that it ends at.
  private struct Stretch {
    var row: Int
    var node: Int
    var from: Int
    var to: Int
  }

  /// For each gap the nodes with a vertical line in it, in the order of their tracks.
  private(set) var lines: [[Int]]
  /// For each node the track of its line, or −1.
  private(set) var tracks: [Int]
  /// For each gap how many tracks it has.
  private(set) var counts: [Int]
  /// For each node where its line begins and ends.
  private(set) var tops: [Int]
  private(set) var bottoms: [Int]
  private(set) var crossings = 0
  /// How long all lines are together.
  private(set) var length = 0

  private let band: Band
  private let rows: Packing
  private let clearance: Int
  private var stretches: [[Stretch]]

  /// Orders of so many lines are all tried.
  private static let mostPermuted = 5

  init(_ band: Band, _ rows: Packing, clearance: Int) {
    (self.band, self.rows, self.clearance) = (band, rows, clearance)
    lines = Array(repeating: [], count: band.columnCount + 1)
    counts = Array(repeating: 0, count: band.columnCount + 1)
    tracks = Array(repeating: -1, count: band.boxes.count)
    tops = Array(repeating: 0, count: band.boxes.count)
    bottoms = Array(repeating: 0, count: band.boxes.count)
    stretches = Array(repeating: [], count: band.columnCount + 1)
    findLines()
    for gap in lines.indices where !lines[gap].isEmpty { order(gap) }
    addStretches()
    for gap in lines.indices where !lines[gap].isEmpty {
      stretches[gap].sort { ($0.row, $0.node) < ($1.row, $1.node) }
      for node in lines[gap] {
        forEachCrossing(of: node) { _ in crossings += 1 }
      }
    }
  }

  private mutating func findLines() {
    for node in band.boxes.indices where !band.isSingleLeaf(node) && band.outCount(node) > 0 {
      let row = rows.row(of: node)
      var (top, bottom) = (row, row)
      for operand in band.outs(of: node) {
        top = min(top, rows.operandRows[operand])
        bottom = max(bottom, rows.operandRows[operand])
      }
      (tops[node], bottoms[node]) = (top, bottom)
      if top < bottom {
        lines[band.gaps[node]].append(node)
        length += bottom - top
      }
    }
  }

  // MARK: - The order of lines

  private mutating func order(_ gap: Int) {
    var nodes = lines[gap]
    if nodes.count > 64 {
      nodes.sort { (tops[$0], $0) < (tops[$1], $1) }
      fit(nodes)
    } else {
      nodes.sort { (rows.row(of: $0), $0) < (rows.row(of: $1), $1) }
      if nodes.count > 1 { nodes = best(nodes) }
      keepOrder(nodes)
    }
    counts[gap] = (nodes.map { tracks[$0] }.max() ?? -1) + 1
    lines[gap] = nodes
  }

  /// Gives each line the first track that is free where it begins.
  private mutating func fit(_ nodes: [Int]) {
    var lowest: [Int] = []
    for node in nodes {
      if let track = lowest.firstIndex(where: { $0 + clearance < tops[node] }) {
        lowest[track] = bottoms[node]
        tracks[node] = track
      } else {
        tracks[node] = lowest.count
        lowest.append(bottoms[node])
      }
    }
  }

  /// Lets lines that do not stand beside each other share a track.
  private mutating func keepOrder(_ nodes: [Int]) {
    for (index, node) in nodes.enumerated() {
      var track = 0
      for other in nodes[..<index]
      where tops[other] <= bottoms[node] + clearance && tops[node] <= bottoms[other] + clearance {
        track = max(track, tracks[other] + 1)
      }
      tracks[node] = track
    }
  }

  /// How many crossings two lines have if the first is left of the second.
  private func cost(_ left: Int, _ right: Int) -> Int {
    var cost = 0
    let trunk = rows.row(of: right)
    if tops[left] < trunk, trunk < bottoms[left] { cost += 1 }
    for operand in band.outs(of: left) {
      let row = rows.operandRows[operand]
      if tops[right] < row, row < bottoms[right] { cost += 1 }
    }
    return cost
  }

  private func best(_ nodes: [Int]) -> [Int] {
    let costs = nodes.map { left in nodes.map { left == $0 ? 0 : cost(left, $0) } }
    var order = Array(nodes.indices)
    if nodes.count <= Self.mostPermuted {
      order = Self.cheapest(of: order, costs)
    } else {
      for _ in nodes.indices {
        var isChanged = false
        for index in 1..<order.count
        where costs[order[index]][order[index - 1]] < costs[order[index - 1]][order[index]] {
          order.swapAt(index - 1, index)
          isChanged = true
        }
        if !isChanged { break }
      }
    }
    return order.map { nodes[$0] }
  }

  /// The cheapest of all orders, by the next permutation in turn.
  private static func cheapest(of first: [Int], _ costs: [[Int]]) -> [Int] {
    var (order, best, least) = (first, first, Int.max)
    while true {
      var cost = 0
      for left in order.indices {
        for right in order.indices[(left + 1)...] { cost += costs[order[left]][order[right]] }
      }
      if cost < least { (best, least) = (order, cost) }
      guard let pivot = order.indices.dropLast().last(where: { order[$0] < order[$0 + 1] }),
        let other = order.lastIndex(where: { $0 > order[pivot] })
      else { return best }
      order.swapAt(pivot, other)
      order[(pivot + 1)...].reverse()
    }
  }

  // MARK: - Crossings

  private mutating func addStretches() {
    for node in band.boxes.indices where !band.isSingleLeaf(node) {
      // What ends at its own flag runs through no line.
      if band.isExit(node), !band.runsToEdge(node) { continue }
      let (gap, track, row) = (band.gaps[node], tracks[node], rows.row(of: node))
      let start = band.isGate(node) ? band.columns[node] + 1 : gap
      for passed in start..<max(start, gap) {
        add(Stretch(row: row, node: node, from: -1, to: .max), in: passed)
      }
      if track >= 0 { add(Stretch(row: row, node: node, from: -1, to: track), in: gap) }
      for operand in band.outs(of: node) {
        let own = rows.operandRows[operand]
        add(Stretch(row: own, node: node, from: track >= 0 ? track : -1, to: .max), in: gap)
        let column = band.columns[band.readers[operand]]
        for passed in gap + 1..<max(gap + 1, column + 1) {
          add(Stretch(row: own, node: node, from: -1, to: .max), in: passed)
        }
      }
      if band.runsToEdge(node) {
        for passed in start...max(start, band.columnCount) {
          add(Stretch(row: row, node: node, from: -1, to: .max), in: passed)
        }
      }
    }
  }

  private mutating func add(_ stretch: Stretch, in gap: Int) {
    guard gap < lines.count, !lines[gap].isEmpty else { return }
    stretches[gap].append(stretch)
  }

  /// Calls with each row at which a node's line crosses another's wire.
  func forEachCrossing(of node: Int, _ body: (Int) -> Void) {
    let all = stretches[band.gaps[node]]
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].row <= tops[node] { low = middle + 1 } else { high = middle }
    }
    while low < all.count, all[low].row < bottoms[node] {
      let stretch = all[low]
      if stretch.node != node, stretch.from < tracks[node], tracks[node] < stretch.to { body(stretch.row) }
      low += 1
    }
  }
}
