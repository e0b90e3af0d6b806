import TraceModel

extension Builtin {
  /// A function that needs arrays, which the language does not have yet.
  private static func later(_ name: String, in homes: Homes = [.bare, .numpy, .method]) -> Builtin {
    Builtin(name, ["*arguments"], in: homes, "for arrays, which come later") {
      interpreter, arguments throws(RunFailure) in
      throw interpreter.fail(.notYet("arrays and '\(name)' are"), at: arguments.range)
    }
  }

  /// The makers and functions of arrays.
  static let arrays: [Builtin] = [
    Builtin("array", ["x", "dtype=", "requires_grad="], in: [.bare, .numpy], "a number; arrays come later") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.array(arguments)
    },
    Builtin("tensor", ["x", "dtype=", "requires_grad="], in: .bare, "a number; arrays come later") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.array(arguments)
    },
    later("dot"), later("matmul"), later("outer"), later("transpose"), later("reshape"),
    later("softmax"), later("logsumexp"), later("norm"), later("mean"), later("argmax"),
    later("zeros"), later("ones"), later("eye"), later("arange"), later("linspace"),
    later("zeros_like"), later("ones_like"), later("sum", in: [.numpy, .method]),
    later("max", in: [.numpy, .method]), later("min", in: [.numpy, .method]),
  ]
}

extension Interpreter {
  /// A number as `array` and `tensor` make it, which may ask to be an input.
  func array(_ arguments: Arguments) throws(RunFailure) -> Value {
    guard case .number(let number) = arguments.required(0) else {
      throw fail(.notYet("arrays are"), at: arguments.range)
    }
    let asks = try arguments[2].map { (value) throws(RunFailure) in try isTrue(value) } ?? false
    let amount = Amount.float(amount(of: number).double)
    return .number(Number(amount, asks ? .requested : number.provenance))
  }
}
