extension KnownFunction {
  /// The gates of one and two numbers.
  static let gates: [KnownFunction] = [
    KnownFunction("exp", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the exponential"),
    KnownFunction("log", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the natural logarithm"),
    KnownFunction("sqrt", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the square root"),
    KnownFunction("sin", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the sine"),
    KnownFunction("cos", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the cosine"),
    KnownFunction(
      "tanh", ["x"], in: [.bare, .numpy, .math, .method], doing: .gates, "the hyperbolic tangent"),
    KnownFunction(
      "sigmoid", ["x"], in: [.bare, .numpy, .method], doing: .gates,
      "the logistic function 1/(1 + exp(-x)), as one gate"),
    KnownFunction(
      "relu", ["x"], in: [.bare, .numpy, .method], doing: .gates, "max(0, x), with the slope 0 at 0"),
    KnownFunction("softplus", ["x"], in: [.bare, .numpy, .method], doing: .gates, "log(1 + exp(x))"),
    KnownFunction(
      "leaky_relu", ["x", "slope="], in: [.bare, .numpy, .method], doing: .gates,
      "x above 0, slope·x below; the slope is 0.01 unless given"),
    KnownFunction(
      "elu", ["x", "alpha="], in: [.bare, .numpy, .method], doing: .gates,
      "x above 0, alpha·(exp(x) − 1) below; alpha is 1 unless given"),
    KnownFunction("square", ["x"], in: [.bare, .numpy, .method], doing: .gates, "x²"),
    KnownFunction("power", ["x", "y"], in: .numpy, doing: .gates, "xʸ"),
    KnownFunction("pow", ["x", "y"], doing: .gates, "xʸ"),
    KnownFunction("pow", ["x", "y"], in: .math, doing: .gates, "xʸ, as a float"),
  ]

  /// The functions that pick one of several numbers.
  static let selections: [KnownFunction] = [
    KnownFunction("maximum", ["x", "y"], in: [.bare, .numpy], doing: .gates, "the larger of two numbers"),
    KnownFunction("minimum", ["x", "y"], in: [.bare, .numpy], doing: .gates, "the smaller of two numbers"),
    KnownFunction(
      "max", ["*values", "key=", "default="], doing: .gates, "the largest of its arguments, or of a list"),
    KnownFunction(
      "min", ["*values", "key=", "default="], doing: .gates, "the smallest of its arguments, or of a list"),
    KnownFunction(
      "clip", ["x", "low", "high"], in: [.bare, .numpy, .method], doing: .gates,
      "x, but not below low nor above high"),
    KnownFunction(
      "abs", ["x"], in: [.bare, .numpy, .method], doing: .gates, "the absolute value, with the slope 0 at 0"),
    KnownFunction("fabs", ["x"], in: .math, doing: .gates, "the absolute value"),
    KnownFunction(
      "where", ["condition", "x", "y"], in: [.bare, .numpy], doing: .gates,
      "x where the condition holds, else y"),
  ]

  /// Random numbers under the names that `np.random` has for them: numbers, or arrays of a size.
  static let numpyRandom: [KnownFunction] = [
    KnownFunction(
      "seed", ["seed"], in: .numpyRandom, doing: .moves, "starts the random numbers again from a whole number"
    ),
    KnownFunction("rand", ["*sizes"], in: .numpyRandom, "numbers from 0 up to 1"),
    KnownFunction("random", ["size="], in: .numpyRandom, "numbers from 0 up to 1"),
    KnownFunction("random_sample", ["size="], in: .numpyRandom, "numbers from 0 up to 1"),
    KnownFunction("randn", ["*sizes"], in: .numpyRandom, "normally distributed numbers"),
    KnownFunction("standard_normal", ["size="], in: .numpyRandom, "normally distributed numbers"),
    KnownFunction(
      "normal", ["loc=", "scale=", "size="], in: .numpyRandom,
      "normally distributed numbers with mean and deviation"),
    KnownFunction(
      "uniform", ["low=", "high=", "size="], in: .numpyRandom, "numbers from a range, 0 to 1 unless given"),
    KnownFunction(
      "randint", ["low", "high=", "size="], in: .numpyRandom,
      "whole numbers from low up to, but without, high"),
    KnownFunction(
      "permutation", ["x"], in: .numpyRandom, "the numbers below x, or the rows of x, in a random order"),
    KnownFunction(
      "shuffle", ["x"], in: .numpyRandom, "puts a list, or the rows of an array, in a random order"),
    KnownFunction(
      "choice", ["items", "size=", "replace=", "p="], in: .numpyRandom,
      "some of the items, or of the numbers below a number; one unless a size is given"),
  ]

  /// Random numbers under the names that Python's `random` has for them.
  static let pythonRandom: [KnownFunction] = [
    KnownFunction(
      "seed", ["seed"], in: .random, doing: .moves, "starts the random numbers again from a whole number"),
    KnownFunction("random", [], in: .random, "a number from 0 up to 1"),
    KnownFunction("uniform", ["a=", "b="], in: .random, "a number from a range, 0 to 1 unless given"),
    KnownFunction("choice", ["items"], in: .random, "one of the items"),
    KnownFunction(
      "gauss", ["mu=", "sigma="], in: .random, "a normally distributed number with mean and deviation"),
  ]
}
