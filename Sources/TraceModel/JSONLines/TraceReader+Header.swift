extension TraceReader {
  mutating func readHeader() throws(Reason) {
    guard try object.text(.format) == TraceFormat.name else { throw .noHeader }
    let version = try object.whole(.version)
    guard version <= TraceFormat.version else { throw .newerVersion(version) }
    _ = try object.whole(.version, in: 1...TraceFormat.version)
    builder.set(title: try object.text(.title), digits: try object.whole(.digits, in: 0...100))
    if let slot = object.optional(.mistake) {
      let word = try object.text(slot, of: .mistake)
      guard let mistake = BackwardMistake(rawValue: word) else { throw .unknownMistake(word) }
      builder.set(mistake: mistake)
    }
    if let slot = object.optional(.producer) { builder.set(producer: try producer(slot)) }
    if let type: NumberType = try choice(.dtype) { builder.set(numberType: type) }
    try readCounts()
  }

  /// Reads how many records there are. A record takes some bytes, so no count exceeds the file's size.
  private mutating func readCounts() throws(Reason) {
    let limit = object.scanner.bytes.count
    if object.optional(.notes) != nil {
      promised[Stage.notes.rawValue] = try object.whole(.notes, in: 0...limit)
    }
    promised[Stage.gates.rawValue] = try object.whole(.gates, in: 0...min(limit, Int(UInt16.max)))
    promised[Stage.groups.rawValue] = try object.whole(.groups, in: 0...limit)
    promised[Stage.passes.rawValue] = try object.whole(.passes, in: 0...limit)
    promised[Stage.nodes.rawValue] = try object.whole(.nodes, in: 0...limit)
    promised[Stage.events.rawValue] = try object.whole(.events, in: 0...limit)
    stepsPromised = try object.whole(.steps, in: 0...limit)
  }

  func checkRoom(_ stage: Stage, _ count: Int) throws(Reason) {
    guard count < promised[stage.rawValue] else {
      throw .more(key: String(describing: stage), promised: promised[stage.rawValue])
    }
  }

  mutating func readGate() throws(Reason) {
    try checkRoom(.gates, builder.trace.gates.count)
    var gate = GateDescription(
      name: try object.text(.name), symbol: try object.text(.symbol),
      constantFirst: try object.text(.symbolWithConstantFirst),
      constantSecond: try object.text(.symbolWithConstantSecond),
      equation: try object.text(.equation), slopes: [])
    gate.slopes = try object.texts(.slopes)
    if object.optional(.rules) != nil { gate.rules = try object.texts(.rules) }
    if let slot = object.optional(.compute) { gate.compute = try object.text(slot, of: .compute) }
    if object.optional(.pull) != nil { gate.pulls = try object.texts(.pull) }
    gate.pattern = try choice(.pattern) ?? .unknown
    gate.sentence = try choice(.sentence)
    gatesByName[gate.name, default: []].append(builder.trace.gates.count)
    _ = builder.add(gate)
  }

  /// A word of a closed set; nil if the key is not there.
  func choice<Word: RawRepresentable<String>>(_ key: Key) throws(Reason) -> Word? {
    try choice(key, in: object)
  }

  func choice<Word: RawRepresentable<String>>(_ key: Key, in object: JSONObject) throws(Reason) -> Word? {
    guard let slot = object.optional(key) else { return nil }
    let text = try object.text(slot, of: key)
    guard let word = Word(rawValue: text) else { throw .unknownWord(key: key.word, text) }
    return word
  }

  mutating func readGroup() throws(Reason) {
    try checkRoom(.groups, builder.trace.groups.count)
    let id = builder.trace.groups.count
    let found = try object.whole(.id)
    guard found == id else { throw .unexpectedNumber(key: Key.id.word, expected: id, found: found) }
    var parent: Int?
    if let slot = object.optional(.parent) {
      let group = try object.whole(slot, of: .parent)
      guard (0..<id).contains(group) else { throw .unknownGroup(group) }
      parent = group
    }
    let kind = try groupKind()
    builder.add(
      Group(
        kind: kind, name: try object.text(.name), parent: parent,
        nodes: try object.range(object.slot(.nodes), of: .nodes, limit: nodesPromised), place: try place(),
        turn: kind == .loop ? try turn() : nil))
  }

  private func groupKind() throws(Reason) -> Group.Kind {
    guard let slot = object.optional(.groupKind) else { return .call }
    guard let kind = Group.Kind(rawValue: try object.text(slot, of: .groupKind)) else {
      throw .wrongType(key: Key.groupKind.word, expected: .groupKind)
    }
    return kind
  }

  private func turn() throws(Reason) -> Group.Turn {
    Group.Turn(
      loop: try object.whole(.loop, in: 0...Int(UInt32.max)),
      number: try object.whole(.turn, in: 1...Int(UInt32.max)))
  }

  mutating func readNote() throws(Reason) {
    try checkRoom(.notes, builder.trace.notes.count)
    let about = try object.text(.about)
    guard let subject = Note.Subject(rawValue: about) else { throw .unknownNote(about) }
    builder.add(
      Note(
        subject, name: try word(.name), of: try word(.of), output: try word(.output), last: try word(.last),
        text: try word(.text), place: try place()))
  }

  /// A text that may be absent.
  func word(_ key: Key) throws(Reason) -> String? {
    try object.optional(key).map { (slot) throws(Reason) in try object.text(slot, of: key) }
  }
}
