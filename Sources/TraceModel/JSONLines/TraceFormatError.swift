import Numbers

/// Why a file could not be read as a trace, and in which line.
///
/// Its printed form is `line 14: node 5 reads node 9, which does not come before it`.
public struct TraceFormatError: Error, Equatable, Sendable {
  /// The line that shows the fault, counted from 1. What is missing shows at the last line.
  public var line: Int
  public var reason: Reason

  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }

  public enum Reason: Error, Equatable, Sendable {
    case notUTF8
    /// The line is not JSON from this byte on, counted from 1.
    case notJSON(column: Int, expected: Expectation)
    case nestedTooDeep(limit: Int)
    case fileTooLarge
    /// The first line is not the header of a trace.
    case noHeader
    case newerVersion(Int)
    case unknownKind(String)
    /// The record is of a kind that has its place elsewhere.
    case outOfPlace(kind: String)
    case missingKey(String)
    case duplicateKey(String)
    case wrongType(key: String, expected: ValueType)
    case outOfRange(key: String, found: Int, allowed: ClosedRange<Int>)
    /// A number that follows from what came before is another one.
    case unexpectedNumber(key: String, expected: Int, found: Int)
    case unexpectedShape(key: String, expected: [Int], found: [Int])
    case unknownGate(String)
    case unknownMistake(String)
    case unknownWord(key: String, String)
    case unknownNode(Int)
    case unknownGroup(Int)
    case noGroup(Int)
    case unknownNote(String)
    /// A node has a symbol that its gate does not have there.
    case unfittingSymbol(node: Int, String, expected: String)
    /// The rows of a node are not pictures of that size.
    case unfittingPicture(node: Int, row: Int?)
    /// Of this node only a sample was told before, and here is another one or none, or the other way round.
    case otherSample(key: String, node: Int)
    /// A branch has an outcome other than 0 and 1.
    case noOutcome
    case readsLaterNode(node: Int, reads: Int)
    case notAnInput(node: Int)
    case notAGate(node: Int)
    case secondValue(node: Int)
    case noValue(node: Int)
    case stepOutOfOrder(step: Int, after: Int?)
    /// A step begins with an event that makes none.
    case stepWithoutMove(step: Int, kind: String)
    /// An event has no place in the step that it says.
    case notPartOfStep(step: Int, kind: String)
    case incompleteBackward(node: Int, expected: Int, found: Int)
    case fewer(key: String, promised: Int, found: Int)
    case more(key: String, promised: Int)
  }

  /// What stands next in JSON that is well formed.
  public enum Expectation: Equatable, Sendable {
    case object, key, colon, commaOrBrace, commaOrBracket, value, digit, escape, endOfText, endOfLine
    /// A number that a `Double` can hold.
    case smallerNumber
  }

  /// What a key's value has to be.
  public enum ValueType: Equatable, Sendable {
    case wholeNumber, number, text, boolean, list, object, tensor, shape, local, move, groupKind, image,
      indices
  }
}

extension TraceFormatError: CustomStringConvertible {
  public var description: String { "line \(line): \(reason)" }
}

