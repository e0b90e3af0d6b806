public import TraceModel

/// What is drawn of one pass: the wires, the gates they run into, and the frames of open groups.
///
/// A collapsed group is one gate; the wires inside it are not drawn.
public struct Circuit: Sendable {
  /// A gate as it is drawn: one node, or all nodes of a collapsed group.
  public struct Gate: Sendable {
    /// The nodes it stands for, in the order of creation.
    public var nodes: [Int]
    /// The group, if it is a collapsed one.
    public var group: Int?
    /// The wires that leave it.
    public var outputs: [Int]
    /// What runs into it, from top to bottom.
    public var branches: [Int]
  }

  /// The stretch of a wire that runs into one gate.
  public struct Branch: Sendable {
    public var wire: Int
    public var gate: Int
    /// The gate inputs behind it: one, or all uses of the wire inside a collapsed group.
    public var uses: [Use]
  }

  /// One input of one node.
  public struct Use: Hashable, Sendable {
    public var node: Int
    public var input: Int
  }

  /// An open group, with what is drawn inside its frame but not inside a frame within it.
  public struct Frame: Sendable {
    public var group: Int
    public var parent: Int?
    public var gates: [Int]
    public var wires: [Int]
  }

  public let pass: Pass
  /// The nodes whose values are drawn, in the order of creation.
  public private(set) var wires: [Int] = []
  public private(set) var gates: [Gate] = []
  public private(set) var branches: [Branch] = []
  public private(set) var frames: [Frame] = []
  /// The functions that are drawn as one gate a call because the circuit is too large otherwise.
  public internal(set) var folded: [String] = []
  /// What backpropagation started from.
  public let outputs: [Int]
  /// For each node up to the last that is drawn, the gate that it is drawn in; −1 where there is none.
  private var gateOfNode: [Int32] = []
  /// The branches of node `n` are `sortedBranches[branchStarts[n]..<branchStarts[n + 1]]`.
  private var branchStarts: [Int32] = []
  private var sortedBranches: [Int] = []

  /// The circuit of a pass.
  ///
  /// - Parameter collapsed: The names of the groups to draw as one gate.
  public init(_ trace: Trace, pass: Pass, collapsing collapsed: Set<String> = []) {
    self.pass = pass
    outputs = trace.seeded(in: pass)
    let nodes = outputs.isEmpty ? trace.circuit(of: pass) : trace.closure(of: outputs)
    let closed = trace.outermostGroups(named: collapsed)
    gateOfNode = Array(repeating: -1, count: (nodes.last ?? -1) + 1)
    addGates(of: nodes, in: trace, closed: closed)
    addBranches(in: trace)
    sortBranches()
    addWires(of: nodes, in: trace)
    addFrames(in: trace, closed: closed)
  }

  /// The gate that a node is drawn in, or nil for an input.
  public func gate(of node: Int) -> Int? {
    guard gateOfNode.indices.contains(node), gateOfNode[node] >= 0 else { return nil }
    return Int(gateOfNode[node])
  }

  /// The branches that a wire splits into.
  public func branches(of wire: Int) -> ArraySlice<Int> {
    guard branchStarts.indices.contains(wire + 1) else { return [] }
    return sortedBranches[Int(branchStarts[wire])..<Int(branchStarts[wire + 1])]
  }

  private mutating func addGates(of nodes: [Int], in trace: Trace, closed: [Range<Int>: Int]) {
    var gateOfGroup: [Int: Int] = [:]
    let ranges = closed.sorted { $0.key.lowerBound < $1.key.lowerBound }
    var next = 0
    for node in nodes where !trace.isInput(node) {
      while next < ranges.count, ranges[next].key.upperBound <= node { next += 1 }
      let group = next < ranges.count && ranges[next].key.contains(node) ? ranges[next].value : nil
      if let group, let gate = gateOfGroup[group] {
        gates[gate].nodes.append(node)
        gateOfNode[node] = Int32(gate)
      } else {
        if let group { gateOfGroup[group] = gates.count }
        gateOfNode[node] = Int32(gates.count)
        gates.append(Gate(nodes: [node], group: group, outputs: [], branches: []))
      }
    }
  }

  private mutating func addBranches(in trace: Trace) {
    // For each wire, the branch that was made of it last.
    var lastBranch = [Int32](repeating: -1, count: gateOfNode.count)
    for gate in gates.indices {
      for node in gates[gate].nodes {
        for (input, wire) in trace.inputs(of: node).enumerated() where gateOfNode[wire] != gate {
          let use = Use(node: node, input: input)
          let last = Int(lastBranch[wire])
          if gates[gate].group != nil, last >= 0, branches[last].gate == gate {
            branches[last].uses.append(use)
          } else {
            lastBranch[wire] = Int32(branches.count)
            gates[gate].branches.append(branches.count)
            branches.append(Branch(wire: wire, gate: gate, uses: [use]))
          }
        }
      }
    }
  }

