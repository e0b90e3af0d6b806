public import Numbers
public import TraceModel

/// The ordered list of what a program computed, recorded so that it can be run backwards and shown.
///
/// The tape knows nothing of derivatives: those stand with the gates. Everything is kept in flat columns in the order
/// of creation, which is a topological order; nothing here is recursive.
///
/// A pass ends where a forward step follows a backward one. Of more than ``keptPasses`` passes, the first, the last and
/// those in `requested` keep their steps.
public struct Tape: Sendable {
  /// Up to so many passes are all kept.
  public static let keptPasses = 10

  var title: String
  var digits: Int
  var program: String
  let requested: Set<Int>
  let allowsFaults: Bool
  /// The mistake that backward passes make on purpose.
  let mistake: BackwardMistake?

  var gates: [Gate] = []
  var names: [Name] = []
  var places = PlaceTable()
  var nameNumbers: [Name: UInt32] = [:]
  var constants: [Constant] = []
  var shapes: [[Int]] = [[]]
  var shapeNumbers: [[Int]: UInt16] = [[]: 0]
  var inputs: [InputRecord] = []
  /// Earlier passes that are kept, in order.
  var earlier: [PassRecording] = []
  var current = PassRecording(number: 1, firstGate: 0)
  var summaries: [Pass] = []
  var notes: [Note] = []
  /// The arrays among the constants that were met last, so that data that every pass reads is kept once.
  private var arrayConstants: [Int] = []
  private static let comparedConstants = 32
  /// The arrays among the constants that a kept pass reads, and how many elements they have.
  private var keptConstants: [Int] = []
  private(set) var constantElements = 0
  /// How many elements the arrays have that gates of earlier passes gave.
  private(set) var elementsOfEarlier = 0
  /// Where a backward pass stands that waits for a gate of the program's own.
  var waiting: WaitingBackward?
  /// The gates in the wrong order of ``BackwardMistake/order``, the last one first; empty without that mistake.
  var queue: [Int] = []
  var openGroups: [Int] = []
  /// How many bindings there were when each of these was opened.
  var bindingsBefore: [Int] = []
  /// What names are bound to that may become inputs; see ``bind(_:later:order:group:)``.
  var lateBindings: [(value: Tensor, order: Int)] = []
  /// The first fault that was let through.
  public private(set) var firstFault: Fault?

  /// Makes an empty tape.
  ///
  /// - Parameters:
  ///   - requested: The passes of a long loop to keep beside the first and the last, counted from 1.
  ///   - allowsFaults: Whether NaN and infinity flow on instead of being thrown as a ``Fault``.
  ///   - mistake: The mistake that backward passes are to make, so that it can be shown.
  public init(
    title: String = "", digits: Int = 2, program: String = "", requested: Set<Int> = [],
    allowsFaults: Bool = false, mistake: BackwardMistake? = nil
  ) {
    self.mistake = mistake
    self.title = title
    self.digits = digits
    self.program = program
    self.requested = requested
    self.allowsFaults = allowsFaults
  }

  /// Makes room for so many gates of two inputs each, and as many inputs, so that recording does not copy.
  public mutating func reserve(gates count: Int, inputs inputCount: Int = 0) {
    inputs.reserveCapacity(inputs.count + inputCount)
    // A finished trace has its inputs among the nodes, the step of the inputs, and a seed.
    current.nodes.reserve(count + inputs.count + inputCount)
    current.values.reserve(count + inputs.count + inputCount)
    current.operands.reserve(2 * count)
    current.steps.reserve(2 * count + 2)
    current.numbers.reserve(5 * count + 1)
  }

  /// Adds an input. In the finished trace inputs stand in the order of `order`, by default that of creation.
  public mutating func input(
    _ value: Double, name: String? = nil, at place: SourceRange = .none, order: Int? = nil
  ) -> Reference {
    input(value, nil, name, at: place, order: order)
  }

