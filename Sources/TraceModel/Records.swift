public import Numbers

/// A node as it is stored: 24 bytes, so that a trace of a million gates stays small.
package struct NodeRecord: Sendable {
  /// The index of its gate in ``Trace/gates`` plus 1; 0 is an input.
  package var gate: UInt16
  /// The index of its shape in ``Trace/shapes``.
  package var shape: UInt16
  package var operandCount: UInt16
  /// The number of its place in ``Trace/places``; 0 is none.
  package var place: UInt32
  package var firstOperand: UInt32
  package var firstElement: UInt32
  /// The index of its name in ``Trace/names`` plus 1; 0 is none.
  package var name: UInt32

  @inlinable @inline(__always)
  package init(
    gate: UInt16, shape: UInt16, place: UInt32, operandCount: Int, firstOperand: Int,
    firstElement: Int, name: UInt32 = 0
  ) {
    self.gate = gate
    self.shape = shape
    self.place = place
    self.operandCount = UInt16(truncatingIfNeeded: operandCount)
    self.firstOperand = UInt32(truncatingIfNeeded: firstOperand)
    self.firstElement = UInt32(truncatingIfNeeded: firstElement)
    self.name = name
  }
}

/// A step as it is stored: what kind, about which node, and where its numbers are. 8 bytes.
package struct StepRecord: Sendable {
  /// The kinds of ``StepKind``, the backward step of a vector gate apart.
  package enum Form: UInt32, Sendable {
    /// `payload` inputs from `node` on.
    case inputs
    case forward
    /// The gradient stands in ``Trace/numbers`` from `payload` on.
    case seed
    /// Upstream, then local and accumulated gradient for each input, in ``Trace/numbers`` from `payload` on.
    case scalarBackward
    /// The events stand in ``Trace/tensorBackwards`` at `payload`.
    case tensorBackward
    case update
  }

  package var bits: UInt32
  package var payload: UInt32

  @inlinable @inline(__always)
  package init(_ form: Form, node: Int, payload: Int = 0) {
    bits = UInt32(truncatingIfNeeded: node) << 3 | form.rawValue
    self.payload = UInt32(truncatingIfNeeded: payload)
  }

  @inlinable @inline(__always)
  package var node: Int { Int(bits >> 3) }
  @inlinable @inline(__always)
  package var form: Form { Form(rawValue: bits & 7) ?? .update }
}

/// An event that is not part of a step's own move: a line printed, a parameter moved, a gradient checked.
package struct Aside: Sendable {
  package var step: Int
  package var event: Event

  package init(step: Int, event: Event) {
    self.step = step
    self.event = event
  }
}

/// How far one parameter moved in one pass.
public struct UpdateSize: Equatable, Sendable {
  public var node: Int
  /// The largest absolute change among the parameter's elements.
  public var largestChange: Double

  public init(node: Int, largestChange: Double) {
    self.node = node
    self.largestChange = largestChange
  }

  /// Equality where NaN equals itself, as in ``Tensor``.
  public static func == (left: UpdateSize, right: UpdateSize) -> Bool {
    left.node == right.node && left.largestChange.tellsSame(as: right.largestChange)
  }
}

/// The gradient that an input held from earlier passes.
public struct HeldGradient: Equatable, Sendable {
  public var node: Int
  public var gradient: Tensor

  public init(node: Int, gradient: Tensor) {
    self.node = node
    self.gradient = gradient
  }
}

/// One forward and backward pass of a program.
///
/// A pass of a long loop that was not kept has its output, updates and printed lines here, but no steps or nodes.
public struct Pass: Equatable, Sendable {
  /// Counted from 1.
  public var number: Int
  /// Its steps, if it was kept.
  public var steps: Range<Int>?
  /// The gates it made, if it was kept.
  public var nodes: Range<Int>?
  /// What backpropagation started from; nil in a forward-only pass.
  public var output: Int?
  public var outputValue: Tensor?
  public var updates: [UpdateSize]
  public var printed: [String]
  /// What inputs held when the pass began; nil where the steps of the passes before tell it.
  public var held: [HeldGradient]?

  public init(
    number: Int, steps: Range<Int>? = nil, nodes: Range<Int>? = nil, output: Int? = nil,
    outputValue: Tensor? = nil, updates: [UpdateSize] = [], printed: [String] = [],
    held: [HeldGradient]? = nil
  ) {
    self.number = number
    self.steps = steps
    self.nodes = nodes
    self.output = output
    self.outputValue = outputValue
    self.updates = updates
    self.printed = printed
    self.held = held
  }

  /// Whether backpropagation started in it.
  public var hasBackwardStep: Bool { outputValue != nil }
}
