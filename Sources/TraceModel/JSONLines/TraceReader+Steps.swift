/// The step that is being read, before it becomes a record.
struct OpenStep {
  var number = -1
  var pass = 1
  /// What kind of move it is, once its first event has told.
  var form: StepRecord.Form?
  /// Whether events of its own may still come.
  var isOpen = true
  /// The gate, the output or the first of the inputs.
  var node = 0
  /// How many of its own events came.
  var count = 0
  /// Where its numbers start in the builder.trace.
  var payload = 0
  /// How many of the gate's operands were dealt with.
  var operands = 0
  /// The events of a backward step that plain numbers can't tell.
  var backwards: [Backward] = []
  /// The gradient that it seeds.
  var seed: [Double] = []
}

extension TraceReader {
  /// Goes on to the step that an event says, which is the current one or the next.
  mutating func enterStep() throws(Reason) {
    let number = try object.whole(.step)
    if number != step.number {
      let last = step.number
      guard number == last + 1 else { throw .stepOutOfOrder(step: number, after: last < 0 ? nil : last) }
      guard number < stepsPromised else { throw .more(key: Key.steps.word, promised: stepsPromised) }
      try closeStep()
      step = OpenStep(number: number, pass: passCursor.number(ofStep: number))
    }
    let pass = object.optional(.pass) == nil ? 1 : try object.whole(.pass)
    guard pass == step.pass else {
      throw .unexpectedNumber(key: Key.pass.word, expected: step.pass, found: pass)
    }
  }

  /// Says what kind of move the current step is; it must not have been said before.
  mutating func begin(_ form: StepRecord.Form, node: Int, _ kind: RecordKind) throws(Reason) {
    guard step.form == nil else { throw .notPartOfStep(step: step.number, kind: kind.word) }
    step.form = form
    step.node = node
    step.payload = builder.trace.numbers.count
  }

  /// Appends the record of the current step, if there is one.
  mutating func closeStep() throws(Reason) {
    guard let form = step.form else { return }
    switch form {
    case .inputs: builder.addStep(ofInputs: step.node..<step.node + step.count)
    case .forward: builder.addStep(forward: step.node)
    case .update: builder.addUpdateStep()
    case .seed: builder.addStep(seed: step.node, step.seed)
    case .scalarBackward:
      try checkBackward()
      builder.addStep(backward: step.node, numbersFrom: step.payload)
    case .tensorBackward:
      try checkBackward()
      builder.addStep(backward: step.node, step.backwards)
    }
  }

  /// Checks that every input of the gate has its event.
  private func checkBackward() throws(Reason) {
    let record = builder.trace.nodeRecords[step.node]
    let first = Int(record.firstOperand)
    let rest = builder.trace.operands[first + step.operands..<first + Int(record.operandCount)].count {
      $0 >= 0
    }
    guard rest == 0 else {
      throw .incompleteBackward(node: step.node, expected: step.count + rest, found: step.count)
    }
  }

  /// Reads the record of a step that has no event of its own.
  mutating func readMark() throws(Reason) {
    guard let move = StepKind.allCases.first(where: { (try? object.text(.move)) == String(describing: $0) })
    else { throw .wrongType(key: Key.move.word, expected: .move) }
    switch move {
    case .inputs: try begin(.inputs, node: 0, .step)
    case .update: try begin(.update, node: 0, .step)
    case .backward: try begin(.tensorBackward, node: try gate(), .step)
    case .forward, .seed: throw .wrongType(key: Key.move.word, expected: .move)
    }
    step.isOpen = false
  }

  /// Appends an event that is not part of a step's own move.
  mutating func append(aside event: Event, _ kind: RecordKind) throws(Reason) {
    guard step.form != nil else { throw .stepWithoutMove(step: step.number, kind: kind.word) }
    step.isOpen = false
    builder.add(event, atStep: step.number)
  }
}
