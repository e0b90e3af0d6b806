/// The keys of the JSON Lines form; each is spelled as its case.
enum Key: UInt8, CaseIterable {
  case kind, format, version, title, digits, gates, groups, passes, nodes, steps, events
  case text, name, symbol, symbolWithConstantFirst, symbolWithConstantSecond, equation, slopes, rules
  case compute, pull, pattern, sentence
  case id, parent, first, count, line, column, endLine, endColumn
  case number, output, outputValue, updates, printed, held, node, largestChange
  case gate, variant, rebinding, inputs, constants, position, value, shape
  case step, pass, move, gradient, input, to, upstream, local, downstream
  case diagonal, matrix, rule, elements
  case old, change, new, statement, rate, numeric, relativeError, atKink
  case cached, byHand, mistake
  case producer, dtype, image, literal
  case indices, sample, min, max, mean, finite
  case notes, about, of, last, groupKind, loop, turn, byHandName
  case from, left, right, outcome, operands, `operator`, group, replayable, obstacle

  var word: String { String(describing: self) }
  /// What stands before a value: `,"step":`.
  var prefix: [UInt8] { Self.prefixes[Int(rawValue)] }

  private static let prefixes = allCases.map { Array(",\"\($0.word)\":".utf8) }
  /// The words in quotes.
  static let quoted = allCases.map { Array("\"\($0.word)\"".utf8) }
  static let table = WordTable(allCases.map(\.word))
}

/// The kinds of records; each is spelled as its case.
enum RecordKind: UInt8, CaseIterable {
  case header, program, note, gate, group, pass, node
  /// A step that has no event of its own.
  case step
  case input, forward, seed, backward, update, clear, print, check, branch, binding

  var word: String { String(describing: self) }
  /// How the record begins: `{"kind":"node"`.
  var prefix: [UInt8] { Self.prefixes[Int(rawValue)] }

  private static let prefixes = allCases.map { Array("{\"kind\":\"\($0.word)\"".utf8) }
  static let table = WordTable(allCases.map(\.word))

  /// Whether it is a record of what happened, which the header counts as an event.
  var isEvent: Bool { rawValue >= RecordKind.input.rawValue }
}

/// Finds a word of a fixed list among bytes without making a string of them.
struct WordTable: Sendable {
  private let words: [[UInt8]]
  /// Open addressing: the index of a word plus 1, or 0 where there is none.
  private var slots = [UInt8](repeating: 0, count: 256)

  init(_ list: [String]) {
    words = list.map { Array($0.utf8) }
    for (index, word) in words.enumerated() {
      var slot = word.reduce(0, Self.mix)
      while slots[Int(slot)] != 0 { slot &+= 1 }
      slots[Int(slot)] = UInt8(truncatingIfNeeded: index + 1)
    }
  }

  /// Continues the hash of a word by one byte; it starts with 0.
  @inline(__always)
  static func mix(_ hash: UInt8, _ byte: UInt8) -> UInt8 { hash &* 31 &+ byte }

  /// The index of the word that stands in `range`, whose hash is known.
  func index(of range: Range<Int>, in bytes: [UInt8], hash: UInt8) -> UInt8? {
    var slot = hash
    while slots[Int(slot)] != 0 {
      let index = slots[Int(slot)] - 1
      if matches(words[Int(index)], range, in: bytes) { return index }
      slot &+= 1
    }
    return nil
  }

  func index(of range: Range<Int>, in bytes: [UInt8]) -> UInt8? {
    var hash: UInt8 = 0
    for position in range { hash = Self.mix(hash, bytes[position]) }
    return index(of: range, in: bytes, hash: hash)
  }

  @inline(__always)
  private func matches(_ word: [UInt8], _ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard word.count == range.count else { return false }
    for offset in word.indices where bytes[range.lowerBound + offset] != word[offset] { return false }
    return true
  }
}
