public import Numbers

/// A name that a program gave to a node: `c`, or `c₂` when it was bound again.
public struct Name: Hashable, Sendable {
  public var text: String
  /// How often the name had been bound to a node before.
  public var rebinding: Int

  public init(_ text: String, rebinding: Int = 0) {
    self.text = text
    self.rebinding = rebinding
  }
}

/// A number that a gate keeps inside: the `1` of `x + 1`, or `N` of `s / N`.
public struct Constant: Equatable, Sendable {
  public var value: Tensor
  /// The name that the program has for it, if any.
  public var name: String?
  /// Why it is no node; nil for a literal or plain value.
  public var from: Origin?

  public init(_ value: Tensor, name: String? = nil, from: Origin? = nil) {
    self.value = value
    self.name = name
    self.from = from
  }
}

/// What a gate reads at one of its positions.
public enum Operand: Equatable, Sendable {
  case node(Int)
  case constant(Constant)
}

/// One input of the circuit, or one application of a gate. Its number is its place in the order of creation.
public struct Node: Equatable, Sendable {
  public var id: Int
  /// The gate, or nil for an input.
  public var gate: GateDescription?
  public var name: Name?
  /// What it reads, in the order of the gate's inputs.
  public var operands: [Operand]
  public var shape: [Int]
  public var place: SourceRange
  public var details: NodeDetails

  public init(
    id: Int, gate: GateDescription?, name: Name?, operands: [Operand], shape: [Int], place: SourceRange,
    details: NodeDetails = NodeDetails()
  ) {
    self.id = id
    self.gate = gate
    self.name = name
    self.operands = operands
    self.shape = shape
    self.place = place
    self.details = details
  }

  /// The nodes it reads, in order; one that is read twice stands twice.
  public var inputs: [Int] {
    operands.compactMap { operand in
      if case .node(let id) = operand { id } else { nil }
    }
  }

  /// The position among the gate's operands of its nth input that is a node.
  public func position(ofInput input: Int) -> Int {
    var seen = 0
    for (position, operand) in operands.enumerated() {
      guard case .node = operand else { continue }
      if seen == input { return position }
      seen += 1
    }
    return input
  }
}
