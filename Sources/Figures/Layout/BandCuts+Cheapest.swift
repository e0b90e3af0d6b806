extension BandCuts {
  /// What cuts cost beside what is in the bands, in crossings.
  private enum Cost {
    static let frame = 15
    static let band = 2
    /// For the room of a band that nothing is in.
    static let emptyBand = 6
    /// For less room around numbers.
    static let narrow = 1
    static let stub = 0.5
    /// For a column that is wider than the medium.
    static let overflow = 1000
    /// What a circuit must be cheaper that is made smaller as a whole.
    static let shrinking = 4
  }

  /// Columns as a band.
  private struct Part {
    var columns: Range<Int>
    var room: Room
    var width: Int
    var cost: Int
  }

  /// The bands that cost least in all: for crossings, heights and stubs, for frames that are cut, for bands, and for
  /// room that is left in them.
  func cheapest(searches: Bool) -> [BandLayout] {
    let parts = (0..<columns.count).flatMap { start in
      (start + 1...columns.count).map { start..<$0 }.filter(isPossible).flatMap { self.parts($0) }
    }
    var (width, best) = (self.width, chain(of: parts, width: self.width))
    let wide = chain(of: parts, width: most)
    if wide.cost + Cost.shrinking * unit < best.cost { (width, best) = (most, wide) }
    return best.parts.map { part in
      if searches {
        let found = layout(part.columns, searches: true, room: part.room)
        if found.gaps(spare: 0).width <= width { return found }
      }
      return layout(part.columns, room: part.room)
    }
  }

  /// The cheapest of the ways to put parts one behind the other.
  private func chain(of parts: [Part], width: Int) -> (parts: [Part], cost: Int) {
    var last = Array(repeating: -1, count: columns.count + 1)
    var costs = [0] + Array(repeating: Int.max, count: columns.count)
    for (index, part) in parts.enumerated() {
      let (start, end) = (part.columns.lowerBound, part.columns.upperBound)
      guard costs[start] < Int.max, part.width <= width || part.columns.count == 1 else { continue }
      let cost = costs[start] + part.cost + self.cost(ofWidth: part.width, in: width)
      if cost < costs[end] { (costs[end], last[end]) = (cost, index) }
    }
    var chain: [Part] = []
    var end = columns.count
    while end > 0 {
      chain.append(parts[last[end]])
      end = parts[last[end]].columns.lowerBound
    }
    return (chain.reversed(), costs[columns.count])
  }

  private func cost(ofWidth found: Int, in width: Int) -> Int {
    guard found <= width else { return Cost.overflow * unit }
    return Cost.emptyBand * unit * (width - found) / width * (width - found) / width
  }

  /// Whether columns are about as wide as a band, as far as their widths in one band tell.
  private func isPossible(_ range: Range<Int>) -> Bool {
    let about = starts[range.upperBound] - starts[range.lowerBound]
    if range.count == 1 { return true }
    if about > most * 3 / 2 { return false }
    return range.upperBound == columns.count
      || about >= (framesCut[range.upperBound] == 0 ? width / 4 : width / 2)
  }

  /// Columns as a band with the usual room and, where that is too little and would cut no frame, with less around numbers.
  private func parts(_ range: Range<Int>) -> [Part] {
    var parts: [Part] = []
    for room in [Room.usual, .narrow, .tight] {
      let layout = layout(range, room: room)
      let found = layout.gaps(spare: 0).width
      let cost =
        layout.cost + (framesCut[range.upperBound] * Cost.frame + Cost.band) * unit
        + Int(Cost.stub * Double(layout.band.isStub.count { $0 } * unit))
        + (room == .usual ? 0 : Cost.narrow * unit)
      parts.append(Part(columns: range, room: room, width: found, cost: cost))
      if found <= width || found > width * 4 / 3 || framesCut[range.upperBound] > 0 { break }
    }
    return parts
  }
}
