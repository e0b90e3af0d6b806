/// Why a circuit has no drawing as columns of neurons.
public enum NetworkProblem: Error, Equatable, Sendable {
  /// No product of data and weights leads to the output.
  case noLayers
  /// The circuit has a gate that works on pictures, `conv2d`.
  case images(gate: String)
  /// What a product reads comes from several products, or from one of two computed arrays.
  case joined(String)
  /// There are several nets; these are the values that their last products give.
  case severalNets([String])
  /// A product has arrays of more than two axes.
  case axes(String)
  /// What a product reads has not one number for each neuron of the layer before.
  case regrouped(String)
  case noExample(Int, count: Int)
}
