package import Numbers

/// Everything that happened while a program ran: its nodes, in the order of their creation, and its steps.
///
/// Nodes and steps are stored in flat arrays and made into values when they are asked for.
/// Renderers need nothing but a trace. Only ``TraceBuilder``, which stands in this file for that, writes its columns.
public struct Trace: Sendable {
  public var title: String
  /// How many decimals a reader sees.
  public var digits: Int
  /// The text of the program; empty for a trace made through the library.
  public var program: String
  /// The mistake that its backward passes make on purpose; nil if they are right.
  public fileprivate(set) var mistake: BackwardMistake?
  /// What recorded it.
  public fileprivate(set) var producer = Producer.language
  /// The type of the numbers that it was recorded from, but for nodes that say another one.
  public fileprivate(set) var numberType = NumberType.float64
  /// The gates that occur.
  public fileprivate(set) var gates: [GateDescription] = []
  /// The calls of functions, turns of loops and modules, an outer one before those inside it.
  public fileprivate(set) var groups: [Group] = []
  /// The calls of functions among these, each with the call that it is inside of.
  public fileprivate(set) var calls: [Group] = []
  /// What whoever has only the trace should know of the run.
  public fileprivate(set) var notes: [Note] = []
  /// All passes, in order. Setting them finds those that were kept, so set them once.
  public fileprivate(set) var passes: [Pass] = [] {
    didSet { keptPasses = passes.indices.filter { passes[$0].steps != nil } }
  }
  /// The indices of the passes that have steps.
  fileprivate(set) var keptPasses: [Int] = []

  fileprivate(set) var names: [Name] = []
  fileprivate(set) var constants: [Constant] = []
  fileprivate(set) var shapes: [[Int]] = [[]]
  fileprivate(set) var places = PlaceTable()
  fileprivate(set) var nodeRecords: [NodeRecord] = []
  /// A node's number, or the complement of an index in ``constants``.
  fileprivate(set) var operands: [Int32] = []
  fileprivate(set) var values: [Double] = []
  fileprivate(set) var stepRecords: [StepRecord] = []
  fileprivate(set) var numbers: [Double] = []
  fileprivate(set) var tensorBackwards: [[Backward]] = []
  fileprivate(set) var asides: [Aside] = []
  fileprivate(set) var bindings = Bindings()
  /// By inputs; empty where it is not known.
  fileprivate(set) var replayabilities: [Int: Replayability] = [:]
  /// What few nodes have beside the rest, by their numbers.
  fileprivate(set) var details: [Int: NodeDetails] = [:]
  /// What gates of the program's own kept for the way back, by their nodes.
  fileprivate(set) var cached: [Int: [Cached]] = [:]

  package init(title: String = "", digits: Int = 2, program: String = "") {
    self.title = title
    self.digits = digits
    self.program = program
  }
}

