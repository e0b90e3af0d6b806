import Autodiff
import Language
import TraceModel

extension Builtin {
  /// A function of one number that is a gate.
  private static func gate(_ name: String, _ gate: Gate) -> Builtin {
    Builtin(name) { interpreter, arguments throws(RunFailure) in
      try interpreter.apply(gate, arguments.required(0), in: arguments)
    }
  }

  /// The gates of one and two numbers.
  static let gates: [Builtin] = [
    gate("exp", .exp),
    gate("log", .log),
    gate("sqrt", .sqrt),
    gate("sin", .sin),
    gate("cos", .cos),
    gate("tanh", .tanh),
    gate("sigmoid", .sigmoid),
    gate("relu", .relu),
    gate("softplus", .softplus),
    Builtin("leaky_relu") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.apply(
        .leakyReLU, arguments.required(0), arguments[1] ?? .float(0.01), in: arguments)
    },
    Builtin("elu") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.apply(.elu, arguments.required(0), arguments[1] ?? .float(1), in: arguments)
    },
    Builtin("square") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), .integer(2), in: arguments)
    },
    Builtin("power") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("pow", in: .bare) { interpreter, arguments throws(RunFailure) in
      try interpreter.power(arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("pow", in: .math) {
      interpreter, arguments throws(RunFailure) in
      let parts = [arguments.required(0), arguments.required(1)].map(interpreter.asFloat)
      return try interpreter.power(parts[0], parts[1], in: arguments)
    },
  ]

  /// The functions that pick one of several numbers.
  static let selections: [Builtin] = [
    Builtin("maximum") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.select(.maximum, arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("minimum") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.select(.minimum, arguments.required(0), arguments.required(1), in: arguments)
    },
    Builtin("max", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.selectAll(.maximum, in: arguments)
    },
    Builtin("min", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.selectAll(.minimum, in: arguments)
    },
    Builtin("clip") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.clip(arguments)
    },
    Builtin("abs") {
      interpreter, arguments throws(RunFailure) in
      let value = arguments.required(0)
      return try interpreter.absolute(value, in: arguments).asNumPy(value.isNumPy)
    },
    Builtin("fabs") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.absolute(interpreter.asFloat(arguments.required(0)), in: arguments)
    },
    Builtin("where") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.choose(arguments)
    },
  ]
}
