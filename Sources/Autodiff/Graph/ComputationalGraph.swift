public import Numbers
public import TraceModel

/// A graph of gates that is built once and then run: forwards through its nodes in topological order, backwards through
/// them in reverse.
///
/// ```swift
/// let graph = ComputationalGraph(title: "(x + y) z")
/// let x = graph.input("x"), y = graph.input("y"), z = graph.input("z")
/// let f = (x + y) * z
/// try graph.forward(["x": -2, "y": 5, "z": -4])
/// try graph.backward()
/// x.gradient  // -4
/// ```
///
/// A node can only be made from nodes that exist, so the order of their creation is a topological order.
/// The idea and the name are from CS231n, lecture 4.
public final class ComputationalGraph {
  /// What a node is made of.
  enum Definition {
    case input(name: String)
    case gate(Gate, [Operand])
    case custom(any CustomGate, [Operand])
  }

  enum Operand {
    case node(Int)
    case constant(Tensor)
  }

  public let title: String
  private let digits: Int
  private var definitions: [Definition] = []
  private var names: [Int: String] = [:]
  private var values: [String: Tensor] = [:]
  /// The gate that each kind of custom gate is on the tape.
  private var customGates: [String: Gate] = [:]
  /// The last run: its tape, and what each node is on it.
  private var tape = Tape()
  private var references: [Reference] = []

  /// Makes an empty graph.
  ///
  /// - Parameters:
  ///   - title: What the trace, and so its figures, are called.
  ///   - digits: How many decimals a reader sees.
  public init(title: String = "", digits: Int = 2) {
    self.title = title
    self.digits = digits
  }

  /// Adds an input, with the value that it has until ``forward(_:)`` is given another.
  public func input(_ name: String, _ value: Tensor? = nil) -> GraphNode {
    values[name] = value
    return add(.input(name: name))
  }

  /// Adds an input that is a number.
  public func input(_ name: String, _ value: Double) -> GraphNode { input(name, Tensor(value)) }

  /// Applies one of Gradwalk's gates to nodes of this graph; there must be as many as it reads.
  public func apply(_ gate: Gate, _ inputs: GraphNode...) -> GraphNode {
    add(.gate(gate, inputs.map(operand)))
  }

  /// Applies a gate of the program's own to nodes of this graph.
  public func apply(_ gate: some CustomGate, _ inputs: GraphNode...) -> GraphNode {
    add(.custom(gate, inputs.map(operand)))
  }

  private func operand(_ node: GraphNode) -> Operand {
    precondition(node.graph === self, "a gate reads nodes of its own graph")
    return .node(node.index)
  }

  func add(_ definition: Definition) -> GraphNode {
    definitions.append(definition)
    return GraphNode(graph: self, index: definitions.count - 1)
  }

  func name(_ node: GraphNode, _ name: String) { names[node.index] = name }
}

extension ComputationalGraph {
  /// Computes all nodes in topological order, and with them a new trace.
  ///
  /// - Parameter values: What the inputs are, by their names; the others keep what they had.
  /// - Returns: The value of the node that was made last.
  @discardableResult
  public func forward(_ values: [String: Tensor] = [:]) throws(GraphError) -> Tensor {
    let known = definitions.compactMap { if case .input(let name) = $0 { name } else { nil } }
    if let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unknownInput(unknown)
    }
    self.values.merge(values) { $1 }
    tape = Tape(title: title, digits: digits)
    references = []
    for index in definitions.indices {
      let reference = try run(index)
      if let name = names[index] { tape.name(reference, Name(name)) }
      references.append(reference)
    }
    guard let last = references.last, let value = tape.tensor(of: last) else { throw .notRun }
    return value
  }

  /// Computes all nodes, for inputs that are numbers.
  @discardableResult
  public func forward(_ values: [String: Double]) throws(GraphError) -> Tensor {
    try forward(values.mapValues { Tensor($0) })
  }

  /// Goes back through the nodes in reverse order, each gate turning the gradient of its output into those of its inputs.
  ///
  /// - Parameters:
  ///   - output: Where to start; the node that was made last, unless given.
  ///   - gradient: The gradient of the output with respect to itself, in its shape.
  /// - Returns: The gradient of each input that one has reached, by name.
  @discardableResult
  public func backward(from output: GraphNode? = nil, gradient: Tensor = Tensor(1)) throws(GraphError)
    -> [String: Tensor]
  {
    let index = output?.index ?? references.count - 1
    guard references.indices.contains(index), let value = tape.tensor(of: references[index]) else {
      throw .notRun
    }
    guard value.shape == gradient.shape else { throw .seed(shape: gradient.shape, output: value.shape) }
    try catchingFaults { () throws(Fault) in
      try tape.startBackward(from: references[index], gradient: gradient)
    }.map(answer)
    var gradients: [String: Tensor] = [:]
    for (index, definition) in definitions.enumerated() {
      guard case .input(let name) = definition else { continue }
      gradients[name] = tape.gradientTensor(of: references[index])
    }
    return gradients
  }

  /// What the last forward and backward passes did, with numeric gradients beside the analytic ones.
  public func trace() -> Trace {
    var tape = tape
    return tape.finish { [definitions, references] reference, operands in
      guard let index = references.firstIndex(of: reference),
        case .custom(let gate, _) = definitions[index]
      else { return nil }
      return gate.value(operands)
    }
  }

  func value(of node: GraphNode) -> Tensor? {
    references.indices.contains(node.index) ? tape.tensor(of: references[node.index]) : nil
  }

  func gradient(of node: GraphNode) -> Tensor? {
    references.indices.contains(node.index) ? tape.gradientTensor(of: references[node.index]) : nil
  }
}