extension TraceFormatError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notUTF8: "the text is not UTF-8"
    case .notJSON(let column, let expected): "expected \(expected.words) at byte \(column)"
    case .nestedTooDeep(let limit): "arrays and objects are nested more than \(limit) deep"
    case .fileTooLarge: "the file is larger than 4 GB"
    case .noHeader: "expected the header of a trace, {\"kind\":\"header\",\"format\":\"gradwalk-trace\",…"
    case .newerVersion(let version):
      "the file has version \(version) of the format, and this reader knows those up to \(TraceFormat.version); use a newer gradwalk"
    case .unknownKind(let kind): "unknown kind \(Self.quoted(kind))"
    case .outOfPlace(let kind): "a record of kind '\(kind)' can't stand here"
    case .missingKey(let key): "the key '\(key)' is missing"
    case .duplicateKey(let key): "the key '\(key)' stands twice"
    case .wrongType(let key, let expected): "'\(key)' has to be \(expected.words)"
    case .outOfRange(let key, let found, let allowed):
      "'\(key)' is \(found); it has to be from \(allowed.lowerBound) to \(allowed.upperBound)"
    case .unexpectedNumber(let key, let expected, let found): "'\(key)' is \(found); expected \(expected)"
    case .unexpectedShape(let key, let expected, let found):
      "'\(key)' has the shape \(found); expected \(expected)"
    case .unknownGate(let gate): "no gate \(Self.quoted(gate)) was described"
    case .unknownWord(let key, let word): "no \(key) is called \(Self.quoted(word))"
    case .unknownMistake(let mistake): "no mistake is called \(Self.quoted(mistake))"
    case .unknownNote(let word): "no note is about \(Self.quoted(word))"
    case .noOutcome: "'outcome' has to be made of 0 and 1"
    case .unknownNode(let node): "there is no node \(node)"
    case .noGroup(let group): "there is no group \(group)"
    case .unknownGroup(let group): "no group \(group) comes before this one"
    case .unfittingSymbol(let node, let symbol, let expected):
      "the symbol of node \(node) is \(Self.quoted(symbol)); its gate makes \(Self.quoted(expected)) there"
    case .unfittingPicture(let node, let row):
      row.map { "'image' does not fit node \(node), whose rows have \($0) elements" }
        ?? "'image' can't stand at node \(node), which is a single number"
    case .otherSample(let key, let node):
      "'\(key)' has other elements of the array than the value of node \(node)"
    case .readsLaterNode(let node, let reads):
      "node \(node) reads node \(reads), which does not come before it"
    case .notAnInput(let node): "node \(node) is not an input"
    case .notAGate(let node): "node \(node) is not a gate"
    case .secondValue(let node): "node \(node) has a value already"
    case .noValue(let node): "node \(node) has no value"
    case .stepOutOfOrder(let step, let after):
      after.map { "step \(step) does not follow step \($0)" } ?? "the first step is \(step); expected 0"
    case .stepWithoutMove(let step, let kind): "step \(step) begins with '\(kind)', which is not a move"
    case .notPartOfStep(let step, let kind): "'\(kind)' is not part of step \(step)"
    case .incompleteBackward(let node, let expected, let found):
      "the backward step of node \(node) has \(found) of \(expected) inputs"
    case .fewer(let key, let promised, let found): "the header says \(promised) \(key); there are \(found)"
    case .more(let key, let promised): "the header says \(promised) \(key); here is one more"
    }
  }
}

extension TraceFormatError.Reason {
  /// A word of the file as it can be printed; what is long is cut off.
  private static func quoted(_ word: String) -> String {
    "'\(String(word.prefix(40)).visibleLine)\(word.count > 40 ? "…" : "")'"
  }
}

extension TraceFormatError.Expectation {
  fileprivate var words: String {
    switch self {
    case .object: "an object"
    case .key: "a key in quotes"
    case .colon: "a colon"
    case .commaOrBrace: "a comma or a closing brace"
    case .commaOrBracket: "a comma or a closing bracket"
    case .value: "a value"
    case .digit: "a digit"
    case .escape: "an escape sequence"
    case .endOfText: "the closing quote of a text"
    case .endOfLine: "the end of the line"
    case .smallerNumber: "a number that 64 bits can hold"
    }
  }
}

extension TraceFormatError.ValueType {
  fileprivate var words: String {
    switch self {
    case .wholeNumber: "a whole number"
    case .number: "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
    case .text: "a text"
    case .boolean: "true or false"
    case .list: "a list"
    case .object: "an object"
    case .tensor: "a number or nested lists of numbers of equal length"
    case .shape: "a list of lengths"
    case .local: "a number or an object with 'diagonal', 'matrix' or 'rule'"
    case .indices: "for each axis a list of ascending indices, fewer than the array has elements"
    case .image: "height and width, and perhaps the number of channels, each at least 1"
    case .groupKind: "\"call\", \"loop\" or \"module\""
    case .move: "\"inputs\", \"backward\" or \"update\""
    }
  }
}
