import Numbers
import TraceModel

/// Finds the net in a circuit of scalars: sums of products of weights and data, bent or not, in layers.
///
/// A product's weight is the operand that nothing computes; where that are both, the one that fewer products read, the
/// other being an input that all neurons of the first layer share.
struct NetworkScalars {
  /// A sum of products, and what it becomes.
  private struct Neuron {
    var weights: [Operand]
    var data: [Operand]
    var products: [Int]
    var bias: Operand?
    /// The gates of its sum, and those that bend it.
    var sum: [Int]
    var activation: [Int]
    var depth = 0

    var output: Int { activation.last ?? sum.last ?? products.last ?? 0 }
    var gates: Set<Int> { Set(products + sum + activation) }
  }

  private let finder: NetworkFinder
  private var trace: Trace { finder.trace }
  /// For each node the products of two nodes that read it.
  private var productReaders: [Int: Int] = [:]

  init(_ finder: NetworkFinder) {
    self.finder = finder
    for id in finder.gates where gate(id) == "multiply" {
      for input in Set(trace.node(id).inputs) { productReaders[input, default: 0] += 1 }
    }
  }

  /// The net, once for each example that it has in the circuit.
  func networks() throws(NetworkProblem) -> [Network] {
    let neurons = finder.gates.compactMap(neuron(endingAt:))
    // A product of two numbers alone is no net.
    guard neurons.contains(where: { !$0.sum.isEmpty || !$0.activation.isEmpty }) else { throw .noLayers }
    var known: [(weights: [Operand], count: Int)] = []
    var examples: [[Neuron]] = []
    for neuron in neurons {
      // Neurons with the same weights are one neuron for several examples.
      let place = known.firstIndex { $0.weights == neuron.weights } ?? known.count
      if place == known.count { known.append((neuron.weights, 0)) }
      let example = known[place].count
      known[place].count += 1
      if example == examples.count { examples.append([]) }
      examples[example].append(neuron)
    }
    var networks: [Network] = []
    for neurons in examples { networks.append(try network(of: neurons)) }
    return networks
  }

  private func gate(_ id: Int) -> String { trace.node(id).gate?.name ?? "" }

  private func readers(of id: Int) -> [Int] { finder.readers[id] ?? [] }

  // MARK: Neurons

  /// The neuron whose sum, or only product, a gate completes.
  private func neuron(endingAt id: Int) -> Neuron? {
    guard trace.node(id).shape.isEmpty else { return nil }
    let isSum = gate(id) == "add"
    guard isSum || product(id) != nil else { return nil }
    // A sum that another add reads goes on there, and so does a product.
    if readers(of: id).contains(where: { gate($0) == "add" && readers(of: id).count == 1 }) { return nil }
    var neuron = Neuron(weights: [], data: [], products: [], sum: [], activation: [])
    guard take(id, into: &neuron), !neuron.products.isEmpty else { return nil }
    // What a constant scales alone is no sum of weighted data.
    if neuron.sum.isEmpty, neuron.data.contains(where: isConstant) { return nil }
    neuron.activation = activation(after: id)
    return neuron
  }

  /// Takes the terms of a sum apart; false if one is neither a product nor the one bias.
  private func take(_ id: Int, into neuron: inout Neuron) -> Bool {
    if let (weight, data) = product(id) {
      neuron.products.append(id)
      neuron.weights.append(weight)
      neuron.data.append(data)
      return true
    }
    guard gate(id) == "add" else { return false }
    for operand in trace.node(id).operands {
      if case .node(let term) = operand, trace.node(term).gate != nil {
        guard readers(of: term).count == 1, take(term, into: &neuron) else { return false }
      } else {
        guard neuron.bias == nil || isZero(operand) else { return false }
        if !isZero(operand) { neuron.bias = operand }
      }
    }
    neuron.sum.append(id)
    return true
  }

  /// A sum in a loop begins with 0.
  private func isZero(_ operand: Operand) -> Bool {
    if case .constant(let constant) = operand { constant.value.scalar == 0 } else { false }
  }

  private func isConstant(_ operand: Operand) -> Bool {
    if case .constant = operand { true } else { false }
  }

