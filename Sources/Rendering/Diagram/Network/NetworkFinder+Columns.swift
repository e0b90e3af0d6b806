import TraceModel

extension NetworkFinder {
  /// The columns of a net with the given layers.
  func network(of chain: [Layer]) throws(NetworkProblem) -> Network {
    var columns: [Network.Column] = []
    var weights: [Network.Weights] = []
    for (index, layer) in chain.enumerated() {
      let read = try column(readBy: layer)
      if let sums = columns.popLast() {
        guard sums.size == read.size, sums.numbers.examples == read.numbers.examples else {
          throw .regrouped(read.name)
        }
        columns.append(finished(sums, as: read))
      } else {
        columns.append(read)
      }
      weights.append(try self.weights(of: layer))
      columns.append(try sums(of: layer, from: read.numbers))
      if index == chain.count - 1, let last = columns.popLast() { columns.append(output(last, layer)) }
    }
    guard let first = columns.first, columns.allSatisfy({ $0.size > 0 }), first.numbers.examples > 0 else {
      throw .noLayers
    }
    return Network(columns: columns, weights: weights, examples: first.numbers.examples)
  }

  /// What a layer reads.
  private func column(readBy layer: Layer) throws(NetworkProblem) -> Network.Column {
    let side = layer.dataSide ?? 0
    let operand = trace.node(layer.product).operands[side]
    let shape = Network.shape(of: operand, in: trace)
    guard (1...2).contains(shape.count) else { throw .axes(narrator.labels.name(of: layer.product)) }
    let arrangement: NeuronArray.Arrangement = shape.count == 1 ? .single : side == 0 ? .rows : .columns
    return Network.Column(
      name: name(of: operand), numbers: NeuronArray(operand: operand, shape: shape, arrangement: arrangement))
  }

  private func weights(of layer: Layer) throws(NetworkProblem) -> Network.Weights {
    let side = layer.dataSide ?? 0
    let operand = trace.node(layer.product).operands[1 - side]
    let shape = Network.shape(of: operand, in: trace)
    guard (1...2).contains(shape.count) else { throw .axes(narrator.labels.name(of: layer.product)) }
    return Network.Weights(
      name: name(of: operand), operands: [operand], shape: shape, products: [layer.product],
      isDataLeft: side == 0)
  }

  /// The sums that a layer's product gives, before bias and activation.
  private func sums(of layer: Layer, from data: NeuronArray) throws(NetworkProblem) -> Network.Column {
    let isAlone = try weights(of: layer).shape.count == 1
    let node = trace.node(layer.product)
    let arrangement = isAlone && data.arrangement != .single ? .examples : data.arrangement
    return Network.Column(
      name: narrator.labels.name(of: node.id),
      numbers: NeuronArray(operand: .node(node.id), shape: node.shape, arrangement: arrangement),
      nodes: [node.id])
  }

  /// A hidden layer: the sums with all that happens to them before the next layer reads them.
  private func finished(_ sums: Network.Column, as read: Network.Column) -> Network.Column {
    guard case .node(let end)? = read.numbers.operands.first,
      case .node(let product)? = sums.numbers.operands.first
    else {
      return read
    }
    return labelled(read, path: path(from: product, to: end), product: product)
  }

  /// The last layer: the sums with the bias and the activation that follow, up to what else is done with them.
  private func output(_ sums: Network.Column, _ layer: Layer) -> Network.Column {
    var path = [layer.product]
    while let next = following(path) { path += next }
    guard let end = path.last else { return sums }
    var column = sums
    column.name = narrator.labels.name(of: end)
    column.numbers.operands = [.node(end)]
    return labelled(column, path: path, product: layer.product)
  }

  /// The gates of a layer from its product to its end, in the order of creation.
  private func path(from product: Int, to end: Int) -> [Int] {
    var reached: Set = [end]
    for id in gates.reversed() where id > product && reached.contains(id) {
      reached.formUnion(trace.node(id).inputs.filter { sources[$0] == [product] })
    }
    return reached.sorted()
  }

  private func labelled(_ column: Network.Column, path: [Int], product: Int) -> Network.Column {
    var column = column
    let bias = bias(addedTo: product, within: path)
    column.bias = bias.map { name(of: $0.operand) }.flatMap { $0.isEmpty ? nil : $0 }
    let activation = path.filter { id in
      id != product && id != bias?.gate && !Self.arranging.contains(trace.node(id).gate?.name ?? "")
    }
    column.activation = words(for: activation, after: product)
    column.nodes = Set(path)
    return column
  }
}
