import Numbers

extension Trace {
  /// Reads a trace from JSON Lines, as `docs/trace-format.md` specifies.
  ///
  /// A damaged file is an error with the line and the reason. Linear in the file, in time and memory. What
  /// ``jsonLines`` wrote gives an equal builder.trace.
  public init(jsonLines bytes: [UInt8]) throws(TraceFormatError) {
    var reader = TraceReader(bytes)
    try reader.readAll()
    self = reader.builder.trace
  }
}

/// Reads the records of one file and fills a builder.trace.
struct TraceReader {
  private let bytes: [UInt8]
  private(set) var line = 0
  /// The line of a record that contradicts what came after it.
  var culprit: Int?
  /// The version of the format that the file has.
  var version = TraceFormat.version
  /// The record that is being read.
  var object: JSONObject
  /// An object inside it.
  var inner: JSONObject
  var builder = TraceBuilder()
  /// What the node reads that is being read.
  var operands: [Int32] = []
  /// What the header says that there is, by ``Stage``.
  var promised = [Int](repeating: 0, count: Stage.allCases.count)
  /// How many steps the header says that there are.
  var stepsPromised = 0
  /// Where the steps of the passes so far end.
  var lastStepOfPasses = 0
  private var stage: Stage?
  /// The gates of a name, in order; `input`, which is none, stands as −1.
  var gatesByName: [String: [Int]] = ["input": [-1]]
  /// How many formulas each gate has.
  var formulaCounts: [FormulaCounts] = []
  var nesting = GroupNesting()
  /// The passes so far; the trace gets them all at once.
  var passes: [Pass] = []
  var linesOfPasses: [Int] = []
  var passCursor = PassCursor([])
  var eventCount = 0
  var step = OpenStep()
  var symbols = SymbolTable()

  /// The parts of a file, in their order.
  enum Stage: Int, CaseIterable {
    case header, program, notes, gates, groups, passes, nodes, events
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    object = JSONObject(bytes)
    inner = object
  }

  mutating func readAll() throws(TraceFormatError) {
    guard bytes.count <= UInt32.max else { throw TraceFormatError(line: 1, reason: .fileTooLarge) }
    // Some programs begin a text with a byte order mark.
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      let start = position
      line += 1
      do throws(Reason) {
        position = try readLine(at: start)
      } catch {
        throw TraceFormatError(line: culprit ?? line, reason: isUTF8(from: start) ? error : .notUTF8)
      }
    }
    do throws(Reason) {
      try finish()
    } catch {
      throw TraceFormatError(line: culprit ?? max(1, line), reason: error)
    }
  }

  /// Reads a line and gives the position of the next. A line of nothing but white space is passed over.
  private mutating func readLine(at start: Int) throws(Reason) -> Int {
    var scanner = JSONScanner(bytes, at: start, lineStart: start)
    scanner.skipSpace()
    let isEmpty = scanner.byte == UInt8(ascii: "\n") || scanner.position == bytes.count
    if !isEmpty { scanner.position = try object.read(at: scanner.position, lineStart: start) }
    scanner.skipSpace()
    guard scanner.take("\n") || scanner.position == bytes.count else { throw scanner.failure(.endOfLine) }
    if !isEmpty { try readRecord() }
    return scanner.position
  }

  private func isUTF8(from start: Int) -> Bool {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return String(validating: bytes[start..<end], as: UTF8.self) != nil
  }

  private mutating func readRecord() throws(Reason) {
    let kind = try kind()
    guard stage != nil || kind == .header else { throw .noHeader }
    try enter(kind.stage, kind)
    switch kind {
    case .header: try readHeader()
    case .program: builder.set(program: try object.text(.text))
    case .note: try readNote()
    case .gate: try readGate()
    case .group: try readGroup()
    case .pass: try readPass()
    case .node: try readNode()
    case .step, .input, .forward, .seed, .backward, .update, .clear, .print, .check, .branch,
      .binding:
      try readEvent(kind)
    }
  }

  private func kind() throws(Reason) -> RecordKind {
    let slot = try object.slot(.kind)
    if slot.form == .text,
      let index = RecordKind.table.index(of: slot.start..<slot.end, in: bytes)
    {
      return RecordKind.allCases[Int(index)]
    }
    let word = try object.text(.kind)
    guard let kind = RecordKind.allCases.first(where: { $0.word == word }) else { throw .unknownKind(word) }
    return kind
  }

  /// Goes on to the part of the file that a kind belongs to.
  private mutating func enter(_ next: Stage, _ kind: RecordKind) throws(Reason) {
    guard next != stage else {
      if next == .header || next == .program { throw .outOfPlace(kind: kind.word) }
      return
    }
    if let stage {
      guard next.rawValue > stage.rawValue else { throw .outOfPlace(kind: kind.word) }
      try checkCounts(before: next)
    }
    if next == .events {
      passCursor = PassCursor(passes)
      try checkGroups()
    }
    stage = next
  }

  /// Checks that there were as many records as the header says.
  private func checkCounts(before next: Stage?) throws(Reason) {
    let found = [
      (Stage.notes, builder.trace.notes.count), (.gates, builder.trace.gates.count),
      (.groups, builder.trace.groups.count),
      (.passes, passes.count),
      (.nodes, builder.trace.nodeCount), (.events, eventCount),
    ]
    for (stage, count) in found
    where stage.rawValue < next?.rawValue ?? .max && count < promised[stage.rawValue] {
      throw .fewer(key: String(describing: stage), promised: promised[stage.rawValue], found: count)
    }
  }

  private mutating func finish() throws(Reason) {
    guard stage != nil else { throw .noHeader }
    try checkCounts(before: nil)
    if stage != .events { try checkGroups() }
    try closeStep()
    for held in passes.compactMap(\.held).joined() {
      _ = try fitting(held.gradient, to: held.node, .held)
    }
    builder.set(passes: passes)
    guard builder.trace.stepCount == stepsPromised else {
      throw .fewer(key: Key.steps.word, promised: stepsPromised, found: builder.trace.stepCount)
    }
    if let node = builder.trace.nodeRecords.firstIndex(where: { $0.firstElement == .max }) {
      throw .noValue(node: node)
    }
    try checkPasses()
  }

  var nodesPromised: Int { promised[Stage.nodes.rawValue] }
}

extension RecordKind {
  fileprivate var stage: TraceReader.Stage {
    switch self {
    case .header: .header
    case .program: .program
    case .note: .notes
    case .gate: .gates
    case .group: .groups
    case .pass: .passes
    case .node: .nodes
    case .step, .input, .forward, .seed, .backward, .update, .clear, .print, .check, .branch, .binding:
      .events
    }
  }
}
