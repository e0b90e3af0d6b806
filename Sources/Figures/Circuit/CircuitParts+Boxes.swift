import TraceModel

extension CircuitParts {
  /// The circuit whose boxes are the parts.
  func circuit() -> Circuit {
    var circuit = Circuit()
    circuit.outputs = outputs
    circuit.folds = folds
    let isAbsorbed = absorbed()
    var members = Array(repeating: [Int](), count: parts.count)
    for node in nodes { members[partOf[node]].append(node) }
    let isRead = readOutside()
    var boxOf = Array(repeating: -1, count: partOf.count)
    for node in nodes where part(of: node).last == node && !isAbsorbed[node] {
      let index = partOf[node]
      let ends = ends(members[index], isRead)
      let inner = ends.isEmpty ? members[index] : members[index].filter { !ends.contains($0) }
      let first = circuit.operands.count
      addOperands(of: members[index], part: index, boxOf, isAbsorbed, to: &circuit)
      for member in members[index] { boxOf[member] = circuit.boxes.count }
      circuit.boxes.append(
        Circuit.Box(
          kind: parts[index].kind, node: ends.isEmpty ? node : inner[inner.count - 1], nodes: inner,
          outputs: members[index].filter { isRead[$0] }, operands: first..<circuit.operands.count))
      let box = circuit.boxes.count - 1
      for end in ends {
        boxOf[end] = circuit.boxes.count
        circuit.operands.append(Circuit.Operand(box: box, uses: []))
        circuit.boxes.append(
          Circuit.Box(
            kind: .output, node: end, nodes: [end], outputs: [end],
            operands: circuit.operands.count - 1..<circuit.operands.count))
      }
    }
    addFrames(to: &circuit)
    return circuit
  }

  /// The inputs that only one fold reads: they are inside.
  private func absorbed() -> [Bool] {
    var reader = Array(repeating: -1, count: partOf.count)
    for node in nodes {
      for input in trace.inputs(of: node) {
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
      for (input, source) in trace.inputs(of: node).enumerated()
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
    case .input, .gate, .sum, .output: false
    }
  }

  private static func isFold(_ kind: Circuit.Kind) -> Bool {
    if case .fold = kind { true } else { false }
  }

  /// For each node whether it is read outside of its part.
  private func readOutside() -> [Bool] {
    var isRead = Array(repeating: false, count: partOf.count)
    for node in nodes {
      for input in trace.inputs(of: node) where partOf[input] != partOf[node] { isRead[input] = true }
    }
    for output in outputs { isRead[output] = true }
    return isRead
  }

  /// The values that leave a group that is one box, if they are several.
  private func ends(_ members: [Int], _ isRead: [Bool]) -> [Int] {
    guard let last = members.last, case .closed = part(of: last).kind else { return [] }
    let ends = members.filter { isRead[$0] }
    return ends.count > 1 && ends.count < members.count ? ends : []
  }

  private func addFrames(to circuit: inout Circuit) {
    var frames: [Int: (frame: Int, gates: Int)] = [:]
    for (box, place) in circuit.boxes.enumerated() where place.kind != .input {
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
          frames[group] = (known.frame, known.gates + 1)
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
