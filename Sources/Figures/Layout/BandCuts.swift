/// Where a circuit that is wider than its medium is cut, between columns, into bands.
struct BandCuts {
  let circuit: WholeCircuit
  let columns: Columns
  let rule: StubRule
  let width: Int
  /// How wide a circuit may become that is made smaller as a whole.
  var most: Int { width * (100 + problem.spacing.excess) / 100 }
  /// The gates of each column.
  private let inColumn: [[Int]]
  /// For each cut before a column, how many frames it runs through; an attached box counts for several.
  let framesCut: [Int]
  /// Where the gaps of the circuit in one band begin.
  let starts: [Int]

  var problem: CircuitLayout.Problem { circuit.problem }
  var unit: Int { problem.spacing.crossing }

  /// - Parameter gaps: The widths of the circuit in one band.
  init(_ circuit: WholeCircuit, _ columns: Columns, _ gaps: Gaps, rule: StubRule, width: Int) {
    (self.circuit, self.columns, self.rule, self.width) = (circuit, columns, rule, width)
    var inColumn = Array(repeating: [Int](), count: columns.count)
    for box in columns.of.indices where columns.of[box] >= 0 { inColumn[columns.of[box]].append(box) }
    self.inColumn = inColumn
    // Gates that are moved to their readers may stand in more columns than those of the one band.
    let missing = max(0, columns.count + 1 - gaps.starts.count)
    starts = gaps.starts + Array(repeating: gaps.width, count: missing)
    framesCut = Self.framesCut(circuit, columns)
  }

  /// As how many frames a box counts that is attached to another.
  private static let attachment = 5

  /// A frame is cut before each of its columns but the first.
  private static func framesCut(_ circuit: WholeCircuit, _ columns: Columns) -> [Int] {
    var changes = Array(repeating: 0, count: columns.count + 1)
    for frame in circuit.frames.ranges {
      let all = frame.lazy.map { columns.of[$0] }.filter { $0 >= 0 }
      guard let first = all.min(), let last = all.max() else { continue }
      changes[first] += 1
      changes[last] -= 1
    }
    for box in columns.of.indices where circuit.problem.boxes[box].isAttached && columns.of[box] > 0 {
      changes[columns.of[box] - 1] += attachment
      changes[columns.of[box]] -= attachment
    }
    var open = 0
    return changes.map { change in
      defer { open += change }
      return open
    }
  }

  func layout(_ columns: Range<Int>, searches: Bool = false, room: Room = .usual) -> BandLayout {
    let band = Band(
      circuit, gates: inColumn[columns].joined().sorted(), columns: self.columns, first: columns.lowerBound,
      rule: rule)
    return BandLayout(band, problem, searches: searches, room: room)
  }
}
