import Numbers

extension TraceWriter {
  /// Appends the events of a step, its own first; steps are asked for in order.
  mutating func appendStep(_ number: Int, to text: inout JSONText) {
    let record = trace.stepRecords[number]
    let head = Head(step: number, pass: passes.number(ofStep: number))
    appendMark(of: record, head, to: &text)
    appendOwnEvents(of: record, head, to: &text)
    while nextAside < trace.asides.count, trace.asides[nextAside].step == number {
      appendAside(trace.asides[nextAside].event, head, to: &text)
      nextAside += 1
    }
    while nextBinding < trace.bindings.count, trace.bindings.step(of: nextBinding) == number {
      text.append(trace.bindings[nextBinding], head)
      nextBinding += 1
    }
  }

  /// What all events of a step begin with.
  struct Head {
    var step: Int
    var pass: Int
  }

  /// Appends a record for a step whose first event does not tell what move it is.
  private func appendMark(of record: StepRecord, _ head: Head, to text: inout JSONText) {
    if ownEventCount(of: record) > 0 { return }
    if record.form == .update, nextAside < trace.asides.count, trace.asides[nextAside].step == head.step {
      switch trace.asides[nextAside].event {
      case .update, .clear: return
      default: break
      }
    }
    text.begin(.step, head)
    text.append(.move, String(describing: record.form.kind))
    if record.form.kind == .backward { text.append(.node, record.node) }
    text.end()
  }

  private func appendOwnEvents(of record: StepRecord, _ head: Head, to text: inout JSONText) {
    switch record.form {
    case .inputs:
      for node in record.node..<record.node + Int(record.payload) {
        appendValue(.input, of: node, head, to: &text)
      }
    case .forward: appendValue(.forward, of: record.node, head, to: &text)
    case .seed:
      text.begin(.seed, head)
      text.append(.node, record.node)
      let shape = trace.shapes[Int(trace.nodeRecords[record.node].shape)]
      text.append(.gradient, trace.numbers, from: Int(record.payload), shape: shape)
      text.end()
    case .scalarBackward: appendScalarBackwards(record, head, to: &text)
    case .tensorBackward:
      for backward in trace.tensorBackwards[Int(record.payload)] {
        appendBackward(backward, head, to: &text)
      }
    case .update: break
    }
  }

  private func appendValue(_ kind: RecordKind, of node: Int, _ head: Head, to text: inout JSONText) {
    let record = trace.nodeRecords[node]
    text.begin(kind, head)
    text.append(.node, node)
    if trace.details[node]?.whole == nil {
      text.append(
        .value, trace.values, from: Int(record.firstElement), shape: trace.shapes[Int(record.shape)])
    } else {
      text.append(.value, trace.initialValue(of: node))
    }
    if kind == .forward, let cached = trace.cached[node] { append(cached, to: &text) }
    text.end()
  }

  private func append(_ cached: [Cached], to text: inout JSONText) {
    guard !cached.isEmpty else { return }
    text.append(.cached, cached) { text, cached in
      text.raw("{\"name\":")
      text.append(cached.name)
      text.append(.value, cached.value)
      text.raw("}")
    }
  }

  private func appendScalarBackwards(_ record: StepRecord, _ head: Head, to text: inout JSONText) {
    let node = trace.nodeRecords[record.node]
    let first = Int(node.firstOperand)
    let upstream = trace.numbers[Int(record.payload)]
    var input = 0
    for index in first..<first + Int(node.operandCount) where trace.operands[index] >= 0 {
      let local = trace.numbers[Int(record.payload) + 1 + 2 * input]
      text.begin(.backward, head)
      text.append(.node, record.node)
      text.append(.input, input)
      text.append(.to, Int(trace.operands[index]))
      text.append(.upstream, upstream)
      text.append(.local, local)
      text.append(.downstream, upstream * local)
      text.append(.gradient, trace.numbers[Int(record.payload) + 2 + 2 * input])
      text.end()
      input += 1
    }
  }

  private func appendBackward(_ backward: Backward, _ head: Head, to text: inout JSONText) {
    text.begin(.backward, head)
    text.append(.node, backward.node)
    text.append(.input, backward.input)
    text.append(.to, backward.to)
    text.append(.upstream, backward.upstream)
    text.append(backward.local)
    text.append(.downstream, backward.downstream)
    text.append(.gradient, backward.gradient)
    text.end()
  }

  private func appendAside(_ event: Event, _ head: Head, to text: inout JSONText) {
    switch event {
    case .input(let node, let value):
      text.begin(.input, head)
      text.append(.node, node)
      text.append(.value, value)
    case .update(let update): text.append(update, head)
    case .clear(let node):
      text.begin(.clear, head)
      text.append(.node, node)
    case .print(let line):
      text.begin(.print, head)
      text.append(.text, line)
    case .check(let check): text.append(check, head)
    case .branch(let branch): text.append(branch, head)
    case .forward, .seed, .backward, .binding: return  // Never asides.
    }
    text.end()
  }
}

extension JSONText {
  mutating func begin(_ kind: RecordKind, _ head: TraceWriter.Head) {
    begin(kind)
    append(.step, head.step)
    if head.pass > 1 { append(.pass, head.pass) }
  }

  fileprivate mutating func append(_ local: Local) {
    switch local {
    case .number(let number): append(.local, number)
    case .diagonal(let tensor): append(.local, as: "{\"diagonal\":", tensor)
    case .matrix(let tensor): append(.local, as: "{\"matrix\":", tensor)
    case .rule(let rule):
      bytes.append(contentsOf: Key.local.prefix)
      raw("{\"rule\":")
      append(rule)
      raw("}")
    }
  }

  private mutating func append(_ key: Key, as opening: StaticString, _ tensor: Tensor) {
    bytes.append(contentsOf: key.prefix)
    raw(opening)
    append(tensor)
    raw("}")
  }

  fileprivate mutating func append(_ update: Update, _ head: TraceWriter.Head) {
    begin(.update, head)
    append(.node, update.node)
    append(.old, update.old)
    append(.change, update.change)
    append(.new, update.new)
    append(.statement, update.statement)
    if let rate = update.rate { append(.rate, rate) }
    append(update.place)
    if let formula = update.formula { append(formula) }
  }

  fileprivate mutating func append(_ check: Check, _ head: TraceWriter.Head) {
    begin(.check, head)
    append(.node, check.node)
    append(.numeric, check.numeric)
    append(.relativeError, check.relativeError)
    if check.isAtKink { append(.atKink, true) }
    guard let byHand = check.byHand else { return }
    append(.byHand, byHand.gradient)
    if let name = byHand.name { append(.byHandName, name) }
    append(byHand.place)
  }
}
