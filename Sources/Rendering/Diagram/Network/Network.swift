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
    var operand: Operand
    var shape: [Int]
    /// The gate that multiplies with them.
    var product: Int
    /// Whether the data stand on the left of the product, so that a column of the weights belongs to a neuron.
    var isDataLeft: Bool
  }

  /// The place of the weight from a neuron to one of the next column.
  func index(ofWeight gap: Int, from: Int, to: Int) -> Int {
    let weights = weights[gap]
    let count = columns[weights.isDataLeft ? gap + 1 : gap].size
    return weights.isDataLeft ? from * count + to : to * count + from
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

/// An array whose numbers are those of a column's neurons, for one example or several.
struct NeuronArray: Sendable {
  /// Which axes count what.
  enum Arrangement: Sendable {
    /// All numbers are neurons of one example.
    case single
    /// Each row is an example.
    case rows
    /// Each column is an example.
    case columns
    /// Each number is an example of a lone neuron.
    case examples
  }

  var operand: Operand
  var shape: [Int]
  var arrangement: Arrangement

  var neurons: Int {
    switch arrangement {
    case .single: Tensor.count(of: shape)
    case .rows: shape[1]
    case .columns: shape[0]
    case .examples: 1
    }
  }

  var examples: Int {
    switch arrangement {
    case .single: 1
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
  func index(of neuron: Int, _ example: Int) -> Int {
    switch arrangement {
    case .single: neuron
    case .rows: example * shape[1] + neuron
    case .columns: neuron * shape[1] + example
    case .examples: example
    }
  }
}
