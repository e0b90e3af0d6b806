import TraceModel

extension CircuitParts {
  /// Of more values that leave a box, one wire stands for all.
  static let mostOutputs = 6

  /// The circuit whose boxes are the parts.
  func circuit() -> Circuit {
    var circuit = Circuit()
    circuit.outputs = outputs
    circuit.folds = folds
    let isAbsorbed = absorbed()
    var members = Array(repeating: [Int](), count: parts.count)
    for node in nodes { members[partOf[node]].append(node) }
    // For each node the box that its readers read.
    var boxOf = Array(repeating: -1, count: partOf.count)
    let isOutput = isOutput()
    for node in nodes where part(of: node).last == node && !isAbsorbed[node] {
      let index = partOf[node]
      let first = circuit.operands.count
      addOperands(of: members[index], part: index, boxOf, isAbsorbed, to: &circuit)
      let outputs = members[index].filter { isOutput[$0] }
      for output in outputs { boxOf[output] = circuit.boxes.count }
      circuit.boxes.append(
        Circuit.Box(
          kind: parts[index].kind, node: node, nodes: members[index], outputs: outputs,
          operands: first..<circuit.operands.count,
          isReadOutside: parts[index].kind.isGate && members[index].contains { isReadOutside[$0] }))
      if splits(parts[index], outputs.count) { split(members[index], isOutput, &boxOf, in: &circuit) }
    }
    addFrames(to: &circuit)
    circuit.noteReaders()
    return circuit
  }

  /// The inputs that only one fold reads: they are inside.
  private func absorbed() -> [Bool] {
    var reader = Array(repeating: -1, count: partOf.count)
    for node in nodes {
      for input in inputs(of: node) {
        reader[input] = reader[input] < 0 || reader[input] == partOf[node] ? partOf[node] : Int.max
      }
    }
    var isAbsorbed = Array(repeating: false, count: partOf.count)
    for node in nodes where part(of: node).kind == .input && reader[node] >= 0 && reader[node] < Int.max {
      if case .fold = parts[reader[node]].kind { isAbsorbed[node] = true }
    }
    return isAbsorbed
  }

  private func addOperands(
    of members: [Int], part: Int, _ boxOf: [Int], _ isAbsorbed: [Bool], to circuit: inout Circuit
  ) {
    let merges = Self.merges(parts[part].kind)
    var known: [Int: Int] = [:]
    for node in members {
      for (input, source) in inputs(of: node).enumerated()
      where partOf[source] != part && !isAbsorbed[source] {
        let box = boxOf[source]
        let use = Circuit.Use(node: node, input: input)
        if merges || Self.isFold(parts[partOf[source]].kind) && parts[part].kind == .sum,
          let operand = known[box]
        {
          circuit.operands[operand].uses.append(use)
        } else {
          known[box] = circuit.operands.count
          circuit.operands.append(Circuit.Operand(box: box, uses: [use]))
        }
      }
    }
  }

  /// Whether a box reads all that it reads of another through one wire.
  private static func merges(_ kind: Circuit.Kind) -> Bool {
    switch kind {
    case .closed, .fold: true
    case .input, .outside, .gate, .sum, .output: false
    }
  }

  private static func isFold(_ kind: Circuit.Kind) -> Bool {
    if case .fold = kind { true } else { false }
  }

  /// For each node whether its value is read outside of its part.
  private func isOutput() -> [Bool] {
    var isOutput = Array(repeating: false, count: partOf.count)
    for node in nodes {
      for input in inputs(of: node) where partOf[input] != partOf[node] { isOutput[input] = true }
      if isReadOutside[node] { isOutput[node] = true }
    }
    for output in outputs { isOutput[output] = true }
    return isOutput
  }

  /// Whether so many values that leave a part have wires of their own.
  private func splits(_ part: Part, _ count: Int) -> Bool {
    guard 2...Self.mostOutputs ~= count else { return false }
    switch part.kind {
    case .closed: return true
    case .fold(let fold): return folds[fold].carries
    case .input, .outside, .gate, .sum, .output: return false
    }
  }

  /// Puts a box for each value that leaves the last box behind it.
  private func split(_ members: [Int], _ isOutput: [Bool], _ boxOf: inout [Int], in circuit: inout Circuit) {
    let whole = circuit.boxes.count - 1
    guard let inner = members.last(where: { !isOutput[$0] }) else { return }
    circuit.boxes[whole].node = inner
    for output in circuit.boxes[whole].outputs {
      boxOf[output] = circuit.boxes.count
      let operand = circuit.operands.count
      circuit.operands.append(Circuit.Operand(box: whole, uses: []))
      circuit.boxes.append(
        Circuit.Box(
          kind: .output, node: output, nodes: [], outputs: [output], operands: operand..<operand + 1,
          isReadOutside: isReadOutside[output]))
      circuit.boxes[whole].isReadOutside = false
    }
  }

  private func addFrames(to circuit: inout Circuit) {
    var frames: [Int: (frame: Int, gates: Int)] = [:]
    for (box, place) in circuit.boxes.enumerated() where place.kind.isGate {
      var group = part(of: place.node).group
      var chain: [Int] = []
      while group >= 0 {
        if framed[group] { chain.append(group) }
        group = trace.groups[group].parent ?? -1
      }
      for group in chain.reversed() {
        if let known = frames[group] {
          let range = circuit.frames[known.frame].boxes
          circuit.frames[known.frame].boxes = range.lowerBound..<box + 1
          frames[group] = (known.frame, known.gates + (place.kind == .output ? 0 : 1))
        } else {
          frames[group] = (circuit.frames.count, 1)
          circuit.frames.append(Circuit.Frame(group: group, boxes: box..<box + 1))
        }
      }
    }
    // A frame around one gate of a turn says nothing.
    circuit.frames = circuit.frames.filter {
      trace.groups[$0.group].kind != .loop || (frames[$0.group]?.gates ?? 0) > 1
    }
  }
}