  private func product(_ id: Int) -> (weight: Operand, data: Operand)? {
    let operands = trace.node(id).operands
    guard gate(id) == "multiply", operands.count == 2, operands[0] != operands[1] else { return nil }
    let isGiven = operands.map { operand -> Bool in
      if case .node(let id) = operand { trace.node(id).gate == nil } else { true }
    }
    switch (isGiven[0], isGiven[1]) {
    case (true, false): return weight(0, operands)
    case (false, true): return weight(1, operands)
    case (false, false): return nil
    case (true, true):
      let uses = operands.compactMap { operand -> Int? in
        if case .node(let id) = operand { productReaders[id] ?? 0 } else { nil }
      }
      if uses.count == 2, uses[0] != uses[1] { return weight(uses[0] < uses[1] ? 0 : 1, operands) }
      return weight(1 - NetworkSides(finder, product: id, next: nil).dataSide, operands)
    }
  }

  /// A constant factor is no weight: it scales.
  private func weight(_ side: Int, _ operands: [Operand]) -> (weight: Operand, data: Operand)? {
    isConstant(operands[side]) ? nil : (operands[side], operands[1 - side])
  }

  /// The gates that bend a sum: those of one input that alone read what is there, as far as they are an activation.
  private func activation(after id: Int) -> [Int] {
    var path = [id]
    while let next = finder.following(path) { path += next }
    return Array(path.dropFirst())
  }

  // MARK: Layers

  private func network(of neurons: [Neuron]) throws(NetworkProblem) -> Network {
    var neurons = neurons
    var depths: [Int: Int] = [:]
    for index in neurons.indices {
      let below = neurons[index].data.map { data -> Int in
        if case .node(let id) = data { depths[id] ?? (trace.node(id).gate == nil ? 0 : -1) } else { 0 }
      }
      guard let depth = below.first, depth >= 0, below.allSatisfy({ $0 == depth }) else {
        throw .joined(finder.narrator.labels.name(of: neurons[index].output))
      }
      neurons[index].depth = depth + 1
      depths[neurons[index].output] = depth + 1
    }
    let last = neurons.map(\.depth).max() ?? 0
    let layers = (1...last).map { depth in neurons.filter { $0.depth == depth } }
    var inputs: [Operand] = []
    for data in layers[0].flatMap(\.data) where !inputs.contains(data) { inputs.append(data) }
    var columns = [Network.Column(name: stem(of: inputs), numbers: NeuronArray(scalars: inputs))]
    var weights: [Network.Weights] = []
    for layer in layers {
      guard let before = columns.last else { break }
      weights.append(self.weights(of: layer, from: before.numbers.operands))
      columns.append(column(of: layer))
    }
    return Network(columns: columns, weights: weights, examples: 1)
  }

  private func column(of layer: [Neuron]) -> Network.Column {
    let outputs = layer.map { Operand.node($0.output) }
    let biases = layer.compactMap(\.bias)
    let words = layer.map { finder.words(for: $0.activation, after: $0.sum.last ?? $0.products[0]) }
    return Network.Column(
      name: stem(of: outputs), numbers: NeuronArray(scalars: outputs),
      bias: biases.isEmpty ? nil : stem(of: biases),
      activation: Set(words).count == 1 ? words[0] : nil,
      nodes: layer.reduce(into: []) { $0.formUnion($1.gates) })
  }

  private func weights(of layer: [Neuron], from before: [Operand]) -> Network.Weights {
    let operands = layer.flatMap { neuron in
      before.map { data in neuron.data.firstIndex(of: data).map { neuron.weights[$0] } }
    }
    return Network.Weights(
      name: stem(of: operands.compactMap(\.self)), operands: operands, shape: [layer.count, before.count],
      products: Set(layer.flatMap(\.products)), areScalars: true)
  }

  /// What names have in common before their numbers, `h` of `h0` and `h1`; nothing where that is nothing.
  private func stem(of operands: [Operand]) -> String {
    let names = operands.map(finder.name)
    if names.count == 1 { return names[0] }
    let stems = names.map { $0.prefix { $0.isLetter || $0 == "_" } }
    guard let first = stems.first, stems.allSatisfy({ $0 == first }) else { return "" }
    return String(first)
  }
}
