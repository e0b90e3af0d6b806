public import Numbers

/// Everything that happened while a program ran: its nodes, in the order of their creation, and its steps.
///
/// Nodes and steps are stored in flat arrays and made into values when they are asked for.
/// Renderers need nothing but a trace.
public struct Trace: Sendable {
  public var title: String
  /// How many decimals a reader sees.
  public var digits: Int
  /// The text of the program; empty for a trace made through the library.
  public var program: String
  /// The mistake that its backward passes make on purpose; nil if they are right.
  public internal(set) var mistake: BackwardMistake?
  /// The gates that occur.
  public internal(set) var gates: [GateDescription] = []
  /// The calls of functions, turns of loops and modules, an outer one before those inside it.
  public internal(set) var groups: [Group] = []
  /// The calls of functions among these, each with the call that it is inside of.
  public internal(set) var calls: [Group] = []
  /// What whoever has only the trace should know of the run.
  public internal(set) var notes: [Note] = []
  /// All passes, in order. Setting them finds those that were kept, so set them once.
  public internal(set) var passes: [Pass] = [] {
    didSet { keptPasses = passes.indices.filter { passes[$0].steps != nil } }
  }
  /// The indices of the passes that have steps.
  private var keptPasses: [Int] = []

  var names: [Name] = []
  var constants: [Constant] = []
  var shapes: [[Int]] = [[]]
  var places = PlaceTable()
  var nodeRecords: [NodeRecord] = []
  /// A node's number, or the complement of an index in ``constants``.
  var operands: [Int32] = []
  var values: [Double] = []
  var stepRecords: [StepRecord] = []
  var numbers: [Double] = []
  var tensorBackwards: [[Backward]] = []
  var asides: [Aside] = []
  var bindings = Bindings()
  /// By inputs; empty where it is not known.
  var replayabilities: [Int: Replayability] = [:]
  /// What gates of the program's own kept for the way back, by their nodes.
  var cached: [Int: [Cached]] = [:]

  package init(title: String = "", digits: Int = 2, program: String = "") {
    self.title = title
    self.digits = digits
    self.program = program
  }

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
      shape: shapes[Int(record.shape)], place: places[record.place])
  }

  /// The nodes that a node reads, in order.
  package func inputs(of id: Int) -> some Sequence<Int> {
    let first = Int(nodeRecords[id].firstOperand)
    return operands[first..<first + Int(nodeRecords[id].operandCount)].lazy.filter { $0 >= 0 }.map { Int($0) }
  }

  /// The value that a node got when it was made. An input that was updated has others later.
  public func initialValue(of id: Int) -> Tensor {
    let record = nodeRecords[id]
    return tensor(in: values, from: Int(record.firstElement), shape: shapes[Int(record.shape)])
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

  /// The local gradient of one input of the gate that a step worked on, which must be a backward step.
  package func local(ofStep number: Int, input: Int) -> Local {
    let record = stepRecords[number]
    return record.form == .scalarBackward
      ? .number(numbers[Int(record.payload) + 1 + 2 * input])
      : tensorBackwards[Int(record.payload)][input].local
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
    left.title == right.title && left.digits == right.digits && left.program == right.program
      && left.groups == right.groups && left.notes == right.notes && left.passes == right.passes
      && left.replayabilities == right.replayabilities && left.nodes.elementsEqual(right.nodes)
      && left.steps.elementsEqual(right.steps)
  }
}
