public import Numbers

extension Trace {
  public var nodeCount: Int { nodeRecords.count }
  public var stepCount: Int { stepRecords.count }
  public var nodes: some RandomAccessCollection<Node> { (0..<nodeCount).lazy.map { node($0) } }
  public var steps: some RandomAccessCollection<Step> { (0..<stepCount).lazy.map { step($0) } }

  /// The node with the given number, which must be in `0..<nodeCount`.
  public func node(_ id: Int) -> Node {
    let record = nodeRecords[id]
    let first = Int(record.firstOperand)
    return Node(
      id: id, gate: record.gate == 0 ? nil : gates[Int(record.gate) - 1],
      name: record.name == 0 ? nil : names[Int(record.name) - 1],
      operands: operands[first..<first + Int(record.operandCount)].map(operand),
      shape: shapes[Int(record.shape)], place: places[record.place], details: details[id] ?? NodeDetails())
  }

  /// The type of a node's numbers.
  public func numberType(of id: Int) -> NumberType { details[id]?.numberType ?? numberType }

  /// The nodes that a node reads, in order.
  package func inputs(of id: Int) -> some Sequence<Int> {
    let first = Int(nodeRecords[id].firstOperand)
    return operands[first..<first + Int(nodeRecords[id].operandCount)].lazy.filter { $0 >= 0 }.map { Int($0) }
  }

  /// One of the nodes that a node reads, counted without its constants.
  package func input(_ number: Int, of id: Int) -> Int? {
    inputs(of: id).dropFirst(number).first { _ in true }
  }

  /// The value that a node got when it was made. An input that was updated has others later.
  public func initialValue(of id: Int) -> Tensor {
    let record = nodeRecords[id]
    let value = tensor(in: values, from: Int(record.firstElement), shape: shapes[Int(record.shape)])
    guard let whole = details[id]?.whole else { return value }
    return Tensor(filling: value.shape, with: value.elements, of: whole)
  }

  /// The first node that has, or keeps inside, an array of which only a sample was kept; nil if all are whole.
  public var firstSample: Int? {
    let node = details.lazy.filter { $0.value.whole != nil }.map(\.key).min()
    guard constants.contains(where: { $0.value.whole != nil }) else { return node }
    let keeper = operands.indices.lazy.filter { [operands, constants] in
      operands[$0] < 0 && constants[Int(~operands[$0])].value.whole != nil
    }.first
    let owner = keeper.flatMap { keeper in
      nodeRecords.firstIndex { record in
        let first = Int(record.firstOperand)
        return (first..<first + Int(record.operandCount)).contains(keeper)
      }
    }
    return [node, owner].compactMap(\.self).min()
  }

  /// What a gate of the program's own kept on the way forward for the way back; nothing for any other.
  public func cached(by id: Int) -> [Cached] { cached[id] ?? [] }

  /// The pass that a step belongs to. Logarithmic in the number of passes.
  public func pass(ofStep step: Int) -> Pass? {
    let following = keptPasses.firstIndex(after: step) { passes[$0].steps?.lowerBound ?? 0 }
    return keptPasses.isEmpty ? nil : passes[keptPasses[max(0, following - 1)]]
  }

  /// The step with the given number, which must be in `0..<stepCount`.
  public func step(_ number: Int) -> Step {
    let record = stepRecords[number]
    let isMove = record.form != .inputs && record.form != .update
    return Step(
      number: number, kind: record.form.kind, node: isMove ? record.node : nil,
      pass: pass(ofStep: number)?.number ?? 1,
      place: isMove ? places[nodeRecords[record.node].place] : .none,
      events: ownEvents(of: record) + asides(ofStep: number) + bindings(ofStep: number).map(Event.binding))
  }

  /// The backward events of a step, without those of other kinds.
  public func backwards(ofStep number: Int) -> [Backward] {
    let record = stepRecords[number]
    switch record.form {
    case .scalarBackward: return scalarBackwards(record)
    case .tensorBackward: return tensorBackwards[Int(record.payload)]
    case .inputs, .forward, .seed, .update: return []
    }
  }

  /// The nodes that the output of a pass was computed from, itself included, in the order of creation.
  ///
  /// Without an output, all nodes of the pass. Linear in the number of nodes; not recursive.
  public func circuit(of pass: Pass) -> [Int] {
    guard let output = pass.output else {
      let gates = pass.nodes ?? 0..<0
      return closure(of: Array(gates))
    }
    return closure(of: [output])
  }

