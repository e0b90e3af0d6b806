/// The name and the version of the JSON Lines form.
enum TraceFormat {
  static let name = "gradwalk-trace"
  static let version = 2
}

extension TraceWriter {
  func appendHeader(to text: inout JSONText) {
    text.begin(.header)
    text.append(.format, TraceFormat.name)
    text.append(.version, TraceFormat.version)
    text.append(.title, trace.title)
    text.append(.digits, trace.digits)
    if trace.producer != .language { text.append(trace.producer) }
    if trace.numberType != .float64 { text.append(.dtype, trace.numberType.rawValue) }
    text.append(.gates, trace.gates.count)
    if !trace.notes.isEmpty { text.append(.notes, trace.notes.count) }
    text.append(.groups, trace.groups.count)
    text.append(.passes, trace.passes.count)
    text.append(.nodes, trace.nodeCount)
    text.append(.steps, trace.stepCount)
    text.append(.events, eventCount)
    if let mistake = trace.mistake { text.append(.mistake, mistake.rawValue) }
    text.end()
    guard !trace.program.isEmpty else { return }
    text.begin(.program)
    text.append(.text, trace.program)
    text.end()
  }

  private var eventCount: Int {
    var count = trace.asides.count { (0..<trace.stepCount).contains($0.step) } + trace.bindings.count
    for record in trace.stepRecords { count += ownEventCount(of: record) }
    return count
  }

  /// How many events are a step's own move.
  func ownEventCount(of record: StepRecord) -> Int {
    switch record.form {
    case .inputs: return Int(record.payload)
    case .forward, .seed: return 1
    case .scalarBackward:
      let node = trace.nodeRecords[record.node]
      let first = Int(node.firstOperand)
      var count = 0
      for index in first..<first + Int(node.operandCount) where trace.operands[index] >= 0 { count += 1 }
      return count
    case .tensorBackward: return trace.tensorBackwards[Int(record.payload)].count
    case .update: return 0
    }
  }

  func appendNote(_ note: Note, to text: inout JSONText) {
    text.begin(.note)
    text.append(.about, note.subject.rawValue)
    for (key, word) in [
      (Key.name, note.name), (.of, note.of), (.output, note.output), (.last, note.last), (.text, note.text),
    ] {
      if let word { text.append(key, word) }
    }
    text.append(note.place)
    text.end()
  }

  func appendGate(_ index: Int, to text: inout JSONText) {
    let gate = trace.gates[index]
    text.begin(.gate)
    text.append(.name, gate.name)
    text.append(.symbol, gate.symbol)
    text.append(.symbolWithConstantFirst, gate.symbolWithConstantFirst)
    text.append(.symbolWithConstantSecond, gate.symbolWithConstantSecond)
    text.append(.equation, gate.equation)
    text.append(.slopes, gate.slopes) { $0.append($1) }
    if !gate.rules.isEmpty { text.append(.rules, gate.rules) { $0.append($1) } }
    if let compute = gate.compute { text.append(.compute, compute) }
    if !gate.pulls.isEmpty { text.append(.pull, gate.pulls) { $0.append($1) } }
    if gate.pattern != .unknown { text.append(.pattern, gate.pattern.rawValue) }
    if let sentence = gate.sentence { text.append(.sentence, sentence.rawValue) }
    text.end()
  }

  func appendGroup(_ index: Int, to text: inout JSONText) {
    let group = trace.groups[index]
    text.begin(.group)
    text.append(.id, index)
    text.append(.name, group.name)
    if group.kind != .call { text.append(.groupKind, group.kind.rawValue) }
    if let turn = group.turn {
      text.append(.loop, turn.loop)
      text.append(.turn, turn.number)
    }
    if let parent = group.parent { text.append(.parent, parent) }
    text.append(.nodes, group.nodes)
    text.append(group.place)
    text.end()
  }

  func appendPass(_ pass: Pass, to text: inout JSONText) {
    text.begin(.pass)
    text.append(.number, pass.number)
    if let steps = pass.steps { text.append(.steps, steps) }
    if let nodes = pass.nodes { text.append(.nodes, nodes) }
    if let output = pass.output { text.append(.output, output) }
    if let value = pass.outputValue { text.append(.outputValue, value) }
    text.append(.updates, pass.updates) { text, update in
      text.raw("{\"node\":")
      text.append(update.node)
      text.append(.largestChange, update.largestChange)
      text.raw("}")
    }
    text.append(.printed, pass.printed) { $0.append($1) }
    if let held = pass.held {
      text.append(.held, held) { text, held in
        text.raw("{\"node\":")
        text.append(held.node)
        text.append(.gradient, held.gradient)
        text.raw("}")
      }
    }
    text.end()
  }
}