/// Makes a trace: the only writer of its columns. A tape, a reader of files and whoever changes a trace use it.
package struct TraceBuilder: Sendable {
  package private(set) var trace: Trace
  private var shapeNumbers: [[Int]: UInt16] = [:]
  /// For each group the call that it is or is inside of.
  private var callOfGroup: [Int?] = []

  package init(title: String = "", digits: Int = 2, program: String = "", mistake: BackwardMistake? = nil) {
    self.init(Trace(title: title, digits: digits, program: program))
    trace.mistake = mistake
  }

  /// Goes on with a trace, to change it.
  package init(_ trace: Trace) {
    self.trace = trace
    for (number, shape) in trace.shapes.enumerated() { shapeNumbers[shape] = UInt16(clamping: number) }
    set(groups: trace.groups)
  }

  // MARK: What the whole trace has

  package mutating func set(title: String, digits: Int) {
    trace.title = title
    trace.digits = digits
  }

  package mutating func set(program: String) { trace.program = program }
  package mutating func set(mistake: BackwardMistake) { trace.mistake = mistake }
  package mutating func set(producer: Producer) { trace.producer = producer }
  package mutating func set(numberType: NumberType) { trace.numberType = numberType }
  package mutating func set(passes: [Pass]) { trace.passes = passes }
  package mutating func add(_ note: Note) { trace.notes.append(note) }

  package mutating func set(groups: [Group]) {
    (trace.groups, trace.calls, callOfGroup) = ([], [], [])
    for group in groups { add(group) }
  }

  /// Adds a group, whose parent must have been added before.
  package mutating func add(_ group: Group) {
    trace.groups.append(group)
    let around = group.parent.flatMap { callOfGroup[$0] }
    guard group.kind == .call else { return callOfGroup.append(around) }
    var call = group
    call.parent = around
    callOfGroup.append(trace.calls.count)
    trace.calls.append(call)
  }

  /// Takes over the lists that nodes refer to by number. There must be no node yet.
  package mutating func set(
    gates: [GateDescription], names: [Name], constants: [Constant], shapes: [[Int]], places: PlaceTable
  ) {
    self = TraceBuilder(trace)
    (trace.gates, trace.names, trace.constants) = (gates, names, constants)
    (trace.shapes, trace.places) = (shapes, places)
    self = TraceBuilder(trace)
  }

  /// Adds a gate that occurs; gives its number, which is 1 for the first.
  package mutating func add(_ gate: GateDescription) -> UInt16 {
    trace.gates.append(gate)
    return UInt16(truncatingIfNeeded: trace.gates.count)
  }

  /// Adds a constant; gives what stands for it among a node's operands.
  package mutating func add(_ constant: Constant) -> Int32 {
    trace.constants.append(constant)
    return ~Int32(truncatingIfNeeded: trace.constants.count - 1)
  }

  /// Adds a name; gives its number, which is 1 for the first.
  package mutating func add(_ name: Name) -> UInt32 {
    trace.names.append(name)
    return UInt32(truncatingIfNeeded: trace.names.count)
  }

  /// Whether there is room for one more shape, if it is new.
  func hasRoom(for shape: [Int]) -> Bool { trace.shapes.count <= UInt16.max || shapeNumbers[shape] != nil }

  /// The number of a shape, added if it is new.
  package mutating func number(of shape: [Int]) -> UInt16 {
    if shape.isEmpty { return 0 }
    if let number = shapeNumbers[shape] { return number }
    let number = UInt16(truncatingIfNeeded: trace.shapes.count)
    trace.shapes.append(shape)
    shapeNumbers[shape] = number
    return number
  }

  // MARK: Nodes

  /// Adds a node without a value.
  ///
  /// - Parameters:
  ///   - gate: The gate's number; 0 for an input.
  ///   - operands: The numbers of the nodes that it reads, and what stands for constants.
  @discardableResult
  package mutating func addNode(
    gate: UInt16 = 0, reads operands: [Int32] = [], shape: [Int], place: SourceRange,
    name: UInt32 = 0
  ) -> Int {
    trace.nodeRecords.append(
      NodeRecord(
        gate: gate, shape: number(of: shape), place: trace.places.number(of: place),
        operandCount: operands.count, firstOperand: operands.isEmpty ? 0 : trace.operands.count,
        firstElement: Int(UInt32.max), name: name))
    trace.operands.append(contentsOf: operands)
    return trace.nodeRecords.count - 1
  }

  /// Adds a node with its value.
  @discardableResult
  package mutating func addNode(
    gate: UInt16 = 0, reads operands: [Int32] = [], value: Tensor, place: SourceRange = .none,
    name: UInt32 = 0
  ) -> Int {
    let node = addNode(gate: gate, reads: operands, shape: value.shape, place: place, name: name)
    give(value, to: node)
    return node
  }

  /// Whether a node has no value yet.
  func canGive(to node: Int) -> Bool { trace.nodeRecords[node].firstElement == .max }

  /// Gives a node its value, which must fill its shape.
  mutating func give(_ elements: [Double], to node: Int) {
    trace.nodeRecords[node].firstElement = UInt32(truncatingIfNeeded: trace.values.count)
    trace.values.append(contentsOf: elements)
  }

  /// Gives a node its value, which may be a sample of one that has the node's shape.
  mutating func give(_ value: Tensor, to node: Int) {
    give(value.elements, to: node)
    guard let whole = value.whole else { return }
    trace.nodeRecords[node].shape = number(of: value.shape)
    trace.details[node, default: NodeDetails()].whole = whole
  }

  mutating func give(_ number: Double, to node: Int) {
    trace.nodeRecords[node].firstElement = UInt32(truncatingIfNeeded: trace.values.count)
    trace.values.append(number)
  }

  package mutating func set(_ replayability: Replayability, of input: Int) {
    trace.replayabilities[input] = replayability
  }

  package mutating func set(cached: [Cached], of node: Int) { trace.cached[node] = cached }

  /// Says what a node has beside the rest.
  package mutating func set(details: NodeDetails, of node: Int) {
    var details = details
    details.whole = trace.details[node]?.whole
    trace.details[node] = details == NodeDetails() ? nil : details
  }

  // MARK: Steps

  package mutating func addStep(ofInputs nodes: Range<Int>) {
    trace.stepRecords.append(StepRecord(.inputs, node: nodes.lowerBound, payload: nodes.count))
  }

  package mutating func addStep(forward node: Int) {
    trace.stepRecords.append(StepRecord(.forward, node: node))
  }

  package mutating func addStep(seed node: Int, _ gradient: [Double]) {
    trace.stepRecords.append(StepRecord(.seed, node: node, payload: trace.numbers.count))
    trace.numbers += gradient
  }

  package mutating func addStep(backward node: Int, _ events: [Backward]) {
    trace.stepRecords.append(StepRecord(.tensorBackward, node: node, payload: trace.tensorBackwards.count))
    trace.tensorBackwards.append(events)
  }

  /// Adds a backward step whose numbers were added from a place on: upstream, then local and gathered for each input.
  mutating func addStep(backward node: Int, numbersFrom start: Int) {
    trace.stepRecords.append(StepRecord(.scalarBackward, node: node, payload: start))
  }

  package mutating func addUpdateStep() { trace.stepRecords.append(StepRecord(.update, node: 0)) }

  mutating func add(number: Double) { trace.numbers.append(number) }
  mutating func removeNumbers(from start: Int) { trace.numbers.removeSubrange(start...) }

  /// Adds what happened beside a step's own move, by default that of the last step.
  package mutating func add(_ event: Event, atStep step: Int? = nil) {
    if case .binding(let binding) = event {
      return trace.bindings.append(binding, atStep: step ?? trace.stepCount - 1)
    }
    trace.asides.append(Aside(step: step ?? trace.stepCount - 1, event: event))
  }
}

