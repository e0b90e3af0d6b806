/// Which of a value's uses are wired, and which read a stub.
struct StubRule {
  /// A branch that is longer than so many columns is a stub; nil: none is.
  var far: Int?
  /// A wire without forks that is longer than so many columns is one.
  var farAlone = 14
  /// Uses of one stub stand within so many columns.
  var reach = 3
  /// A value of more uses than this in a band is wired to the first of them only.
  var most = 7
  /// Wires that leave the band end behind their numbers.
  var endsEarly = false

  static let none = StubRule(far: nil)
}

extension Band {
  /// - Parameters:
  ///   - gates: The band's gates as boxes, in order.
  ///   - first: The band's first column.
  ///   - columns: Those of the whole circuit. An input that none before the first of the band reads stands here.
  init(_ circuit: WholeCircuit, gates: [Int], columns whole: Columns, first: Int, rule: StubRule) {
    gateCount = gates.count
    endsEarly = rule.endsEarly
    boxes = gates
    columns = gates.map { whole.of[$0] - first }
    columnCount = (columns.max() ?? -1) + 1
    isStub = Array(repeating: false, count: gates.count)
    // The operands by what they read: the value, and behind it 32 bits of the operand's number.
    var pairs: [Int] = []
    for (gate, box) in gates.enumerated() {
      for use in circuit.problem.boxes[box].uses {
        pairs.append(circuit.problem.uses[use].value << 32 | uses.count)
        readers.append(gate)
        uses.append(use)
      }
      starts.append(uses.count)
    }
    sources = Array(repeating: -1, count: uses.count)
    pairs.sort()
    var index = 0
    var gate = 0
    while index < pairs.count {
      let value = pairs[index] >> 32
      var end = index + 1
      while end < pairs.count, pairs[end] >> 32 == value { end += 1 }
      while gate < gates.count, gates[gate] < value { gate += 1 }
      let isHere = gate < gates.count && gates[gate] == value
      let isHome =
        whole.of[value] < 0 && whole.firstReaders[value] >= first && !circuit.problem.boxes[value].isElsewhere
      let operands = pairs[index..<end].map { $0 & 0xFFFF_FFFF }
      attach(operands, of: value, to: isHere ? gate : nil, isHome: isHome, rule)
      index = end
    }
    sortOuts()
    isReadElsewhere = boxes.indices.map { node in
      !isStub[node] && circuit.useCount(boxes[node]) > outCount(node)
    }
    addFrames(circuit)
    findExits()
    findGaps()
    findShared()
    findCandidates()
  }

  /// Gives the operands that read a value their sources: its gate or input where that is near, else stubs.
  private mutating func attach(
    _ operands: [Int], of value: Int, to gate: Int?, isHome: Bool, _ rule: StubRule
  ) {
    var rest = operands
    if let gate {
      rest = wire(rest, to: gate, after: columns[gate] + 1, rule)
    } else if isHome, let least = rest.map({ columns[readers[$0]] }).min() {
      rest = wire(rest, to: addLeaf(value, isStub: false), after: least, rule)
    }
    guard !rest.isEmpty else { return }
    let isMany = rule.far != nil && operands.count > rule.most
    var last = (leaf: -1, column: 0)
    for operand in rest.sorted(by: { (columns[readers[$0]], $0) < (columns[readers[$1]], $1) }) {
      let column = columns[readers[operand]]
      if last.leaf < 0 || isMany || column - last.column > rule.reach {
        last = (addLeaf(value, isStub: true), column)
      }
      sources[operand] = last.leaf
    }
  }

  /// Wires the near operands to a node and gives back the others.
  private mutating func wire(_ operands: [Int], to node: Int, after column: Int, _ rule: StubRule) -> [Int] {
    if operands.count == 1, columns[readers[operands[0]]] - column <= (rule.far == nil ? .max : rule.farAlone)
    {
      sources[operands[0]] = node
      return []
    }
    var rest: [Int] = []
    let nearest = operands.min { (columns[readers[$0]], $0) < (columns[readers[$1]], $1) }
    for operand in operands {
      let distance = columns[readers[operand]] - column
      let isNear: Bool
      if let far = rule.far {
        let limit = operands.count == 1 ? rule.farAlone : far
        isNear = distance <= limit && (operands.count <= rule.most || operand == nearest)
      } else {
        isNear = true
      }
      if isNear { sources[operand] = node } else { rest.append(operand) }
    }
    return rest
  }

  private mutating func addLeaf(_ value: Int, isStub stub: Bool) -> Int {
    boxes.append(value)
    isStub.append(stub)
    return boxes.count - 1
  }

  private mutating func sortOuts() {
    outStarts = Array(repeating: 0, count: boxes.count + 1)
    for source in sources { outStarts[source + 1] += 1 }
    for node in boxes.indices { outStarts[node + 1] += outStarts[node] }
    var next = outStarts
    outs = Array(repeating: 0, count: sources.count)
    for (operand, source) in sources.enumerated() {
      outs[next[source]] = operand
      next[source] += 1
    }
  }
}
