public import Language
public import Rendering

extension NetworkProblem {
  /// The problem as an error without a place.
  public var diagnostic: Diagnostic { LessonProblem.network(self).diagnostic(at: nil) }

  var words: (message: String, hint: String?) {
    switch self {
    case .noLayers:
      (
        "the circuit has no net to draw: no product of data and weights leads to its output",
        "a layer is a product such as W @ x, x @ W or h.dot(W), or of scalars sums such as w0 * x0 + w1 * x1"
      )
    case .images(let gate):
      ("a circuit with '\(gate)' can't be drawn as columns of neurons", "style=circuit draws it")
    case .joined(let name):
      (
        "the layers are no chain: '\(name)' is computed from several products",
        "a net is drawn where each layer reads the one before and nothing else"
      )
    case .severalNets(let names):
      (
        "the circuit has several nets, with other weights each",
        "they end in \(names.joined(separator: ", "))"
      )
    case .axes(let name):
      (
        "'\(name)' multiplies arrays of more than two axes",
        "the layers of a net read vectors, or matrices with an example in each row"
      )
    case .regrouped(let name):
      ("'\(name)' has not one number for each neuron of the layer that it comes from", nil)
    case .noExample(let number, let count):
      (
        "there is no example \(number); the net reads \(count == 1 ? "one example" : "\(count) examples")",
        nil
      )
    }
  }
}