  /// Sorts the branches by their wires, by counting.
  private mutating func sortBranches() {
    branchStarts = Array(repeating: 0, count: gateOfNode.count + 1)
    for branch in branches { branchStarts[branch.wire + 1] += 1 }
    for wire in gateOfNode.indices { branchStarts[wire + 1] += branchStarts[wire] }
    var next = branchStarts
    sortedBranches = Array(repeating: 0, count: branches.count)
    for (index, branch) in branches.enumerated() {
      sortedBranches[Int(next[branch.wire])] = index
      next[branch.wire] += 1
    }
  }

  private mutating func addWires(of nodes: [Int], in trace: Trace) {
    for node in nodes where !branches(of: node).isEmpty || outputs.contains(node) || isLast(node) {
      wires.append(node)
      if let gate = gate(of: node) { gates[gate].outputs.append(node) }
    }
  }

  /// Whether nothing reads a node that is drawn alone, as the end of a forward-only pass.
  private func isLast(_ node: Int) -> Bool {
    guard let gate = gate(of: node) else { return outputs.isEmpty }
    return gates[gate].nodes.last == node && outputs.isEmpty
  }

  private mutating func addFrames(in trace: Trace, closed: [Range<Int>: Int]) {
    var frameOfGroup: [Int: Int] = [:]
    let collapsed = Set(closed.values)
    var hidden: Set<Int> = []
    for (index, group) in trace.calls.enumerated() {
      if collapsed.contains(index) || group.parent.map(hidden.contains) ?? false { hidden.insert(index) }
      guard !hidden.contains(index), hasGate(in: group.nodes) else { continue }
      frameOfGroup[index] = frames.count
      frames.append(
        Frame(group: index, parent: group.parent.flatMap { frameOfGroup[$0] }, gates: [], wires: []))
    }
    var finder = FrameFinder(frames.map { trace.calls[$0.group].nodes })
    for gate in gates.indices {
      guard let frame = finder.innermost(around: gates[gate].nodes[0]) else { continue }
      frames[frame].gates.append(gate)
      for wire in gates[gate].outputs {
        var around: Int? = frame
        while let inner = around, !isInside(wire, trace.calls[frames[inner].group].nodes) {
          around = frames[inner].parent
        }
        if let around { frames[around].wires.append(wire) }
      }
    }
  }

  /// Whether a gate begins with one of the nodes. Gates are in the order of their first nodes.
  private func hasGate(in nodes: Range<Int>) -> Bool {
    let first = gates.firstIndex(after: nodes.lowerBound - 1) { $0.nodes[0] }
    return first < gates.count && nodes.contains(gates[first].nodes[0])
  }

  /// Whether a wire stays inside a group: nothing outside reads it.
  private func isInside(_ wire: Int, _ group: Range<Int>) -> Bool {
    !outputs.contains(wire)
      && branches(of: wire).allSatisfy { group.contains(gates[branches[$0].gate].nodes[0]) }
  }
}

/// Finds the frames around nodes that are asked for in their order; frames are in the order of their calls.
private struct FrameFinder {
  private let ranges: [Range<Int>]
  private var next = 0
  private var around: [Int] = []

  init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  mutating func innermost(around node: Int) -> Int? {
    while next < ranges.count, ranges[next].lowerBound <= node {
      around.append(next)
      next += 1
    }
    while let last = around.last, ranges[last].upperBound <= node { around.removeLast() }
    return around.last
  }
}

extension Trace {
  /// The nodes that a pass seeded, each once.
  func seeded(in pass: Pass) -> [Int] {
    guard let steps = pass.steps else { return [] }
    var seeded: [Int] = []
    for step in steps where kind(ofStep: step) == .seed {
      if !seeded.contains(node(ofStep: step)) { seeded.append(node(ofStep: step)) }
    }
    return seeded
  }

  /// The groups of the given names that are not inside another one of them, by their nodes.
  func outermostGroups(named names: Set<String>) -> [Range<Int>: Int] {
    var found: [Range<Int>: Int] = [:]
    var hidden: Set<Int> = []
    for (index, group) in calls.enumerated() {
      if group.parent.map(hidden.contains) ?? false {
        hidden.insert(index)
      } else if names.contains(group.name) {
        hidden.insert(index)
        found[group.nodes] = index
      }
    }
    return found
  }
}
