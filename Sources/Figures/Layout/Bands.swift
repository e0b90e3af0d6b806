/// How a circuit is cut into bands, one below the other.
struct Bands {
  let circuit: WholeCircuit
  private let problem: CircuitLayout.Problem

  /// In circuits of so many gates a wire that would run far is a stub.
  static let stubsFrom = 40
  /// Above so many gates forks are drawn as they come.
  static let mostSearched = 60
  /// Above so many, cuts are made where the widths ask for them.
  static let mostCutsTried = 120
  /// Of more bands than one more than this, each is filled.
  static let mostCuts = 3

  init(_ problem: CircuitLayout.Problem) {
    self.problem = problem
    circuit = WholeCircuit(problem)
  }

  /// The layouts of the bands, from top to bottom.
  func layouts() -> [BandLayout] {
    let isLarge = circuit.gateCount >= Self.stubsFrom
    let columns = Columns(circuit, late: isLarge)
    let rule = isLarge ? stubRule : .none
    let searches = circuit.gateCount <= Self.mostSearched
    let whole = layouts(columns, cuts: [], rule, searches: searches)
    guard let width = problem.width, let first = whole.first, whole.count == 1 else { return whole }
    let gaps = first.gaps(spare: 0)
    if gaps.width <= width { return whole }
    for room in [Room.narrow, .tight] where gaps.width <= width + width / 3 {
      let narrow = layouts(columns, cuts: [], rule, searches: searches, room: room)
      if narrow[0].gaps(spare: 0).width <= width { return narrow }
    }
    return wrapped(Columns(circuit, late: true), gaps, width)
  }

  private var stubRule: StubRule { StubRule(far: 3, endsEarly: circuit.gateCount > Self.mostCutsTried) }

  private func wrapped(_ columns: Columns, _ gaps: Gaps, _ width: Int) -> [BandLayout] {
    guard circuit.gateCount <= Self.mostCutsTried, cuts(columns, gaps, width).count <= Self.mostCuts else {
      return filled(columns, gaps, width)
    }
    var room = width
    for _ in 0..<8 {
      if let found = cheapest(columns, cuts(columns, gaps, room), width, stubRule) { return found }
      room = room * 9 / 10
    }
    return layouts(columns, cuts: cuts(columns, gaps, room), stubRule, searches: false)
  }

  /// Fills one band after the other with as many columns as fit.
  private func filled(_ columns: Columns, _ gaps: Gaps, _ width: Int) -> [BandLayout] {
    var inColumn = Array(repeating: [Int](), count: columns.count)
    for box in problem.boxes.indices where columns.of[box] >= 0 { inColumn[columns.of[box]].append(box) }
    var homes = Array(repeating: Int.max, count: problem.boxes.count)
    var layouts: [BandLayout] = []
    var start = 0
    // How much wider the band before came out than its columns are in one band: by its stubs.
    var more = 0
    while start < columns.count {
      var end = start + 1
      while end < columns.count, gaps.starts[end + 1] - gaps.starts[start] + more <= width { end += 1 }
      while true {
        let gates = inColumn[start..<end].joined().sorted()
        let band = Band(
          circuit, gates: gates, band: layouts.count, columns: columns.of, first: start, homes: homes,
          rule: stubRule)
        let layout = BandLayout(
          band, problem, searches: circuit.gateCount <= Self.mostSearched, room: .usual)
        let found = layout.gaps(spare: 0).width
        guard found > width, end > start + 1 else {
          settle(gates, in: layouts.count, &homes)
          layouts.append(layout)
          more = found - (gaps.starts[end] - gaps.starts[start])
          break
        }
        end = max(start + 1, min(end - 1, start + (end - start) * width / found))
      }
      start = end
    }
    return layouts
  }

  /// Notes that a band reads what its gates read.
  private func settle(_ gates: [Int], in band: Int, _ homes: inout [Int]) {
    for box in gates {
      for use in problem.boxes[box].uses {
        homes[problem.uses[use].value] = min(homes[problem.uses[use].value], band)
      }
    }
  }

  /// Cuts so that bands are about equally wide by the columns of the circuit in one band.
  private func cuts(_ columns: Columns, _ gaps: Gaps, _ room: Int) -> [Int] {
    let count = columns.count
    let first = gaps.starts.count > 1 ? gaps.middles[0] - gaps.columns[0] / 2 : 0
    let total = gaps.width - first
    let each = max(1, room - first)
    let bands = min(count, (total + each - 1) / each)
    var cuts: [Int] = []
    for column in 1..<max(1, min(count, gaps.starts.count)) where cuts.count < bands - 1 {
      if (gaps.starts[column] - first) * bands >= total * (cuts.count + 1) { cuts.append(column) }
    }
    return cuts
  }

  /// Of cuts near the given ones, those with the least stubs, crossings and height that fit.
  private func cheapest(_ columns: Columns, _ cuts: [Int], _ width: Int, _ rule: StubRule) -> [BandLayout]? {
    var tried: [(cost: Int, cuts: [Int])] = []
    for choice in Self.near(cuts, below: columns.count) {
      let layouts = layouts(columns, cuts: choice, rule, searches: false)
      guard layouts.allSatisfy({ $0.gaps(spare: 0).width <= width }) else { continue }
      tried.append((cost(layouts), choice))
    }
    tried.sort { ($0.cost, $0.cuts.description) < ($1.cost, $1.cuts.description) }
    guard circuit.gateCount <= Self.mostSearched else {
      return tried.first.map { layouts(columns, cuts: $0.cuts, rule, searches: false) }
    }
    let found = tried.prefix(3).map { layouts(columns, cuts: $0.cuts, rule, searches: true) }
    return found.min { cost($0) < cost($1) }
  }

  private func cost(_ layouts: [BandLayout]) -> Int {
    layouts.reduce(0) { sum, layout in
      sum + layout.cost + layout.band.isStub.count(where: { $0 }) * problem.spacing.crossing / 2
        + layout.band.frames.count * problem.spacing.crossing
    }
  }

  private static func near(_ cuts: [Int], below count: Int) -> [[Int]] {
    let reach = cuts.count <= 2 ? 3 : cuts.count <= mostCuts ? 1 : 0
    var all: [[Int]] = [[]]
    for cut in cuts {
      all = all.flatMap { begun in
        (cut - reach...cut + reach).filter { $0 > (begun.last ?? 0) && $0 < count }.map { begun + [$0] }
      }
    }
    return all
  }

  private func layouts(
    _ columns: Columns, cuts: [Int], _ rule: StubRule, searches: Bool, room: Room = .usual
  ) -> [BandLayout] {
    var bandOfColumn = Array(repeating: 0, count: columns.count)
    for cut in cuts { bandOfColumn[cut] = 1 }
    for column in 1..<max(1, columns.count) { bandOfColumn[column] += bandOfColumn[column - 1] }
    var gates = Array(repeating: [Int](), count: cuts.count + 1)
    var homes = Array(repeating: Int.max, count: problem.boxes.count)
    for box in problem.boxes.indices where columns.of[box] >= 0 {
      let band = bandOfColumn[columns.of[box]]
      gates[band].append(box)
      settle([box], in: band, &homes)
    }
    let firsts = [0] + cuts
    return gates.indices.map { index in
      let band = Band(
        circuit, gates: gates[index], band: index, columns: columns.of, first: firsts[index], homes: homes,
        rule: rule)
      return BandLayout(band, problem, searches: searches, room: room)
    }
  }
}
