package import TraceModel

extension States {
  /// For each of some uses the steps up to one in which its gate handed something back. Linear in what came to the nodes
  /// that are read, however many uses there are.
  package func arrivals(along uses: [Circuit.Use], by step: Int) -> [[Int]] {
    var places: [Circuit.Use: Int] = [:]
    var sources: Set<Int> = []
    for (index, use) in uses.enumerated() {
      guard let source = source(of: use) else { continue }
      places[use] = index
      sources.insert(source)
    }
    var steps = Array(repeating: [Int](), count: uses.count)
    for source in sources {
      for arrival in arrivals(at: source, by: step) {
        guard let place = places[Circuit.Use(node: arrival.gate, input: arrival.input)] else { continue }
        steps[place].append(arrival.step)
      }
    }
    return steps
  }

  private func source(of use: Circuit.Use) -> Int? {
    var input = use.input
    for node in trace.inputs(of: use.node) {
      if input == 0 { return node }
      input -= 1
    }
    return nil
  }

  /// What a gate handed back through one of its inputs in a step.
  package func backward(along use: Circuit.Use, in step: Int) -> Backward {
    trace.backwards(ofStep: step)[use.input]
  }
}
