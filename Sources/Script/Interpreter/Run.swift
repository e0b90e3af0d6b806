import Autodiff
public import Language
import Numbers
import TraceModel

/// How often a program is started again because a named value turned out to be a constant, and how often of these as
/// soon as that is known; later runs go on to their end and find all that they can.
private let mostRestarts = 100
private let mostRestartsAtOnce = 2

extension Program {
  /// Runs the program and gives its trace.
  ///
  /// Works on a thread of its own whose stack suffices for the deepest program. Throws the first problem met.
  ///
  /// - Parameter progress: Called with the number of each pass when its backward pass has run.
  public func run(
    _ options: RunOptions = RunOptions(), progress: @escaping @Sendable (_ pass: Int) -> Void = { _ in }
  ) throws(ScriptFailure) -> Outcome {
    var options = options
    return try run(&options, progress: progress)
  }

  /// The same, noting in the options what the program has used, also where it fails.
  package func run(
    _ options: inout RunOptions, progress: @escaping @Sendable (_ pass: Int) -> Void
  ) throws(ScriptFailure) -> Outcome {
    let given = options
    let (result, used) = onLargeStack { runHere(given, progress) }
    options.used = used
    return try result.get()
  }

  /// Runs until what is known of the program's constants does not change any more.
  private func runHere(_ options: RunOptions, _ progress: @escaping @Sendable (Int) -> Void)
    -> (Result<Outcome, ScriptFailure>, used: [Limit: Int])
  {
    var knowledge = Knowledge()
    var budget = Budget(options)
    for restarts in 0..<mostRestarts {
      let interpreter = Interpreter(
        self, options: options, knowledge: knowledge, restartsAtOnce: restarts < mostRestartsAtOnce,
        budget: budget, progress: progress)
      defer { interpreter.heap.clear() }
      let end = interpreter.run()
      // All runs together have the time of one.
      let begun = budget
      budget = interpreter.budget
      budget.restore(begun)
      let learnt = interpreter.learnt
      if learnt == knowledge { return (interpreter.result(of: end), interpreter.budget.used) }
      knowledge = learnt
    }
    let problem = RunProblem.refused(.undecided)
    return (.failure(ScriptFailure([problem.diagnostic(at: nil, options)])), budget.used)
  }
}

extension Interpreter {
  /// Runs the program to its end; gives why it stopped before that.
  fileprivate func run() -> RunFailure? {
    do throws(RunFailure) {
      _ = try execute(program.statements)
      // What is known now is enough to start again.
      if findings.isOutdated { return nil }
      if !course.pendingLine.isEmpty { tape.print(course.pendingLine) }
      if hand.isRunning { try endByHand(isLast: true) }
      try finishOutput()
      if options.expectsWrongGradient, notices.mistakes.isEmpty {
        throw fail(.expectedWrongGradient, at: nil)
      }
      return nil
    } catch { return error }
  }

  /// What comes of a run that has found out nothing new.
  fileprivate func result(of end: RunFailure?) -> Result<Outcome, ScriptFailure> {
    switch end {
    case nil: return .success(outcome())
    case .mistakes(let found): return .failure(ScriptFailure(found))
    case .problem(let problem, let range):
      return .failure(ScriptFailure(origin(of: problem) + [problem.diagnostic(at: range, options)]))
    case .restart: return .failure(ScriptFailure([]))
    }
  }

  /// Where the NaN or infinity came from that an array has brought to a number.
  private func origin(of problem: RunProblem) -> [Diagnostic] {
    guard case .fault(let fault) = problem, fault.inputs.isEmpty else { return [] }
    return notices.diagnostics.filter { $0.severity == .warning }
      + firstFault.filter { $0.range?.start != fault.place.start }
  }

  /// A warning of the first NaN or infinity that a gate has let through.
  private var firstFault: [Diagnostic] {
    // What constants have made NaN or infinite is told already.
    guard let fault = tape.firstFault, !notices.hasNotedConstant else { return [] }
    let place = SourceRange(fault.place.start)
    return [RunProblem.fault(fault).diagnostic(.warning, at: place, digits: options.digits)]
  }