extension ComputationalGraph {
  private func run(_ index: Int) throws(GraphError) -> Reference {
    switch definitions[index] {
    case .input(let name):
      guard let value = values[name] else { throw .noValue(input: name) }
      return tape.input(value, name: name)
    case .gate(let gate, let operands):
      let tensors = operands.map(tensor)
      guard gate.shape(tensors) != nil else {
        throw .shapes(gate: gate.description.name, tensors.map(\.shape))
      }
      return try catchingFaults { () throws(Fault) in try tape.apply(gate, operands.map(argument)) }
    case .custom(var custom, let operands):
      let value = custom.forward(operands.map(tensor))
      definitions[index] = .custom(custom, operands)
      let gate = gate(of: custom)
      return try catchingFaults { () throws(Fault) in
        try tape.record(gate, operands.map(argument), value: value, cached: custom.cached)
      }
    }
  }

  /// Answers what the backward pass asks of the program's own gates, one after the other.
  private func answer(_ first: OwnBackward) throws(GraphError) {
    var question: OwnBackward? = first
    while let asked = question {
      let shares = try shares(of: asked)
      question = try catchingFaults { () throws(Fault) in try tape.continueBackward(with: shares) }
    }
  }

  private func shares(of asked: OwnBackward) throws(GraphError) -> [OwnShare?] {
    guard let index = references.firstIndex(of: asked.node), case .custom(let gate, _) = definitions[index]
    else { throw .notRun }
    let gradients = gate.backward(asked.upstream)
    let (expected, found) = (asked.operands.map(\.shape), gradients.map(\.shape))
    guard expected == found else { throw .gradients(gate: gate.name, expected: expected, found: found) }
    return gradients.indices.map { position in
      guard asked.isNode[position] else { return nil }
      let local = asked.local(of: position, rule: "\(gate.name).backward(upstream)") { unit in
        let part = gate.backward(unit)
        return part.indices.contains(position) ? part[position] : nil
      }
      return OwnShare(downstream: gradients[position], local: local)
    }
  }

  private func tensor(_ operand: Operand) -> Tensor {
    switch operand {
    case .node(let index): tape.tensor(of: references[index]) ?? Tensor(.nan)
    case .constant(let value): value
    }
  }

  private func argument(_ operand: Operand) -> Argument {
    switch operand {
    case .node(let index): .node(references[index])
    case .constant(let value): value.scalar.map { .constant($0) } ?? .array(value, name: nil)
    }
  }

  private func gate(of custom: any CustomGate) -> Gate {
    if let known = customGates[custom.name] { return known }
    let gate = Gate(own: custom.name, symbol: custom.symbol, equation: custom.equation)
    customGates[custom.name] = gate
    return gate
  }

  private func catchingFaults<Result>(_ body: () throws(Fault) -> Result) throws(GraphError) -> Result {
    do throws(Fault) { return try body() } catch { throw .fault(error) }
  }
}