  /// Adds an input that may be an array.
  public mutating func input(
    _ value: Tensor, name: String? = nil, at place: SourceRange = .none, order: Int? = nil
  ) -> Reference {
    if let number = value.scalar { return input(number, name: name, at: place, order: order) }
    return input(.nan, ArrayInput(value: value, initial: value), name, at: place, order: order)
  }

  private mutating func input(
    _ value: Double, _ array: ArrayInput?, _ name: String?, at place: SourceRange, order: Int?
  ) -> Reference {
    startPassIfClosed()
    inputs.append(
      InputRecord(
        value: value, initial: value, gradient: nil, array: array,
        name: name.map { number(of: Name($0)) } ?? 0, place: place, order: order ?? inputs.count))
    current.newInputs.append(inputs.count - 1)
    return .input(inputs.count - 1)
  }

  /// Applies a gate of one input.
  public mutating func apply(_ gate: Gate, _ input: Reference, at place: SourceRange = .none) throws(Fault)
    -> Reference
  {
    startPassIfClosed()
    if isArray(input.code) || !gate.isElementwise { return try recordArray(gate, [input.code], at: place) }
    return try record(gate, input.code, nil, at: place)
  }

  /// Applies a gate of two inputs.
  public mutating func apply(
    _ gate: Gate, _ first: Reference, _ second: Reference, isWhole: Bool = false,
    at place: SourceRange = .none
  ) throws(Fault) -> Reference {
    startPassIfClosed()
    if isArray(first.code) || isArray(second.code) || !gate.isElementwise {
      return try recordArray(gate, [first.code, second.code], isWhole: isWhole, at: place)
    }
    return try record(gate, first.code, second.code, isWhole: isWhole, at: place)
  }

  /// Applies a gate to arguments of which some may be constants; there must be as many as the gate reads, and their
  /// shapes must fit.
  ///
  /// - Parameters:
  ///   - shape: The shape of the value, where the gate leaves it free.
  ///   - isWhole: Whether the numbers are whole ones, of which 0 has no sign.
  public mutating func apply(
    _ gate: Gate, _ arguments: [Argument], shape: [Int]? = nil, isWhole: Bool = false,
    at place: SourceRange = .none
  ) throws(Fault) -> Reference {
    startPassIfClosed()
    let codes = arguments.map { code(of: $0) }
    if gate.isElementwise, codes.allSatisfy({ !isArray($0) }) {
      return try record(gate, codes[0], codes.count > 1 ? codes[1] : nil, isWhole: isWhole, at: place)
    }
    return try recordArray(gate, codes, shape: shape, isWhole: isWhole, at: place)
  }

  /// The number that a node is, or nil if it is an array or belonged to a pass that was not kept.
  public func value(of reference: Reference) -> Double? {
    guard isKept(reference), !isArray(reference.code) else { return nil }
    return value(ofCode: reference.code)
  }

  /// The value of a node, or nil if it belonged to a pass that was not kept.
  public func tensor(of reference: Reference) -> Tensor? {
    isKept(reference) ? tensor(ofCode: reference.code) : nil
  }

  /// Whether a node can still be read: gates of a pass that was not kept can't.
  public func isKept(_ reference: Reference) -> Bool {
    reference.isInput || Int(reference.code) >= current.firstGate
      || earlier.contains { $0.gates.contains(Int(reference.code)) }
  }

  /// Names a node. A node keeps the first name that it was given.
  public mutating func name(_ reference: Reference, _ name: Name) {
    let number = number(of: name)
    switch Source(reference.code) {
    case .input(let index): if inputs[index].name == 0 { inputs[index].name = number }
    case .gate(let id):
      let index = id - current.firstGate
      if current.nodes.indices.contains(index), current.nodes[index].name == 0 {
        current.nodes[index].name = number
      }
    case .constant: break
    }
  }

  /// Opens a group: the gates recorded until it is closed belong to it.
  public mutating func openGroup(
    _ name: String, kind: Group.Kind = .call, turn: Group.Turn? = nil, at place: SourceRange = .none
  ) {
    let start = current.gates.upperBound
    current.groups.append(
      Group(
        kind: kind, name: name, parent: openGroups.last, nodes: start..<start, place: place.storable,
        turn: turn))
    openGroups.append(current.groups.count - 1)
    bindingsBefore.append(current.bindings.count)
  }

