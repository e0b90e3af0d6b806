import TraceModel

extension CircuitParts {
  /// What equal parts have in common.
  private struct RunKey: Hashable {
    var parent: Int
    var name: String
    /// The run of a loop, or −1.
    var loop: Int
    var line: Int
    /// How many gates a call shows; 0 for a loop, whose first turn may have fewer than the others.
    var gates: Int
  }

  /// Of fewer equal parts all are shown.
  private static let leastParts = 4

  /// Hides all but the first and the last of many equal calls and turns, outer ones first.
  mutating func foldRuns(isTooLarge: Bool, open: Set<String>) {
    guard let deepest = depths.max() else { return }
    let sizes = gatesInGroups()
    var isHidden = Array(repeating: false, count: trace.groups.count)
    var levels = Array(repeating: [Int](), count: deepest + 1)
    for group in trace.groups.indices where sizes[group] > 0 { levels[depths[group]].append(group) }
    for level in levels {
      for group in level {
        if let parent = trace.groups[group].parent, isHidden[parent] { isHidden[group] = true }
      }
      for run in runs(of: level, sizes, isHidden) where !open.contains(trace.groups[run[0]].name) {
        for group in fold(run, isTooLarge: isTooLarge) { isHidden[group] = true }
      }
    }
  }

  private func gatesInGroups() -> [Int] {
    var sizes = Array(repeating: 0, count: trace.groups.count)
    for node in nodes where part(of: node).last == node && part(of: node).gates > 0 {
      if part(of: node).group >= 0 { sizes[part(of: node).group] += 1 }
    }
    // A group stands behind the one around it.
    for group in trace.groups.indices.reversed() {
      if let parent = trace.groups[group].parent { sizes[parent] += sizes[group] }
    }
    return sizes
  }

  private func runs(of groups: [Int], _ sizes: [Int], _ isHidden: [Bool]) -> [[Int]] {
    var known: [RunKey: Int] = [:]
    var runs: [[Int]] = []
    for index in groups where !isHidden[index] {
      let group = trace.groups[index]
      let key = RunKey(
        parent: group.parent ?? -1, name: group.name, loop: group.turn?.loop ?? -1,
        line: group.place.start.line, gates: group.kind == .loop ? 0 : sizes[index])
      if let run = known[key] {
        runs[run].append(index)
      } else {
        known[key] = runs.count
        runs.append([index])
      }
    }
    return runs
  }

  /// Folds a run and gives the groups that are hidden now.
  private mutating func fold(_ run: [Int], isTooLarge: Bool) -> ArraySlice<Int> {
    guard run.count >= Self.leastParts else { return [] }
    let carries = reads(run[1], run[0]) || reads(run[2], run[1])
    // Turns that carry a value stand beside each other: only a circuit that is too large is made shorter.
    guard carries ? isTooLarge && run.count > Self.leastParts : isTooLarge || run.count > Circuit.mostEqual
    else { return [] }
    let hidden = run[(carries ? 2 : 1)..<run.count - 1]
    let parts = hidden.flatMap { group in inside(group) }
    guard let first = parts.first, canJoin(parts, from: first) else { return [] }
    let group = trace.groups[run[0]]
    let members = parts + feeders(of: parts, group: group.parent ?? -1)
    let gates = members.reduce(0) { $0 + (part(of: $1).last == $1 ? part(of: $1).gates : 0) }
    join(members.sorted(), kind: .fold(folds.count), group: group.parent ?? -1)
    folds.append(
      Circuit.Fold(
        parts: .groups(run, isLoop: group.kind == .loop), name: group.name,
        hidden: hidden.startIndex + 1...hidden.endIndex,
        count: run.count,
        gates: gates, carries: carries))
    if group.kind == .loop { for index in run where !hidden.contains(index) { framed[index] = true } }
    return hidden
  }

  /// The gates that were made wholly in a group.
  func inside(_ group: Int) -> [Int] {
    trace.groups[group].nodes.filter { node in
      node < partOf.count && isGate(node) && isInside(part(of: node), group)
    }
  }

  /// The gates beside the parts of a run that only these read.
  private func feeders(of members: [Int], group: Int) -> [Int] {
    var hidden = Set(members)
    var unread: [Int: Int] = [:]
    var found: [Int] = []
    var open = members
    while let node = open.popLast() {
      for input in inputs(of: node) where !hidden.contains(input) {
        unread[input, default: readCounts[input]] -= 1
        let place = part(of: input)
        if unread[input] == 0, place.kind == .gate, place.group == group, !outputs.contains(input) {
          hidden.insert(input)
          found.append(input)
          open.append(input)
        }
      }
    }
    return found
  }

  private func reads(_ later: Int, _ earlier: Int) -> Bool {
    let made = Set(inside(earlier))
    return inside(later).contains { node in inputs(of: node).contains { made.contains($0) } }
  }

  /// Whether everything that nodes read stands before the last of them, and everything that reads them behind.
  private func canJoin(_ members: [Int], from first: Int) -> Bool {
    guard let last = members.last else { return false }
    let hidden = Set(members)
    for node in members {
      for input in inputs(of: node) where !hidden.contains(input) && part(of: input).last > last {
        return false
      }
    }
    for node in first..<last where partOf[node] >= 0 && !hidden.contains(node) && part(of: node).last < last {
      for input in inputs(of: node) where hidden.contains(input) { return false }
    }
    return true
  }

  /// Hides all but the first and the last of more inputs of a sum than given, where nothing else reads them.
  mutating func foldInputs(of most: Int) {
    var terms: [Int: [Int]] = [:]
    for node in nodes where part(of: node).kind == .sum {
      for input in inputs(of: node) where partOf[input] != partOf[node] {
        terms[partOf[node], default: []].append(input)
      }
    }
    for index in terms.keys.sorted() {
      let terms = terms[index] ?? []
      guard terms.count > most,
        terms.allSatisfy({ part(of: $0).kind == .input && readCounts[$0] == 1 })
      else { continue }
      let hidden = terms[1..<terms.count - 1].sorted()
      join(hidden, kind: .fold(folds.count), group: -1)
      folds.append(
        Circuit.Fold(
          parts: .inputs, name: "", hidden: 2...terms.count - 1, count: terms.count, gates: 0, carries: false)
      )
    }
  }

  /// Makes groups one box each, those inside others first, until few enough gates are in view.
  mutating func closeGroups(until most: Int, open: Set<String>) {
    guard let deepest = depths.max() else { return }
    var levels = Array(repeating: [Int](), count: deepest + 1)
    for group in trace.groups.indices where framed[group] && !open.contains(trace.groups[group].name) {
      levels[depths[group]].append(group)
    }
    var gates = gateCount
    for level in levels.reversed() where gates > most {
      for group in level {
        let members = inside(group)
        let count = Set(members.map { partOf[$0] }).count
        guard count > 1 else { continue }
        close(group, members)
        gates -= count - 1
      }
    }
  }

  /// Makes the outermost calls of functions one box each.
  mutating func closeGroups(named names: Set<String>) {
    if names.isEmpty { return }
    var isInside = Array(repeating: false, count: trace.groups.count)
    for (index, group) in trace.groups.enumerated() {
      let isNamed = group.kind != .loop && names.contains(group.name)
      if let parent = group.parent, isInside[parent] {
        isInside[index] = true
        framed[index] = false
      } else if isNamed {
        isInside[index] = true
        close(index, inside(index))
      }
    }
  }

  private mutating func close(_ group: Int, _ members: [Int]) {
    join(members, kind: .closed(group: group), group: trace.groups[group].parent ?? -1)
    framed[group] = false
  }
}
