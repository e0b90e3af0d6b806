import Autodiff
import Language
import TraceModel

extension Interpreter {
  /// How a statement ends.
  enum Completion {
    case normal
    case breaks
    case continues
    case returns(Value)
  }

  func execute(_ statements: [Statement]) throws(RunFailure) -> Completion {
    for statement in statements {
      let completion = try execute(statement)
      guard case .normal = completion else { return completion }
    }
    return .normal
  }

  private func execute(_ statement: Statement) throws(RunFailure) -> Completion {
    if hand.isRunning, scope.isOutermost, findings.knowledge.byHand.resumes.contains(statement.range.start) {
      try endByHand(isLast: false)
    }
    guard let slice = scope.slice else { return try run(statement) }
    if slice.isForGradients(statement) { return try plainly { () throws(RunFailure) in try run(statement) } }
    if let wanted = slice.results(of: statement) { course.resultsWanted = wanted }
    defer { course.resultsWanted = nil }
    return try run(statement)
  }

  private func run(_ statement: Statement) throws(RunFailure) -> Completion {
    try budget.use(.operations, Cost.statement, at: statement.range)
    switch statement.kind {
    case .expression(let expression): try evaluateAlone(expression)
    case .assignment(let targets, let value): try assign(value, to: targets, in: statement)
    case .augmented(let target, let binary, let value):
      try augment(target, binary, value, in: statement)
    case .define(let definition):
      bindLocally(definition.name, .function(try makeFunction(definition)))
    case .defineClass(let definition): bindLocally(definition.name, try makeClass(definition))
    case .conditional(let branches, let otherwise): return try choose(branches, otherwise)
    case .forEach(let target, let iterable, let body, let otherwise):
      return try loop(over: iterable, as: target, body, otherwise)
    case .whileTrue(let condition, let body, let otherwise):
      return try loop(while: condition, body, otherwise)
    case .breakLoop: return .breaks
    case .continueLoop: return .continues
    case .pass: break
    case .giveBack(let value):
      let result = try value.map(evaluateReturned) ?? .none
      course.lastReturn = Course.LastReturn(range: statement.range, value: value)
      return .returns(result)
    case .assert(let condition, let message): try assert(condition, message)
    case .importModule(let imports): importModules(imports)
    case .importNames(let module, let imports): try importNames(imports, from: module)
    }
    return .normal
  }

  /// A value that stands alone is the output if nothing better comes.
  private func evaluateAlone(_ expression: Expression) throws(RunFailure) {
    let value = try evaluate(expression)
    try settleByHand(at: expression.range)
    if scope.isOutermost, let reference = value.reference { lastValue = reference }
  }

  /// What a function gives back; a gradient beside a value is a plain number.
  private func evaluateReturned(_ expression: Expression) throws(RunFailure) -> Value {
    guard let slice = scope.slice, case .tuple(let items) = expression.bare.kind,
      items.count == slice.isForward.count
    else { return try evaluate(expression) }
    return try evaluate(items, plainWhere: slice.isForward.map { !$0 })
  }

  /// A tuple of which some items are gradients that are worked out by hand.
  func evaluate(_ items: [Expression], plainWhere isPlain: [Bool]) throws(RunFailure) -> Value {
    var values: [Value] = []
    for (item, isPlain) in zip(items, isPlain) {
      values.append(
        isPlain ? try plainly { () throws(RunFailure) in try evaluate(item) } : try evaluate(item))
    }
    return .tuple(values)
  }

  private func choose(_ branches: [ConditionalBranch], _ otherwise: [Statement]) throws(RunFailure)
    -> Completion
  {
    for branch in branches where try isTrue(evaluate(branch.condition), at: branch.condition.range) {
      return try execute(branch.body)
    }
    return try execute(otherwise)
  }

