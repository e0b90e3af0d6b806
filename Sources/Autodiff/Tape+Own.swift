public import Numbers
public import TraceModel

// Gates of a program's own. The tape records what they computed; only the program can run them, forwards and backwards.

/// Runs a gate of the program's own again, on other operands; nil if it can't.
public typealias OwnValue = (_ node: Reference, _ operands: [Tensor]) -> Tensor?

/// A gate of the program's own that a backward pass has come to, and whose gradients it asks for.
public struct OwnBackward: Sendable {
  public var node: Reference
  public var gate: Gate
  /// The gradient that has reached the gate.
  public var upstream: Tensor
  /// What it read, constants included, and what it computed.
  public var operands: [Tensor]
  public var value: Tensor
  /// Whether each operand is a node, so that it can receive a gradient.
  public var isNode: [Bool]
}

/// What one operand of a gate of the program's own receives.
public struct OwnShare: Sendable {
  /// In the operand's shape.
  public var downstream: Tensor
  public var local: Local

  public init(downstream: Tensor, local: Local) {
    self.downstream = downstream
    self.local = local
  }
}

/// Where a backward pass waits: at a gate of a pass, nil being the current one.
struct WaitingBackward {
  var segment: Int?
  var index: Int
}

extension Tape {
  /// Records a gate of the program's own with the value that it has computed.
  ///
  /// - Parameter cached: What it keeps for its backward step.
  public mutating func record(
    _ gate: Gate, _ arguments: [Argument], value: Tensor, cached: [Cached] = [],
    at place: SourceRange = .none
  ) throws(Fault) -> Reference {
    startPassIfClosed()
    let codes = arguments.map { code(of: $0) }
    let operands = codes.map { tensor(ofCode: $0) }
    let reference = try recordArray(gate, codes, operands, value: value, at: place)
    if !cached.isEmpty {
      current.cached[current.nodes.count - 1] = cached
      current.elementCount += cached.reduce(0) { $0 + $1.value.elements.count }
    }
    return reference
  }

  /// Starts the backward pass from an output, whose shape the seed must have.
  ///
  /// - Returns: The first gate of the program's own that is reached, which waits for
  ///   ``continueBackward(with:)``; nil if the pass is done.
  public mutating func startBackward(from output: Reference, gradient seed: Tensor) throws(Fault)
    -> OwnBackward?
  {
    self.seed(output, seed)
    return try runBackward(
      from: WaitingBackward(segment: nil, index: queue.last ?? current.nodes.count - 1))
  }

  /// Goes on with a backward pass that waits for a gate of the program's own.
  ///
  /// - Parameter shares: What each of its operands receives; nil is nothing, and constants receive nothing.
  /// - Returns: The next such gate; nil if the pass is done.
  public mutating func continueBackward(with shares: [OwnShare?]) throws(Fault) -> OwnBackward? {
    guard let waiting, let question = question(at: waiting) else { return nil }
    self.waiting = nil
    try handOn(shares, of: question, at: waiting)
    return try runBackward(from: following(waiting))
  }

  /// The gate that comes after the one at which a backward pass waited.
  private func following(_ place: WaitingBackward) -> WaitingBackward {
    let queued = place.segment == nil ? queued(from: place.index) : []
    let next = queued.isEmpty ? place.index - 1 : queued.dropFirst().first ?? -1
    return WaitingBackward(segment: place.segment, index: next)
  }

  /// Lets gates hand on what has reached them, through all passes that the gradient comes to.
  private mutating func runBackward(from start: WaitingBackward) throws(Fault) -> OwnBackward? {
    if let question = try runBackward(through: start.segment, from: start.index) { return question }
    let end = start.segment ?? earlier.endIndex
    for segment in (0..<end).reversed() where !earlier[segment].gradients.isEmpty {
      let last = earlier[segment].nodes.count - 1
      if let question = try runBackward(through: segment, from: last) { return question }
    }
    return nil
  }

  private mutating func runBackward(through segment: Int?, from last: Int) throws(Fault) -> OwnBackward? {
    guard last >= 0, let index = try stepBackward(through: segment, from: last) else { return nil }
    let place = WaitingBackward(segment: segment, index: index)
    waiting = place
    return question(at: place)
  }

