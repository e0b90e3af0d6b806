public import TraceModel

extension Circuit {
  /// So many boxes with operands a figure shows at most, where equal parts allow it.
  public static let mostInView = 60
  /// Of more equal parts than this that stand beside each other, only the first and the last are shown.
  public static let mostEqual = 6

  /// The circuit of a pass as a reader can take it in.
  ///
  /// A chain of at least six terms that one line added is one `Σ`. Where more than ``mostEqual`` equal parts stand below
  /// each other, or more than ``mostInView`` gates are in view, equal calls and the turns of a loop show the first and the
  /// last, those that carry a value the first two and the last. Then groups become one box each, from the inside, until
  /// the gates in view are few enough.
  ///
  /// - Parameters:
  ///   - inside: The gates that are shown; nil for all of the pass. What these read of others comes in as stubs.
  ///   - open: The names of functions, loops' variables and sums that stay open.
  ///   - closed: The names of functions whose calls are one box each at any rate.
  ///   - keepsSums: Whether chains of adds stay what they are.
  public static func folded(
    _ trace: Trace, pass: Pass, inside: Range<Int>? = nil, open: Set<String> = [], closed: Set<String> = [],
    keepsSums: Bool = false
  ) -> Circuit {
    var parts = CircuitParts(trace, pass: pass, inside: inside)
    parts.closeGroups(named: closed)
    if !keepsSums { parts.foldSums(open: open) }
    parts.foldRuns(isTooLarge: parts.gateCount > mostInView, open: open)
    parts.foldInputs(of: mostEqual)
    parts.closeGroups(until: mostInView, open: open)
    return parts.circuit()
  }
}

extension CircuitParts {
  /// The least terms of a sum.
  static let leastTerms = 6

  /// Makes one part of each chain of adds that one line wrote, each read once and without a name that lasts.
  mutating func foldSums(open: Set<String>) {
    var lasting: [String: Int] = [:]
    for node in nodes {
      if let name = trace.node(node).name {
        lasting[name.text] = max(lasting[name.text] ?? 0, name.rebinding)
      }
    }
    for last in nodes.reversed() where isAdd(last) && part(of: last).kind == .gate {
      if let name = trace.node(last).name?.text, open.contains(name) { continue }
      var chain = [last]
      while let next = firstInput(of: chain[chain.count - 1]),
        isAdd(next), part(of: next).kind == .gate, readCounts[next] == 1, isSameLine(next, last),
        !lasts(next, lasting)
      {
        chain.append(next)
      }
      guard chain.count + 1 >= Self.leastTerms else { continue }
      let first = chain[chain.count - 1]
      join(chain.reversed(), kind: .sum, group: common(part(of: last).group, with: first))
    }
  }

  private func firstInput(of node: Int) -> Int? { inputs(of: node).first }

  private func isAdd(_ node: Int) -> Bool {
    guard let gate = trace.gateIndex(of: node), trace.gates[gate].sentence == .add else { return false }
    var count = 0
    for _ in trace.inputs(of: node) { count += 1 }
    return count == 2 && trace.isScalar(node)
  }

  private func isSameLine(_ one: Int, _ other: Int) -> Bool {
    trace.node(one).place.start.line == trace.node(other).place.start.line
  }

  private func lasts(_ node: Int, _ lasting: [String: Int]) -> Bool {
    guard let name = trace.node(node).name else { return false }
    return lasting[name.text] == name.rebinding
  }
}
