import TraceModel

extension Builtin {
  /// Random numbers under the names that `np.random` has for them.
  static let numpyRandom: [Builtin] =
    shared(.numpyRandom) + [
      draw("rand", ["*sizes"], .numpyRandom, "a number from 0 up to 1") { _, stream, _ in stream.unit() },
      draw("randn", ["*sizes"], .numpyRandom, "a normally distributed number") { _, stream, _ in
        stream.gauss()
      },
      draw(
        "normal", ["loc=", "scale="], .numpyRandom, "a normally distributed number with mean and deviation"
      ) {
        interpreter, stream, arguments throws(RunFailure) in
        try interpreter.number(arguments, 0, or: 0) + interpreter.number(arguments, 1, or: 1) * stream.gauss()
      },
    ]

  /// Random numbers under the names that Python's `random` has for them.
  static let pythonRandom: [Builtin] =
    shared(.random) + [
      draw("gauss", ["mu=", "sigma="], .random, "a normally distributed number with mean and deviation") {
        interpreter, stream, arguments throws(RunFailure) in
        try interpreter.number(arguments, 0, or: 0) + stream.gauss() * interpreter.number(arguments, 1, or: 1)
      }
    ]

  /// What both modules have.
  private static func shared(_ module: Module) -> [Builtin] {
    let (low, high) = module == .numpyRandom ? ("low=", "high=") : ("a=", "b=")
    return [
      Builtin("seed", ["seed"], in: homes(module), "starts the random numbers again from a whole number") {
        interpreter, arguments throws(RunFailure) in
        try interpreter.seed(module, arguments)
        return .none
      },
      draw("random", ["*sizes"], module, "a number from 0 up to 1") { _, stream, _ in stream.unit() },
      draw("uniform", [low, high], module, "a number from a range, 0 to 1 unless given") {
        interpreter, stream, arguments throws(RunFailure) in
        try stream.uniform(interpreter.number(arguments, 0, or: 0), interpreter.number(arguments, 1, or: 1))
      },
      Builtin("choice", ["items"], in: homes(module), "one of the items") {
        interpreter, arguments throws(RunFailure) in
        try interpreter.choose(module, arguments)
      },
    ]
  }

  private static func homes(_ module: Module) -> Homes { module == .numpyRandom ? .numpyRandom : .random }

  /// A function that draws a number.
  private static func draw(
    _ name: String, _ parameters: [String], _ module: Module, _ summary: String,
    number: @escaping @Sendable (Interpreter, inout RandomStream, Arguments) throws(RunFailure) -> Double
  ) -> Builtin {
    Builtin(name, parameters, in: homes(module), summary) { interpreter, arguments throws(RunFailure) in
      if !arguments.others.isEmpty { throw interpreter.fail(.notYet("arrays are"), at: arguments.range) }
      return .float(
        try interpreter.withStream(module, at: arguments.range) { stream throws(RunFailure) in
          try number(interpreter, &stream, arguments)
        })
    }
  }
}

extension Interpreter {
  /// The number that an argument is, or what holds where the call gives none.
  func number(_ arguments: Arguments, _ index: Int, or otherwise: Double) throws(RunFailure) -> Double {
    arguments[index] == nil ? otherwise : try number(arguments, index)
  }

  /// Draws from the stream of a module. Without a seed it has the seed 0, so that a lesson is always built alike.
  fileprivate func withStream<Result>(
    _ module: Module, at range: SourceRange, _ draw: (inout RandomStream) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    var stream = randomStreams[module] ?? RandomStream(isNumpy: module == .numpyRandom)
    if randomStreams[module] == nil {
      let name = module == .numpyRandom ? "np.random" : "random"
      diagnostics.append(
        Diagnostic(
          .warning, "random numbers are drawn before \(name).seed(…): the seed 0 is used",
          at: range))
    }
    defer { randomStreams[module] = stream }
    return try draw(&stream)
  }

  fileprivate func seed(_ module: Module, _ arguments: Arguments) throws(RunFailure) {
    let highest = module == .numpyRandom ? 4_294_967_295.0 : 9_007_199_254_740_992
    let seed = try number(arguments, 0)
    guard seed >= 0, seed <= highest, let whole = UInt(exactly: seed) else {
      throw fail(
        .expected(
          "a whole number from 0 to \(UInt(highest))", found: NumberText.shortest(seed), role: "a seed"),
        at: arguments.range)
    }
    var stream = RandomStream(isNumpy: module == .numpyRandom)
    stream.seed(whole)
    randomStreams[module] = stream
  }

  fileprivate func choose(_ module: Module, _ arguments: Arguments) throws(RunFailure) -> Value {
    let items = try elements(of: arguments.required(0), at: arguments.range)
    guard items.count > 0 else { throw fail(.emptySequence(function: "choice"), at: arguments.range) }
    try use(.elements, items.count, at: arguments.range)
    return try withStream(module, at: arguments.range) { stream in
      items.element(stream.index(below: items.count)) ?? .none
    }
  }
}
