import TraceModel

/// Tells which side of a first product are the data, and which the weights.
///
/// What is asked first decides first: how they are called, which of them learns, which is not differentiated, on
/// which side the next layer has its data, which of them is a vector, and how the bias is spread.
struct NetworkSides {
  private let finder: NetworkFinder
  private let product: Int
  private let next: Int?
  private let operands: [Operand]

  init(_ finder: NetworkFinder, product: Int, next: Int?) {
    self.finder = finder
    self.product = product
    self.next = next
    operands = finder.trace.node(product).operands.map(finder.origin)
  }

  /// The index of the operand that is the data.
  var dataSide: Int {
    let looks: [Int?] = [
      only { isNamed($0, ["w", "θ", "theta"]) }.map { 1 - $0 }, only { isNamed($0, ["x", "input", "data"]) },
      only(isUpdated).map { 1 - $0 }, only(isConstant), next,
      only { Network.shape(of: $0, in: finder.trace).count == 1 }, sideOfBias,
    ]
    let isOfVectors = operands.allSatisfy { Network.shape(of: $0, in: finder.trace).count == 1 }
    return looks.compactMap(\.self).first ?? (isOfVectors ? 1 : 0)
  }

  /// The side that alone has a property.
  private func only(_ has: (Operand) -> Bool) -> Int? {
    let sides = operands.map(has)
    return sides[0] == sides[1] ? nil : sides[0] ? 0 : 1
  }

  private func isNamed(_ operand: Operand, _ beginnings: [String]) -> Bool {
    let name = finder.name(of: operand).lowercased()
    return beginnings.contains(where: name.hasPrefix)
  }

  private func isConstant(_ operand: Operand) -> Bool {
    if case .constant = operand { true } else { false }
  }

  private func isUpdated(_ operand: Operand) -> Bool {
    guard case .node(let id) = operand else { return false }
    return finder.trace.passes.contains { $0.updates.contains { $0.node == id } }
  }

  /// A bias that is a vector is added to each row: the rows are the examples, and the data on the left.
  private var sideOfBias: Int? {
    guard let bias = finder.bias(addedTo: product, within: finder.gates) else { return nil }
    let shape = Network.shape(of: bias.operand, in: finder.trace)
    guard finder.trace.node(product).shape.count == 2 else { return nil }
    return shape.count == 2 && shape[1] == 1 && shape[0] > 1 ? 1 : 0
  }
}
