extension States {
  /// The step in which each node got its value, or −1.
  static func firstSteps(in trace: Trace) -> [Int32] {
    var steps = [Int32](repeating: -1, count: trace.nodeCount)
    for (number, record) in trace.stepRecords.enumerated() {
      switch record.form {
      case .inputs:
        for node in record.node..<record.node + Int(record.payload) { steps[node] = Int32(number) }
      case .forward: steps[record.node] = Int32(number)
      case .seed, .scalarBackward, .tensorBackward, .update: break
      }
    }
    return steps
  }

  /// Sorts the gradients that arrive by the node they arrive at, keeping the order of time.
  static func entries(in trace: Trace) -> (starts: [Int32], entries: [Entry]) {
    var starts = [Int32](repeating: 0, count: trace.nodeCount + 1)
    forEachArrival(in: trace) { node, _ in starts[node + 1] += 1 }
    for node in 0..<trace.nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var entries = [Entry](repeating: Entry(step: 0, input: 0), count: Int(starts[trace.nodeCount]))
    forEachArrival(in: trace) { node, entry in
      entries[Int(next[node])] = entry
      next[node] += 1
    }
    return (starts, entries)
  }

  private static func forEachArrival(in trace: Trace, _ body: (Int, Entry) -> Void) {
    for (number, record) in trace.stepRecords.enumerated() {
      switch record.form {
      case .seed: body(record.node, Entry(step: Int32(number), input: -1))
      case .scalarBackward, .tensorBackward:
        let node = trace.nodeRecords[record.node]
        var input: Int32 = 0
        for index in Int(node.firstOperand)..<Int(node.firstOperand) + Int(node.operandCount)
        where trace.operands[index] >= 0 {
          body(Int(trace.operands[index]), Entry(step: Int32(number), input: input))
          input += 1
        }
      case .inputs, .forward, .update: break
      }
    }
  }
}
