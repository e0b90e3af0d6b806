import Language
import Numbers
import TraceModel

extension Builtin {
  /// Random numbers under the names that `np.random` has for them: numbers, or arrays of a size.
  static let numpyRandom: [Builtin] = [
    seed(.numpyRandom),
    drawn("rand") { _, stream, _, count in stream.units(count) },
    drawn("random") { _, stream, _, count in stream.units(count) },
    drawn("random_sample") { _, stream, _, count in
      stream.units(count)
    },
    drawn("randn") { _, stream, _, count in
      stream.gausses(count)
    },
    drawn("standard_normal") { _, stream, _, count in
      stream.gausses(count)
    },
    drawn("normal") {
      interpreter, stream, arguments, count throws(RunFailure) in
      stream.normals(
        count, mean: try interpreter.number(arguments, 0, or: 0),
        deviation: try interpreter.number(arguments, 1, or: 1))
    },
    drawn("uniform") {
      interpreter, stream, arguments, count throws(RunFailure) in
      let low = try interpreter.number(arguments, 0, or: 0)
      let high = try interpreter.number(arguments, 1, or: 1)
      guard (high - low).isFinite else {
        throw interpreter.fail(.refused(.infiniteRangeOfDraws), at: arguments.range)
      }
      return stream.uniforms(count, from: low, to: high)
    },
    drawn("randint", .integer) {
      interpreter, stream, arguments, count throws(RunFailure) in
      let first = try interpreter.wholeNumber(arguments.required(0), .bound, at: arguments.range)
      let second = try arguments[1].map { (value) throws(RunFailure) in
        try interpreter.wholeNumber(value, .bound, at: arguments.range)
      }
      let (low, high) = second.map { (first, $0) } ?? (0, first)
      return try interpreter.drawing(at: arguments.range) { () throws(DrawProblem) in
        try stream.integers(count, from: low, below: high).map(Double.init)
      }
    },
    Builtin("permutation") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.permutation(arguments)
    },
    Builtin("shuffle") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.shuffle(arguments)
    },
    Builtin("choice", in: .numpyRandom) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.choices(arguments)
    },
  ]

  /// A function that draws as many numbers as its sizes tell; one number if there are none.
  private static func drawn(
    _ name: String, _ kind: ElementKind = .float,
    numbers:
      @escaping @Sendable (Interpreter, inout RandomStream, Arguments, _ count: Int) throws(RunFailure) ->
      [Double]
  ) -> Builtin {
    Builtin(name, in: .numpyRandom) { interpreter, arguments throws(RunFailure) in
      // The sizes are the last parameter, or all that is left.
      let size = arguments.values.last ?? nil
      let shape = try interpreter.size(size ?? .tuple(arguments.others), at: arguments.range)
      try interpreter.checkSize(shape, at: arguments.range)
      let elements = try interpreter.withStream(.numpyRandom, at: arguments.range) {
        stream throws(RunFailure) in
        try numbers(interpreter, &stream, arguments, Tensor.count(of: shape))
      }
      return try interpreter.makeValue(
        Tensor(filling: shape, with: elements), kind, at: arguments.range)
    }
  }

  /// Random numbers under the names that Python's `random` has for them.
  static let pythonRandom: [Builtin] = [
    seed(.random),
    draw("random") { _, stream, _ in stream.unit() },
    draw("uniform") {
      interpreter, stream, arguments throws(RunFailure) in
      try stream.uniform(interpreter.number(arguments, 0, or: 0), interpreter.number(arguments, 1, or: 1))
    },
    Builtin("choice", in: .random) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.chooseOne(arguments)
    },
    draw("gauss") {
      interpreter, stream, arguments throws(RunFailure) in
      try interpreter.number(arguments, 0, or: 0) + stream.gauss() * interpreter.number(arguments, 1, or: 1)
    },
  ]

  private static func seed(_ module: Module) -> Builtin {
    Builtin("seed", in: module == .numpyRandom ? .numpyRandom : .random) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.seed(module, arguments)
      return .none
    }
  }

  /// A function that draws a number.
  private static func draw(
    _ name: String,
    number: @escaping @Sendable (Interpreter, inout RandomStream, Arguments) throws(RunFailure) -> Double
  ) -> Builtin {
    Builtin(name, in: .random) { interpreter, arguments throws(RunFailure) in
      .float(
        try interpreter.withStream(.random, at: arguments.range) { stream throws(RunFailure) in
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

  /// Draws from the stream of a module.
  func withStream<Result>(
    _ module: Module, at range: SourceRange, _ draw: (inout RandomStream) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    var stream = randomness[module]
    if !randomness.hasBegun(module) {
      notices.tell(RunProblem.unseeded(module).diagnostic(.warning, at: range, digits: options.digits))
    }
    defer { randomness[module] = stream }
    return try draw(&stream)
  }

  func seed(_ module: Module, _ arguments: Arguments) throws(RunFailure) {
    let highest = module == .numpyRandom ? 4_294_967_295.0 : 9_007_199_254_740_992
    let seed = try number(arguments, 0)
    guard seed >= 0, seed <= highest, let whole = UInt(exactly: seed) else {
      throw fail(
        .expected(
          .wholeNumberUpTo(UInt(highest)), found: .shown(plainRepresentation(of: arguments.required(0))),
          role: .seed),
        at: arguments.range)
    }
    randomness.seed(module, whole)
  }

  func chooseOne(_ arguments: Arguments) throws(RunFailure) -> Value {
    let items = try elements(of: arguments.required(0), at: arguments.range)
    guard items.count > 0 else { throw fail(.emptySequence(function: "choice"), at: arguments.range) }
    try budget.use(.elements, items.count, at: arguments.range)
    return try withStream(.random, at: arguments.range) { stream in
      items.element(stream.index(below: items.count)) ?? .none
    }
  }
}