  /// Closes the group that was opened last. One without gates leaves nothing behind, as a loop may have many.
  public mutating func closeGroup() {
    guard let index = openGroups.popLast(), let before = bindingsBefore.popLast(),
      current.groups.indices.contains(index)
    else { return }
    if index == current.groups.count - 1, current.groups[index].nodes.lowerBound == current.gates.upperBound {
      current.groups.removeLast()
      current.bindings.remove(localTo: index, from: before)
      return
    }
    current.groups[index].nodes = current.groups[index].nodes.lowerBound..<current.gates.upperBound
  }

  /// Notes what whoever has only the trace should know.
  package mutating func note(_ note: Note) { notes.append(note) }

  /// Records a line that the program printed.
  public mutating func print(_ text: String) { current.append(aside: .print(text: text)) }
}

extension Tape {
  /// The value behind an operand code.
  @inline(__always)
  func value(ofCode code: Int32) -> Double {
    switch Source(code) {
    case .gate(let id):
      if id >= current.firstGate { return current.values[id - current.firstGate] }
      return Self.value(ofGate: id, in: earlier)
    case .input(let index): return inputs[index].value
    case .constant(let index): return constants[index].value.elements[0]
    }
  }

  // Not a method: to call one, the compiler would copy the tape for each gate.
  @inline(never)
  static func value(ofGate id: Int, in earlier: [PassRecording]) -> Double {
    earlier.last { $0.gates.contains(id) }.map { $0.values[id - $0.firstGate] } ?? .nan
  }

  /// Appends a gate with its value and its forward step.
  @inline(__always)
  private mutating func record(
    _ gate: Gate, _ first: Int32, _ second: Int32?, isWhole: Bool = false, at place: SourceRange
  ) throws(Fault) -> Reference {
    var value: Double
    let a = self.value(ofCode: first)
    let b: Double? = if let second { self.value(ofCode: second) } else { nil }
    switch gate.rule {
    case .unary(let rule, _): value = rule(a)
    case .binary(let rule, _): value = rule(a, b ?? .nan)
    case .array, .own: value = .nan
    }
    if isWhole { value += 0 }
    if !value.isFinite {
      let inputs = b.map { [a, $0] } ?? [a]
      try fault(.forward, gate, inputs, result: value, step: current.steps.count, at: place)
    }
    let id = current.gates.upperBound
    current.nodes.append(
      NodeRecord(
        gate: number(of: gate), shape: 0, place: number(of: place), operandCount: second == nil ? 1 : 2,
        firstOperand: current.operands.count, firstElement: current.values.count))
    current.operands.append(first)
    if let second { current.operands.append(second) }
    current.values.append(value)
    current.steps.append(StepRecord(.forward, node: id))
    return .gate(id)
  }

  /// Notes the first fault, in a step of the current pass, and throws it unless faults may flow.
  @inline(never)
  mutating func fault(
    _ phase: Fault.Phase, _ gate: Gate, _ inputs: [Double], result: Double, step: Int,
    at place: SourceRange
  ) throws(Fault) {
    let fault = note(phase, gate, inputs, result: result, step: step, at: place)
    if !allowsFaults { throw fault }
  }

  /// Notes the first number that is not finite, in a step of the current pass; arrays let it through.
  @discardableResult
  mutating func note(
    _ phase: Fault.Phase, _ gate: Gate, _ inputs: [Double], result: Double, step: Int, at place: SourceRange
  ) -> Fault {
    let fault = Fault(
      phase: phase, gate: gate.description, inputs: inputs, result: result,
      step: earlier.reduce(step) { $0 + $1.steps.count }, place: place)
    firstFault = firstFault ?? fault
    return fault
  }

