/// How a circuit is cut into bands, one below the other.
struct Bands {
  let circuit: WholeCircuit
  private let problem: CircuitLayout.Problem

  /// In circuits of so many gates a wire that would run far is a stub.
  static let stubsFrom = 40
  /// Above so many gates forks are drawn as they come.
  static let mostSearched = 60
  /// Above so many, bands are filled one after the other.
  static let mostCutsTried = 120

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
    guard let width = problem.width else { return [layout(columns, rule, searches: searches)] }
    let gaps = layout(columns, rule, searches: false).gaps(spare: 0)
    // A picture that is a little too wide is made smaller rather than cut.
    for most in [width, width * (100 + problem.spacing.excess) / 100] {
      for room in [Room.usual, .narrow, .tight] where gaps.width <= width + width / 3 {
        let whole = layout(columns, rule, searches: searches, room: room)
        if whole.gaps(spare: 0).width <= most { return [whole] }
      }
    }
    let cuts = BandCuts(circuit, Columns(circuit, late: true), gaps, rule: stubRule, width: width)
    return circuit.gateCount <= Self.mostCutsTried ? cuts.cheapest(searches: searches) : cuts.filled()
  }

  private var stubRule: StubRule { StubRule(far: 3, endsEarly: circuit.gateCount > Self.mostCutsTried) }

  private func layout(
    _ columns: Columns, _ rule: StubRule, searches: Bool, room: Room = .usual
  ) -> BandLayout {
    let gates = problem.boxes.indices.filter { columns.of[$0] >= 0 }
    return BandLayout(
      Band(circuit, gates: gates, columns: columns, first: 0, rule: rule), problem, searches: searches,
      room: room)
  }
}
