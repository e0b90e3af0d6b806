import Autodiff
import Language
import TraceModel

/// Runs the statements of a program, recording its gates on a tape.
///
/// A run may find out late that a named value is a constant; it then notes the place of the binding in
/// ``foundConstants`` and the program is run again. See ``run(_:options:)``.
final class Interpreter {
  let program: Program
  /// The statements that run the backward pass of a name, `f.backward()`.
  let backwardCalls: [BackwardCall]
  let options: RunOptions
  /// What earlier runs of the same program have found out.
  let knowledge: Knowledge
  /// Whether a constant that is found out late ends the run at once, so that the next one can begin.
  let restartsAtOnce: Bool
  /// Told of each backward pass.
  let progress: @Sendable (_ pass: Int) -> Void
  var tape: Tape
  var origins: [Origin] = []
  var foundConstants: Set<SourcePlace> = []
  var foundRequests: Set<SourcePlace> = []
  var foundArrays: Set<SourcePlace> = []
  let heap: Heap
  var originOfInput: [Reference: Int] = [:]
  /// Origins whose values took part in what is computed from gradients.
  var readByUpdates: Set<Int> = []
  /// The origins that have become inputs and that no gradient has reached.
  var unreached: [Int] = []
  /// The nodes whose origins ``readByUpdates`` has.
  var knowsReader: Set<Reference> = []
  let globals: Scope
  var scope: Scope
  var diagnostics: [Diagnostic] = []
  /// Where calls were passed over that draw what a lesson has no place for.
  var notedPlots: Set<SourcePlace> = []
  /// The random numbers of `np.random` and `random`.
  var randomness = Randomness()

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
  /// Whether what is evaluated now is computed from gradients and therefore records no gates.
  var isDetached = false
  /// How many gates of the program's own are running, one inside the other.
  var gateDepth = 0
  /// Whether what is computed belongs to a backward pass written by hand.
  var isByHand = false {
    didSet { if isByHand { obstruct(.byHand) } }
  }
  /// What such a pass has told so far.
  var byHand = ByHandPass()
  /// How many gates had been recorded when the last backward pass by hand ended: it did not go on to what came before,
  /// so that these are constants for what comes after.
  var gatesBehindHand = 0
  /// How many statements that work out gradients beside a value are running, one inside the other.
  var plainDepth = 0 {
    didSet { if plainDepth > 0 { obstruct(.byHand) } }
  }
  /// What keeps the program's inputs from being replayed, as far as the run has met it.
  var obstacle: Replayability.Obstacle?
  /// Whether what is worked out is only printed or asserted.
  var isShown = false
  /// Of the call that comes next, which of the results are no gradients.
  var resultsWanted: ResultsWanted?
  /// What this run has found out about backward passes that are written by hand.
  var foundByHand = ByHandKnowledge()
  /// The calls of gates of the program's own in the passes that are kept, and the pass of the last of them.
  var ownCalls: [Reference: OwnCall] = [:]
  var passOfOwnCalls = 0
  /// The gates that pairs of functions are.
  var pairGates: [String: Gate] = [:]
  /// The gates that share the gradient of more than two equal numbers, by how many there were before.
  var gatesOfTies: (maximum: [Int: Gate], minimum: [Int: Gate]) = ([:], [:])
  /// How many calls of each such gate were compared with numeric gradients.
  var checkedCalls: [String: Int] = [:]
  /// The gates whose backward function is wrong, and what is to be told of them.
  var wrongGates: Set<String> = []
  var mistakes: [Diagnostic] = []
  /// Whether an input that a backward pass has reached is about to be moved: what is detached then stays off the tape.
  var isUpdating = false
  /// Whether a warning was of a gradient that a layer keeps.
  var keepsWrongGradient = false
  /// The inputs that were given None for their gradient.
  var givenNone: Set<Int> = []
  /// The value that was given back last, and the scope of the call that ended last inside a gate.
  var lastReturn: LastReturn?
  var finishedScope: Scope?
  /// Whether what runs is only looked at, so that nothing it prints is told.
  var isSilent = false
  /// What print() has not ended with a line break yet.
  var pendingLine = ""
  var budget: Budget
  /// How many runs of loops have begun.
  var loopsBegun = 0
  /// Whether NaN or infinity was met in an array that no gate has computed.
  var hasNotedConstant = false

  init(
    _ program: Program, options: RunOptions, knowledge: Knowledge, restartsAtOnce: Bool = true,
    budget: Budget,
    progress: @escaping @Sendable (_ pass: Int) -> Void = { _ in }
  ) {
    self.program = program
    backwardCalls = program.statements.backwardCalls
    self.progress = progress
    self.options = options
    self.knowledge = knowledge
    self.restartsAtOnce = restartsAtOnce
    self.budget = budget
    tape = Tape(
      title: options.title, digits: options.digits, program: program.source, requested: options.steps,
      allowsFaults: options.showsFaults, mistake: options.mistake)
    heap = Heap()
    globals = heap.scope(in: nil)
    scope = globals
  }

  /// What was found out about the bindings of a program, by the places of the names that they bind.
  struct Knowledge: Equatable {
    /// Bindings that are constants by their use.
    var constants: Set<SourcePlace> = []
    /// Bindings that ask to be inputs; if there are any, all others are constants.
    var requests: Set<SourcePlace> = []
    /// Lists of numbers that are arrays by their use.
    var arrays: Set<SourcePlace> = []
    var byHand = ByHandKnowledge()
  }

  /// Where a function gave a value back, and with what expression.
  struct LastReturn {
    var range: SourceRange
    var value: Expression?
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
