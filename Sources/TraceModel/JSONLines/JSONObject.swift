/// One object as it was read: the values of the keys that are known. Others are passed over.
struct JSONObject {
  private(set) var scanner: JSONScanner
  private var slots: [JSONSlot]
  /// Bit `n` is set if the key with the raw value `n` was there.
  private var present: UInt128 = 0
  /// For each key, the one that came after it last: records of a kind have theirs in the same order.
  private var followers: [UInt8]
  private var lastKey = Key.kind.rawValue
  private let quoted = Key.quoted

  init(_ bytes: [UInt8]) {
    scanner = JSONScanner(bytes)
    slots = Array(repeating: JSONSlot(form: .null, start: 0, end: 0), count: Key.allCases.count)
    followers = Array(repeating: Key.kind.rawValue, count: Key.allCases.count)
  }

  /// Reads the object that a slot of another one refers to.
  init(_ slot: JSONSlot, key: Key, in scanner: JSONScanner) throws(Reason) {
    guard slot.form == .object else { throw .wrongType(key: key.word, expected: .object) }
    self.init(scanner.bytes)
    try read(at: slot.start, lineStart: scanner.lineStart)
  }

  /// Reads the object at a position and gives the position after it. Slots are reused, so this allocates nothing.
  @discardableResult
  mutating func read(at position: Int, lineStart: Int) throws(Reason) -> Int {
    scanner.position = position
    scanner.lineStart = lineStart
    present = 0
    guard scanner.take("{") else { throw scanner.failure(.object) }
    scanner.skipSpace()
    if scanner.take("}") { return scanner.position }
    repeat { try readPair() } while scanner.take(",")
    guard scanner.take("}") else { throw scanner.failure(.commaOrBrace) }
    return scanner.position
  }

  private mutating func readPair() throws(Reason) {
    scanner.skipSpace()
    let key = try readKey()
    scanner.skipSpace()
    guard scanner.take(":") else { throw scanner.failure(.colon) }
    scanner.skipSpace()
    let slot = try scanner.value(depth: 1)
    scanner.skipSpace()
    guard let key else { return }
    followers[Int(lastKey)] = key
    lastKey = key
    let bit: UInt128 = 1 << UInt128(key)
    guard present & bit == 0 else { throw .duplicateKey(Key.allCases[Int(key)].word) }
    present |= bit
    slots[Int(key)] = slot
  }

  /// The raw value of the key that stands next, or nil if it is none of ours.
  private mutating func readKey() throws(Reason) -> UInt8? {
    let guess = followers[Int(lastKey)]
    if scanner.take(quoted[Int(guess)]) { return guess }
    guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.failure(.key) }
    let text = try scanner.text()
    guard text.form == .escapedText else {
      return Key.table.index(of: text.start..<text.end, in: scanner.bytes)
    }
    let units = Array(try scanner.decoded(text).utf8)
    return Key.table.index(of: 0..<units.count, in: units)
  }
}

extension JSONObject {
  /// The value of a key, if it is there and not null.
  @inline(__always)
  func optional(_ key: Key) -> JSONSlot? {
    guard present & 1 << UInt128(key.rawValue) != 0 else { return nil }
    let slot = slots[Int(key.rawValue)]
    return slot.form == .null ? nil : slot
  }

  @inline(__always)
  func slot(_ key: Key) throws(Reason) -> JSONSlot {
    guard let slot = optional(key) else { throw .missingKey(key.word) }
    return slot
  }

  /// Checks that no two of some keys are there.
  func checkOneOf(_ keys: [Key]) throws(Reason) {
    let found = keys.filter { optional($0) != nil }
    if found.count > 1 { throw .keysTogether(found[0].word, found[1].word) }
  }

  @inline(__always)
  func whole(_ key: Key) throws(Reason) -> Int { try whole(slot(key), of: key) }

  func whole(_ slot: JSONSlot, of key: Key) throws(Reason) -> Int {
    guard slot.form == .wholeNumber else { throw .wrongType(key: key.word, expected: .wholeNumber) }
    return slot.whole
  }

  func whole(_ key: Key, in allowed: ClosedRange<Int>) throws(Reason) -> Int {
    let number = try whole(key)
    guard allowed.contains(number) else {
      throw .outOfRange(key: key.word, found: number, allowed: allowed)
    }
    return number
  }

  func text(_ key: Key) throws(Reason) -> String { try text(slot(key), of: key) }

  func text(_ slot: JSONSlot, of key: Key) throws(Reason) -> String {
    guard slot.form == .text || slot.form == .escapedText else {
      throw .wrongType(key: key.word, expected: .text)
    }
    return try scanner.decoded(slot)
  }

  func boolean(_ key: Key) throws(Reason) -> Bool {
    guard let slot = optional(key) else { return false }
    guard slot.form == .boolean else { throw .wrongType(key: key.word, expected: .boolean) }
    return slot.number == 1
  }

  /// Calls a closure with each element of a list.
  func forEach(_ key: Key, _ body: (JSONSlot) throws(Reason) -> Void) throws(Reason) {
    try forEach(slot(key), of: key, body)
  }

  func forEach(_ slot: JSONSlot, of key: Key, _ body: (JSONSlot) throws(Reason) -> Void) throws(Reason) {
    guard slot.form == .list else { throw .wrongType(key: key.word, expected: .list) }
    var scanner = scanner
    scanner.position = slot.start + 1
    scanner.skipSpace()
    while scanner.byte != UInt8(ascii: "]") {
      try body(scanner.value(depth: 2))
      scanner.skipSpace()
      if scanner.take(",") { scanner.skipSpace() }
    }
  }

  func texts(_ key: Key) throws(Reason) -> [String] {
    var texts: [String] = []
    try forEach(key) { (slot) throws(Reason) in texts.append(try text(slot, of: key)) }
    return texts
  }

  /// Numbers from `first` on, as `{"first":5,"count":4}`, that must lie in `0..<limit`.
  func range(_ slot: JSONSlot, of key: Key, limit: Int) throws(Reason) -> Range<Int> {
    let object = try JSONObject(slot, key: key, in: scanner)
    let first = try object.whole(.first, in: 0...limit)
    let count = try object.whole(.count, in: 0...limit - first)
    return first..<first + count
  }
}
