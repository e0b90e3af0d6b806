import Numbers
import TraceModel

/// Finds the net in a circuit: the chain of matrix products from the data to the output.
///
/// A product is a layer where one side, the data, is computed from the layer before and the other, the weights, from
/// no product. Of the first layer both sides are given; ``NetworkSides`` tells which of them are the data.
struct NetworkFinder {
  /// One product of data and weights.
  struct Layer {
    var product: Int
    /// The index of the operand that is the data; nil until it is known.
    var dataSide: Int?
    /// The product of the layer before.
    var parent: Int?
  }

  let narrator: Narrator
  /// The gates of the circuit, in the order of creation.
  let gates: [Int]
  /// For each node the products that it is computed from without another in between; no more than two are kept.
  private(set) var sources: [Int: [Int]] = [:]
  /// For each node the gates that read it.
  private(set) var readers: [Int: [Int]] = [:]
  private var layers: [Int: Layer] = [:]

  var trace: Trace { narrator.trace }

  init(_ narrator: Narrator) {
    self.narrator = narrator
    gates = narrator.circuit.gates.flatMap(\.nodes).sorted()
  }

  /// The net, of all of whose examples the one with the given number, counted from 1, is to be drawn; with it the
  /// number of that example among the numbers of the columns, counted from 0.
  mutating func network(example: Int) throws(NetworkProblem) -> (network: Network, row: Int, count: Int) {
    let networks = try networks()
    let count = networks.reduce(0) { $0 + $1.examples }
    guard example >= 1, example <= count else { throw .noExample(example, count: count) }
    var row = example - 1
    for network in networks {
      if row < network.examples { return (network, row, count) }
      row -= network.examples
    }
    throw .noLayers
  }

  /// The net for each of its examples or groups of these: of products of arrays or, where there are none, of scalars.
  private mutating func networks() throws(NetworkProblem) -> [Network] {
    try findLayers()
    if layers.isEmpty { return try NetworkScalars(self).networks() }
    var networks: [Network] = []
    for chain in try chains() { networks.append(try network(of: chain)) }
    return networks
  }

  /// The layers of each net from the first to the last. Several nets must have the same weights: they are the same
  /// net for different examples.
  private mutating func chains() throws(NetworkProblem) -> [[Layer]] {
    let parents = Set(layers.values.compactMap(\.parent))
    let ends = gates.filter { layers[$0] != nil && !parents.contains($0) }
    guard !ends.isEmpty else { throw .noLayers }
    var chains: [[Layer]] = []
    for end in ends { chains.append(try chain(to: end)) }
    let weights = chains.map { chain in chain.map { trace.node($0.product).operands[1 - ($0.dataSide ?? 0)] }
    }
    guard weights.allSatisfy({ $0 == weights[0] }) else {
      throw .severalNets(ends.map { narrator.labels.name(of: $0) })
    }
    return chains
  }

  private mutating func findLayers() throws(NetworkProblem) {
    for id in gates {
      let node = trace.node(id)
      let name = node.gate?.name ?? ""
      for input in Set(node.inputs) { readers[input, default: []].append(id) }
      if ["conv2d", "max_pool2d"].contains(name) { throw .images(gate: name) }
      guard name == "matmul" else {
        let all = Set(node.inputs.flatMap { sources[$0] ?? [] })
        sources[id] = Array(all.sorted().prefix(2))
        continue
      }
      sources[id] = [id]
      layers[id] = layer(id, node.operands.map { sources(of: $0) })
    }
  }

  func sources(of operand: Operand) -> [Int] {
    if case .node(let id) = operand { sources[id] ?? [] } else { [] }
  }

  /// A product as a layer, unless both of its sides are computed from products, or are the same array.
  private func layer(_ product: Int, _ sides: [[Int]]) -> Layer? {
    switch (sides[0].isEmpty, sides[1].isEmpty) {
    case (false, false): return nil
    case (false, true): return Layer(product: product, dataSide: 0, parent: sides[0][0])
    case (true, false): return Layer(product: product, dataSide: 1, parent: sides[1][0])
    case (true, true):
      let operands = trace.node(product).operands
      return origin(of: operands[0]) == origin(of: operands[1]) ? nil : Layer(product: product)
    }
  }

  private func chain(to end: Int) throws(NetworkProblem) -> [Layer] {
    var chain: [Layer] = []
    var next: Int? = end
    while let product = next {
      guard var layer = layers[product] else { throw .joined(narrator.labels.name(of: product)) }
      if let side = layer.dataSide {
        let data = trace.node(product).operands[side]
        guard sources(of: data).count == 1 else { throw .joined(name(of: data)) }
      } else {
        layer.dataSide = NetworkSides(self, product: product, next: chain.first?.dataSide).dataSide
      }
      chain.insert(layer, at: 0)
      next = layer.parent
    }
    return chain
  }
}

extension NetworkFinder {
  /// The gates that only arrange numbers anew.
  static let arranging: Set = ["transpose", "reshape", "copy"]

  /// The operand behind gates that only arrange its numbers anew.
  func origin(of operand: Operand) -> Operand {
    var operand = operand
    while case .node(let id) = operand, Self.arranging.contains(trace.node(id).gate?.name ?? ""),
      let input = trace.node(id).operands.first
    {
      operand = input
    }
    return operand
  }

  /// What an operand is called; where it has no name and only arranges another anew, as that.
  func name(of operand: Operand) -> String {
    switch operand {
    case .constant(let constant):
      return constant.name ?? (constant.value.scalar == nil ? "" : constant.value.shortText)
    case .node(let id):
      let node = trace.node(id)
      guard node.name == nil, let gate = node.gate?.name, let input = node.operands.first,
        Self.arranging.contains(gate)
      else { return narrator.labels.name(of: id) }
      return name(of: input) + (gate == "transpose" ? "ᵀ" : "")
    }
  }
}