  mutating func code(of argument: Argument) -> Int32 {
    switch argument {
    case .node(let reference): return reference.code
    case .constant(let value, let name, let origin):
      let constant = Constant(Tensor(value), name: name, from: origin)
      if constants.last != constant { constants.append(constant) }
      return Reference.constantCode(constants.count - 1)
    case .array(let value, let name, let origin):
      let constant = Constant(value, name: name, from: origin)
      if let known = arrayConstants.first(where: { constants[$0].isSame(as: constant) }) {
        return Reference.constantCode(known)
      }
      constants.append(constant)
      keptConstants.append(constants.count - 1)
      constantElements += value.elements.count
      arrayConstants.append(constants.count - 1)
      if arrayConstants.count > Self.comparedConstants { arrayConstants.removeFirst() }
      return Reference.constantCode(constants.count - 1)
    }
  }

  /// The gate's index in ``gates`` plus 1. There are few gates, so a search is faster than a table.
  @inline(__always)
  mutating func number(of gate: Gate) -> UInt16 {
    for index in gates.indices where gates[index] === gate { return UInt16(truncatingIfNeeded: index + 1) }
    gates.append(gate)
    return UInt16(truncatingIfNeeded: gates.count)
  }

  /// The number of a place, which is 0 for none.
  @inline(__always)
  mutating func number(of place: SourceRange) -> UInt32 { place == .none ? 0 : places.number(of: place) }

  mutating func number(of name: Name) -> UInt32 {
    if let number = nameNumbers[name] { return number }
    names.append(name)
    nameNumbers[name] = UInt32(truncatingIfNeeded: names.count)
    return UInt32(truncatingIfNeeded: names.count)
  }

  /// Starts the next pass if a backward step has come.
  @inline(__always)
  mutating func startPassIfClosed() {
    if current.isClosed { startPass() }
  }

  /// Puts the current pass away and opens the next, letting go of passes that need not be kept.
  private mutating func startPass() {
    var closed = current
    closed.run = runGradients
    for index in openGroups {
      closed.groups[index].nodes = closed.groups[index].nodes.lowerBound..<closed.gates.upperBound
    }
    earlier.append(closed)
    summaries.append(summary(of: closed))
    current = PassRecording(
      number: closed.number + 1, firstGate: closed.gates.upperBound, inputs: inputs)
    reopenGroups(of: closed)
    if current.number > Self.keptPasses {
      let requested = requested
      release { $0.number != 1 && $0.number != closed.number && !requested.contains($0.number) }
      releaseConstants()
    }
    elementsOfEarlier = earlier.reduce(0) { $0 + $1.elementCount }
  }

  /// Lets go of arrays that only passes read which are not kept any more.
  private mutating func releaseConstants() {
    var read: Set<Int> = []
    for recording in earlier {
      for code in recording.operands { if case .constant(let index) = Source(code) { read.insert(index) } }
    }
    for index in keptConstants where !read.contains(index) {
      constantElements -= constants[index].value.elements.count
      constants[index] = Constant(Tensor(0))
    }
    keptConstants.removeAll { !read.contains($0) }
    arrayConstants.removeAll { !read.contains($0) }
  }

  /// A call that goes on in the next pass has a group there too.
  private mutating func reopenGroups(of closed: PassRecording) {
    let open = openGroups.map { closed.groups[$0] }
    let outer = openGroups
    openGroups = []
    bindingsBefore = []
    for (index, group) in zip(outer, open) {
      defer { rebind(localTo: index, of: closed) }
      openGroup(group.name, kind: group.kind, turn: group.turn, at: group.place)
    }
  }

  func summary(of recording: PassRecording) -> Pass {
    Pass(
      number: recording.number,
      outputValue: recording.seed.map { tensor(ofCode: $0.output.code) },
      updates: recording.updates.sorted { $0.key < $1.key }.map {
        UpdateSize(node: $0.key, largestChange: $0.value)
      },
      printed: recording.asides.compactMap { aside in
        if case .print(let text) = aside.event { text } else { nil }
      })
  }
}
