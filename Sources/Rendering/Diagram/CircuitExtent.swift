import DOT
import Numbers
import TraceModel

/// How much of a circuit there is to lay out, told from its wires before anything is laid out.
///
/// On its way to a gate a line takes a place in every rank that it passes, and the search of `dot` grows with these: a
/// wire that 80 gates read, each further on than the one before, takes thousands. Linear in the size of the circuit.
struct CircuitExtent: Equatable {
  /// Up to here `dot` searches for the best places as long as it likes.
  static let mostSearched = 1000
  /// Beyond this nothing is laid out; what comes before the search takes too long already.
  static let mostPlaces = 10_000
  /// A search takes so many steps at most, counted by the places that each may look at.
  private static let work = 4_000_000.0

  /// The gates, wires, forks and names.
  private(set) var nodes = 0
  /// These, and the lines where they pass a rank.
  private(set) var places = 0
  /// From one end of the circuit to the other.
  private(set) var ranks = 0
  /// The gates in the rank that has most.
  private(set) var widest = 0

  init(of circuit: Circuit) {
    let gateRanks = Self.gateRanks(of: circuit)
    nodes = circuit.gates.count
    for wire in circuit.wires {
      let branches = circuit.branches(of: wire)
      let readers = branches.map { gateRanks[circuit.branches[$0].gate] }
      let isInput = circuit.gate(of: wire) == nil
      let fork = branches.count > 1 ? 1 : 0
      // An input stands right before the first gate that reads it.
      let end = circuit.gate(of: wire).map { gateRanks[$0] + 1 + fork } ?? (readers.min() ?? 1) - 1
      nodes += 1 + fork + (isInput || branches.isEmpty ? 1 : 0)
      places += readers.reduce(0) { $0 + max(0, $1 - end - 1) }
    }
    places += nodes
    ranks = (gateRanks.max() ?? 0) + 2
    var counts = [Int](repeating: 0, count: ranks)
    for rank in gateRanks { counts[rank] += 1 }
    widest = counts.max() ?? 0
  }

  /// The ranks of the gates: each comes behind all that it reads.
  private static func gateRanks(of circuit: Circuit) -> [Int] {
    var ranks: [Int] = []
    for gate in circuit.gates {
      let ends = gate.branches.map { index in
        let wire = circuit.branches[index].wire
        let start = circuit.gate(of: wire).flatMap { $0 < ranks.count ? ranks[$0] + 1 : nil } ?? 1
        return start + (circuit.branches(of: wire).count > 1 ? 1 : 0)
      }
      ranks.append((ends.max() ?? 1) + 1)
    }
    return ranks
  }

  /// Whether the circuit is laid out at all.
  var canBeDrawn: Bool { places <= Self.mostPlaces }
  /// Whether `dot` may search as long as it likes.
  var isSmall: Bool { places <= Self.mostSearched }

  /// What keeps the search of `dot` short: so many of its steps, for each node, when it gives nodes their ranks and
  /// when it places them in these; and fewer rounds against crossings.
  var limits: Attributes {
    if isSmall { return [:] }
    let share = Self.work / (2 * Double(places) * Double(nodes))
    let rounded = max(0.01, share.nearly(decimals: 2))
    return ["nslimit": .number(rounded), "nslimit1": .number(rounded), "mclimit": 0.5]
  }

  /// Which way a circuit runs that is too large to be laid out both ways to find out: that in which it is less wide.
  var direction: Diagram.Direction {
    Self.rankLength * ranks > Self.gateWidth * widest ? .topToBottom : .leftToRight
  }

  /// About how far apart ranks are where the circuit runs to the right, and gates where it runs down, in points.
  private static let (rankLength, gateWidth) = (44, 90)
}
