import TraceModel

/// What a program may still use of each limit. Each charge is one subtraction, made before the memory is taken or the
/// work is done.
struct Budget {
  private var nodes: Int
  private var iterations: Int
  private var elements: Int
  private var operations: Int
  private let limits: RunOptions
  /// How many elements the arrays of a run may have at one time.
  let mostElements: Int
  /// How deep calls, expressions, lists inside of lists, and nested lists that become an array stand in one another.
  private var depths = Depths()
  /// How many elements the finished trace keeps.
  private var heldByTrace = 0

  private struct Depths {
    var calls = 0
    var expressions = 0
    var nesting = 0
    var axes = 0
  }

  /// How deeply evaluations may nest, calls included, so that the stack suffices.
  private static let deepestEvaluation = 20_000
  /// As many axes as NumPy's arrays had for long; lists that nest deeper are no array.
  static let mostAxes = 32

  init(_ options: RunOptions) {
    func left(_ limit: Limit) -> Int { max(0, options.limit(limit) - (options.used[limit] ?? 0)) }
    limits = options
    nodes = left(.nodes)
    iterations = left(.iterations)
    elements = left(.elements)
    operations = left(.operations)
    mostElements = elements
  }

  /// What has been used, that of earlier programs included, with what the finished trace keeps.
  var used: [Limit: Int] {
    let left: [Limit: Int] = [
      .nodes: nodes, .iterations: iterations, .elements: elements - heldByTrace, .operations: operations,
    ]
    return left.reduce(into: [:]) { used, entry in used[entry.key] = limits.limit(entry.key) - entry.value }
  }

  /// Counts the elements that the finished trace keeps.
  mutating func hold(_ elements: Int) { heldByTrace = elements }

  /// Gives back what was taken since, apart from the time it took.
  mutating func restore(_ earlier: Budget) {
    let left = operations
    self = earlier
    operations = left
  }

  // MARK: Taking

  /// Counts what a program uses and stops it at the limit.
  @inline(__always)
  mutating func use(_ limit: Limit, _ count: Int = 1, at range: SourceRange?) throws(RunFailure) {
    if !take(count, of: limit) { throw reached(limit, at: range) }
  }

  /// Counts so many of something that costs or takes up so much each.
  mutating func use(_ limit: Limit, _ count: Int, times each: Int, at range: SourceRange?) throws(RunFailure)
  {
    let (product, overflows) = count.multipliedReportingOverflow(by: each)
    try use(limit, overflows ? .max : product, at: range)
  }

  @inline(never)
  func reached(_ limit: Limit, at range: SourceRange?) -> RunFailure {
    .problem(.limit(limit, limits.limit(limit), isShared: !limits.used.isEmpty), at: range)
  }

  /// Takes so much of a limit; false if less is left.
  @inline(__always)
  private mutating func take(_ count: Int, of limit: Limit) -> Bool {
    switch limit {
    case .nodes: Self.take(count, from: &nodes)
    case .iterations: Self.take(count, from: &iterations)
    case .elements: Self.take(count, from: &elements)
    case .operations: Self.take(count, from: &operations)
    // Depth is not used up; it is compared where something nests.
    case .recursion: true
    }
  }

  @inline(__always)
  private static func take(_ count: Int, from left: inout Int) -> Bool {
    if count > left { return false }
    left -= count
    return true
  }

  // MARK: Depth

  mutating func beginCall(at range: SourceRange) throws(RunFailure) {
    try use(.iterations, at: range)
    if depths.calls >= limits.limit(.recursion) {
      throw .problem(.limit(.recursion, limits.limit(.recursion)), at: range)
    }
    depths.calls += 1
  }

  mutating func endCall() { depths.calls -= 1 }

  @inline(__always)
  mutating func beginExpression(at range: SourceRange) throws(RunFailure) {
    try use(.operations, Cost.expression, at: range)
    if depths.expressions >= Self.deepestEvaluation {
      throw .problem(.limit(.recursion, limits.limit(.recursion)), at: range)
    }
    depths.expressions += 1
  }

  @inline(__always)
  mutating func endExpression() { depths.expressions -= 1 }

  /// Begins to work on a part of a list, a tuple or a dictionary that is compared, shown or looked up.
  mutating func beginPart(at range: SourceRange?) throws(RunFailure) {
    if depths.nesting >= min(limits.limit(.recursion), Self.deepestEvaluation) {
      throw .problem(.nesting(limits.limit(.recursion)), at: range)
    }
    depths.nesting += 1
  }

  mutating func endPart() { depths.nesting -= 1 }

  /// Begins to make an array of a list inside of another.
  mutating func beginAxis(at range: SourceRange) throws(RunFailure) {
    if depths.axes >= Self.mostAxes { throw .problem(.tooManyAxes(nil), at: range) }
    depths.axes += 1
  }

  mutating func endAxis() { depths.axes -= 1 }
}

extension Budget {
  /// Counts items that a list, a tuple or a dictionary takes up anew.
  mutating func useItems(_ count: Int, at range: SourceRange?) throws(RunFailure) {
    try use(.elements, count, at: range)
    try use(.operations, count, times: Cost.item, at: range)
  }

  /// Counts what a value takes up inside of another, so that what nests without end meets a limit before the stack's.
  mutating func useNested(_ values: some Sequence<Value>, at range: SourceRange) throws(RunFailure) {
    for value in values where value.isContainer { try use(.elements, Size.nested, at: range) }
  }

  /// Counts text that is made.
  mutating func useText(_ bytes: Int, at range: SourceRange?) throws(RunFailure) {
    try use(.elements, bytes / Size.bytesOfText, at: range)
    try use(.operations, bytes / Size.bytesOfText, times: Cost.text, at: range)
  }

  /// Counts the characters of text that are gone through.
  mutating func useCharacters(of text: String, at range: SourceRange?) throws(RunFailure) {
    try use(.operations, text.utf8.count, times: Cost.character, at: range)
  }

  /// Counts the search for a part in text, each of whose places may have to be compared with the whole part.
  mutating func useSearch(for part: String, in text: String, at range: SourceRange?) throws(RunFailure) {
    try useCharacters(of: text, at: range)
    try use(.operations, text.utf8.count, times: part.utf8.count, at: range)
  }

  /// Counts the pieces that long text is taken apart into; those of short text take up little.
  mutating func usePieces(of text: String, at range: SourceRange) throws(RunFailure) {
    try useCharacters(of: text, at: range)
    if text.utf8.count > Size.shortText { try use(.elements, text.utf8.count, at: range) }
  }

  /// Counts two texts that are compared.
  mutating func useComparison(_ first: String, _ second: String) throws(RunFailure) {
    let bytes = min(first.utf8.count, second.utf8.count)
    try use(.operations, bytes / Size.bytesOfText, times: Cost.text, at: nil)
  }

  /// Counts elements whose places are worked out.
  mutating func usePlaces(_ count: Int, at range: SourceRange) throws(RunFailure) {
    try use(.operations, count, times: Cost.place, at: range)
  }
}
