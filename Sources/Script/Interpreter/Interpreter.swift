import Autodiff
import Language
import TraceModel

/// Runs the statements of a program, recording its gates on a tape.
///
/// A run may find out late that a named value is a constant; it then notes the place of the binding among its
/// ``Findings`` and the program is run again. See ``run(_:options:)``.
final class Interpreter {
  let program: Program
  let options: RunOptions
  /// Told of each backward pass.
  let progress: @Sendable (_ pass: Int) -> Void
  var tape: Tape
  var origins: [Origin] = []
  let heap: Heap
  var originOfInput: [Reference: Int] = [:]
  /// The origins that have become inputs and that no gradient has reached.
  var unreached: [Int] = []
  let globals: Scope
  var scope: Scope
  var course = Course()
  var randomness = Randomness()
  var budget: Budget
  var notices = Notices()
  var findings: Findings
  var ownGates = GateWatch()
  var hand: HandWatch

  /// How often each name has been given to a node in the current pass.
  var bindings: [String: Int] = [:]
  var namedPass = 1
  var named: Set<Reference> = []
  /// The node that the program bound or left standing last in the outermost scope, and the last one at all.
  var lastValue: Reference?
  var lastNode: Reference?
  /// The nodes that names of the outermost scope were bound to.
  var boundValues: [String: BoundValue] = [:]
  /// The names that were bound to plain numbers, by how many values were bound before.
  var plainBound: [String: Int] = [:]
  var valuesBound = 0
  /// What backward() was called on last.
  var receiver: Reference?
  /// How many gates had been recorded when the last backward pass by hand ended: it did not go on to what came before,
  /// so that these are constants for what comes after.
  var gatesBehindHand = 0
  /// What keeps the program's inputs from being replayed, as far as the run has met it.
  var obstacle: Replayability.Obstacle?
  /// The gates that share the gradient of more than two equal numbers, by how many there were before.
  var gatesOfTies: (maximum: [Int: Gate], minimum: [Int: Gate]) = ([:], [:])

  init(
    _ program: Program, options: RunOptions, knowledge: Knowledge, restartsAtOnce: Bool = true,
    budget: Budget,
    progress: @escaping @Sendable (_ pass: Int) -> Void = { _ in }
  ) {
    self.program = program
    self.progress = progress
    self.options = options
    self.budget = budget
    findings = Findings(knowledge, restartsAtOnce: restartsAtOnce)
    hand = HandWatch(backwardCalls: program.statements.backwardCalls)
    tape = Tape(
      title: options.title, digits: options.digits, program: program.source, requested: options.steps,
      allowsFaults: options.showsFaults, mistake: options.mistake)
    heap = Heap()
    globals = heap.scope(in: nil)
    scope = globals
  }

  /// A named number of the outermost scope that becomes an input when a gate first reads it.
  struct Origin {
    /// `w`, or `w[0]` for an element.
    var name: String
    /// The name that was bound.
    var root: String
    /// The name where it was bound.
    var range: SourceRange
    /// What each version of the number was last; the live one is the last. None for an array.
    var amounts: [Amount]
    /// The array that it is.
    var array: ArrayValue?
    /// The input it has become.
    var reference: Reference?
    /// Whether a gradient has reached it.
    var wasReached = false
    /// Whether its gradient was set to 0 and none has come since; else what no gradient has reached has None.
    var hasZeroGradient = false

    var place: SourcePlace { range.start }
  }
}

extension Interpreter {
  func fail(_ problem: RunProblem, at range: SourceRange?) -> RunFailure { .problem(problem, at: range) }

  /// Makes a list, counting its elements.
  func makeList(_ elements: [Value], at range: SourceRange) throws(RunFailure) -> Value {
    try budget.useItems(elements.count, at: range)
    try budget.useNested(elements, at: range)
    return newList(elements)
  }

  /// A list whose elements are counted already.
  func newList(_ elements: [Value]) -> Value { .list(heap.list(elements)) }

  /// Works on a part of a list, a tuple or a dictionary.
  func deeper<Result>(at range: SourceRange?, _ work: () throws(RunFailure) -> Result) throws(RunFailure)
    -> Result
  {
    try budget.beginPart(at: range)
    defer { budget.endPart() }
    return try work()
  }

  /// Runs a piece of work in a scope of its own.
  func inScope<Result>(_ inner: Scope, _ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result {
    let outer = scope
    scope = inner
    defer { scope = outer }
    return try work()
  }
}
