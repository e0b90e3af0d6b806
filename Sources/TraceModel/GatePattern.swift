/// What a gate does to a gradient, in one word: the closed set by which renderers know gates that they have never seen.
public enum GatePattern: String, Sendable, CaseIterable {
  case distributes
  case switches
  case scales
  case squashes
  case passes
  case routes
  case blocks
  case moves
  case gathers
  case spreads
  case product
  case own
  case unknown

  /// What it means, in a sentence.
  package var meaning: String {
    switch self {
    case .distributes: "each input receives the upstream gradient, perhaps with another sign: addition"
    case .switches: "each input receives the upstream gradient times the other input: multiplication"
    case .scales: "the input receives the upstream gradient times a slope: exp, a quotient"
    case .squashes: "as `scales`, by a curve that is flat at both ends: the sigmoid"
    case .passes: "each element of the gradient passes, or is held back, all of it or in part: ReLU"
    case .routes: "the input that won receives the gradient: max, where"
    case .blocks: "nothing gets through: a step"
    case .moves: "the elements of the gradient go to other places: transpose"
    case .gathers:
      "the elements of the gradient go back to where the value's were taken from, and add up there: an index"
    case .spreads: "every element receives a share of the upstream gradient: sum, mean"
    case .product: "the gradient times the other factor: a matrix product, a convolution"
    case .own: "a gate of the program's own, whose derivative only the program knows"
    case .unknown: "nothing is known"
    }
  }
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
