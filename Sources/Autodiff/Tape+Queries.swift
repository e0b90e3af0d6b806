package import Numbers
package import TraceModel

extension Tape {
  /// The number of the pass that the next forward step belongs to.
  package var passOfNextGate: Int { current.isClosed ? current.number + 1 : current.number }

  /// Whether a backward pass has run.
  package var hasRunBackward: Bool { current.isClosed || !summaries.isEmpty }

  /// Opens the next pass now if a backward step has come, so that ``isKept(_:)`` tells what a gate can read.
  package mutating func prepareForward() { startPassIfClosed() }

  /// How many elements the arrays have that gates of the kept passes gave.
  package var heldElements: Int { elementsOfEarlier + current.elementCount + constantElements }

  /// How many elements the gradients have that the steps of the kept passes tell.
  package var heldBackward: Int { earlier.reduce(current.backwardElements) { $0 + $1.backwardElements } }

  /// How many more a run of the backward pass adds: each is told as it arrives and as it adds up.
  package var elementsOfBackward: Int { 2 * recordingsOfBackward.reduce(0) { $0 + $1.readElements } }

  /// About how many operations the forward steps took through which a run of the backward pass goes.
  package var workOfBackward: Int {
    recordingsOfBackward.reduce(0) { $0 + $1.work }
  }

  /// The current pass, and the earlier ones if it reads from them.
  private var recordingsOfBackward: [PassRecording] {
    let first = current.firstGate
    return current.operands.contains { $0 >= 0 && $0 < first } ? earlier + [current] : [current]
  }

  /// Notes how many operations a gate took.
  package mutating func add(work: Int) { current.work += work }

  /// How many gates and elements of arrays a further run of the backward pass would record again; 0 before the first.
  package var sizeOfFurtherRun: Int { current.isClosed ? current.nodes.count + current.elementCount : 0 }

  /// How many gates the current pass has.
  package var gatesOfPass: Int { current.nodes.count }

  /// Whether a node can have so many operands, and there is room for its shape. The columns hold them in 16 bits.
  package func hasRoom(forOperands count: Int, shape: [Int]) -> Bool {
    count <= UInt16.max && gates.count < UInt16.max
      && (shapes.count < UInt16.max || shapeNumbers[shape] != nil)
  }

  /// Whether a node is a gate of the pass that is recorded now, or was recorded last.
  package func isOfCurrentPass(_ reference: Reference) -> Bool {
    !reference.isInput && Int(reference.code) >= current.firstGate
  }

  /// How many gates were recorded, over all passes.
  package var gateCount: Int { current.firstGate + current.nodes.count }

  /// Whether a node is one of the first gates that were recorded.
  package func isGate(_ reference: Reference, amongFirst count: Int) -> Bool {
    !reference.isInput && Int(reference.code) < count
  }

  /// Whether one node was computed from another. Linear in the number of gates between them; not recursive.
  package func isComputed(_ output: Reference, from node: Reference) -> Bool {
    var pending: Set<Int32> = [output.code]
    for recording in [current] + earlier.reversed() {
      for id in recording.gates.reversed() where pending.contains(Int32(truncatingIfNeeded: id)) {
        if id == Int(node.code) { return id != Int(output.code) }
        let gate = recording.nodes[id - recording.firstGate]
        let first = Int(gate.firstOperand)
        pending.formUnion(recording.operands[first..<first + Int(gate.operandCount)])
      }
    }
    return pending.contains(node.code) && node != output
  }

  /// The inputs that a node was computed from, itself if it is one, in the order of creation.
  ///
  /// Linear in the number of gates before the node; not recursive. Gates of passes that were not kept count as nothing.
  package func inputs(behind reference: Reference) -> [Reference] {
    var reached: Set<Int> = []
    var pending: Set<Int32> = [reference.code]
    for recording in [current] + earlier.reversed() {
      for id in recording.gates.reversed() where pending.contains(Int32(truncatingIfNeeded: id)) {
        let node = recording.nodes[id - recording.firstGate]
        let first = Int(node.firstOperand)
        pending.formUnion(recording.operands[first..<first + Int(node.operandCount)])
      }
    }
    for code in pending {
      if case .input(let index) = Source(code) { reached.insert(index) }
    }
    return reached.sorted().map { .input($0) }
  }
}

extension Tape {
  /// Whether the current pass has run backward, so that a gate would belong to the next.
  package var isPassClosed: Bool { current.isClosed }

  /// What a node received in the last run of the backward pass alone; nil if nothing.
  package func receivedGradient(of reference: Reference) -> Tensor? {
    guard case .input(let index) = Source(reference.code) else { return gradientTensor(of: reference) }
    guard current.inputGradients.indices.contains(index) else { return nil }
    return current.inputGradients[index].map { Tensor($0) } ?? current.inputArrayGradients[index]
  }

  /// Notes what a program has worked out itself as the gradient of a node, to be told with the gradient check.
  package mutating func note(byHand gradient: HandGradient, of reference: Reference) {
    current.byHand[reference.code] = gradient
  }
}
