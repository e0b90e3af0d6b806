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
    /// A branch compares two constants.
    case noNodeCompared
    /// The shapes of what a branch compares do not go together.
    case unfittingSides([Int], [Int])
    /// A text that should be a formula is none.
    case noFormula(key: String, String)
    /// A gate has another number of formulas than a node of it has operands.
    case unfittingFormulas(key: String, found: Int, node: Int, operands: Int)
    /// Two keys stand in an object that has room for one.
    case keysTogether(String, String)
    case tooManyElements(key: String, found: Int, limit: Int)
    /// What a sample says of the array does not fit its elements.
    case unfittingSample(key: String)
    /// A group is not inside of the one that it names as its parent, or begins before the group before it ends.
    case groupOutside(group: Int, parent: Int)
    case groupsOverlap(group: Int, before: Int)
    /// A group has a node that is an input.
    case inputInGroup(group: Int, node: Int)
    case turnOutOfOrder(loop: Int, turn: Int, after: Int)
    /// A name is said to be local to a turn of a loop or a module.
    case notACall(group: Int)
    /// The record of a pass says something else than its steps.
    case otherOutput(pass: Int, found: Int?, expected: Int?)
    case otherGates(pass: Int, found: Range<Int>)
    case otherPrints(pass: Int, found: Int, expected: Int)
    case otherUpdates(pass: Int, node: Int)
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
    /// NaN or an infinity, which stand as texts.
    case quoted(String)
  }

  /// What a key's value has to be.
  public enum ValueType: Equatable, Sendable {
    case wholeNumber, number, text, boolean, list, object, tensor, shape, local, move, groupKind, image,
      indices
  }
}
