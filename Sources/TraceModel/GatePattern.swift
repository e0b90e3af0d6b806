/// What a gate does to a gradient, in one word: the closed set by which renderers know gates that they have never seen.
public enum GatePattern: String, Sendable, CaseIterable {
  /// Each input receives the upstream gradient, perhaps with another sign: addition.
  case distributes
  /// Each input receives the upstream gradient times the other input: multiplication.
  case switches
  /// The input receives the upstream gradient times a slope: exp, a quotient.
  case scales
  /// As ``scales``, by a curve that is flat at both ends: the sigmoid.
  case squashes
  /// Each element of the gradient passes, or is held back, all of it or in part: ReLU.
  case passes
  /// The input that won receives the gradient: max, where.
  case routes
  /// Nothing gets through: a step.
  case blocks
  /// The elements of the gradient go to other places: transpose.
  case moves
  /// The elements of the gradient go back to where the value's were taken from, and add up there: an index.
  case gathers
  /// Every element receives a share of the upstream gradient: sum, mean.
  case spreads
  /// The gradient times the other factor: a matrix product, a convolution.
  case product
  /// A gate of the program's own, whose derivative only the program knows.
  case own
  /// Nothing is known.
  case unknown
}

/// Which sentence tells what a gate does. A gate that has none of its own is told by its pattern and slope.
public enum GateSentence: String, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, floorDivide, remainder
  case exp, log, sqrt, sin, cos
  case sigmoid, tanh, relu, leakyReLU, elu, softplus
  case maximum, minimum, absolute
  case matmul, outer
  case sum, mean, largest, smallest, product, norm, logsumexp, softmax
  case copy, transpose, reshape, index, assign, pad, stack, concatenate, select
  case conv2d, maxPool2d
}
