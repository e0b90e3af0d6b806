extension TraceReader {
  mutating func readHeader() throws(Reason) {
    guard try object.text(.format) == TraceFormat.name else { throw .noHeader }
    version = try object.whole(.version)
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
