/// How much room a circuit may take.
enum Room {
  case usual
  /// Inputs stand below and above the whole of the column before them.
  case narrow
  /// And there is less room around numbers.
  case tight
}

/// A band with its rows and lines.
struct BandLayout {
  let band: Band
  let measures: Measures
  let rows: Packing
  let tracks: Tracks
  let cost: Int
  private let reach: Int
  /// The sizes of the titles of the frames in the band.
  let titles: [CircuitLayout.Size]

  private init(_ band: Band, _ measures: Measures, titles: [CircuitLayout.Size], tree: [Int], reach: Int) {
    (self.band, self.measures, self.titles, self.reach) = (band, measures, titles, reach)
    rows = Packing(band, measures, titles: titles.map(\.height), tree: tree, reach: reach)
    tracks = Tracks(band, rows, clearance: 2 * measures.spacing.wire)
    cost = Self.cost(band, measures.spacing, rows, tracks)
  }

  /// The cheapest of the layouts that are tried: for each fork, its row ends at one reader or another.
  init(_ band: Band, _ problem: CircuitLayout.Problem, searches: Bool, room: Room) {
    let measures = Measures(band, problem, room == .tight ? problem.spacing.tight : problem.spacing)
    let reach = room == .usual ? problem.spacing.reach : 2
    let titles = band.frames.map { problem.frames[$0.whole].title }
    var tree = band.boxes.indices.map { node in
      let all = band.candidates(of: node)
      return all.isEmpty ? -1 : all[all.startIndex + (all.count - 1) / 2]
    }
    var best = BandLayout(band, measures, titles: titles, tree: tree, reach: reach)
    let forks = searches ? band.boxes.indices.filter { (2...8).contains(band.candidates(of: $0).count) } : []
    for _ in 0..<2 {
      let before = best.cost
      for node in forks {
        for operand in band.candidates(of: node) where operand != best.rows.tree[node] {
          tree = best.rows.tree
          tree[node] = operand
          let other = BandLayout(band, measures, titles: titles, tree: tree, reach: reach)
          if other.cost < best.cost { best = other }
        }
      }
      if best.cost == before { break }
    }
    self = best
  }

  private static func cost(
    _ band: Band, _ spacing: CircuitLayout.Spacing, _ rows: Packing, _ tracks: Tracks
  ) -> Int {
    var sides = 0
    for gate in 0..<band.gateCount {
      for operand in band.operands(of: gate) { sides += abs(rows.operandRows[operand] - rows.gateRows[gate]) }
    }
    // Inputs that fork stand in the program's order where that costs little.
    let inputs = band.boxes.indices.filter { !band.isGate($0) && band.forks($0) }
    var inversions = 0
    if inputs.count <= 60 {
      for (index, upper) in inputs.enumerated() {
        for lower in inputs[(index + 1)...] where rows.row(of: upper) > rows.row(of: lower) {
          inversions += 1
        }
      }
    }
    return spacing.crossing * tracks.crossings + rows.height + (tracks.length + sides) / 4
      + spacing.inversion * inversions
  }

  func gaps(spare: Int) -> Gaps {
    Gaps(band, measures, tracks, titles: titles.map(\.width), spare: spare, reach: reach)
  }
}
