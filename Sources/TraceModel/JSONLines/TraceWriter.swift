import Numbers

extension Trace {
  /// The trace as JSON Lines: UTF-8, one object a line, as `docs/trace-format.md` specifies.
  ///
  /// Equal traces give equal bytes. Linear in the trace.
  public var jsonLines: [UInt8] {
    var text = JSONText()
    // About what scalars take: growing by copies would cost as much as the writing.
    text.bytes.reserveCapacity(1000 + program.utf8.count + 160 * nodeCount + 180 * stepCount)
    writeRecords(to: &text) { _ in }
    return text.bytes
  }

  /// Hands the trace as JSON Lines to a closure, in pieces of about `size` bytes that end with a line.
  ///
  /// For traces that should not stand in memory as text. Throws what the closure throws.
  public func writeJSONLines<Failure: Error>(
    pieces size: Int = 1 << 16, to write: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var text = JSONText()
    try writeRecords(to: &text) { (text: inout JSONText) throws(Failure) in
      guard text.bytes.count >= size else { return }
      try write(text.bytes[...])
      text.bytes.removeAll(keepingCapacity: true)
    }
    if !text.bytes.isEmpty { try write(text.bytes[...]) }
  }

  /// Appends all records, calling `flush` after each of the many.
  private func writeRecords<Failure: Error>(
    to text: inout JSONText, flush: (inout JSONText) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = TraceWriter(self)
    writer.appendHeader(to: &text)
    for note in notes { writer.appendNote(note, to: &text) }
    for index in gates.indices { writer.appendGate(index, to: &text) }
    for index in groups.indices { writer.appendGroup(index, to: &text) }
    for pass in passes {
      writer.appendPass(pass, to: &text)
      try flush(&text)
    }
    for id in 0..<nodeCount {
      writer.appendNode(id, to: &text)
      try flush(&text)
    }
    for number in 0..<stepCount {
      writer.appendStep(number, to: &text)
      try flush(&text)
    }
  }
}

/// Writes one trace; remembers where it is among asides and passes.
struct TraceWriter {
  let trace: Trace
  /// For each gate how often its name came before; `input` counts as taken.
  private let variants: [Int]
  /// What each gate's nodes say of it: `,"gate":"multiply"`.
  private let gateTexts: [[UInt8]]
  /// How each gate's symbol is told: `,"symbol":"×"`.
  private let symbolTexts: [[UInt8]]
  private var symbols = SymbolTable()
  var passes: PassCursor
  var nextAside = 0
  var nextBinding = 0

  init(_ trace: Trace) {
    self.trace = trace
    variants = GateVariants.variants(of: trace.gates)
    gateTexts = zip(trace.gates, variants).map { gate, variant in
      var text = JSONText()
      text.append(.gate, gate.name)
      if variant > 0 { text.append(.variant, variant) }
      return text.bytes
    }
    symbolTexts = trace.gates.map { gate in
      var text = JSONText()
      text.append(.symbol, gate.symbol)
      return text.bytes
    }
    passes = PassCursor(trace.passes)
    nextAside = trace.asides.firstIndex { $0.step >= 0 } ?? trace.asides.endIndex
  }

  mutating func appendNode(_ id: Int, to text: inout JSONText) {
    let record = trace.nodeRecords[id]
    text.begin(.node)
    text.append(.id, id)
    if record.gate == 0 {
      text.append(.gate, "input")
    } else {
      text.bytes.append(contentsOf: gateTexts[Int(record.gate) - 1])
      appendSymbol(of: id, gate: Int(record.gate) - 1, to: &text)
    }
    appendName(of: record, to: &text)
    let operands = Int(record.firstOperand)..<Int(record.firstOperand) + Int(record.operandCount)
    text.append(.inputs, trace.inputs(of: id)) { $0.append($1) }
    appendConstants(operands, to: &text)
    text.append(.shape, trace.details[id]?.whole?.shape ?? trace.shapes[Int(record.shape)]) { $0.append($1) }
    if let replayability = trace.replayabilities[id] { text.append(replayability) }
    text.append(trace.places[record.place])
    if let details = trace.details[id] { text.append(details) }
    text.end()
  }

  private mutating func appendSymbol(of id: Int, gate: Int, to text: inout JSONText) {
    let described = symbols.symbolWithConstant(of: id, in: trace)
    if let symbol = trace.details[id]?.symbol ?? described {
      text.append(.symbol, symbol)
    } else {
      text.bytes.append(contentsOf: symbolTexts[gate])
    }
  }

  private func appendName(of record: NodeRecord, to text: inout JSONText) {
    let name = record.name == 0 ? nil : trace.names[Int(record.name) - 1]
    text.append(.name, name?.text)
    if let name, name.rebinding > 0 { text.append(.rebinding, name.rebinding) }
  }

  private func appendConstants(_ operands: Range<Int>, to text: inout JSONText) {
    let constants = operands.filter { trace.operands[$0] < 0 }
    guard !constants.isEmpty else { return }
    text.append(.constants, constants) { text, index in
      text.raw("{\"position\":")
      text.append(index - operands.lowerBound)
      text.append(trace.constants[Int(~trace.operands[index])])
      text.raw("}")
    }
  }
}

/// Finds the passes of steps that are asked for in order.
struct PassCursor {
  private let kept: [Pass]
  private var next = 1

  init(_ passes: [Pass]) { kept = passes.filter { $0.steps != nil } }

  /// The number of the pass that a step belongs to.
  mutating func number(ofStep step: Int) -> Int {
    while next < kept.count, let steps = kept[next].steps, steps.lowerBound <= step { next += 1 }
    return kept.isEmpty ? 1 : kept[next - 1].number
  }
}

/// Tells apart gates that have the same name.
enum GateVariants {
  static func variants(of gates: [GateDescription]) -> [Int] {
    var seen = ["input": 1]
    return gates.map { gate in
      defer { seen[gate.name, default: 0] += 1 }
      return seen[gate.name, default: 0]
    }
  }
}

extension JSONText {
  /// Appends a place, if it is one, and its end if that is known.
  mutating func append(_ place: SourceRange) {
    guard place.line > 0 else { return }
    append(.line, place.line)
    append(.column, place.column)
    guard place.end != place.start else { return }
    append(.endLine, place.end.line)
    append(.endColumn, place.end.column)
  }

  mutating func append(_ key: Key, _ range: Range<Int>) {
    bytes.append(contentsOf: key.prefix)
    raw("{\"first\":")
    append(range.lowerBound)
    append(.count, range.count)
    raw("}")
  }
}
