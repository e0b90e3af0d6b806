public import Numbers
import TraceModel

/// A node of a ``ComputationalGraph``: a named input, or a gate applied to other nodes. It has a value once the graph
/// has run forwards, and a gradient once it has run backwards.
public struct GraphNode {
  let graph: ComputationalGraph
  let index: Int

  /// What the node computed in the last forward pass.
  public var value: Tensor? { graph.value(of: self) }
  /// The gradient of the output with respect to the node, if one has reached it in the last backward pass.
  public var gradient: Tensor? { graph.gradient(of: self) }

  /// Gives the node a name, which figures and sentences then use.
  @discardableResult
  public func named(_ name: String) -> GraphNode {
    graph.name(self, name)
    return self
  }
}

extension GraphNode {
  public static func + (left: GraphNode, right: GraphNode) -> GraphNode { left.joined(.add, right) }
  public static func - (left: GraphNode, right: GraphNode) -> GraphNode { left.joined(.subtract, right) }
  public static func * (left: GraphNode, right: GraphNode) -> GraphNode { left.joined(.multiply, right) }
  public static func / (left: GraphNode, right: GraphNode) -> GraphNode { left.joined(.divide, right) }

  public static func + (left: GraphNode, right: Double) -> GraphNode { left.joined(.add, right) }
  public static func - (left: GraphNode, right: Double) -> GraphNode { left.joined(.subtract, right) }
  public static func * (left: GraphNode, right: Double) -> GraphNode { left.joined(.multiply, right) }
  public static func / (left: GraphNode, right: Double) -> GraphNode { left.joined(.divide, right) }

  public static func + (left: Double, right: GraphNode) -> GraphNode { right.joined(after: left, .add) }
  public static func - (left: Double, right: GraphNode) -> GraphNode { right.joined(after: left, .subtract) }
  public static func * (left: Double, right: GraphNode) -> GraphNode { right.joined(after: left, .multiply) }
  public static func / (left: Double, right: GraphNode) -> GraphNode { right.joined(after: left, .divide) }

  public static prefix func - (node: GraphNode) -> GraphNode { node.joined(.multiply, -1) }

  /// The node to a constant power.
  public func power(_ exponent: Double) -> GraphNode { joined(.power, exponent) }
  public func exp() -> GraphNode { graph.apply(.exp, self) }
  public func log() -> GraphNode { graph.apply(.log, self) }
  public func sqrt() -> GraphNode { graph.apply(.sqrt, self) }
  public func sigmoid() -> GraphNode { graph.apply(.sigmoid, self) }
  public func tanh() -> GraphNode { graph.apply(.tanh, self) }
  public func relu() -> GraphNode { graph.apply(.relu, self) }
  /// The larger of two nodes, element by element.
  public func maximum(_ other: GraphNode) -> GraphNode { joined(.maximum, other) }
  /// The matrix product.
  public func matmul(_ other: GraphNode) -> GraphNode { joined(.matmul, other) }
  /// The sum of all elements.
  public func sum() -> GraphNode { graph.apply(.sum, self) }
  /// The mean of all elements.
  public func mean() -> GraphNode { graph.apply(.mean, self) }

  private func joined(_ gate: Gate, _ other: GraphNode) -> GraphNode { graph.apply(gate, self, other) }

  private func joined(_ gate: Gate, _ constant: Double) -> GraphNode {
    graph.add(.gate(gate, [.node(index), .constant(Tensor(constant))]))
  }

  private func joined(after constant: Double, _ gate: Gate) -> GraphNode {
    graph.add(.gate(gate, [.constant(Tensor(constant)), .node(index)]))
  }
}
