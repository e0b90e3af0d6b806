import Numbers
import TraceModel

/// The layers of a net as they stand in a circuit: columns of neurons, and the weights between each and the next.
struct Network: Sendable {
  /// The neurons of one layer, or the inputs.
  struct Column: Sendable {
    var name: String
    var numbers: NeuronArray
    /// The name of the bias that is added, and what bends the sums.
    var bias: String?
    var activation: String?
    /// The gates that compute the layer from the one before.
    var nodes: Set<Int> = []

    var size: Int { numbers.neurons }
  }

  /// The weights between two columns.
  struct Weights: Sendable {
    var name: String
    /// One array; or of a net in scalars for each neuron of the next column its weights, nil where it has none.
    var operands: [Operand?]
    var shape: [Int]
    /// The gates that multiply with them.
    var products: Set<Int>
    /// Whether the data stand on the left of the product, so that a column of the weights belongs to a neuron.
    var isDataLeft = false
    var areScalars = false
  }

  /// Which of the operands of a gap has the weight from a neuron to one of the next column, and its place in there; nil
  /// where there is no such weight.
  func place(ofWeight gap: Int, from: Int, to: Int) -> (operand: Int, element: Int?)? {
    let weights = weights[gap]
    let count = columns[weights.isDataLeft ? gap + 1 : gap].size
    let index = weights.isDataLeft ? from * count + to : to * count + from
    guard weights.areScalars else { return (0, index) }
    return weights.operands[index] == nil ? nil : (index, nil)
  }

  var columns: [Column]
  /// One for each column but the first.
  var weights: [Weights]
  /// How many examples the columns hold.
  var examples: Int

  /// The shape of an operand.
  static func shape(of operand: Operand, in trace: Trace) -> [Int] {
    switch operand {
    case .node(let id): trace.node(id).shape
    case .constant(let constant): constant.value.shape
    }
  }
}

/// What has the numbers of a column's neurons, for one example or several: an array, or a scalar for each.
struct NeuronArray: Sendable {
  /// Which axes count what.
  enum Arrangement: Sendable {
    /// Each neuron has an operand of its own.
    case scalars
    /// All numbers are neurons of one example.
    case single
    /// Each row is an example.
    case rows
    /// Each column is an example.
    case columns
    /// Each number is an example of a lone neuron.
    case examples
  }

  var operands: [Operand]
  var shape: [Int]
  var arrangement: Arrangement

  init(operand: Operand, shape: [Int], arrangement: Arrangement) {
    (operands, self.shape, self.arrangement) = ([operand], shape, arrangement)
  }

  init(scalars: [Operand]) { (operands, shape, arrangement) = (scalars, [], .scalars) }

  /// Which operand has the number of a neuron, and its place in there.
  func place(of neuron: Int, _ example: Int) -> (operand: Int, element: Int?) {
    arrangement == .scalars ? (neuron, nil) : (0, index(of: neuron, example))
  }

  var neurons: Int {
    switch arrangement {
    case .scalars: operands.count
    case .single: Tensor.count(of: shape)
    case .rows: shape[1]
    case .columns: shape[0]
    case .examples: 1
    }
  }

  var examples: Int {
    switch arrangement {
    case .single, .scalars: 1
    case .rows: shape[0]
    case .columns: shape[1]
    case .examples: Tensor.count(of: shape)
    }
  }

  /// The numbers of one example, counted from 0, out of those of the array.
  func numbers(of example: Int, in elements: [Double]) -> [Double] {
    (0..<neurons).map { elements[index(of: $0, example)] }
  }

  /// The place of a neuron's number in the array.
  private func index(of neuron: Int, _ example: Int) -> Int {
    switch arrangement {
    case .single, .scalars: neuron
    case .rows: example * shape[1] + neuron
    case .columns: neuron * shape[1] + example
    case .examples: example
    }
  }
}
