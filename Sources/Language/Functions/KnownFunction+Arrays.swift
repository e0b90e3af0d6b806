extension KnownFunction {
  /// Makers of arrays.
  static let arrays: [KnownFunction] = [
    KnownFunction(
      "array", ["x", "dtype=", "requires_grad=", "copy="], in: [.bare, .numpy], doing: .gates,
      "an array of the numbers in nested lists"),
    KnownFunction("asarray", ["x", "dtype="], in: .numpy, doing: .gates, "the value as an array"),
    KnownFunction(
      "tensor", ["x", "dtype=", "requires_grad="], doing: .gates, "as array, in PyTorch's spelling"),
    KnownFunction("zeros", ["shape", "dtype="], in: [.bare, .numpy], "zeros in the given shape"),
    KnownFunction("ones", ["shape", "dtype="], in: [.bare, .numpy], "ones in the given shape"),
    KnownFunction(
      "empty", ["shape", "dtype="], in: [.bare, .numpy], "zeros in the given shape, to be filled"),
    KnownFunction(
      "full", ["shape", "value", "dtype="], in: [.bare, .numpy], "one number in the given shape"),
    KnownFunction(
      "zeros_like", ["x", "dtype="], in: [.bare, .numpy], doing: .moves, "zeros in the shape of another array"
    ),
    KnownFunction(
      "ones_like", ["x", "dtype="], in: [.bare, .numpy], doing: .moves, "ones in the shape of another array"),
    KnownFunction(
      "full_like", ["x", "value", "dtype="], in: .numpy,
      "one number in the shape and of the type of another array"),
    KnownFunction("eye", ["n", "m="], in: [.bare, .numpy], "a matrix with ones on its diagonal"),
    KnownFunction(
      "arange", ["start", "stop=", "step=", "dtype="], in: [.bare, .numpy],
      "the numbers from start up to, but without, stop"),
    KnownFunction("linspace", ["start", "stop", "num="], in: [.bare, .numpy], "numbers at even distances"),
  ]

  /// Functions that reduce the axes of an array, all unless `axis` says which.
  static let reductions: [KnownFunction] = [
    KnownFunction(
      "sum", ["x", "axis=", "keepdims="], in: [.numpy, .method], doing: .gates, "the sum of the elements"),
    KnownFunction(
      "mean", ["x", "axis=", "keepdims="], in: [.bare, .numpy, .method], doing: .gates,
      "the mean of the elements"),
    KnownFunction(
      "max", ["x", "axis=", "keepdims="], in: [.numpy, .method], doing: .gates, "the largest element"),
    KnownFunction("amax", ["x", "axis=", "keepdims="], in: .numpy, doing: .gates, "as max"),
    KnownFunction(
      "min", ["x", "axis=", "keepdims="], in: [.numpy, .method], doing: .gates, "the smallest element"),
    KnownFunction("amin", ["x", "axis=", "keepdims="], in: .numpy, doing: .gates, "as min"),
    KnownFunction(
      "prod", ["x", "axis=", "keepdims="], in: [.numpy, .method], doing: .gates, "the product of the elements"
    ),
    KnownFunction(
      "norm", ["x", "ord=", "axis=", "keepdims="], in: [.bare, .linearAlgebra], doing: .gates,
      "the Euclidean length √Σx²; ord is 2 or None"),
    KnownFunction(
      "logsumexp", ["x", "axis=", "keepdims="], in: [.bare, .numpy, .method], doing: .gates,
      "log Σ exp(x), without overflow"),
    KnownFunction(
      "var", ["x", "axis=", "ddof=", "keepdims="], in: [.numpy, .method], doing: .gates,
      "the mean squared distance from the mean"),
    KnownFunction(
      "std", ["x", "axis=", "ddof=", "keepdims="], in: [.numpy, .method], doing: .gates,
      "the square root of the variance"),
    KnownFunction(
      "softmax", ["x", "axis="], in: [.bare, .numpy, .method], doing: .gates,
      "exp(x) / Σ exp(x) along an axis, the last unless given, without overflow"),
    KnownFunction(
      "round", ["x", "decimals="], in: [.numpy, .method],
      "rounded to so many decimals, half to even; a constant"),
    KnownFunction(
      "around", ["x", "decimals="], in: .numpy, "rounded to so many decimals, half to even; a constant"),
    KnownFunction(
      "argmax", ["x", "axis="], in: [.bare, .numpy, .method], "where the largest element stands; a constant"),
    KnownFunction(
      "argmin", ["x", "axis="], in: [.bare, .numpy, .method], "where the smallest element stands; a constant"),
    KnownFunction(
      "any", ["x", "axis="], in: [.numpy, .method], "whether one of the elements counts as true"),
    KnownFunction(
      "all", ["x", "axis="], in: [.numpy, .method], "whether all of the elements count as true"),
  ]

  /// Products of arrays, and functions that move their elements.
  static let arrayShapes: [KnownFunction] = [
    KnownFunction(
      "dot", ["a", "b"], in: [.bare, .numpy, .method], doing: .gates, "the product of vectors and matrices"),
    KnownFunction(
      "matmul", ["a", "b"], in: [.bare, .numpy, .method], doing: .gates, "the matrix product, as @"),
    KnownFunction(
      "outer", ["a", "b"], in: [.bare, .numpy], doing: .gates,
      "every element of one vector times every one of another"),
    KnownFunction(
      "transpose", ["x", "*axes"], in: [.bare, .numpy, .method], doing: .gates,
      "the array with its axes turned around"),
    KnownFunction(
      "reshape", ["x", "*shape"], in: [.bare, .numpy, .method], doing: .gates,
      "the same elements in another shape"),
    KnownFunction("ravel", ["x"], in: [.numpy, .method], doing: .gates, "the elements in one row"),
    KnownFunction("flatten", ["x"], in: .method, doing: .gates, "the elements in one row"),
    KnownFunction(
      "squeeze", ["x", "axis="], in: [.numpy, .method], doing: .gates,
      "the array without its axes of length 1"),
    KnownFunction(
      "expand_dims", ["x", "axis"], in: .numpy, doing: .gates, "the array with a new axis of length 1"),
    KnownFunction("broadcast_to", ["x", "shape"], in: .numpy, "the array stretched to a shape"),
    KnownFunction(
      "roll", ["x", "shift", "axis="], in: .numpy, "the elements moved on, those at the end to the start"),
    KnownFunction("flip", ["x", "axis="], in: .numpy, "the elements the other way round"),
    KnownFunction("repeat", ["x", "count", "axis="], in: [.numpy, .method], "each element so many times"),
    KnownFunction("tile", ["x", "counts"], in: .numpy, "the array so many times side by side"),
    KnownFunction(
      "pad", ["x", "width", "mode=", "constant_values="], in: .numpy,
      "the array with zeros, or another number, around it"),
    KnownFunction(
      "concatenate", ["arrays", "axis="], in: [.bare, .numpy], doing: .gates,
      "arrays one after the other along an axis"),
    KnownFunction(
      "stack", ["arrays", "axis="], in: [.bare, .numpy], doing: .gates, "arrays of one shape along a new axis"
    ),
    KnownFunction("vstack", ["arrays"], in: .numpy, doing: .gates, "arrays as rows below each other"),
    KnownFunction("hstack", ["arrays"], in: .numpy, doing: .gates, "arrays side by side"),
    KnownFunction("column_stack", ["arrays"], in: .numpy, "vectors as columns beside each other"),
    KnownFunction("c_", ["*arrays"], in: .numpy, "vectors as columns, written with brackets: np.c_[a, b]"),
    KnownFunction("tolist", ["x"], in: .method, "the elements as nested lists"),
    KnownFunction(
      "astype", ["x", "dtype"], in: .method, "the array with elements of another type; a constant"),
    KnownFunction("fill", ["x", "value"], in: .method, "gives every element the same number"),
    KnownFunction(
      "allclose", ["a", "b", "rtol=", "atol="], in: .numpy, "whether two arrays are nearly the same"),
    KnownFunction(
      "array_equal", ["a", "b"], in: .numpy, "whether two arrays have the same shape and elements"),
    KnownFunction(
      "conv2d", ["x", "w", "stride=", "padding="], doing: .gates,
      "slides filters over images and adds the products at each place"),
    KnownFunction(
      "max_pool2d", ["x", "size", "stride="], doing: .gates, "the largest number in each window of an image"),
  ]
}
