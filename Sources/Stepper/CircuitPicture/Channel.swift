/// The room between two layers, in which wires change rows: each that does gets a column for its upright line.
///
/// No two wires share a stretch. Where one comes from the left in the row in which another goes on to the right, the
/// first has the column further left; where that can't be for all of them, one takes two columns and a free row.
struct Channel: Sendable {
  /// A wire between the layers.
  struct Crossing: Sendable {
    var net: Int
    /// The row in which it comes from the left.
    var left: Int
    /// The rows in which it goes on to the right.
    var rights: [Int]
  }

  /// The way of a wire that changes rows.
  struct Way: Sendable {
    var column: Int
    /// The row and the column of a second upright line.
    var detour: (row: Int, column: Int)?
  }

  private(set) var ways: [Int: Way] = [:]
  private(set) var columns = 0

  /// An upright line.
  private struct Trunk {
    var net: Int
    var left: Int?
    var rights: [Int]
    var rows: ClosedRange<Int>
    var isDetour = false
  }

  init(_ crossings: [Crossing]) {
    var trunks = crossings.compactMap { crossing in
      crossing.rights == [crossing.left] ? nil : Self.trunk(crossing.net, crossing.left, crossing.rights)
    }
    var taken = Set(crossings.flatMap { [$0.left] + $0.rights })
    var placed: [(trunk: Trunk, column: Int)] = []
    while !trunks.isEmpty {
      let index = Self.next(among: trunks) ?? Self.split(&trunks, &taken)
      let trunk = trunks.remove(at: index)
      let column =
        placed.filter { Self.mustPrecede($0.trunk, trunk) || $0.trunk.rows.overlaps(trunk.rows) }
        .map { $0.column + 1 }.max() ?? 0
      placed.append((trunk, column))
      columns = max(columns, column + 1)
      add(trunk, at: column)
    }
  }

  private static func trunk(_ net: Int, _ left: Int, _ rights: [Int]) -> Trunk? {
    guard let low = rights.min(), let high = rights.max() else { return nil }
    return Trunk(net: net, left: left, rights: rights, rows: min(left, low)...max(left, high))
  }

  private mutating func add(_ trunk: Trunk, at column: Int) {
    if trunk.isDetour, let row = trunk.left {
      ways[trunk.net]?.detour = (row, column)
    } else {
      ways[trunk.net] = Way(column: column)
    }
  }

  private static func mustPrecede(_ one: Trunk, _ other: Trunk) -> Bool {
    guard let left = one.left else { return false }
    return (one.net != other.net || other.isDetour) && other.rights.contains(left)
      || (one.net == other.net && other.isDetour && !one.isDetour)
  }

  /// The trunk that may stand left of all others and causes the fewest crossings there.
  private static func next(among trunks: [Trunk]) -> Int? {
    let free = trunks.indices.filter { index in
      !trunks.indices.contains { $0 != index && mustPrecede(trunks[$0], trunks[index]) }
    }
    return free.map { index in
      let cost = trunks.indices.filter { $0 != index }.reduce(0) { cost, other in
        cost + crossings(trunks[index], trunks[other]) - crossings(trunks[other], trunks[index])
      }
      return (cost: cost, index: index)
    }.min { ($0.cost, $0.index) < ($1.cost, $1.index) }?.index
  }

  /// How often two trunks cross when the first stands left of the second.
  private static func crossings(_ one: Trunk, _ other: Trunk) -> Int {
    let coming = other.left.map { one.rows.contains($0) ? 1 : 0 } ?? 0
    return coming + one.rights.count { other.rows.contains($0) }
  }

  /// Breaks a circle of trunks each of which must stand left of the next: the first part of one goes to a free row, the
  /// second from there. Gives the first part.
  private static func split(_ trunks: inout [Trunk], _ taken: inout Set<Int>) -> Int {
    let trunk = trunks.removeFirst()
    let start = trunk.left ?? trunk.rows.lowerBound
    var row = start
    var reach = 1
    while taken.contains(row) {
      row = taken.contains(start + reach) ? start - reach : start + reach
      reach += 1
    }
    taken.insert(row)
    if let rest = Self.trunk(trunk.net, row, trunk.rights) {
      var rest = rest
      rest.isDetour = true
      trunks.append(rest)
    }
    trunks.append(Trunk(net: trunk.net, left: start, rights: [row], rows: min(start, row)...max(start, row)))
    return trunks.count - 1
  }
}