extension TraceBuilder {
  /// Takes over the columns of many nodes, which refer to operands and elements by their places among these.
  package mutating func adopt(nodes: inout [NodeRecord], operands: inout [Int32], values: inout [Double]) {
    let operandShift = UInt32(trace.operands.count)
    let valueShift = UInt32(trace.values.count)
    for index in nodes.indices {
      nodes[index].firstOperand += operandShift
      nodes[index].firstElement += valueShift
    }
    trace.nodeRecords.adopt(&nodes)
    trace.operands.adopt(&operands)
    trace.values.adopt(&values)
  }

  /// Takes over the columns of many steps. The payload of a backward step in tensors is that of the whole trace, that
  /// of other steps counts from the first of these numbers.
  package mutating func adopt(steps: inout [StepRecord], numbers: inout [Double]) {
    let shift = UInt32(trace.numbers.count)
    if shift > 0 {
      for index in steps.indices {
        switch steps[index].form {
        case .seed, .scalarBackward: steps[index].payload += shift
        case .inputs, .forward, .tensorBackward, .update: break
        }
      }
    }
    trace.stepRecords.adopt(&steps)
    trace.numbers.adopt(&numbers)
  }

  /// Adds the events of a backward step in tensors; gives the payload of that step.
  package mutating func add(_ events: [Backward]) -> Int {
    trace.tensorBackwards.append(events)
    return trace.tensorBackwards.count - 1
  }
}

/// Changes to numbers and words of a trace whose nodes and steps stay.
extension TraceBuilder {
  /// Sets one element of the value that a node got when it was made.
  package mutating func set(element: Int, ofValueOf node: Int, to number: Double) {
    trace.values[Int(trace.nodeRecords[node].firstElement) + element] = number
  }

  /// Sets the upstream gradient of a backward step of single numbers.
  package mutating func set(upstreamOfStep step: Int, to number: Double) {
    trace.numbers[Int(trace.stepRecords[step].payload)] = number
  }

  /// Sets the local gradient of one input in a backward step of single numbers.
  package mutating func set(localOfStep step: Int, input: Int, to number: Double) {
    trace.numbers[Int(trace.stepRecords[step].payload) + 1 + 2 * input] = number
  }

  /// Sets what one input has gathered in a backward step.
  package mutating func set(gradientOfStep step: Int, input: Int, to gradient: Tensor) {
    let payload = Int(trace.stepRecords[step].payload)
    if trace.stepRecords[step].form == .scalarBackward {
      trace.numbers[payload + 2 + 2 * input] = gradient.scalar ?? .nan
    } else {
      trace.tensorBackwards[payload][input].gradient = gradient
    }
  }

  /// Gives every name another form.
  package mutating func rename(_ change: (Name) -> Name) { trace.names = trace.names.map(change) }

  /// Replaces what has texts by the same with other texts.
  mutating func replaceTexts(
    gates: [GateDescription], names: [Name], constants: [Constant], notes: [Note], asides: [Aside],
    bindings: Bindings, cached: [Int: [Cached]], details: [Int: NodeDetails]
  ) {
    (trace.gates, trace.names, trace.constants) = (gates, names, constants)
    (trace.notes, trace.asides, trace.bindings) = (notes, asides, bindings)
    (trace.cached, trace.details) = (cached, details)
  }
}

extension Array {
  /// Appends the elements of another array; the longer of the two stays where it is.
  fileprivate mutating func adopt(_ other: inout [Element]) {
    if other.count > count {
      other.insert(contentsOf: self, at: 0)
      swap(&self, &other)
    } else {
      append(contentsOf: other)
    }
  }
}
