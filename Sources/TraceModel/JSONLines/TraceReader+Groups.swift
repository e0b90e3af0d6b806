extension TraceReader {
  mutating func readGroup() throws(Reason) {
    try checkRoom(.groups, builder.trace.groups.count)
    let id = builder.trace.groups.count
    let found = try object.whole(.id)
    guard found == id else { throw .unexpectedNumber(key: Key.id.word, expected: id, found: found) }
    var parent: Int?
    if let slot = object.optional(.parent) {
      let group = try object.whole(slot, of: .parent)
      guard (0..<id).contains(group) else { throw .unknownGroup(group) }
      parent = group
    }
    let kind = try groupKind()
    let group = Group(
      kind: kind, name: try object.text(.name), parent: parent,
      nodes: try object.range(object.slot(.nodes), of: .nodes, limit: nodesPromised), place: try place(),
      turn: kind == .loop ? try turn() : nil)
    try nesting.add(group, atLine: line, to: builder.trace.groups)
    builder.add(group)
  }

  private func groupKind() throws(Reason) -> Group.Kind {
    guard let slot = object.optional(.groupKind) else { return .call }
    guard let kind = Group.Kind(rawValue: try object.text(slot, of: .groupKind)) else {
      throw .wrongType(key: Key.groupKind.word, expected: .groupKind)
    }
    return kind
  }

  private func turn() throws(Reason) -> Group.Turn {
    Group.Turn(
      loop: try object.whole(.loop, in: 0...Int(UInt32.max)),
      number: try object.whole(.turn, in: 1...Int(UInt32.max)))
  }

  /// Checks, once nodes and passes are known, what groups have.
  mutating func checkGroups() throws(Reason) {
    let trace = builder.trace
    for (id, group) in trace.groups.enumerated() where group.parent == nil {
      guard let input = group.nodes.first(where: trace.isInput) else { continue }
      culprit = nesting.lines[id]
      throw .inputInGroup(group: id, node: input)
    }
    for (id, before) in nesting.repeatedTurns {
      let passes = [id, before].map { pass(ofNode: trace.groups[$0].nodes.lowerBound) }
      // A turn that goes on after a backward pass stands in the next pass too.
      guard passes[0] == passes[1], let turn = trace.groups[id].turn else { continue }
      culprit = nesting.lines[id]
      throw .turnOutOfOrder(loop: turn.loop, turn: turn.number, after: turn.number)
    }
  }

  private func pass(ofNode node: Int) -> Int? { passes.firstIndex { $0.nodes?.contains(node) ?? false } }
}

/// How the groups of a file lie in each other and behind each other.
struct GroupNesting {
  /// The lines of the groups.
  private(set) var lines: [Int] = []
  /// The groups that are the same turn as one before them, with that.
  private(set) var repeatedTurns: [(group: Int, before: Int)] = []
  /// The last group inside of each, and that outside of all.
  private var last: [Int?: Int] = [:]
  /// The last turn of each loop.
  private var lastTurns: [Int: (turn: Int, group: Int)] = [:]

  mutating func add(_ group: Group, atLine line: Int, to groups: [Group]) throws(Reason) {
    let id = groups.count
    if let parent = group.parent {
      let nodes = groups[parent].nodes
      guard nodes.lowerBound <= group.nodes.lowerBound, group.nodes.upperBound <= nodes.upperBound else {
        throw .groupOutside(group: id, parent: parent)
      }
    }
    if let before = last[group.parent], group.nodes.lowerBound < groups[before].nodes.upperBound {
      throw .groupsOverlap(group: id, before: before)
    }
    if let turn = group.turn { try add(turn, of: id) }
    last[group.parent] = id
    lines.append(line)
  }

  private mutating func add(_ turn: Group.Turn, of id: Int) throws(Reason) {
    if let before = lastTurns[turn.loop] {
      guard turn.number >= before.turn else {
        throw .turnOutOfOrder(loop: turn.loop, turn: turn.number, after: before.turn)
      }
      if turn.number == before.turn { repeatedTurns.append((id, before.group)) }
    }
    lastTurns[turn.loop] = (turn.number, id)
  }
}
