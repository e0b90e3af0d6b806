import TraceModel

extension Builtin {
  /// Random numbers under the names that `np.random` has for them: numbers, or arrays of a size.
  static let numpyRandom: [Builtin] = [
    seed(.numpyRandom),
    drawn("rand", ["*sizes"], "numbers from 0 up to 1") { _, stream, _, count in stream.units(count) },
    drawn("random", ["size="], "numbers from 0 up to 1") { _, stream, _, count in stream.units(count) },
    drawn("random_sample", ["size="], "numbers from 0 up to 1") { _, stream, _, count in
      stream.units(count)
    },
    drawn("randn", ["*sizes"], "normally distributed numbers") { _, stream, _, count in
      stream.gausses(count)
    },
    drawn("standard_normal", ["size="], "normally distributed numbers") { _, stream, _, count in
      stream.gausses(count)
    },
    drawn("normal", ["loc=", "scale=", "size="], "normally distributed numbers with mean and deviation") {
      interpreter, stream, arguments, count throws(RunFailure) in
      stream.normals(
        count, mean: try interpreter.number(arguments, 0, or: 0),
        deviation: try interpreter.number(arguments, 1, or: 1))
    },
    drawn("uniform", ["low=", "high=", "size="], "numbers from a range, 0 to 1 unless given") {
      interpreter, stream, arguments, count throws(RunFailure) in
      let low = try interpreter.number(arguments, 0, or: 0)
      let high = try interpreter.number(arguments, 1, or: 1)
      guard (high - low).isFinite else {
        throw interpreter.fail(.detail("the range of random numbers is infinite"), at: arguments.range)
      }
      return stream.uniforms(count, from: low, to: high)
    },
    drawn("randint", ["low", "high=", "size="], "whole numbers from low up to, but without, high", .integer) {
      interpreter, stream, arguments, count throws(RunFailure) in
      let first = try interpreter.wholeNumber(arguments.required(0), "a bound", at: arguments.range)
      let second = try arguments[1].map { (value) throws(RunFailure) in
        try interpreter.wholeNumber(value, "a bound", at: arguments.range)
      }
      let (low, high) = second.map { (first, $0) } ?? (0, first)
      return try interpreter.drawing(at: arguments.range) { () throws(DrawProblem) in
        try stream.integers(count, from: low, below: high).map(Double.init)
      }
    },
    Builtin(
      "permutation", ["x"], in: .numpyRandom, "the numbers below x, or the rows of x, in a random order"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.permutation(arguments)
    },
    Builtin("shuffle", ["x"], in: .numpyRandom, "puts a list, or the rows of an array, in a random order") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.shuffle(arguments)
    },
    Builtin(
      "choice", ["items", "size=", "replace=", "p="], in: .numpyRandom,
      "some of the items, or of the numbers below a number; one unless a size is given"
    ) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.choices(arguments)
    },
  ]

  /// A function that draws as many numbers as its sizes tell; one number if there are none.
  private static func drawn(
    _ name: String, _ parameters: [String], _ summary: String, _ kind: ElementKind = .float,
    numbers:
      @escaping @Sendable (Interpreter, inout RandomStream, Arguments, _ count: Int) throws(RunFailure) ->
      [Double]
  ) -> Builtin {
    Builtin(name, parameters, in: .numpyRandom, summary) { interpreter, arguments throws(RunFailure) in
      let size = parameters.last == "size=" ? arguments[parameters.count - 1] : nil
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
    draw("random", [], "a number from 0 up to 1") { _, stream, _ in stream.unit() },
    draw("uniform", ["a=", "b="], "a number from a range, 0 to 1 unless given") {
      interpreter, stream, arguments throws(RunFailure) in
      try stream.uniform(interpreter.number(arguments, 0, or: 0), interpreter.number(arguments, 1, or: 1))
    },
    Builtin("choice", ["items"], in: .random, "one of the items") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.chooseOne(arguments)
    },
    draw("gauss", ["mu=", "sigma="], "a normally distributed number with mean and deviation") {
      interpreter, stream, arguments throws(RunFailure) in
      try interpreter.number(arguments, 0, or: 0) + stream.gauss() * interpreter.number(arguments, 1, or: 1)
    },
  ]

  private static func seed(_ module: Module) -> Builtin {
    let homes: Homes = module == .numpyRandom ? .numpyRandom : .random
    return Builtin("seed", ["seed"], in: homes, "starts the random numbers again from a whole number") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.seed(module, arguments)
      return .none
    }
  }

  /// A function that draws a number.
  private static func draw(
    _ name: String, _ parameters: [String], _ summary: String,
    number: @escaping @Sendable (Interpreter, inout RandomStream, Arguments) throws(RunFailure) -> Double
  ) -> Builtin {
    Builtin(name, parameters, in: .random, summary) { interpreter, arguments throws(RunFailure) in
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
          "a whole number from 0 to \(UInt(highest))", found: plainRepresentation(of: arguments.required(0)),
          role: "a seed"),
        at: arguments.range)
    }
    var stream = RandomStream(isNumpy: module == .numpyRandom)
    stream.seed(whole)
    randomStreams[module] = stream
  }

  fileprivate func chooseOne(_ arguments: Arguments) throws(RunFailure) -> Value {
    let items = try elements(of: arguments.required(0), at: arguments.range)
    guard items.count > 0 else { throw fail(.emptySequence(function: "choice"), at: arguments.range) }
    try use(.elements, items.count, at: arguments.range)
    return try withStream(.random, at: arguments.range) { stream in
      items.element(stream.index(below: items.count)) ?? .none
    }
  }
}

