import TraceModel

extension Circuit {
  /// So many depths of calls are tried, those next to the outermost.
  private static let mostDepths = 8

  /// The circuit of a pass as it is drawn: where it is too large to be laid out, functions are drawn as one gate a call,
  /// those called innermost first, until it is not. Nothing is folded where that does not help.
  ///
  /// - Parameter collapsed: The names of the groups that are one gate at any rate.
  init(drawing trace: Trace, pass: Pass, collapsing collapsed: Set<String> = []) {
    self.init(trace, pass: pass, collapsing: collapsed)
    guard !CircuitExtent(of: self).canBeDrawn else { return }
    for names in Self.innermostFirst(trace.calls).suffix(Self.mostDepths) {
      var smaller = Circuit(trace, pass: pass, collapsing: collapsed.union(names))
      // A circuit of one gate shows nothing.
      guard smaller.gates.count > 1, CircuitExtent(of: smaller).canBeDrawn else { continue }
      let groups = Set(smaller.gates.compactMap(\.group).map { trace.calls[$0].name })
      smaller.folded = Self.names(of: trace.calls).filter { groups.contains($0) && !collapsed.contains($0) }
      self = smaller
      return
    }
  }

  /// The names of the groups, each once, in the order in which they are first called.
  private static func names(of groups: [Group]) -> [String] {
    var seen: Set<String> = []
    return groups.map(\.name).filter { seen.insert($0).inserted }
  }

  /// Sets of names, each of which has those before: of the groups that are called deepest, then of these and those one
  /// call above, and so on.
  private static func innermostFirst(_ groups: [Group]) -> [Set<String>] {
    var depths: [Int] = []
    var deepest: [String: Int] = [:]
    for group in groups {
      depths.append(group.parent.map { depths[$0] + 1 } ?? 0)
      deepest[group.name] = max(deepest[group.name] ?? 0, depths[depths.count - 1])
    }
    return Set(deepest.values).sorted(by: >).map { depth in
      Set(deepest.filter { $0.value >= depth }.keys)
    }
  }
}
