import Numbers
import TraceModel

extension NetworkFinder {
  /// The gates that a last layer may end in; others are taken for the beginning of a loss.
  private static let activations: Set = [
    "sigmoid", "tanh", "relu", "max with 0", "leaky relu", "elu", "softplus", "softmax",
  ]
  /// The gates of `1 / (1 + exp(-x))`, each one of these.
  private static let logistic = [["multiply", "subtract"], ["exp"], ["add"], ["divide", "power"]]
  /// So many gates are named; behind more there is an ellipsis.
  private static let mostNamed = 3

  /// The bias of a layer: what is added to its sums and comes from no product.
  func bias(addedTo product: Int, within path: [Int]) -> (operand: Operand, gate: Int)? {
    for id in path where trace.node(id).gate?.name == "add" && trace.node(id).inputs.contains(product) {
      let others = trace.node(id).operands.filter { $0 != .node(product) }
      if others.count == 1, sources(of: others[0]).isEmpty { return (others[0], id) }
    }
    return nil
  }

  /// The gates that come next in a last layer: its bias, or its activation, if nothing else reads what is there.
  func following(_ path: [Int]) -> [Int]? {
    guard let last = path.last, let next = soleReader(of: last) else { return nil }
    let name = trace.node(next).gate?.name ?? ""
    if path.count == 1, bias(addedTo: last, within: [next]) != nil { return [next] }
    if Self.activations.contains(name) { return [next] }
    var gates = [next]
    while gates.count < Self.logistic.count, let last = gates.last, let next = soleReader(of: last) {
      gates.append(next)
    }
    return isLogistic(gates) ? gates : nil
  }

  /// The only gate that reads a value, if it gives as many numbers.
  private func soleReader(of id: Int) -> Int? {
    guard let readers = readers[id], readers.count == 1, let reader = readers.first,
      Tensor.count(of: trace.node(reader).shape) == Tensor.count(of: trace.node(id).shape)
    else { return nil }
    return reader
  }

  private func isLogistic(_ gates: [Int]) -> Bool {
    gates.count == Self.logistic.count
      && zip(gates, Self.logistic).allSatisfy { id, names in
        names.contains(trace.node(id).gate?.name ?? "") && trace.node(id).inputs.count == 1
      }
  }

  /// What the gates of an activation do, in short: the function that they were called in, or their symbols.
  func words(for gates: [Int], after product: Int) -> String? {
    guard let first = gates.first, let last = gates.last else { return nil }
    let call = trace.calls.first {
      $0.nodes.contains(first) && $0.nodes.contains(last) && !$0.nodes.contains(product)
    }
    if let call { return call.name }
    if isLogistic(gates) { return "σ" }
    let symbols = gates.prefix(Self.mostNamed).map { narrator.labels.symbol(of: $0) }
    return symbols.joined(separator: ", ") + (gates.count > Self.mostNamed ? ", …" : "")
  }
}
