import Numbers

extension Gate {
  static let activations = [sigmoid, tanh, relu, leakyReLU, elu, softplus]

  /// The logistic function *y = 1/(1 + e⁻ˣ)*; its output alone gives its slope, *y(1 − y)*.
  public static let sigmoid = Gate(
    "sigmoid", symbol: "σ", equation: "1 / (1 + exp(-a))", slope: "y * (1 - y)"
  ) { x in
    Elementary.sigmoid(x)
  } slope: { _, y in
    y * (1 - y)
  }

  /// The hyperbolic tangent, with the slope *1 − y²*.
  public static let tanh = Gate("tanh", symbol: "tanh", equation: "tanh(a)", slope: "1 - y^2") { x in
    Elementary.tanh(x)
  } slope: { _, y in
    1 - y * y
  }

  /// The rectified linear unit *y = max(0, x)*. Slope 0 at 0.
  public static let relu = Gate(
    "relu", symbol: "ReLU", equation: "max(0, a)", slope: "[a > 0]", domain: .nonzero, kernel: .maximum
  ) { x in
    x.isNaN || x > 0 ? x : 0
  } slope: { x, _ in
    x > 0 ? 1 : 0
  }

  /// The leaky ReLU: *x* above 0, *b·x* below. At 0 it has the slope from the left, *b*.
  public static let leakyReLU = Gate(
    "leaky relu", symbol: "LReLU", constantSecond: "LReLU", equation: "max(0, a) + b * min(0, a)",
    slopes: ["[a > 0] + b * [a <= 0]", "min(0, a)"], domain: .nonzero
  ) { x, slope in
    x > 0 ? x : slope * x
  } slopes: { x, slope, _ in
    x > 0 ? (1, 0) : (slope, x)
  }

  /// The exponential linear unit: *x* above 0, *b(eˣ − 1)* below.
  public static let elu = Gate(
    "elu", symbol: "ELU", constantSecond: "ELU", equation: "max(0, a) + b * (exp(min(0, a)) - 1)",
    slopes: ["[a > 0] + b * exp(a) * [a <= 0]", "exp(min(0, a)) - 1"], domain: .nonzero
  ) { x, alpha in
    x > 0 ? x : alpha * Elementary.expm1(x)
  } slopes: { x, alpha, _ in
    x > 0 ? (1, 0) : (alpha * Elementary.exp(x), Elementary.expm1(x))
  }

  /// The smooth ReLU *y = ln(1 + eˣ)*, whose slope is the sigmoid.
  public static let softplus = Gate(
    "softplus", symbol: "softplus", equation: "log(1 + exp(a))", slope: "1 / (1 + exp(-a))"
  ) { x in
    max(x, 0) + Elementary.log1p(Elementary.exp(-x.magnitude))
  } slope: { x, _ in
    Elementary.sigmoid(x)
  }
}
