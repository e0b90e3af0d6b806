import Numbers
import TraceModel

/// What nodes are known to have while a trace is computed anew: the values and gradients of all, by their numbers.
struct KnownNumbers {
  var values: [Tensor?]
  private(set) var gradients: [Tensor?]
  /// The gates that have gradients: they do not keep them for another backward pass.
  private var passing: [Int] = []
  private let trace: Trace

  init(_ trace: Trace) {
    self.trace = trace
    values = Array(repeating: nil, count: trace.nodeCount)
    gradients = values
  }

  // MARK: What is read

  /// What a gate computes with; nil if something is not known, or known from a sample alone.
  func operands(of node: Node) -> [Tensor]? {
    let operands = node.operands.map { operand in
      switch operand {
      case .node(let id): value(.node(id))
      case .constant(let constant): value(.constant(constant))
      }
    }
    return operands.contains(nil) ? nil : operands.compactMap(\.self)
  }

  /// What a comparison or an update reads, under the same conditions.
  func value(_ reading: Reading) -> Tensor? {
    let value =
      switch reading {
      case .node(let node): values[node]
      // A gradient that was set to 0 is not there any more.
      case .gradient(let node): gradients[node] ?? .zeros(trace.node(node).shape)
      case .constant(let constant): constant.value
      }
    // Nothing can be computed from a sample.
    return value?.whole == nil ? value : nil
  }

  // MARK: Gradients

  mutating func set(gradient: Tensor?, of node: Int) {
    if gradient != nil, gradients[node] == nil, !trace.isInput(node) { passing.append(node) }
    gradients[node] = gradient
  }

  /// Adds what arrives at a node to what it has; gives the sum.
  @discardableResult
  mutating func add(gradient: Tensor, to node: Int) -> Tensor {
    let sum = gradients[node].map { Tensor.sum([$0, gradient]) } ?? gradient
    set(gradient: sum, of: node)
    return sum
  }

  /// Begins a backward pass: only inputs keep gradients.
  mutating func forgetPassingGradients() {
    for node in passing { gradients[node] = nil }
    passing = []
  }

  mutating func forgetGradients() {
    forgetPassingGradients()
    for node in gradients.indices { gradients[node] = nil }
  }
}

extension Tensor {
  static func zeros(_ shape: [Int]) -> Tensor {
    Tensor(filling: shape, with: Array(repeating: 0, count: Tensor.count(of: shape)))
  }
}