  /// The given nodes and all that they were computed from, in the order of creation.
  public func closure(of roots: [Int]) -> [Int] {
    guard let last = roots.max() else { return [] }
    var isReached = [Bool](repeating: false, count: last + 1)
    for root in roots { isReached[root] = true }
    var found: [Int] = []
    for id in stride(from: last, through: 0, by: -1) where isReached[id] {
      found.append(id)
      for input in inputs(of: id) { isReached[input] = true }
    }
    return found.reversed()
  }
}

extension Trace {
  /// What names were bound to in a step, beside its move; the last of one name counts.
  public func bindings(ofStep step: Int) -> [Binding] {
    bindings.isEmpty ? [] : bindings.indices(ofStep: step).map { bindings[$0] }
  }

  /// How many bytes its nodes, numbers and steps take, without names, texts and tensors' events.
  package var storedBytes: Int {
    nodeRecords.count * MemoryLayout<NodeRecord>.stride + operands.count * MemoryLayout<Int32>.stride
      + (values.count + numbers.count) * MemoryLayout<Double>.stride
      + stepRecords.count * MemoryLayout<StepRecord>.stride
  }

  private func operand(_ code: Int32) -> Operand {
    code >= 0 ? .node(Int(code)) : .constant(constants[Int(~code)])
  }

  private func tensor(in numbers: [Double], from first: Int, shape: [Int]) -> Tensor {
    if shape.isEmpty { return Tensor(numbers[first]) }
    return Tensor(shape: shape, elements: Array(numbers[first..<first + Tensor.count(of: shape)]))
      ?? Tensor(.nan)
  }

  private func ownEvents(of record: StepRecord) -> [Event] {
    switch record.form {
    case .inputs:
      return (record.node..<record.node + Int(record.payload)).map {
        .input(node: $0, value: initialValue(of: $0))
      }
    case .forward:
      return [
        .forward(
          node: record.node, value: initialValue(of: record.node), cached: cached[record.node] ?? [])
      ]
    case .seed:
      return [.seed(node: record.node, gradient: seed(of: record))]
    case .scalarBackward: return scalarBackwards(record).map(Event.backward)
    case .tensorBackward: return tensorBackwards[Int(record.payload)].map(Event.backward)
    case .update: return []
    }
  }

  private func seed(of record: StepRecord) -> Tensor {
    let shape = shapes[Int(nodeRecords[record.node].shape)]
    return tensor(in: numbers, from: Int(record.payload), shape: shape)
  }

  /// The gradient that a step, which must be a seed, starts from.
  package func seed(ofStep step: Int) -> Tensor { seed(of: stepRecords[step]) }

  private func scalarBackwards(_ record: StepRecord) -> [Backward] {
    let node = nodeRecords[record.node]
    let first = Int(node.firstOperand)
    let upstream = numbers[Int(record.payload)]
    var index = Int(record.payload) + 1
    var backwards: [Backward] = []
    for code in operands[first..<first + Int(node.operandCount)] where code >= 0 {
      let local = numbers[index]
      backwards.append(
        Backward(
          node: record.node, input: backwards.count, to: Int(code), upstream: Tensor(upstream),
          local: .number(local), downstream: Tensor(upstream * local),
          gradient: Tensor(numbers[index + 1])))
      index += 2
    }
    return backwards
  }

  /// The events beside a step's own, found by bisection.
  private func asides(ofStep step: Int) -> [Event] {
    let first = asides.firstIndex(after: step - 1) { $0.step }
    return asides[first...].prefix { $0.step == step }.map(\.event)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element has a step after the given one; the elements are in the order of their steps.
  package func firstIndex(after step: Int, by stepOf: (Element) -> Int) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if stepOf(self[middle]) <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension StepRecord.Form {
  package var kind: StepKind {
    switch self {
    case .inputs: .inputs
    case .forward: .forward
    case .seed: .seed
    case .scalarBackward, .tensorBackward: .backward
    case .update: .update
    }
  }
}

extension Trace: Equatable {
  /// Whether both tell the same, however they store it.
  public static func == (left: Trace, right: Trace) -> Bool {
    left.producer == right.producer && left.numberType == right.numberType
      && left.title == right.title && left.digits == right.digits && left.program == right.program
      && left.groups == right.groups && left.notes == right.notes && left.passes == right.passes
      && left.replayabilities == right.replayabilities && left.nodes.elementsEqual(right.nodes)
      && left.steps.elementsEqual(right.steps)
  }
}
