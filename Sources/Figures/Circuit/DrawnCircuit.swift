package import TraceModel

/// The circuit of a pass with all that its steps show, wherever it is placed.
package struct DrawnCircuit: Sendable {
  package let circuit: Circuit
  package let words: CircuitWords
  package let states: States
  package let pass: Pass
  package let marks: CircuitMarks
  /// For each box those that read it, each time they do.
  let readers: [[Int]]
  /// For each node the box that it is in; −1 where it is in none.
  private let boxOfNode: [Int32]

  package init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, pass: Pass,
    marks: CircuitMarks = CircuitMarks()
  ) {
    self.circuit = circuit
    self.words = words
    self.states = states
    self.pass = pass
    self.marks = marks
    var boxOfNode = [Int32](repeating: -1, count: states.trace.nodeCount)
    var readers = [[Int]](repeating: [], count: circuit.boxes.count)
    for (index, box) in circuit.boxes.enumerated() {
      for node in box.nodes { boxOfNode[node] = Int32(index) }
      boxOfNode[box.node] = Int32(index)
      for operand in circuit.operands[box.operands] { readers[operand.box].append(index) }
    }
    self.boxOfNode = boxOfNode
    self.readers = readers
  }

  /// The boxes in which a node's gate works: its own and, for one of several values that leave a box, that.
  package func workers(at node: Int) -> [Int] {
    guard let box = box(of: node) else { return [] }
    guard circuit.boxes[box].kind == .output else { return [box] }
    return [circuit.operands[circuit.boxes[box].operands.lowerBound].box, box]
  }

  /// The box of a node; for one of several values that leave a box, its own.
  package func box(of node: Int) -> Int? {
    guard boxOfNode.indices.contains(node), boxOfNode[node] >= 0 else { return nil }
    return Int(boxOfNode[node])
  }
}