  private func question(at place: WaitingBackward) -> OwnBackward? {
    let reference = Reference.gate(
      place.index + (place.segment.map { earlier[$0].firstGate } ?? current.firstGate))
    guard let upstream = gradientTensor(of: reference) else { return nil }
    let (nodes, operands) = columns(of: place.segment)
    let codes = operandCodes(of: nodes[place.index], operands)
    return OwnBackward(
      node: reference, gate: gates[Int(nodes[place.index].gate) - 1], upstream: upstream,
      operands: codes.map { tensor(ofCode: $0) }, value: tensor(ofCode: reference.code),
      isNode: codes.map { !Self.isConstant($0) })
  }

  private func operandCodes(of node: NodeRecord, _ operands: [Int32]) -> ArraySlice<Int32> {
    operands[Int(node.firstOperand)..<Int(node.firstOperand) + Int(node.operandCount)]
  }

  /// Records the backward step of a gate of the program's own.
  private mutating func handOn(_ shares: [OwnShare?], of question: OwnBackward, at place: WaitingBackward)
    throws(Fault)
  {
    let (nodes, operands) = columns(of: place.segment)
    let node = nodes[place.index]
    let codes = operandCodes(of: node, operands)
    var step = ArrayBackward(
      gate: question.gate, upstream: question.upstream, operands: question.operands, value: question.value,
      shares: [])
    for (position, code) in codes.enumerated() where !Self.isConstant(code) {
      let share = shares.indices.contains(position) ? shares[position] : nil
      let shape = question.operands[position].shape
      let nothing = Tensor(filling: shape, with: Array(repeating: 0, count: Tensor.count(of: shape)))
      let downstream = share?.downstream ?? nothing
      try look(atDownstream: downstream, of: question.gate, step: current.steps.count, at: places[node.place])
      if share != nil, mistake == .overwrite { forgetGradient(atCode: code) }
      let gathered =
        share == nil && Reference(code: code).isInput
        ? gradientTensor(of: Reference(code: code)) ?? nothing
        : downstream.scalar.map { Tensor(receive($0, at: code)) } ?? receive(downstream, at: code)
      let isNumber = shape.isEmpty && question.value.shape.isEmpty
      step.shares.append(
        ArrayBackward.Share(
          code: code, position: position, downstream: downstream, gathered: gathered,
          local: share?.local ?? (isNumber ? .number(0) : .rule("0"))))
    }
    current.steps.append(
      StepRecord(.tensorBackward, node: Int(question.node.code), payload: current.arrayBackwards.count))
    current.backwardElements += step.shares.reduce(0) { $0 + 2 * $1.downstream.elements.count }
    current.arrayBackwards.append(step)
  }
}

extension OwnBackward {
  /// The local gradient of one operand in the form that suits its size, from what the gate gives for an upstream gradient.
  ///
  /// - Parameter product: What the operand receives for an upstream gradient.
  /// - Returns: A number, a diagonal or a matrix where these are small, else a rule.
  public func local<Failure: Error>(
    of position: Int, rule: String, product: (_ upstream: Tensor) throws(Failure) -> Tensor?
  ) throws(Failure) -> Local {
    let (rows, columns) = (value.elements.count, operands[position].elements.count)
    guard rows * columns <= Gate.largestJacobian else { return .rule(rule) }
    var entries: [Double] = []
    for row in 0..<rows {
      var unit = [Double](repeating: 0, count: rows)
      unit[row] = 1
      guard let part = try product(Tensor(filling: value.shape, with: unit)), part.elements.count == columns
      else { return .rule(rule) }
      entries += part.elements
    }
    if value.shape.isEmpty, operands[position].shape.isEmpty { return .number(entries[0]) }
    if value.shape == operands[position].shape, isDiagonal(entries, columns) {
      let diagonal = (0..<rows).map { entries[$0 * columns + $0] }
      return .diagonal(Tensor(filling: value.shape, with: diagonal))
    }
    return .matrix(Tensor(filling: [rows, columns], with: entries))
  }

  private func isDiagonal(_ entries: [Double], _ columns: Int) -> Bool {
    entries.indices.allSatisfy { $0 % (columns + 1) == 0 || entries[$0] == 0 }
  }
}
