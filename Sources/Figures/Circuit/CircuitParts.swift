import TraceModel

/// The nodes of a pass, sorted into parts that become one box each.
struct CircuitParts {
  struct Part {
    var kind: Circuit.Kind
    /// The last of its nodes; it stands there in the order of boxes.
    var last: Int
    /// The innermost group around all of it, or −1.
    var group: Int
    /// How many gates it holds.
    var gates: Int
  }

  let trace: Trace
  let outputs: [Int]
  /// The nodes, in the order of creation.
  let nodes: [Int]
  /// For each node its part, or −1 if it does not belong to the pass.
  private(set) var partOf: [Int]
  private(set) var parts: [Part] = []
  var folds: [Circuit.Fold] = []
  /// The groups that have frames.
  var framed: [Bool]
  let depths: [Int]
  /// For each node how often its value is read.
  private(set) var readCounts: [Int]
  /// For each node whether it is read outside of the part that is shown.
  private(set) var isReadOutside: [Bool]

  /// - Parameter inside: The gates that are shown; nil for all of the pass.
  init(_ trace: Trace, pass: Pass, inside shown: Range<Int>? = nil) {
    self.trace = trace
    outputs = Self.seeded(trace, pass)
    let all = outputs.isEmpty ? trace.circuit(of: pass) : trace.closure(of: outputs)
    let border = Border(trace, all, shown)
    nodes = shown == nil ? all : border.nodes
    isReadOutside = border.isReadOutside
    partOf = Array(repeating: -1, count: (all.last ?? -1) + 1)
    framed = trace.groups.map { group in
      let isWhole = shown.map {
        $0.lowerBound <= group.nodes.lowerBound && group.nodes.upperBound <= $0.upperBound
      }
      return isWhole ?? true && (group.kind != .loop || group.nodes == shown)
    }
    var depths: [Int] = []
    for group in trace.groups { depths.append(group.parent.map { depths[$0] + 1 } ?? 0) }
    self.depths = depths
    var reads = Array(repeating: 0, count: partOf.count)
    var finder = GroupFinder(trace.groups)
    for node in all {
      for input in trace.inputs(of: node) { reads[input] += 1 }
    }
    for node in nodes {
      let isGate = !trace.isInput(node) && shown?.contains(node) ?? true
      let kind: Circuit.Kind = isGate ? .gate : border.comesIn(node) ? .outside : .input
      partOf[node] = parts.count
      parts.append(
        Part(
          kind: kind, last: node, group: isGate ? finder.innermost(around: node) : -1, gates: isGate ? 1 : 0))
    }
    readCounts = reads
  }

  private static func seeded(_ trace: Trace, _ pass: Pass) -> [Int] {
    var seeded: [Int] = []
    for step in pass.steps ?? 0..<0 where trace.kind(ofStep: step) == .seed {
      let node = trace.node(ofStep: step)
      if !seeded.contains(node) { seeded.append(node) }
    }
    return seeded
  }

  func part(of node: Int) -> Part { parts[partOf[node]] }

  /// Whether a node of the pass has a gate that is shown, alone or in a part.
  func isGate(_ node: Int) -> Bool { partOf[node] >= 0 && part(of: node).kind.isGate }

  /// What a gate reads, as far as the gates of that are shown, too.
  func inputs(of node: Int) -> [Int] { isGate(node) ? Array(trace.inputs(of: node)) : [] }

  /// Whether a part is made wholly while a group was open.
  func isInside(_ part: Part, _ group: Int) -> Bool {
    var around = part.group
    while around >= 0, depths[around] > depths[group] { around = trace.groups[around].parent ?? -1 }
    return around == group
  }

  /// The innermost group around two nodes of which the first is in a group.
  func common(_ group: Int, with node: Int) -> Int {
    var around = group
    while around >= 0, !trace.groups[around].nodes.contains(node) {
      around = trace.groups[around].parent ?? -1
    }
    return around
  }

  /// Makes one part of several nodes' parts.
  mutating func join(_ joined: [Int], kind: Circuit.Kind, group: Int) {
    guard let last = joined.last else { return }
    var gates = 0
    for node in joined { gates += part(of: node).last == node ? part(of: node).gates : 0 }
    for node in joined { partOf[node] = parts.count }
    parts.append(Part(kind: kind, last: last, group: group, gates: gates))
  }

  /// How many boxes would read something.
  var gateCount: Int { nodes.count { part(of: $0).last == $0 && part(of: $0).kind.isGate } }
}

extension Circuit.Kind {
  /// Whether it makes something of what it reads.
  var isGate: Bool {
    switch self {
    case .input, .outside: false
    case .gate, .sum, .closed, .fold, .output: true
    }
  }
}

/// What the gates of a range read that stands outside of it, and what of theirs is read there.
private struct Border {
  /// The gates, and what they read.
  let nodes: [Int]
  private(set) var isReadOutside: [Bool]
  private let trace: Trace

  init(_ trace: Trace, _ all: [Int], _ shown: Range<Int>?) {
    self.trace = trace
    isReadOutside = Array(repeating: false, count: (all.last ?? -1) + 1)
    guard let shown else {
      nodes = []
      return
    }
    var isNeeded = isReadOutside
    for node in all where !trace.isInput(node) {
      let isInside = shown.contains(node)
      if isInside { isNeeded[node] = true }
      for input in trace.inputs(of: node) {
        if isInside { isNeeded[input] = true } else { isReadOutside[input] = true }
      }
    }
    nodes = all.filter { isNeeded[$0] }
  }

  /// Whether a node that is none of the gates has more to it than what they read.
  func comesIn(_ node: Int) -> Bool { !trace.isInput(node) || isReadOutside[node] }
}

/// Finds the groups around nodes that are asked for in their order; groups are in the order of their calls.
private struct GroupFinder {
  private let ranges: [Range<Int>]
  private var next = 0
  private var around: [Int] = []

  init(_ groups: [Group]) { ranges = groups.map(\.nodes) }

  mutating func innermost(around node: Int) -> Int {
    while next < ranges.count, ranges[next].lowerBound <= node {
      around.append(next)
      next += 1
    }
    while let last = around.last, ranges[last].upperBound <= node { around.removeLast() }
    return around.last ?? -1
  }
}
