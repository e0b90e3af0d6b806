/// One band of a circuit, with numbers of its own for what is in it: first the gates, in order, then the leaves, which
/// are inputs and stubs.
struct Band {
  struct Frame {
    var whole: Int
    var parent: Int
    var gates: Range<Int>
    var columns: ClosedRange<Int>
    /// The gate that leaves the frame last; what else leaves is stacked below it.
    var exit = -1
  }

  /// For each node the box whose value it has.
  var boxes: [Int] = []
  var gateCount = 0
  var isStub: [Bool] = []
  /// Whether the value is read in places that this net does not run to.
  var isReadElsewhere: [Bool] = []
  /// The columns of the gates.
  var columns: [Int] = []
  var columnCount = 0
  /// For each node the gap in which its wire forks. Gap `g` is before column `g`.
  var gaps: [Int] = []

  /// The operands of gate `g` are `starts[g]..<starts[g + 1]`.
  var starts: [Int] = [0]
  var sources: [Int] = []
  var readers: [Int] = []
  var uses: [Int] = []

  /// The operands that node `n` is are `outs[outStarts[n]..<outStarts[n + 1]]`.
  var outStarts: [Int] = []
  var outs: [Int] = []

  var frames: [Frame] = []
  /// For each gate the innermost frame, or −1.
  var frameOf: [Int] = []
  /// For each gate the frame out of which it is stacked below the exit, or −1.
  var tapFrames: [Int] = []
  /// Whether wires that leave the band end behind their numbers, and not at its edge: they are too many then.
  var endsEarly = false
  /// For each gap, whether nothing turns in it and no frame begins or ends: inputs stand below and above the numbers of
  /// gates then, and may reach below the column before.
  var areShared: [Bool] = []
  /// The operands at which a node's own row may end, and where they begin for each node.
  var candidates: [Int] = []
  var candidateStarts: [Int] = []

  func outs(of node: Int) -> ArraySlice<Int> { outs[outStarts[node]..<outStarts[node + 1]] }
  func outCount(_ node: Int) -> Int { outStarts[node + 1] - outStarts[node] }
  func operands(of gate: Int) -> Range<Int> { starts[gate]..<starts[gate + 1] }
  func candidates(of node: Int) -> ArraySlice<Int> {
    candidates[candidateStarts[node]..<candidateStarts[node + 1]]
  }
  func isGate(_ node: Int) -> Bool { node < gateCount }

  /// Whether no gate of the band reads a gate's value.
  func isExit(_ node: Int) -> Bool { isGate(node) && outCount(node) == 0 }

  /// Whether an exit's wire runs to the edge of the band.
  func runsToEdge(_ gate: Int) -> Bool {
    isExit(gate) && tapFrames[gate] < 0 && (!endsEarly || gate == gateCount - 1)
  }

  /// Whether a node's wire has branches with numbers of their own.
  func forks(_ node: Int) -> Bool {
    let count = outCount(node)
    return count > 1 || (count == 1 && isReadElsewhere[node])
  }

  /// Whether a node stands right before its one reader.
  func isSingleLeaf(_ node: Int) -> Bool { !isGate(node) && !forks(node) }

  /// Whether an operand has a row of its own that begins at the fork, or at the leaf.
  func isOwnRow(_ operand: Int, tree: [Int]) -> Bool {
    let source = sources[operand]
    return !isGate(source) || tree[source] != operand
  }
}