  /// What is known after this run: what was known before, and what it has found out.
  fileprivate var learnt: Knowledge {
    var learnt = findings.knowledge
    learnt.requests.formUnion(findings.requests)
    learnt.arrays.formUnion(findings.arrays)
    let became = Set(origins.filter { $0.reference != nil }.map(\.place))
    learnt.constants.formUnion(findings.constants.intersection(became))
    if findings.isOutdated { return learnt }
    learnt.byHand.formUnion(findings.byHand)
    for id in findings.readByUpdates where origins[id].reference != nil && !origins[id].wasReached {
      learnt.constants.insert(origins[id].place)
    }
    for id in ownGates.givenNone where origins[id].reference != nil && !origins[id].wasReached {
      learnt.constants.insert(origins[id].place)
    }
    return learnt
  }

  /// Runs the backward pass if the program did not, from its output.
  private func finishOutput() throws(RunFailure) {
    for name in options.inputs ?? [] where !origins.contains(where: { $0.root == name }) {
      let suggestion = nearest(name, among: globals.names.keys.sorted())
      throw fail(.unknownInput(name, suggestion: suggestion), at: nil)
    }
    let chosen = try options.output.map { (name) throws(RunFailure) in try output(named: name) }
    if let receiver {
      if let chosen, chosen != receiver, let name = options.output {
        throw fail(.outputConflict(name), at: nil)
      }
      return
    }
    let choice = chosenOutput
    guard let output = chosen ?? choice?.reference, let value = tape.tensor(of: output) else { return }
    // A program that ends in several numbers and asks for no gradient has none.
    guard value.elements.count == 1 else {
      return note(.noGradient(name(of: output), shape: value.shape), at: nil)
    }
    if let choice { noteOutput(choice, at: nil) }
    try runBackward(from: output, Tensor(filling: value.shape, with: [1]), at: nil)
  }

  private func output(named name: String) throws(RunFailure) -> Reference {
    if let value = globals.names[name], let output = output(value) { return output }
    throw fail(
      .unknownOutput(name, suggestion: nearest(name, among: globals.names.keys.sorted())), at: nil)
  }

  private func outcome() -> Outcome {
    var values: [String: Double] = [:]
    var gradients: [String: Double] = [:]
    var arrays: [String: Tensor] = [:]
    var arrayGradients: [String: Tensor] = [:]
    for (name, value) in globals.names {
      values[name] = amount(of: value)?.double
      if let array = value.indexedArray {
        arrays[name] = array.tensor
        let reference = array.reference ?? array.originID.flatMap { origins[$0].reference }
        arrayGradients[name] = reference.flatMap { tape.gradientTensor(of: $0) }
      }
      switch value {
      case .node(let node): gradients[name] = tape.gradient(of: node.reference)
      case .number(let number):
        guard case .origin(let id, _) = number.provenance, let reference = origins[id].reference else {
          break
        }
        gradients[name] = tape.gradient(of: reference)
      default: break
      }
    }
    var found = program.diagnostics + notices.diagnostics
    found += firstFault
    found.sort { ($0.range?.start ?? .none).isBefore($1.range?.start ?? .none) }
    var builder = TraceBuilder(finishTape())
    builder.setReplayabilities(met: obstacle)
    let trace = builder.trace
    if let mistake = options.mistake, !trace.hasWrongGradient {
      let problem = RunProblem.mistakeWithoutEffect(mistake)
      found.append(problem.diagnostic(.warning, at: nil, digits: options.digits, options.spelling))
    }
    return Outcome(
      trace: trace, diagnostics: found, keepsWrongGradient: notices.keepsWrongGradient, values: values,
      gradients: gradients, arrays: arrays,
      arrayGradients: arrayGradients)
  }
}

extension Trace {
  /// Whether one of its gradients is not what nudging gives.
  fileprivate var hasWrongGradient: Bool {
    checks.contains { check in
      let isNudged = check.numeric.elements.contains { !$0.isNaN }
      return isNudged && !check.isAtKink && !(check.relativeError <= CentralDifference.tolerance)
    }
  }
}