  private func loop(
    over iterable: Expression, as target: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(RunFailure) -> Completion {
    let sequence = try elements(of: evaluate(iterable), at: iterable.range)
    var turns = turns(of: program.text(of: target.range), over: target.range.through(iterable.range))
    var index = 0
    while let element = try element(index, of: sequence, at: iterable.range) {
      index += 1
      try budget.use(.iterations, at: iterable.range)
      try bindLoopVariable(target, element)
      switch try executeTurn(body, &turns) {
      case .normal, .continues: continue
      case .breaks: return .normal
      case .returns(let value): return .returns(value)
      }
    }
    return try execute(otherwise)
  }

  /// What the trace tells of the turns of one run of a loop.
  private struct LoopTurns {
    var name: String
    var place: SourceRange
    var loop: Int
    var count = 0
  }

  private func turns(of name: String, over place: SourceRange) -> LoopTurns {
    course.loopsBegun += 1
    return LoopTurns(name: name, place: place, loop: course.loopsBegun - 1)
  }

  /// One turn of a loop, whose gates make a group. A backward pass by hand that begins in it ends with it.
  private func executeTurn(_ body: [Statement], _ turns: inout LoopTurns) throws(RunFailure) -> Completion {
    let wasByHand = hand.isRunning
    let isGroup = !isPlain
    turns.count += 1
    if isGroup {
      tape.openGroup(
        turns.name, kind: .loop, turn: Group.Turn(loop: turns.loop, number: turns.count), at: turns.place)
    }
    defer { if isGroup { tape.closeGroup() } }
    let completion = try execute(body)
    if hand.isRunning, !wasByHand { try endByHand(isLast: false) }
    return completion
  }

  private func loop(while condition: Expression, _ body: [Statement], _ otherwise: [Statement])
    throws(RunFailure) -> Completion
  {
    var turns = turns(of: "while", over: condition.range)
    while try isTrue(evaluate(condition), at: condition.range) {
      try budget.use(.iterations, at: condition.range)
      switch try executeTurn(body, &turns) {
      case .normal, .continues: continue
      case .breaks: return .normal
      case .returns(let value): return .returns(value)
      }
    }
    return try execute(otherwise)
  }

  private func assert(_ condition: Expression, _ message: Expression?) throws(RunFailure) {
    let wasShown = course.isShown
    course.isShown = true
    defer { course.isShown = wasShown }
    // What is asserted is looked at, not computed: it records no gates.
    let holds = try detached { () throws(RunFailure) in try isTrue(evaluate(condition), at: condition.range) }
    if holds { return }
    let text = try message.map { (message) throws(RunFailure) in
      try self.text(of: evaluate(message), at: message.range)
    }
    throw fail(.assertion(text, try compared(condition)), at: condition.range)
  }

  /// Both sides of a failed comparison, and inside `abs(a - b) < c` both numbers of the difference.
  private func compared(_ condition: Expression) throws(RunFailure) -> ComparedSides? {
    guard case .comparison(let left, let links) = condition.bare.kind, links.count == 1 else { return nil }
    let right = links[0].right
    var compared = ComparedSides(
      left: try shown(left), comparison: links[0].operator, right: try shown(right))
    if case .call(let function, let arguments) = left.bare.kind, function.name == "abs",
      arguments.count == 1, case .binary(.subtract, let first, let second) = arguments[0].value.bare.kind
    {
      compared.difference = (try shown(first), try shown(second))
    }
    return compared
  }

  private func shown(_ expression: Expression) throws(RunFailure) -> String {
    let wasDetached = course.isDetached
    course.isDetached = true
    defer { course.isDetached = wasDetached }
    return try representation(of: evaluate(expression), at: expression.range)
  }

  private func importModules(_ imports: [Import]) {
    for item in imports {
      guard let module = Module(rawValue: item.name) ?? (item.name == "matplotlib" ? .pyplot : nil) else {
        continue
      }
      let bound = item.alias == nil && item.name == "numpy.random" ? Module.numpy : module
      scope.names[item.boundName] = .module(bound)
    }
  }

  private func importNames(_ imports: [Import], from module: String) throws(RunFailure) {
    guard let module = Module(rawValue: module) else { return }
    if imports.isEmpty {
      for (name, builtin) in Builtin.members(of: module) { scope.names[name] = .builtin(builtin) }
    }
    for item in imports {
      scope.names[item.boundName] = try member(item.name, of: module, at: item.range)
    }
  }
}
