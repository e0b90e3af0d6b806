import TraceModel

/// Which way a circuit runs.
public enum CircuitDirection: String, CaseIterable, Sendable {
  case right = "LR"
  case down = "TB"
}

/// The places of a circuit on a page.
struct CircuitPlaces {
  let direction: CircuitDirection
  let rooms: CircuitRooms
  let placement: CircuitLayout.Placement

  /// From so many gates on a circuit has stubs, whose flags lie.
  private static let mostTurned = 39
  /// By so much a circuit that runs downwards may be higher than in rows: wires that are drawn through are easier to
  /// follow.
  private static let mostHigher = (5, 4)

  init(
    _ circuit: Circuit, _ words: CircuitWords, _ texts: CircuitTexts, _ direction: CircuitDirection?,
    width: Double?
  ) {
    let measure = PageMeasure()
    func places(_ isTurned: Bool) -> (CircuitRooms, CircuitLayout.Placement) {
      let rooms = CircuitRooms(circuit, words, texts, measure, isTurned: isTurned)
      let problem = CircuitLayout.Problem(
        circuit, words, rooms, states: texts.states, width: width.map { Int($0 * PageMeasure.unit) })
      return (rooms, isTurned ? CircuitLayout.placeTurned(problem) : CircuitLayout.place(problem))
    }
    let isRead = circuit.isRead
    let mayTurn =
      circuit.gateCount <= Self.mostTurned
      && !circuit.boxes.indices.contains {
        circuit.boxes[$0].kind == .outside || circuit.boxes[$0].isReadOutside && isRead[$0]
      }
    if direction == .down, mayTurn {
      self.direction = .down
      (rooms, placement) = places(true)
      return
    }
    let level = places(false)
    if direction == nil, mayTurn, level.1.bands.count > 1, let width {
      let turned = places(true)
      if Double(turned.1.size.width) <= width * PageMeasure.unit,
        turned.1.size.height <= level.1.size.height * Self.mostHigher.0 / Self.mostHigher.1
      {
        self.direction = .down
        (rooms, placement) = turned
        return
      }
    }
    self.direction = .right
    (rooms, placement) = level
  }
}
