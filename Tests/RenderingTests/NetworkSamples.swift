import Script
import Testing

/// A program with a net, and what is to be found of it.
struct NetworkSample: Sendable, CustomTestStringConvertible {
  var name: String
  var program: String
  /// The columns, by name and number of neurons.
  var columns: [String]
  var weights: [String]
  /// What stands below the columns.
  var feet: [[String]]
  var examples = 1
  var inputs: [String]?

  init(
    _ name: String, _ program: String, columns: [String], weights: [String], feet: [[String]],
    examples: Int = 1, inputs: [String]? = nil
  ) {
    self.name = name
    self.program = program
    self.columns = columns
    self.weights = weights
    self.feet = feet
    self.examples = examples
    self.inputs = inputs
  }

  var testDescription: String { name }

  var sample: Sample {
    var sample = Sample(name, program)
    sample.options.inputs = inputs
    return sample
  }

  static let all = [
    NetworkSample(
      "one layer", "W = [[0.1, 0.5], [-0.3, 0.8]]; x = [0.2, 0.4]\nq = W @ x\nf = sum(q ** 2)",
      columns: ["x 2", "q 2"], weights: ["W 2×2"], feet: [[], []]),
    NetworkSample(
      "a neuron",
      "weights = np.array([1.0, -2.5, 3.25]); inputs = np.array([0.5, 0.25, -1.0]); bias = 0.5\nrate = 1 / (1 + np.exp(-(weights @ inputs + bias)))",
      columns: ["inputs 3", "rate 1"], weights: ["weights (3,)"], feet: [[], ["+ bias", "σ"]]),
    NetworkSample(
      "columns of data",
      "W1 = np.array([[1.0, -1], [0.5, 2], [3, 0]]); b1 = np.zeros((3, 1)); W2 = np.array([[1.0, -2, 0.5]])\nX = np.array([[1.0, 2, 3, 4], [-1, 0, 1, 2]])\nH = np.tanh(W1 @ X + b1)\nF = W2.dot(H)\nloss = np.sum(F ** 2)",
      columns: ["X 2", "H 3", "F 1"], weights: ["W1 3×2", "W2 1×3"], feet: [[], ["+ b1", "tanh"], []],
      examples: 4),
    NetworkSample(
      "rows of data",
      "np.random.seed(0)\nX = np.random.randn(5, 2); W1 = np.random.randn(2, 4); b1 = np.zeros(4)\nW2 = np.random.randn(4, 3); b2 = np.zeros((1, 3))\nh = np.maximum(0, X @ W1 + b1)\np = softmax(h.dot(W2) + b2, axis=1)\nloss = -np.sum(np.log(p[np.arange(5), [0, 1, 2, 0, 1]]))",
      columns: ["X 2", "h 4", "p 3"], weights: ["W1 2×4", "W2 4×3"],
      feet: [[], ["+ b1", "max(0,□)"], ["+ b2", "softmax"]], examples: 5),
    NetworkSample(
      "the lecture's net",
      "np.random.seed(0)\nx, y = np.random.randn(3, 13), np.random.randn(3, 3)\nw1, w2 = np.random.randn(13, 14), np.random.randn(14, 3)\nh = 1 / (1 + np.exp(-x.dot(w1)))\ny_pred = h.dot(w2)\nloss = np.square(y_pred - y).sum()",
      columns: ["x 13", "h 14", "y_pred 3"], weights: ["w1 13×14", "w2 14×3"], feet: [[], ["σ"], []],
      examples: 3, inputs: ["w1", "w2"]),
    NetworkSample(
      "three layers with a function",
      "def layer(x, W, b): return relu(W @ x + b)\nnp.random.seed(1)\nx = np.random.randn(3)\nW1 = np.random.randn(4, 3); b1 = np.random.randn(4); W2 = np.random.randn(4, 4); b2 = np.random.randn(4)\nW3 = np.random.randn(1, 4)\nh1 = layer(x, W1, b1)\nh2 = layer(h1, W2, b2)\nf = W3 @ h2",
      columns: ["x 3", "h1 4", "h2 4", "f 1"], weights: ["W1 4×3", "W2 4×4", "W3 1×4"],
      feet: [[], ["+ b1", "ReLU"], ["+ b2", "ReLU"], []]),
    NetworkSample(
      "examples one by one",
      "W1 = np.array([[1.0, -1], [2, 0.5], [0, 3]]); w2 = np.array([1.0, -2, 0.5])\nloss = 0\nfor x in [np.array([1.0, 2]), np.array([-1.0, 3])]:\n    s = w2 @ np.tanh(W1 @ x)\n    loss += (s - 1) ** 2\n",
      columns: ["x 2", "⟨3⟩ 3", "s 1"], weights: ["W1 3×2", "w2 (3,)"], feet: [[], ["tanh"], []], examples: 2),
    NetworkSample(
      "weights on their side",
      "W = np.array([[1.0, 2, 3], [4, 5, 6]]); X = np.ones((2, 2)); v = np.array([1.0, -1, 2])\ns = (X @ W) @ v\nf = np.sum(s)",
      columns: ["X 2", "⟨3⟩ 3", "s 1"], weights: ["W 2×3", "v (3,)"], feet: [[], [], []], examples: 2),
    NetworkSample(
      "transposed weights",
      "W = np.array([[1.0, 2, 3], [4, 5, 6]]); x = np.ones(3)\nf = np.sum(leaky_relu(x @ W.T, 0.1) * 2)",
      columns: ["x 3", "⟨4⟩ 2"], weights: ["Wᵀ 3×2"], feet: [[], ["LReLU"]]),
    NetworkSample(
      "an activation of several gates",
      "W1 = np.ones((2, 2)); W2 = np.ones((1, 2)); x = np.array([1.0, -2])\nz = W1 @ x\nh = z * sigmoid(z)\nf = W2 @ h",
      columns: ["x 2", "h 2", "f 1"], weights: ["W1 2×2", "W2 1×2"], feet: [[], ["σ, ×"], []]),
    NetworkSample(
      "long names and odd numbers",
      "the_weights_of_the_first_layer = np.array([[1e-9, 0], [-123456.789, 1e12]])\nx_with_a_very_long_name = np.array([1.0, -1e-7])\nthe_hidden_layer_of_the_net = tanh(the_weights_of_the_first_layer @ x_with_a_very_long_name)\nW2 = np.zeros((14, 2))\nf = W2 @ the_hidden_layer_of_the_net\nf.backward([1] * 14)",
      columns: ["x_with_a_very_long_name 2", "the_hidden_layer_of_the_net 2", "f 14"],
      weights: ["the_weights_of_the_first_layer 2×2", "W2 14×2"], feet: [[], ["tanh"], []]),
    NetworkSample(
      "a net that only runs forward", "W = [[1, 2], [3, 4]]\nh = sigmoid(W @ np.array([[1], [2]]))",
      columns: [" 2", "h 2"], weights: ["W 2×2"], feet: [[], ["σ"]]),
    NetworkSample(
      "numbers that are not finite",
      "W = np.array([[1.0, 2], [3, 4]]); x = np.array([1.0, np.inf])\nh = W @ x * 0\nf = np.array([[1.0, 2]]) @ h",
      columns: ["x 2", "h 2", "f 1"], weights: ["W 2×2", " 1×2"], feet: [[], ["×0"], []]),
  ]
}
