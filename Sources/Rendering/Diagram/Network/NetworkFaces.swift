import Figures
import Numbers
import TraceModel

/// What the neurons and weights of a net show after a step, as references to the trace.
struct NetworkFaces: Sendable {
  let network: Network
  let figure: Figure
  /// The example's number among those that the columns hold, counted from 0.
  let row: Int
  let states: States
  private let sources: [[Source]]
  private let weightSources: [[Source?]]

  /// Where the numbers of a column or of weights are found.
  private enum Source: Sendable {
    case node(Int)
    case constant(gate: Int, operand: Int)
  }

  init(_ network: Network, _ figure: Figure, row: Int, states: States) {
    self.network = network
    self.figure = figure
    self.row = row
    self.states = states
    sources = network.columns.map { column in
      column.numbers.operands.map { Self.source(of: $0, in: states.trace) }
    }
    weightSources = network.weights.map { weights in
      weights.operands.map { operand in operand.map { Self.source(of: $0, in: states.trace) } }
    }
  }

  private static func source(of operand: Operand, in trace: Trace) -> Source {
    switch operand {
    case .node(let id): return .node(id)
    case .constant:
      for gate in 0..<trace.nodeCount {
        if let index = trace.node(gate).operands.firstIndex(of: operand) {
          return .constant(gate: gate, operand: index)
        }
      }
      return .constant(gate: 0, operand: 0)
    }
  }

  func face(at step: Int, showing quantity: NetworkQuantity, active: Set<Int>) -> Face {
    // A column's colours compare the neurons of the example, the lines all weights.
    let columns = network.columns.enumerated().map { column, neurons in
      (0..<neurons.size).map { neuron in
        let place = neurons.numbers.place(of: neuron, row)
        return reference(sources[column][place.operand], quantity, place.element)
      }
    }
    let weights = weightSources.map { $0.compactMap(\.self).map { reference($0, quantity, nil) } }
    var face = Face(step, of: figure, scales: columns + weights)
    for index in figure.slots.indices {
      face.contents[index] = content(of: figure.slots[index].id.subject, at: step, quantity)
    }
    for (index, shape) in figure.shapes.enumerated() {
      if shape.id.kind == .neuron, active.contains(Int(shape.id.number)) { face.looks[index].mark = .active }
      if shape.id.kind == .weight, place(of: shape.id) == nil { face.looks[index].progress = .hidden }
    }
    return face
  }

  /// Where the number of a neuron or a weight is; nil for a weight that there is not.
  private func place(of id: ShapeID) -> (source: Source, element: Int?)? {
    let (number, part) = (Int(id.number), Int(id.part))
    if id.kind == .neuron {
      let place = network.columns[number].numbers.place(of: part, row)
      return (sources[number][place.operand], place.element)
    }
    guard let place = network.place(ofWeight: number - 1, from: Int(id.detail), to: part),
      let source = weightSources[number - 1][place.operand]
    else { return nil }
    return (source, place.element)
  }

  private func content(of id: ShapeID, at step: Int, _ quantity: NetworkQuantity) -> Face.Content? {
    guard let (source, element) = place(of: id) else { return nil }
    let state = state(of: source, at: step, quantity)
    let isShown = state == .final || state == .accumulating
    return Face.Content(state, isShown ? reference(source, quantity, element) : nil)
  }

  private func reference(_ source: Source, _ quantity: NetworkQuantity, _ element: Int?) -> Reference {
    switch source {
    case .node(let id): Reference(quantity == .values ? .value : .gradient, of: id, element: element)
    case .constant(let gate, let operand):
      Reference(.constant, of: gate, input: operand, element: element)
    }
  }

  private func state(of source: Source, at step: Int, _ quantity: NetworkQuantity) -> Face.State {
    switch (source, quantity) {
    case (.constant, .values): return .final
    case (.constant, .gradients): return .noPath
    case (.node(let id), .values): return states.value(of: id, at: step) == nil ? .pending : .final
    case (.node(let id), .gradients):
      switch states.gradient(of: id, at: step) {
      case .pending: return .pending
      case .noPath: return .noPath
      case .accumulating: return .accumulating
      case .final: return .final
      }
    }
  }
}
