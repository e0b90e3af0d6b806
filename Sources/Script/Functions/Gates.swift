import Autodiff
import TraceModel

extension Builtin {
  /// A function of one number that is a gate.
  private static func gate(_ name: String, _ gate: Gate, in homes: Homes, _ summary: String) -> Builtin {
    Builtin(name, ["x"], in: homes, doing: .gates, summary) { interpreter, arguments throws(RunFailure) in
      try interpreter.apply(gate, arguments.required(0), in: arguments)
    }
  }

  /// The gates of one and two numbers.
  static let gates: [Builtin] = [
    gate("exp", .exp, in: [.bare, .numpy, .math, .method], "the exponential"),
    gate("log", .log, in: [.bare, .numpy, .math, .method], "the natural logarithm"),
    gate("sqrt", .sqrt, in: [.bare, .numpy, .math, .method], "the square root"),
    gate("sin", .sin, in: [.bare, .numpy, .math, .method], "the sine"),
    gate("cos", .cos, in: [.bare, .numpy, .math, .method], "the cosine"),
    gate("tanh", .tanh, in: [.bare, .numpy, .math, .method], "the hyperbolic tangent"),
    gate(
      "sigmoid", .sigmoid, in: [.bare, .numpy, .method], "the logistic function 1/(1 + exp(-x)), as one gate"),
    gate("relu", .relu, in: [.bare, .numpy, .method], "max(0, x), with the slope 0 at 0"),
    gate("softplus", .softplus, in: [.bare, .numpy, .method], "log(1 + exp(x))"),
    Builtin(
      "leaky_relu", ["x", "slope="], in: [.bare, .numpy, .method],
      doing: .gates, "x above 0, slope·x below; the slope is 0.01 unless given"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.apply(
        .leakyReLU, arguments.required(0), arguments[1] ?? .float(0.01), in: arguments)
    },
    Builtin(
      "elu", ["x", "alpha="], in: [.bare, .numpy, .method],
      doing: .gates, "x above 0, alpha·(exp(x) − 1) below; alpha is 1 unless given"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.apply(.elu, arguments.required(0), arguments[1] ?? .float(1), in: arguments)
    },
    Builtin("square", ["x"], in: [.bare, .numpy, .method], doing: .gates, "x²") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), .integer(2), in: arguments)
    },
    Builtin("power", ["x", "y"], in: .numpy, doing: .gates, "xʸ") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("pow", ["x", "y"], doing: .gates, "xʸ") { interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("pow", ["x", "y"], in: .math, doing: .gates, "xʸ, as a float") {
      interpreter, arguments throws(RunFailure) in
      let parts = [arguments.required(0), arguments.required(1)].map(interpreter.asFloat)
      return try interpreter.power(parts[0], parts[1], in: arguments)
    },
  ]

  /// The functions that pick one of several numbers.
  static let selections: [Builtin] = [
    Builtin("maximum", ["x", "y"], in: [.bare, .numpy], doing: .gates, "the larger of two numbers") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.select(.maximum, arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("minimum", ["x", "y"], in: [.bare, .numpy], doing: .gates, "the smaller of two numbers") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.select(.minimum, arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin(
      "max", ["*values", "key=", "default="], doing: .gates, "the largest of its arguments, or of a list"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.selectAll(.maximum, in: arguments)
    },
    Builtin(
      "min", ["*values", "key=", "default="], doing: .gates, "the smallest of its arguments, or of a list"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.selectAll(.minimum, in: arguments)
    },
    Builtin(
      "clip", ["x", "low", "high"], in: [.bare, .numpy, .method], doing: .gates,
      "x, but not below low nor above high"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.clip(arguments)
    },
    Builtin(
      "abs", ["x"], in: [.bare, .numpy, .method], doing: .gates, "the absolute value, with the slope 0 at 0"
    ) {
      interpreter, arguments throws(RunFailure) in
      let value = arguments.required(0)
      return try interpreter.absolute(value, in: arguments).asNumPy(value.isNumPy)
    },
    Builtin("fabs", ["x"], in: .math, doing: .gates, "the absolute value") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.absolute(interpreter.asFloat(arguments.required(0)), in: arguments)
    },
    Builtin(
      "where", ["condition", "x", "y"], in: [.bare, .numpy], doing: .gates,
      "x where the condition holds, else y"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.choose(arguments)
    },
  ]
}