extension Interpreter {
  /// The shape that a size asks for; none for a number.
  fileprivate func size(_ value: Value, at range: SourceRange) throws(RunFailure) -> [Int] {
    if case .none = value { return [] }
    return try lengths(value, at: range)
  }

  /// Says in the program's words why nothing could be drawn.
  fileprivate func drawing<Result>(
    at range: SourceRange, _ draw: () throws(DrawProblem) -> Result
  ) throws(RunFailure) -> Result {
    do throws(DrawProblem) {
      return try draw()
    } catch {
      throw fail(.detail(error.words), at: range)
    }
  }

  fileprivate func permutation(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .integer(let count)? = amount(of: arguments.required(0)) {
      try useAsConstant(arguments.required(0))
      try checkSize([count], at: arguments.range)
      let order = try withStream(.numpyRandom, at: arguments.range) { $0.permutation(count) }
      let tensor = Tensor(filling: [order.count], with: order.map(Double.init))
      return .array(try makeArray(tensor, .integer, at: arguments.range))
    }
    guard let array = try array(arguments.required(0), at: arguments.range) else {
      throw fail(
        .expected(
          "a whole number or an array", found: plainRepresentation(of: arguments.required(0)),
          role: "what is put in order"),
        at: arguments.range)
    }
    let order = try withStream(.numpyRandom, at: arguments.range) { $0.permutation(array.shape[0]) }
    return try rows(of: array, in: order, "permutation", at: arguments.range)
  }

  /// Rows of an array in some order.
  private func rows(of array: ArrayValue, in order: [Int], _ label: String, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    let size = Tensor.count(of: Array(array.shape.dropFirst()))
    let positions = order.flatMap { row in (0..<size).map { row * size + $0 } }
    return try picked(from: array, positions, [order.count] + array.shape.dropFirst(), label, at: range)
  }

  fileprivate func shuffle(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .list(let list) = arguments.required(0), list.array == nil {
      list.isUntouched = false
      try withStream(.numpyRandom, at: arguments.range) { $0.shuffle(&list.elements) }
      return .none
    }
    guard let array = try array(arguments.required(0), at: arguments.range) else {
      throw fail(
        .expected("a list or an array", found: arguments.required(0).kindWords, role: "what is shuffled"),
        at: arguments.range)
    }
    guard !array.tensor.elements.isEmpty else { return .none }
    var order = Array(0..<array.shape[0])
    try withStream(.numpyRandom, at: arguments.range) { $0.shuffle(&order) }
    if case .array(let shuffled) = try rows(of: array, in: order, "shuffle", at: arguments.range) {
      try store(shuffled, in: array, at: arguments.range)
    }
    return .none
  }

  fileprivate func choices(_ arguments: Arguments) throws(RunFailure) -> Value {
    let range = arguments.range
    var items: ElementSequence?
    let count: Int
    if case .integer(let below)? = amount(of: arguments.required(0)) {
      try useAsConstant(arguments.required(0))
      count = below
    } else {
      let sequence = try elements(of: arguments.required(0), at: range)
      (items, count) = (sequence, sequence.count)
    }
    let shape = try size(arguments[1] ?? .none, at: range)
    try checkSize(shape, at: range)
    let replaces =
      try arguments[2].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? true
    let probabilities = try arguments[3].map { (value) throws(RunFailure) in
      try constantTensor(value, "the probabilities", at: range).elements
    }
    // Without replacement all places are put in order.
    if !replaces { try checkSize([max(count, 0)], at: range) }
    let places = try withStream(.numpyRandom, at: range) { stream throws(RunFailure) in
      try drawing(at: range) { () throws(DrawProblem) in
        try stream.choices(
          Tensor.count(of: shape), of: count, replacing: replaces, probabilities: probabilities)
      }
    }
    if shape.isEmpty { return items?.element(places[0]) ?? .integer(places[0]) }
    guard let items else {
      return try makeValue(Tensor(filling: shape, with: places.map(Double.init)), .integer, at: range)
    }
    let chosen = try stacked(places.compactMap { items.element($0) }, at: range)
    return try reshaped(chosen, to: shape + chosen.shape.dropFirst(), at: range)
  }
}

extension DrawProblem {
  fileprivate var words: String {
    switch self {
    case .emptyRange(let low, let high): "there is no whole number from \(low) up to, but without, \(high)"
    case .emptyPopulation: "there is nothing to choose from"
    case .sampleTooLarge(let count, let population):
      "\(count) different ones cannot be chosen from \(population)"
    case .probabilityCount(let count, let population): "\(count) probabilities for \(population) items"
    case .notAProbability(let number): "\(number) is no probability"
    case .probabilitySum(let sum): "the probabilities sum to \(sum), not to 1"
    case .tooFewPossible(let possible, let count):
      "\(count) different ones cannot be chosen, since only \(possible) have a probability above 0"
    }
  }
}
